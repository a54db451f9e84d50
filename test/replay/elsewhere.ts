/**
 * Replays every recorded history and reckons with calendars compiled here, on whatever machine this process believes
 * to be on: `node --import tsx test/replay/elsewhere.ts <bundle> [history …]`. Prints one line of JSON.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { compileCalendar } from '../../calendars/compile.ts';
import { addOpenTime, nextOpening, openSecondsBetween } from '../../domain/calendar.ts';
import { SHIPPED_CALENDARS } from '../../domain/calendars.ts';

/** What a process elsewhere tells. */
export interface Told {
  /** Minutes that the machine's zone was behind UTC at the start of 2026, and its language. */
  readonly offset: number;
  readonly locale: string;
  /** Histories that replayed, and the others with why. The digests in them tell every instant of every event. */
  readonly replayed: readonly string[];
  readonly failed: Readonly<Record<string, string>>;
  readonly instants: readonly number[];
}

const HISTORIES = join(import.meta.dirname, '..', 'histories');

/** The recorded histories, by file name. */
export async function histories(): Promise<string[]> {
  return (await readdir(HISTORIES)).filter((file) => file.endsWith('.json')).sort();
}

async function replayed(codePath: string, files: readonly string[]): Promise<Pick<Told, 'replayed' | 'failed'>> {
  const good: string[] = [];
  const failed: Record<string, string> = {};
  for (const file of files) {
    const history: unknown = JSON.parse(await readFile(join(HISTORIES, file), 'utf8'));
    try {
      await Worker.runReplayHistory({ workflowBundle: { codePath } }, history, 'case:CS-20261123-000001');
      good.push(file);
    } catch (error) {
      failed[file] = String(error);
    }
  }
  return { replayed: good, failed };
}

/** The shipped calendars in zones with clock changes ahead, reckoned across them. */
export function instants(): number[] {
  const start = Date.parse('2026-10-23T15:00:00Z');
  return SHIPPED_CALENDARS.flatMap((calendar) =>
    ['Asia/Shanghai', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York'].flatMap((timezone) => {
      const compiled = compileCalendar({ ...calendar, timezone }, start);
      return [
        addOpenTime(compiled, start, 200 * 3600),
        openSecondsBetween(compiled, start, start + 30 * 86_400_000),
        nextOpening(compiled, start),
      ];
    }),
  );
}

const [, script, bundle, ...files] = process.argv;
if (script === import.meta.filename && bundle !== undefined) {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
  const told: Told = {
    offset: new Date(2026, 0).getTimezoneOffset(),
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    ...(await replayed(bundle, files.length > 0 ? files : await histories())),
    instants: instants(),
  };
  console.log(JSON.stringify(told));
}

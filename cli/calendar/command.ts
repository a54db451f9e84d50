import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CalendarDocumentBody } from '../../api/calendar-schema.ts';
import { faultsOf } from '../../api/failures.ts';
import { isZone } from '../../calendars/zones.ts';
import { calendarFaults } from '../../domain/calendar-faults.ts';
import { type CalendarDocument, SHIPPED_CALENDARS } from '../../domain/calendars.ts';
import type { Fault } from '../../domain/fault.ts';
import { type Api, faultLine, openApi, Refused } from '../api.ts';
import { type Say, UsageError } from '../usage.ts';
import { readIcs, readShifts } from './ics.ts';
import { changesBetween, keptBeside, merge } from './merge.ts';

export const USAGE = `npm run caseloop -- calendar import FILE.ics|FILE.json [--id ID] [--shop SHOP] [--dry-run]
                                      [--workday-hours 09:00-12:00,13:00-18:00] [--through 2027-12-31] [--api URL]
npm run caseloop -- calendar verify FILE|ID [--shop SHOP] [--workday-hours …] [--api URL]

  import   makes the next version of a calendar (default: office-cn of the shop main). An iCalendar file brings dates:
           its years take the place of the same years, all-day events close, those that speak of a working day
           (班, 补班, 调休, workday) open; what recurs is followed up to --through. A JSON file is the whole calendar.
           Prints what changes; --dry-run changes nothing.
  verify   looks for faults in a file, or in the calendar of that id, and says until when its holidays are known.

Exit code 0: done, no faults. 1: faults, each with its place, or refused. 2: not a command.
The API is the one of the settings unless --api names it; the key is CASELOOP_ADMIN_KEY, or admin.key of the data folder.`;

const Stored = z.object({ id: z.string(), version: z.int(), document: CalendarDocumentBody });
type StoredCalendar = z.output<typeof Stored>;

interface Options {
  readonly id: string;
  readonly shop: string;
  readonly api: string | undefined;
  readonly through: string | undefined;
  readonly workdayHours: string | undefined;
  readonly dryRun: boolean;
}

const isFile = (name: string): boolean => /\.(ics|json)$/i.test(name);

/** The stored calendar; undefined when the shop has none of that id. */
async function stored(api: Api, id: string, shop: string): Promise<StoredCalendar | undefined> {
  try {
    const { body } = await api({ method: 'GET', path: `/calendars/${encodeURIComponent(id)}?${query(shop)}` });
    return Stored.parse(body);
  } catch (error) {
    if (error instanceof Refused && error.code === 'calendar_not_found') return undefined;
    throw error;
  }
}

const query = (shop: string): string => new URLSearchParams({ shop }).toString();

/** The calendar that a file makes of another, or its faults. @throws Error when it cannot be read */
function fromFile(
  file: string,
  before: CalendarDocument | undefined,
  { through, workdayHours }: Options,
  say: Say,
): { readonly document: CalendarDocument } | { readonly faults: Fault[] } {
  const text = readFileSync(file, 'utf8');
  if (/\.json$/i.test(file)) {
    const parsed = CalendarDocumentBody.safeParse(JSON.parse(text));
    return parsed.success ? checked(parsed.data) : { faults: faultsOf(parsed.error, 'body') };
  }
  if (!before) throw new Error('an iCalendar file brings dates only: import the hours of the week as JSON first');
  const imported = readIcs(text, new Date(), through);
  for (const event of imported.skipped) say(`skipped ${event}`);
  for (const year of keptBeside(before, imported)) say(year);
  return checked(merge(before, imported, workdayHours === undefined ? undefined : readShifts(workdayHours)));
}

function checked(document: CalendarDocument): { readonly document: CalendarDocument } | { readonly faults: Fault[] } {
  const faults = calendarFaults({ id: '', version: 0, ...document }, isZone);
  return faults.length === 0 ? { document } : { faults };
}

function tellFaults(faults: readonly Fault[], say: Say): number {
  say('The calendar cannot be used:');
  for (const one of faults) say(faultLine(one));
  return 1;
}

async function importFile(file: string, options: Options, say: Say): Promise<number> {
  const { id, shop, dryRun } = options;
  const api = openApi(options.api);
  const before = await stored(api, id, shop);
  const made = fromFile(file, before?.document, options, say);
  if ('faults' in made) return tellFaults(made.faults, say);
  const changes = changesBetween(before?.document, made.document);
  say(`${id} of ${shop}, ${before ? `version ${before.version}` : 'new'}: ${changes.length} changes`);
  for (const line of changes) say(line);
  if (dryRun || changes.length === 0) return 0;
  const { body } = await api({
    method: 'PUT',
    path: `/calendars/${encodeURIComponent(id)}?${query(shop)}`,
    body: made.document,
    ...(before ? { ifMatch: before.version } : {}),
  });
  say(`version ${Stored.parse(body).version} made: it counts for cases opened from now on`);
  return 0;
}

/** Until when the holidays are known; a calendar whose knowledge has run out is a fault. */
function tellKnown(name: string, { knownThrough }: CalendarDocument, say: Say): number {
  const today = new Date().toISOString().slice(0, 10);
  if (knownThrough !== undefined && knownThrough < today) {
    say(`${name}: no faults, but its holidays are known through ${knownThrough} only`);
    return 1;
  }
  say(`${name}: no faults; ${knownThrough === undefined ? 'no end of its holidays' : `known through ${knownThrough}`}`);
  return 0;
}

async function verify(what: string, options: Options, say: Say): Promise<number> {
  if (isFile(what)) {
    const base = SHIPPED_CALENDARS.find(({ id }) => id === 'office-cn');
    const made = fromFile(what, base, options, say);
    return 'faults' in made ? tellFaults(made.faults, say) : tellKnown(what, made.document, say);
  }
  const found = await stored(openApi(options.api), what, options.shop);
  if (!found) throw new Error(`${options.shop} has no calendar ${what}`);
  const made = checked(found.document);
  return 'faults' in made
    ? tellFaults(made.faults, say)
    : tellKnown(`${what} version ${found.version}`, made.document, say);
}

function readOptions(args: readonly string[]): { positionals: string[]; options: Options } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        id: { type: 'string', default: 'office-cn' },
        shop: { type: 'string', default: 'main' },
        api: { type: 'string' },
        through: { type: 'string' },
        'workday-hours': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    });
    const { id, shop, api, through, 'workday-hours': workdayHours, 'dry-run': dryRun } = values;
    return { positionals, options: { id, shop, api, through, workdayHours, dryRun } };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `calendar import` and `calendar verify`: the exit code. @throws UsageError, Refused, Error */
export async function calendar(args: readonly string[], say: Say): Promise<number> {
  const { positionals, options } = readOptions(args);
  const [verb, what, ...more] = positionals;
  if (what === undefined || more.length > 0) throw new UsageError('one file or calendar is wanted');
  if (verb === 'import' && isFile(what)) return importFile(what, options, say);
  if (verb === 'verify') return verify(what, options, say);
  throw new UsageError(
    verb === 'import' ? `${what} is neither .ics nor .json` : `no such command: calendar ${verb ?? ''}`,
  );
}

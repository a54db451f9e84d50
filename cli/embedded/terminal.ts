/** The embedded run at a terminal: says what happens, and ends on a signal. */
import { once } from 'node:events';
import { explain } from '../explain.ts';
import { runEmbedded, type EmbeddedRun } from './run.ts';

type Options = Omit<Parameters<typeof runEmbedded>[0], 'say'>;

/** Ends the process: code 0 when it was told to and all ended, else 1. A second signal ends everything at once. */
export async function runUntilTold(options: () => Options): Promise<never> {
  // A terminal that was closed, or `| head`: no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const say = (line: string) => {
    console.log(line);
  };
  let signals = 0;
  let run: EmbeddedRun | undefined;
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        signals += 1;
        if (signals === 1) say('Ending …');
        if (signals === 2) {
          say('Ending at once.');
          void (run?.force() ?? Promise.resolve()).finally(() => process.exit(1));
        }
        resolve();
      });
    }
  });
  let code = 0;
  try {
    run = runEmbedded({ ...options(), say });
    await Promise.race([run.ready, told]);
    await told;
  } catch (error) {
    code = 1;
    if (signals === 0) console.error(explain(error));
  }
  try {
    await run?.end();
  } catch (error) {
    code = 1;
    console.error(explain(error));
  }
  if (signals > 1) code = 1;
  if (code === 0) say('Ended.');
  if (process.stdout.writableLength > 0) await once(process.stdout, 'drain');
  process.exit(code);
}

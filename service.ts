/** What every long-running process of ours does: it says when it is ready, and ends in order when it is told to. */
import { hostname } from 'node:os';
import type { Log } from './log.ts';

/** Tells the parent, if one waits for it, that this process now serves. */
export function tellReady(): void {
  process.send?.('ready');
}

/**
 * Ends the process in order on SIGINT, SIGTERM, or when the parent that started it is gone; a second signal ends it at
 * once. Exit code 0 (or `process.exitCode`) when `end` was done in time, else 1. Answers with a function that does the
 * same from inside.
 */
export function endWhenTold(log: Log, withinMs: number, end: () => Promise<unknown>): (why: string) => void {
  let told = false;
  const tell = (why: string) => {
    if (told) return;
    told = true;
    log.info({ why }, 'ending');
    setTimeout(() => {
      log.error({ withinMs }, 'not ended in time: what is open is cut off');
      process.exit(1);
    }, withinMs);
    end().then(
      () => process.exit(),
      (error: unknown) => {
        log.error({ err: error }, 'ending failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (told) process.exit(1);
      tell(signal);
    });
  }
  // A parent that was killed tells nothing; its end of the channel closes all the same.
  process.once('disconnect', () => {
    tell('parent gone');
  });
  return tell;
}

/**
 * Who a process is to Temporal, shortly: it stands in every event that the process causes, and a long host name would
 * be most of a small event.
 */
export const identityOf = (role: 'api' | 'worker'): string => `${role}-${process.pid}@${hostname().slice(0, 12)}`;

import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

interface Sweep {
  /** Waits for the pass that runs. */
  stop(): Promise<void>;
}

/**
 * Does something again and again, one pass at a time, with a pause between two. A pass that fails is logged and the
 * next one tries again.
 */
export function startSweep(name: string, everyMs: number, pass: () => Promise<unknown>, log: Log): Sweep {
  const stopped = new AbortController();
  const { signal } = stopped;
  const done = (async () => {
    while (!signal.aborted) {
      await pass().catch((error: unknown) => {
        log.warn({ sweep: name, err: error }, 'a sweep failed');
      });
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    stop: () => {
      stopped.abort();
      return done;
    },
  };
}

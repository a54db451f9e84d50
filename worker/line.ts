import { setTimeout as pause } from 'node:timers/promises';
import { codeOf, type SenderLog } from '../activities/failures.ts';

interface LineOptions<Claimed> {
  /** Takes up to `room` more; told what is under way in this process. */
  readonly claim: (room: number, underWay: readonly Claimed[]) => Promise<readonly Claimed[]>;
  readonly handle: (claimed: Claimed) => Promise<void>;
  /** What a log may say of it. */
  readonly about: (claimed: Claimed) => Readonly<Record<string, unknown>>;
  readonly log: SenderLog;
}

/** One line of work that others leave in Postgres. */
export interface Line {
  /** There may be something new. */
  ring(): void;
  /** Takes nothing new, and waits so long for what is under way: others find its lease over. */
  stop(withinMs: number): Promise<void>;
}

const AT_ONCE = 20;
const TICK_MS = 1000;
const LONGEST_TROUBLE_MS = 30_000;

/** Claims and handles, so many at once, when it is rung for and every second anyway. Outages of Postgres are waited out. */
export function startLine<Claimed extends object>({ claim, handle, about, log }: LineOptions<Claimed>): Line {
  const bell = createBell();
  const underWay = new Map<Claimed, Promise<void>>();
  const stopping = new AbortController();

  const start = (claimed: Claimed): void => {
    const work = handle(claimed)
      .catch((error: unknown) => {
        log.warn({ ...about(claimed), code: codeOf(error) }, 'outcome of a send not noted');
      })
      .finally(() => {
        underWay.delete(claimed);
        bell.ring();
      });
    underWay.set(claimed, work);
  };

  const run = async (): Promise<void> => {
    let troubleMs = 0;
    while (!stopping.signal.aborted) {
      const room = AT_ONCE - underWay.size;
      try {
        const claimed = room > 0 ? await claim(room, [...underWay.keys()]) : [];
        claimed.forEach(start);
        troubleMs = 0;
      } catch (error) {
        troubleMs = Math.min(troubleMs * 2 || TICK_MS, LONGEST_TROUBLE_MS);
        log.warn({ code: codeOf(error), retryInMs: troubleMs }, 'outbox cannot read its sends');
      }
      // in trouble nothing may hurry the next try: the bell rings for every send that ends
      if (troubleMs > 0) await pause(troubleMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      else await bell.rung(TICK_MS);
    }
  };
  const running = run();

  return {
    ring: bell.ring,
    async stop(withinMs) {
      stopping.abort();
      bell.ring();
      await running;
      // what the other side keeps hanging longer is sent again by whoever finds its lease over
      await Promise.race([Promise.all(underWay.values()), pause(withinMs, undefined, { ref: false })]);
    },
  };
}

/** Wakes one sleeper; a ring while nobody sleeps is kept for the next. */
function createBell() {
  let wake: (() => void) | undefined;
  let kept = false;
  return {
    ring: (): void => {
      if (wake) wake();
      else kept = true;
    },
    rung: (withinMs: number): Promise<void> =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          wake = undefined;
          kept = false;
          resolve();
        };
        const timer = setTimeout(done, kept ? 0 : withinMs);
        wake = done;
      }),
  };
}

/**
 * When a send that failed is tried again. The quick attempts are the outbox's, the long ones those of the `delivery`
 * workflow; together they are what Standard Webhooks ask for, about 75 hours.
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const QUICK = [1 * SECOND, 5 * SECOND, 15 * SECOND, 1 * MINUTE, 2 * MINUTE] as const;

/** Waits before each of the long attempts, in ms. */
export const LONG_SCHEDULE = [
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Share of a wait by which it may be longer, so that what failed together does not come back together. */
const JITTER = 0.1;

/** A number in [0, 1) that is the same for the same key: a replay has to wait as long as the run did. */
function fraction(key: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 16_777_619);
  return (hash >>> 0) / 2 ** 32;
}

const stretched = (ms: number, key: string): number => Math.round(ms * (1 + JITTER * fraction(key)));

const EVENT_SCHEDULE = [5 * SECOND, ...LONG_SCHEDULE] as const;

/** An endpoint that has failed at every call for so long, in ms, is disabled: as long as the schedule of one call lasts. */
export const FAILING_LIMIT_MS = EVENT_SCHEDULE.reduce((sum, ms) => sum + ms, 0);

/** Wait in ms after the nth attempt (from 1) to tell an endpoint of an event failed; null: it was the last. */
export function eventWaitMs(call: string, attempts: number): number | null {
  const wait = EVENT_SCHEDULE[attempts - 1];
  return wait === undefined ? null : stretched(wait, `${call}:${attempts}`);
}

/** Wait in ms after the nth quick attempt (from 1) failed. */
export const quickWaitMs = ({ caseId, seq }: { caseId: string; seq: number }, attempts: number): number =>
  stretched(QUICK[Math.min(attempts, QUICK.length) - 1] ?? QUICK[0], `${caseId}:${seq}:q${attempts}`);

/** Wait in ms before a long attempt (from 0). */
export const deliveryWaitMs = ({ caseId, seq }: { caseId: string; seq: number }, attempt: number): number =>
  stretched(LONG_SCHEDULE[attempt] ?? LONG_SCHEDULE[7], `${caseId}:${seq}:${attempt}`);

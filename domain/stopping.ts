import { liveClock, resumeClock } from './clocks.ts';
import type { ClockName } from './policy.ts';
import type { CaseRecord } from './record.ts';
import { stopsOf } from './stops.ts';

/**
 * Records an event that meets clocks, each judged by its instant: a breach written before a fact that was accepted in time
 * is withdrawn, and one that nothing has written yet is.
 */
export function stop(record: CaseRecord, at: number, by: string, body: Parameters<CaseRecord['add']>[2]): void {
  const stopped = stopsOf({ at, by, ...body }, record.state);
  withdrawBreaches(record, at, stopped);
  breachOverdue(record, at, stopped);
  record.add(at, by, body);
}

/** A clock that stood still under a target made tighter meanwhile is overdue as soon as it goes on. */
function breachOverdue(record: CaseRecord, at: number, names: readonly ClockName[]): void {
  for (const name of names) {
    const clock = liveClock(record.state.clocks, name);
    // silence breaks no promise
    if (clock?.breachedAt !== null || name === 'confirmation') continue;
    const { dueAt } = resumeClock(record.state.plan, clock, at);
    if (dueAt <= at) record.add(dueAt, 'policy', { type: 'clockBreached', clock: name });
  }
}

/** Told after the deadline but accepted before it: the promise was kept, or stood still, in time. */
export function withdrawBreaches(record: CaseRecord, at: number, names: readonly ClockName[]): void {
  for (const name of names) {
    const clock = liveClock(record.state.clocks, name);
    if (clock?.breachedAt != null && at < clock.dueAt)
      record.add(at, 'system', { type: 'breachWithdrawn', clock: name });
  }
}

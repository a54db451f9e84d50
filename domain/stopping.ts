import type { CaseEvent } from './case.ts';
import { liveClock } from './clocks.ts';
import type { ClockName } from './policy.ts';
import type { CaseRecord } from './record.ts';
import { stopsOf } from './stops.ts';

/** Records an event that meets clocks; a breach written before a fact that was accepted in time is withdrawn. */
export function stop(record: CaseRecord, at: number, by: string, body: Parameters<CaseRecord['add']>[2]): void {
  const event = { at, by, ...body } as CaseEvent;
  withdrawBreaches(record, at, stopsOf(event, record.state));
  record.add(at, by, body);
}

/** Told after the deadline but accepted before it: the promise was kept, or stood still, in time. */
export function withdrawBreaches(record: CaseRecord, at: number, names: readonly ClockName[]): void {
  for (const name of names) {
    const clock = liveClock(record.state.clocks, name);
    if (clock?.breachedAt != null && at < clock.dueAt)
      record.add(at, 'system', { type: 'breachWithdrawn', clock: name });
  }
}

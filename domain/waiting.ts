import type { CaseState } from './case.ts';
import { isLive } from './clocks.ts';
import type { ClockName, Plan } from './policy.ts';
import type { CaseRecord } from './record.ts';

/** The live clocks that stand still, or would, while somebody else has the word. */
export const waitingClocks = (state: CaseState, status: keyof Plan['pausing'], paused: boolean): ClockName[] =>
  state.clocks
    .filter(({ name }) => state.plan.pausing[status].includes(name))
    .filter((clock) => isLive(clock) && (clock.state === 'paused') === paused)
    .map(({ name }) => name);

/** The customer has the word: the clocks that the policy names stand still. */
export const pause = (record: CaseRecord, at: number, by: string): void => {
  record.add(at, by, { type: 'paused', clocks: waitingClocks(record.state, 'waiting-customer', false) });
};

/** The customer has spoken: they go on. */
export const resume = (record: CaseRecord, at: number): void => {
  record.add(at, 'customer', { type: 'resumed', clocks: waitingClocks(record.state, 'waiting-customer', true) });
};

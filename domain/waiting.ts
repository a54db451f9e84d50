import type { CaseState } from './case.ts';
import { isLive } from './clocks.ts';
import type { ClockName, Plan } from './policy.ts';
import type { CaseRecord } from './record.ts';

/** What stands still for others as well goes on only when these are no longer waited for. */
const alsoForOthers = ({ plan, othersSince }: CaseState): readonly ClockName[] =>
  othersSince == null ? [] : plan.pausing['waiting-other'];

/** The live clocks that would stand still while somebody else has the word, or that go on when the wait is over. */
export const waitingClocks = (state: CaseState, status: keyof Plan['pausing'], paused: boolean): ClockName[] =>
  state.clocks
    .filter(({ name }) => state.plan.pausing[status].includes(name))
    .filter((clock) => isLive(clock) && (clock.state === 'paused') === paused)
    .filter(({ name }) => !paused || !alsoForOthers(state).includes(name))
    .map(({ name }) => name);

/** The customer has the word: the clocks that the policy names stand still. */
export const pause = (record: CaseRecord, at: number, by: string): void => {
  record.add(at, by, { type: 'paused', clocks: waitingClocks(record.state, 'waiting-customer', false) });
};

/** The customer has spoken: they go on. */
export const resume = (record: CaseRecord, at: number): void => {
  record.add(at, 'customer', { type: 'resumed', clocks: waitingClocks(record.state, 'waiting-customer', true) });
};

/** What it does to a case that somebody else has the word: the customer, others, or both at a time. */
import type { CaseState, EventOf } from './case.ts';
import { type Clock, pauseClock, resumeClock } from './clocks.ts';

type Change = Partial<CaseState>;

export const NOBODY_AWAITED = { waitingSince: null, othersSince: null } as const;

/** The customer owes us something, or has spoken: the named clocks stand still, or go on. */
export function waited(state: CaseState, event: EventOf<'paused'> | EventOf<'resumed'>): Change {
  const { at, clocks: names } = event;
  const pausing = event.type === 'paused';
  const turned = (clock: Clock) => (pausing ? pauseClock(clock, at) : resumeClock(state.plan, clock, at));
  return {
    ...(pausing ? waitBegun(state, event) : waitEnded(state)),
    reminders: 0,
    ownerSince: state.ownerSince === null ? null : at,
    clocks: state.clocks.map((clock) => (names.includes(clock.name) ? turned(clock) : clock)),
  };
}

/** Others who are waited for already are so beside the customer. */
function waitBegun({ status, waitingSince, othersSince }: CaseState, { at, reasonCode }: EventOf<'paused'>): Change {
  if (reasonCode !== undefined) return { status: 'waiting-other', waitingSince: at };
  const others = status === 'waiting-other' ? waitingSince : (othersSince ?? null);
  return { status: 'waiting-customer', waitingSince: at, ...(others === null ? {} : { othersSince: others }) };
}

const waitEnded = ({ othersSince }: CaseState): Change =>
  othersSince == null
    ? { status: 'open', waitingSince: null }
    : { status: 'waiting-other', waitingSince: othersSince, othersSince: null };

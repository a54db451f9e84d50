import type { CaseState, EventOf } from './case.ts';
import { replace } from './case-clocks.ts';
import { acknowledgedClock, type Clock, resumeClock, warnedAt, warningAt } from './clocks.ts';
import type { Plan } from './policy.ts';

type Mark = EventOf<'clockWarned' | 'clockBreached' | 'breachWithdrawn' | 'escalated' | 'escalationAcknowledged'>;

/** Escalations that are about a clock; others only name one. */
const ON_CLOCKS: readonly string[] = ['breach', 'provisional', 'unreleased'];

/** The clocks of a case, one of them with the mark of a warning, a breach or a notice. */
export function marked({ plan, clocks }: CaseState, event: Mark): readonly Clock[] {
  if (event.type === 'escalated' && !ON_CLOCKS.includes(event.reason)) return clocks;
  return event.clock === undefined ? clocks : replace(clocks, event.clock, (clock) => mark(plan, clock, event));
}

/** Nobody has been told of the breach that may still come. */
const AS_BEFORE_BREACH = { breachedAt: null, told: 0, acknowledged: false } as const;

function mark(plan: Plan, clock: Clock, event: Mark): Clock {
  switch (event.type) {
    case 'clockWarned':
      return warnedAt(plan, clock, event.at);
    case 'clockBreached': {
      const running = resumeClock(plan, clock, event.at);
      return { ...running, warnAt: null, breachedAt: running.dueAt };
    }
    case 'breachWithdrawn':
      return { ...clock, ...AS_BEFORE_BREACH, ladderFrom: clock.dueAt, warnAt: warningAt(plan, clock) };
    case 'escalated':
      return event.reason === 'provisional' ? { ...clock, provisionalTold: true } : { ...clock, told: clock.told + 1 };
    case 'escalationAcknowledged':
      return acknowledgedClock(plan, clock);
  }
}

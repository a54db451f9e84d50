import { opensAfter, openSecondsBetween } from './calendar.ts';
import { calendarOf, type Clock } from './clocks.ts';
import { isStated } from './explain.ts';
import type { Plan } from './policy.ts';

/**
 * Why a clock is due when it is, in one line for operators: `1800 s of chat-cn from … (#2), 1 pause with 2520 s open`.
 * @param instant how instants are told
 */
export function whyDue(plan: Plan, clock: Clock, instant: (at: number) => string): string {
  const { rule, startedAt, startedBy, pauses, pausedAt, extendedBy } = clock;
  const calendar = calendarOf(plan, rule.calendar);
  if (isStated(clock)) return `stated, #${startedBy} at ${instant(startedAt)}`;
  const parts = [`${rule.seconds} s of ${calendar.id} from ${instant(startedAt)} (#${startedBy})`];
  if (extendedBy !== undefined) parts.push(`extended by ${extendedBy} s`);
  const opensAt = opensAfter(calendar, startedAt);
  if (opensAt > startedAt) parts.push(`opens ${instant(opensAt)}`);
  const open = pauses.reduce((sum, [from, to]) => sum + openSecondsBetween(calendar, from, to), 0);
  if (pauses.length > 0) parts.push(`${pauses.length} pause${pauses.length > 1 ? 's' : ''} with ${open} s open`);
  if (pausedAt !== null) parts.push(`paused since ${instant(pausedAt)}`);
  return parts.join(', ');
}

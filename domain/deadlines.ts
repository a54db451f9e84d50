import { dueAfter, isUnsure } from './calendar.ts';
import type { CaseState } from './case.ts';
import { calendarOf, type Clock, liveClock, nextWarning } from './clocks.ts';
import {
  type ComplaintDeadline,
  isUnconfirmed,
  isUnreleased,
  meetComplaintDeadline,
  ofComplaint,
} from './kinds/complaint/deadlines.ts';
import type { ClockName, Rung, StaffRole } from './policy.ts';
import { isHeld } from './kinds/after-sales/arrange.ts';
import { neverSent } from './kinds/after-sales/decide.ts';
import { followUp } from './kinds/after-sales/overdue.ts';
import { nextRung } from './ladders.ts';
import { notBefore } from './quiet.ts';
import type { CaseRecord } from './record.ts';
import { askConfirmation, closeSilently, queueSurvey } from './closing.ts';
import { stop } from './stopping.ts';
import { waitingClocks } from './waiting.ts';

/** What a case does on its own at an instant, unless a fact comes first. */
export type Deadline =
  | {
      readonly at: number;
      readonly what: 'warning' | 'rung';
      readonly clock: ClockName;
      readonly dueAt: number;
      readonly role: StaffRole;
      readonly anyHour: boolean;
    }
  | {
      readonly at: number;
      readonly what: 'breach' | 'provisional';
      readonly clock: ClockName;
      readonly dueAt: number;
    }
  | {
      readonly at: number;
      readonly what:
        | 'confirmation-reminder'
        | 'silent-close'
        | 'waiting-reminder'
        | 'no-information'
        | 'greeting-only'
        | 'survey'
        | 'silent-owner'
        | 'review';
    }
  | ComplaintDeadline
  | Raise
  | { readonly at: number; readonly what: 'end' };

/** The case is to be of a higher level; what that promises has to be resolved first. */
export interface Raise {
  readonly at: number;
  readonly what: 'raise';
  readonly clock: ClockName;
  readonly dueAt: number;
  readonly to: 2;
}

const after = (at: number, seconds: number): number => at + seconds * 1000;

function ofClock(state: CaseState, clock: Clock): Deadline | null {
  if (clock.state !== 'running') return null;
  const { name, dueAt } = clock;
  if (name === 'confirmation') return isUnreleased(state) ? null : { at: dueAt, what: 'silent-close' };
  const ladder = state.plan.ladders[clock.rule.ladder];
  const anyHour = ladder?.anyHour === true;
  if (clock.breachedAt === null) {
    // told as soon as it is so: the calendar may be brought up to date in time
    const unsure = isUnsure(calendarOf(state.plan, clock.rule.calendar), clock.startedAt, dueAt);
    if (clock.provisionalTold !== true && unsure) {
      return { at: state.touchedAt, what: 'provisional', clock: name, dueAt };
    }
    const warning = nextWarning(state.plan, clock);
    return warning && clock.warnAt !== null && clock.warnAt < dueAt
      ? { at: clock.warnAt, what: 'warning', clock: name, dueAt, role: warning.role, anyHour }
      : { at: dueAt, what: 'breach', clock: name, dueAt };
  }
  const rung = ladder ? nextRung(ladder, clock.told, clock.acknowledged) : undefined;
  if (!rung) return null;
  const at = rungAt(state, clock, rung);
  const to = ladder?.raisesTo;
  if (to !== undefined && clock.told === 0 && isRaised(state, at)) return { at, what: 'raise', clock: name, dueAt, to };
  return { at, what: 'rung', clock: name, dueAt, role: rung.role, anyHour };
}

/** Whoever called it simple after that instant knew how late it was. */
const isRaised = ({ level, levelSetAt = 0, status }: CaseState, at: number): boolean =>
  level === 1 && levelSetAt <= at && (status === 'open' || status === 'waiting-other');

/** So long after the breach, for a supervisor at the latest when the published promise is broken too. */
function rungAt(state: CaseState, clock: Clock, rung: Rung): number {
  const at = after(clock.ladderFrom, rung.after);
  const { published, calendar } = clock.rule;
  if (!rung.byPublished || published === undefined) return at;
  const broken = dueAfter(calendarOf(state.plan, calendar), clock.startedAt, published, clock.pauses);
  return Math.min(at, Math.max(broken, clock.ladderFrom));
}

function ofSilence(state: CaseState): Deadline | null {
  const { closing } = state.plan;
  if (state.status === 'resolved' && state.resolvedAt !== null && isUnconfirmed(state)) {
    const reminder = closing.confirmationReminders[state.reminders];
    if (reminder !== undefined) return { at: after(state.resolvedAt, reminder), what: 'confirmation-reminder' };
  }
  if (state.status === 'waiting-customer' && state.waitingSince !== null) {
    if (state.greetedOnly) return { at: after(state.waitingSince, closing.greetingEnds), what: 'greeting-only' };
    const reminder = [closing.waitingReminder, closing.waitingReminderAgain][state.reminders];
    return reminder === undefined
      ? { at: after(state.waitingSince, closing.waitingEnds), what: 'no-information' }
      : { at: after(state.waitingSince, reminder), what: 'waiting-reminder' };
  }
  return null;
}

/** An owner who does nothing while we owe something loses the case. */
function ofOwner({ plan, status, ownerSince, touchedAt }: CaseState): Deadline | null {
  if (ownerSince === null || (status !== 'open' && status !== 'waiting-other')) return null;
  const at = dueAfter(calendarOf(plan, plan.hours.owner), ownerSince, plan.silentOwner.seconds);
  // a plan resolved meanwhile may allow less time than has passed
  return { at: Math.max(at, touchedAt), what: 'silent-owner' };
}

/**
 * The workflow's end: the reopening window is over, the survey takes no more answers, nobody has to be called, and what
 * was accepted in the last moment has been told.
 */
function ofEnd(state: CaseState): Deadline | null {
  if (state.status !== 'closed' || state.closedAt === null) return null;
  if (liveClock(state.clocks, 'call-back')) return null;
  const last = Math.max(windowEndsAt(state) ?? 0, state.surveyOpenUntil ?? 0);
  return { at: after(last, state.plan.closing.grace), what: 'end' };
}

/** Until when the customer's return reopens this case; null while it is not closed. */
export const windowEndsAt = (state: CaseState): number | null =>
  state.closedAt === null ? null : after(state.closedAt, state.plan.closing.reopenWindow);

/** What the case does next on its own: total, an open case always owes somebody something by a time. */
export function nextDeadline(state: CaseState): Deadline {
  const due = [
    ...state.clocks.map((clock) => ofClock(state, clock)),
    ofSilence(state),
    ofOwner(state),
    ofComplaint(state),
    state.surveyAt === null ? null : ({ at: state.surveyAt, what: 'survey' } as const),
    ofEnd(state),
  ].filter((deadline) => deadline !== null);
  const first = due.reduce<Deadline | null>((best, one) => (best === null || one.at < best.at ? one : best), null);
  if (first) return first;
  const { review } = state.plan;
  return {
    at: dueAfter(calendarOf(state.plan, review.calendar), state.touchedAt, review.seconds),
    what: 'review',
  };
}

/** Records what a deadline does. Every deadline moves `nextDeadline` on; a property test holds that. */
function meetDeadline(record: CaseRecord, deadline: Exclude<Deadline, Raise | { what: 'end' }>): void {
  const { at } = deadline;
  const { state } = record;
  const add = record.add.bind(record, at, 'policy');
  switch (deadline.what) {
    case 'warning': {
      const { clock, dueAt, role } = deadline;
      add({ type: 'clockWarned', clock, role, dueAt, ...noticeAt(state, deadline) });
      return;
    }
    case 'breach':
      add({ type: 'clockBreached', clock: deadline.clock });
      return;
    case 'provisional': {
      const { clock, dueAt } = deadline;
      const quiet = notBefore(state, 'supervisor', at);
      add({ type: 'escalated', reason: 'provisional', clock, role: 'supervisor', dueAt, ...quiet });
      return;
    }
    case 'rung': {
      const { clock, dueAt, role } = deadline;
      add({ type: 'escalated', reason: 'breach', clock, role, dueAt, ...noticeAt(state, deadline) });
      return;
    }
    case 'confirmation-reminder':
      add({ type: 'customerTold', template: 'confirm-reminder', facts: { closeAt: silentCloseAt(state) } });
      return;
    case 'waiting-reminder': {
      const closeAt = after(state.waitingSince ?? at, state.plan.closing.waitingEnds);
      add({ type: 'customerTold', template: 'waiting-reminder', facts: { closeAt } });
      return;
    }
    case 'silent-close':
      closeSilently(record, at);
      return;
    case 'greeting-only':
      add({ type: 'closed', how: 'silent' });
      return;
    case 'no-information':
      if (isHeld(state)) neverSent(record, at);
      else endWaiting(record, at);
      return;
    case 'survey':
      queueSurvey(record, at);
      return;
    case 'silent-owner': {
      const { owner, assignmentVersion, ownersSilent } = state;
      if (owner !== null) add({ type: 'ownerSilent', agent: owner, assignmentVersion });
      // told once: the queue shows the case from then on
      if (ownersSilent === 0) tellSupervisor(record, 'owner-silent', at);
      return;
    }
    case 'review':
      tellSupervisor(record, 'review', at);
      return;
    case 'reminder-call':
    case 'unreleased':
      meetComplaintDeadline(record, deadline);
  }
}

/** The customer did not give what we asked for: the policy says what that makes of the case. */
function endWaiting(record: CaseRecord, at: number): void {
  const { state } = record;
  switch (state.plan.closing.waitingEndsAs) {
    case 'decided':
      record.add(at, 'policy', { type: 'resumed', clocks: waitingClocks(state, 'waiting-customer', true) });
      return;
    case 'withdrawn':
      record.add(at, 'policy', { type: 'withdrawn' });
      record.add(at, 'policy', { type: 'closed', how: 'withdrawn' });
      return;
    case undefined:
      stop(record, at, 'policy', { type: 'resolved', outcome: 'unsolved', reasonCode: 'no-information' });
      askConfirmation(record, at, 'policy');
  }
}

function tellSupervisor(record: CaseRecord, reason: 'owner-silent' | 'review', at: number): void {
  const quiet = notBefore(record.state, 'supervisor', at);
  record.add(at, 'policy', { type: 'escalated', reason, role: 'supervisor', dueAt: at, ...quiet });
}

/** A ladder of danger disturbs people at any hour. */
const noticeAt = (state: CaseState, { at, role, anyHour }: { at: number; role: StaffRole; anyHour: boolean }) =>
  anyHour ? {} : notBefore(state, role, at);

const silentCloseAt = (state: CaseState): number => after(state.resolvedAt ?? 0, state.plan.closing.silentAfter);

/**
 * Records every deadline up to and including an instant, in their order, each stamped with its own. Stops at one that
 * needs another plan, and returns it: `pass` goes on from there.
 */
export function advance(record: CaseRecord, until: number): Raise | null {
  for (;;) {
    const deadline = nextDeadline(record.state);
    if (deadline.at > until || deadline.what === 'end') return null;
    if (deadline.what === 'raise') return deadline;
    const known = record.events.length;
    meetDeadline(record, deadline);
    for (const event of record.events.slice(known)) followUp(record, event);
  }
}

/** Whether the case has nothing left to do at an instant: its workflow may end. */
export function isOver(state: CaseState, at: number): boolean {
  const deadline = nextDeadline(state);
  return deadline.what === 'end' && deadline.at <= at;
}

import type { CaseEvent, CaseState, EventOf } from '../../case.ts';
import { openSecondsBetween } from '../../calendar.ts';
import { replace, started } from '../../case-clocks.ts';
import {
  calendarOf,
  cancelClock,
  type Clock,
  extendClock,
  liveClock,
  meetClock,
  quietUntil,
  tightenClock,
} from '../../clocks.ts';
import type { ClockName, ClockRule } from '../../policy.ts';
import type { AppealRefusal, ComplaintEvent, ComplaintState, Measure } from './events.ts';
import { complaintOf, openedWith, rulesOf, severityOf } from './state.ts';

type Change = Partial<CaseState>;
export type ComplaintHappened = EventOf<ComplaintEvent['type']>;

const TYPES: Readonly<Record<ComplaintEvent['type'], true>> = {
  severitySet: true,
  evidenceAsked: true,
  evidenceCompleted: true,
  decided: true,
  measureProposed: true,
  measureApproved: true,
  measureRefused: true,
  resultTold: true,
  measureCarriedOut: true,
  appealed: true,
  appealRefused: true,
  visited: true,
  released: true,
  passedOn: true,
};

export const isComplaintEvent = (event: CaseEvent): event is ComplaintHappened => Object.hasOwn(TYPES, event.type);

/** The clocks that an event of a complaint meets. */
export function complaintStops(event: ComplaintHappened, state: CaseState): readonly ClockName[] {
  switch (event.type) {
    case 'decided':
      return ['decision'];
    case 'measureApproved':
    case 'measureRefused':
      return complaintOf(state).measures.some((one) => one.state === 'waiting' && one.measure !== event.measure)
        ? []
        : ['approval'];
    case 'resultTold':
      return ['acknowledge', 'result', 'plan', 'next-response', 'promise'];
    case 'visited':
      return ['follow-up'];
    case 'passedOn':
      return ['acknowledge', 'answer', 'next-response'];
    default:
      return [];
  }
}

/** What an event of a complaint changes beyond the clocks that it stops. */
export function complained(state: CaseState, event: ComplaintHappened): Change {
  const { at } = event;
  const was = complaintOf(state);
  const known = (change: Partial<ComplaintState>): Change => ({ complaint: { ...was, ...change } });
  switch (event.type) {
    case 'severitySet':
      return severitySet(state, event);
    case 'evidenceAsked':
      return { ...known({ evidence: event.items }), greetedOnly: false };
    case 'evidenceCompleted':
      return known({ evidence: [] });
    case 'decided': {
      const { by, rank, truth, responsibility, reasonCode } = event;
      const why = reasonCode === undefined ? {} : { reasonCode };
      const decision = { at, by, rank, truth, responsibility, round: was.appeals, ...why };
      return known({ decisions: [...was.decisions, decision] });
    }
    case 'measureProposed':
      return measureProposed(state, event);
    case 'measureApproved':
      return known({ measures: moved(was, event.measure, 'approved') });
    case 'measureRefused':
      return known({ measures: moved(was, event.measure, 'refused') });
    case 'resultTold':
      return {
        ...known({
          toldAt: at,
          appealEndsAt: event.appealEndsAt ?? was.appealEndsAt,
          heard: { decisions: was.decisions.length, measures: was.measures.length },
        }),
        status: state.status === 'waiting-other' && state.waitingSince === null ? 'open' : state.status,
        answeredAt: state.answeredAt ?? at,
        repliedAt: Math.max(at, state.repliedAt ?? at),
      };
    case 'measureCarriedOut':
      return known({ measures: moved(was, event.measure, 'carried-out') });
    case 'appealed':
      return appealed(state, at);
    case 'visited':
      return visited(state, event);
    case 'released':
      return known({ released: true });
    case 'passedOn':
      return { answeredAt: state.answeredAt ?? at, repliedAt: Math.max(at, state.repliedAt ?? at) };
    case 'appealRefused':
      return {};
  }
}

/** What an event of every case means for a complaint, once it has changed the case. */
export function alsoComplaint(state: CaseState, event: CaseEvent): CaseState {
  const was = complaintOf(state);
  switch (event.type) {
    case 'opened':
      return event.complaint ? openedSo({ ...state, complaint: openedWith(event.complaint) }, event.at) : state;
    case 'resumed':
      return was.evidence.length > 0 ? { ...state, complaint: { ...was, evidence: [] } } : state;
    case 'resolved':
      return rulesOf(state) ? resolvedSo(state, event.at) : state;
    case 'rejected':
    case 'appealed':
    case 'appealRefused':
      return was.confirmed ? { ...state, complaint: { ...was, confirmed: false } } : state;
    case 'confirmed':
      return rulesOf(state) ? { ...state, complaint: { ...was, confirmed: true } } : state;
    case 'escalated':
      return event.reason === 'reminder-call' ? { ...state, complaint: { ...was, called: true } } : state;
    case 'reopened': {
      if (!rulesOf(state)) return state;
      const again = { toldAt: null, confirmed: false, visited: null, called: false, released: false };
      return { ...state, complaint: { ...was, ...again }, clocks: started(state, 'result', event.at) };
    }
    default:
      return state;
  }
}

/** An appeal while no result stands to be appealed is a message that waits for us. */
export const isForUs = ({ reason }: { readonly reason: AppealRefusal }): boolean =>
  reason === 'nothing-told' || reason === 'under-way';

/** A visit is owed; what the customer has confirmed before is not asked again. */
function resolvedSo(state: CaseState, at: number): CaseState {
  const complaint = { ...complaintOf(state), visited: null };
  const clocks = visitDue(state, at);
  if (!complaint.confirmed) return { ...state, complaint, clocks };
  return { ...state, complaint, clocks: replace(clocks, 'confirmation', (clock) => meetClock(clock, at)) };
}

/** A visit is a call: one that is due in the customer's quiet hours is due at their end. */
function visitDue(state: CaseState, at: number): Clock[] {
  const { plan } = state;
  return replace(started(state, 'follow-up', at), 'follow-up', (clock) => {
    const opensAt = quietUntil(plan, 'customer', clock.dueAt);
    if (opensAt === undefined) return clock;
    return extendClock(plan, clock, openSecondsBetween(calendarOf(plan, clock.rule.calendar), clock.dueAt, opensAt));
  });
}

/** Who is not reached is visited once more; who is not satisfied has rejected what was done. */
function visited(state: CaseState, { at, outcome }: EventOf<'visited'>): Change {
  const was = complaintOf(state);
  const complaint = { ...was, visited: outcome };
  if (!rulesOf(state)) return { complaint };
  const { status, rejections } = state;
  if (outcome === 'unsatisfied') {
    return status === 'resolved' || status === 'closed' ? { complaint, rejections: rejections + 1 } : { complaint };
  }
  const isAgain = outcome === 'unreached' && was.visited !== 'unreached' && status === 'resolved';
  return isAgain ? { complaint, clocks: visitDue(state, at) } : { complaint };
}

const openedSo = (state: CaseState, at: number): CaseState => ({ ...state, clocks: outsidePromise(state, at) });

const DAY = 86_400_000;

/** A day before the deadline that others set; at it where less than a day is left. */
function outsidePromise(state: CaseState, at: number): Clock[] {
  const { outsideAt } = complaintOf(state);
  if (outsideAt === null || outsideAt <= at) return [...state.clocks];
  const dueAt = outsideAt - DAY > at ? outsideAt - DAY : outsideAt;
  const { promise } = state.plan.clocks;
  // its owner is a supervisor
  const warnings = promise?.warnings?.map((warning) => ({ ...warning, role: 'supervisor' as const })) ?? [];
  return started(state, 'promise', at, promise && { ...promise, warnings }, dueAt);
}

/** Clocks that are shorter in a severe complaint. */
const OF_SEVERITY: readonly ClockName[] = ['decision', 'result', 'resolution'];

/** A severe complaint is due sooner, counted from its receipt; whoever has to know is told from now on. */
function severitySet(state: CaseState, event: EventOf<'severitySet'>): Change {
  const { at, reasons, outsideAt } = event;
  const was = complaintOf(state);
  const complaint = { ...was, severe: reasons, outsideAt: outsideAt ?? was.outsideAt };
  const changed: CaseState = { ...state, complaint };
  if (severityOf(changed) === 'other') return { complaint, clocks: state.clocks.map(quiet) };
  const sooner = OF_SEVERITY.reduce<CaseState>((one, name) => ({ ...one, clocks: tightened(one, name, at) }), changed);
  const alarmed = { ...sooner, clocks: alarm(sooner, at) };
  return { complaint, clocks: outsideAt === undefined ? alarmed.clocks : outsidePromise(alarmed, at) };
}

/** What the new rule would have had done by now is due anew. */
function tightened(state: CaseState, name: ClockName, at: number): readonly Clock[] {
  const rule = state.plan.clocks[name];
  const running = liveClock(state.clocks, name);
  if (!rule || running?.breachedAt !== null) return state.clocks;
  const tighter = tightenClock(state.plan, running, rule);
  if (tighter.state === 'running' && tighter.dueAt <= at) return started(state, name, at);
  return replace(state.clocks, name, () => tighter);
}

/** The plan's ladder is the alarm: it begins anew, at once. */
function alarm(state: CaseState, at: number): readonly Clock[] {
  const rule: ClockRule | undefined = state.plan.clocks.plan;
  const running = liveClock(state.clocks, 'plan');
  if (!rule) return state.clocks;
  if (running?.breachedAt !== null) return started(state, 'plan', at);
  const clocks = tightened(state, 'plan', at);
  return replace(clocks, 'plan', (clock) =>
    clock.startedAt === at
      ? clock
      : { ...clock, rule: { ...clock.rule, ladder: rule.ladder }, warned: 0, warnAt: at, acknowledged: false },
  );
}

/** Not severe after all: nobody is alarmed again and again. */
const quiet = (clock: Clock): Clock => (clock.name === 'plan' ? { ...clock, acknowledged: true, warnAt: null } : clock);

function measureProposed(state: CaseState, event: EventOf<'measureProposed'>): Change {
  const { at, by, measure, kind, amount, waitsFor } = event;
  const was = complaintOf(state);
  const proposed: Measure = {
    measure,
    kind,
    ...(amount === undefined ? {} : { amount }),
    proposedAt: at,
    proposedBy: by,
    state: waitsFor === undefined ? 'approved' : 'waiting',
    ...(waitsFor === undefined ? {} : { least: waitsFor }),
  };
  const complaint = { ...was, measures: [...was.measures, proposed] };
  if (waitsFor === undefined || liveClock(state.clocks, 'approval')) return { complaint };
  return { complaint, clocks: started(state, 'approval', at) };
}

const moved = ({ measures }: ComplaintState, measure: number, to: Measure['state']): Measure[] =>
  measures.map((one) => (one.measure === measure ? { ...one, state: to } : one));

/** What an appeal is answered with. */
const OF_APPEAL: readonly ClockName[] = ['decision', 'result'];

/** Decided again by a higher rank and told: that is what the customer waits for now. */
function appealed(state: CaseState, at: number): Change {
  const was = complaintOf(state);
  const complaint = { ...was, appeals: was.appeals + 1, toldAt: null };
  const seconds = rulesOf(state)?.appeals.answeredWithin;
  const clocks = replace(state.clocks, 'next-response', (clock) => cancelClock(clock, at));
  if (seconds === undefined) return { complaint, clocks };
  const answered = (running: readonly Clock[], name: ClockName): readonly Clock[] => {
    const ladder = state.plan.clocks[name]?.ladder;
    if (ladder === undefined) return running;
    return started({ ...state, clocks: running }, name, at, { seconds, calendar: 'always', ladder });
  };
  return { complaint, clocks: OF_APPEAL.reduce(answered, clocks) };
}

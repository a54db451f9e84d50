import type { CaseEvent, CaseState, EventOf } from './case.ts';
import { cancelled, firstResponse, replace, started, startedOrSooner, totalResolution } from './case-clocks.ts';
import { cancelClock, type Clock, liveClock, meetClock, resumeClock } from './clocks.ts';
import { afterSalesChange, handedOver, isAfterSales } from './kinds/after-sales/apply.ts';
import { ANSWERS } from './kinds/after-sales/steps.ts';
import { alsoComplaint, complained, isComplaintEvent, isForUs } from './kinds/complaint/apply.ts';
import { owesOutside } from './kinds/complaint/state.ts';
import { OPENING_CLOCKS } from './kinds/opening-clocks.ts';
import { marked } from './marks.ts';
import { isPlanChange, replanned } from './replanned.ts';
import { stopsOf } from './stops.ts';
import { NOBODY_AWAITED, waited } from './waits.ts';
import type { ClockName, ClockRule, Plan } from './policy.ts';

type Change = Partial<CaseState>;

/** Facts remembered to recognise a second delivery. */
const SEEN = 500;

/** Notes that a fact was taken in. */
export const sawFact = (state: CaseState, factId: string): CaseState => ({
  ...state,
  seen: [...state.seen, factId].slice(-SEEN),
});

/** The first matter starts the first response; a later one that is still unanswered starts the next response. */
function messaged(state: CaseState, event: EventOf<'messageReceived'>): Change {
  const { at, says } = event;
  const speaksBy = event.channel;
  if (says === 'missed-call' && state.plan.clocks['call-back']) {
    return { speaksBy, clocks: startedOrSooner(state, 'call-back', at), greetedOnly: false };
  }
  return says === 'matter' || says === 'missed-call' ? { speaksBy, ...asked(state, at) } : {};
}

/** The customer wants something of us: the first response starts, or the next one. */
function asked(state: CaseState, at: number): Change {
  if (isAnswered(state)) return {};
  if (state.askedAt === null)
    return { greetedOnly: false, askedAt: at, acknowledgedAt: null, clocks: firstResponse(state, at) };
  return respondFrom(state, at);
}

/** What a case of its kind owes from its opening on; one that opens at level 3 the consultation and the plan too. */
function opened(state: CaseState, { at, kind, level }: EventOf<'opened'>): Change {
  const raised: readonly ClockName[] = level === 3 ? ['consultation', 'plan'] : [];
  const clocks = [...new Set([...OPENING_CLOCKS[kind], ...raised])].reduce<readonly Clock[]>(
    (running, name) => started({ ...state, clocks: running }, name, at),
    state.clocks,
  );
  return { clocks };
}

/** Starts `next-response` at a message, unless an older one already runs or a reply already covers it. */
function respondFrom(state: CaseState, at: number): Change {
  const covered = state.repliedAt !== null && state.repliedAt >= at;
  if (state.answeredAt === null || covered || liveClock(state.clocks, 'next-response')) return {};
  return { clocks: started(state, 'next-response', at) };
}

/** A consultation is over once the customer has been told; what was paused for others goes on when somebody says so. */
const consulted = ({ status, waitingSince }: CaseState): CaseState['status'] =>
  status === 'waiting-other' && waitingSince === null ? 'open' : status;

/** A level without an acknowledgement may be raised to one that owes it. */
const acknowledgedBy = ({ askedAt, acknowledgedAt = null }: CaseState, at: number): number | null =>
  acknowledgedAt ?? (askedAt !== null && at >= askedAt ? at : null);

function replied(state: CaseState, event: EventOf<'replied'>): Change {
  const { at, kind, expectedAt } = event;
  const promised =
    expectedAt === undefined || expectedAt <= at || owesOutside(state)
      ? state.clocks
      : started(state, 'promise', at, state.plan.clocks.promise, expectedAt);
  const acknowledgedAt = acknowledgedBy(state, at);
  if (kind === 'acknowledgement') return { clocks: promised, acknowledgedAt };
  const repliedAt = Math.max(at, state.repliedAt ?? at);
  // whoever only greeted has been asked or told something now
  const spokenWith = { clocks: promised, acknowledgedAt, repliedAt, greetedOnly: false };
  if (kind === 'question') return spokenWith;
  return {
    ...spokenWith,
    status: consulted(state),
    answeredAt: state.answeredAt ?? at,
    answeredByBot: false,
  };
}

function resolved(state: CaseState, { at, reasonCode }: EventOf<'resolved'>): Change {
  const ended = cancelled(state.clocks, at, ['survey', 'call-back']);
  const confirming: ClockRule = {
    seconds: state.plan.closing.silentAfter,
    calendar: 'always',
    ladder: 'none',
  };
  const clocks = started({ ...state, clocks: ended }, 'confirmation', at, confirming);
  return {
    status: 'resolved',
    ...(state.afterSales ? { afterSales: { ...state.afterSales, stage: 'satisfaction' } } : {}),
    round: state.round + 1,
    resolvedAt: at,
    reasonCode: reasonCode ?? null,
    ...NOBODY_AWAITED,
    reminders: 0,
    clocks: started({ ...state, clocks }, 'survey', at),
    surveyAt: at + state.plan.survey.delay * 1000,
  };
}

/** The first solution's `resolution` stays as it ended; the time since the opening, less the customer's, runs on. */
function reopened(state: CaseState, { at }: EventOf<'reopened'>): Change {
  const clocks = cancelled(state.clocks, at, ['call-back']);
  const open: CaseState = { ...state, status: 'open', clocks };
  // nobody but the bot has answered yet: the first response of a person is measured from here
  const first = state.askedAt === null || state.answeredByBot === true;
  const responding = first ? firstResponse(open, at) : started(open, 'next-response', at);
  return {
    status: 'open',
    closedHow: null,
    reasonCode: null,
    closedAt: null,
    resolvedAt: null,
    ...NOBODY_AWAITED,
    reminders: 0,
    surveyAt: null,
    greetedOnly: false,
    ownerSince: state.owner === null ? null : at,
    askedAt: first ? at : state.askedAt,
    ...(first ? { acknowledgedAt: null } : {}),
    // one who had only greeted asks for the first time
    answeredAt: first ? null : (state.answeredAt ?? at),
    answeredByBot: false,
    clocks: totalResolution({ ...open, clocks: responding }, at),
  };
}

function closed(state: CaseState, { at, how, reasonCode }: EventOf<'closed'>): Change {
  const surveyed = how === 'confirmed' || how === 'silent';
  return {
    status: 'closed',
    closedAt: at,
    closedHow: how,
    reasonCode: reasonCode ?? state.reasonCode,
    ...NOBODY_AWAITED,
    reminders: 0,
    clocks: cancelled(state.clocks, at, surveyed ? ['survey', 'call-back'] : []),
    surveyAt: surveyed ? state.surveyAt : null,
  };
}

function surveyed(state: CaseState, event: EventOf<'surveyQueued' | 'surveyCancelled' | 'surveyAnswered'>): Change {
  const { at } = event;
  switch (event.type) {
    case 'surveyQueued':
      return { surveyAt: null, surveyOpenUntil: event.expiresAt };
    case 'surveyCancelled':
      return {
        surveyAt: null,
        surveyOpenUntil: null,
        clocks: replace(state.clocks, 'survey', (clock) => cancelClock(clock, at)),
      };
    case 'surveyAnswered':
      if (!isLowScore(state.plan, event)) return { surveyOpenUntil: null };
      return { surveyOpenUntil: null, clocks: startedOrSooner(state, 'call-back', at, state.plan.survey.callBack) };
  }
}

/** The rules' own answer to an application is an answer; a reminder is counted. */
function told({ reminders, answeredAt, repliedAt }: CaseState, { at, template }: EventOf<'customerTold'>): Change {
  if (template.endsWith('-reminder')) return { reminders: reminders + 1 };
  const isAnswer = (ANSWERS as readonly string[]).includes(template);
  return isAnswer ? { answeredAt: answeredAt ?? at, repliedAt: Math.max(at, repliedAt ?? at) } : {};
}

/** What each event changes beyond the clocks that it stops; most change nothing else. */
function changeOf(state: CaseState, event: CaseEvent): Change {
  if (isPlanChange(event)) return replanned(state, event);
  if (isAfterSales(event)) return afterSalesChange(state, event);
  const { at } = event;
  switch (event.type) {
    case 'opened':
      return opened(state, event);
    case 'messageReceived':
      return messaged(state, event);
    case 'assigned':
    case 'transferred':
      return {
        owner: event.agent,
        assignmentVersion: event.assignmentVersion,
        ownerSince: event.agent === null ? null : at,
      };
    case 'ownerSilent':
      return { owner: null, ownerSince: null, ownersSilent: state.ownersSilent + 1 };
    case 'replied':
      return replied(state, event);
    case 'answeredByBot':
      return {
        repliedAt: Math.max(at, state.repliedAt ?? at),
        answeredAt: state.answeredAt ?? at,
        answeredByBot: state.answeredAt === null || state.answeredByBot === true,
      };
    case 'workOrderOpened':
      return handedOver(state, event);
    case 'humanRequested':
    case 'mergedFrom':
      return asked(state, at);
    case 'appealRefused':
      return isForUs(event) ? asked(state, at) : {};
    case 'classified':
      return { category: event.to };
    case 'clockWarned':
    case 'clockBreached':
    case 'breachWithdrawn':
    case 'escalated':
    case 'escalationAcknowledged':
      return { clocks: marked(state, event) };
    case 'paused':
    case 'resumed':
      return waited(state, event);
    case 'customerTold':
      return told(state, event);
    case 'resolved':
      return resolved(state, event);
    case 'confirmed':
      return state.status === 'closed' ? { closedHow: 'confirmed' } : {};
    case 'rejected':
      return isAnswered(state) ? { rejections: state.rejections + 1 } : {};
    case 'reopened':
      return reopened(state, event);
    case 'surveyQueued':
    case 'surveyCancelled':
    case 'surveyAnswered':
      return surveyed(state, event);
    case 'closed':
      return closed(state, event);
    case 'consultationStarted':
      return state.status === 'open' ? { status: 'waiting-other' } : {};
    case 'planTold':
      return { status: consulted(state) };
    default:
      return isComplaintEvent(event) ? complained(state, event) : {};
  }
}

/** The customer has been told that it is solved, or it is closed. */
export const isAnswered = (state: CaseState): boolean => state.status === 'resolved' || state.status === 'closed';

/** Whether an answer to the survey calls for a supervisor. */
export const isLowScore = (plan: Plan, answer: { stars: number; wrongAnswer: boolean }): boolean =>
  answer.stars <= plan.survey.lowScore || answer.wrongAnswer;

/** The case after an event. Total, pure, and the only way in which a case changes. */
export function applyEvent(state: CaseState, event: CaseEvent): CaseState {
  const stopped = stopsOf(event, state).reduce<readonly Clock[]>(
    (clocks, name) => replace(clocks, name, (clock) => meetClock(resumeClock(state.plan, clock, event.at), event.at)),
    state.clocks,
  );
  const before: CaseState = { ...state, clocks: stopped, version: state.version + 1 };
  const touchedAt = event.type === 'delivered' ? state.touchedAt : Math.max(state.touchedAt, event.at);
  const ownerSince = event.by === state.owner ? null : state.ownerSince;
  return alsoComplaint({ ...before, touchedAt, ownerSince, ...changeOf(before, event) }, event);
}

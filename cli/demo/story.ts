import { DEMO_SHORTENING } from '../../domain/policies/index.ts';
import { type CaseView, type EventView, isLive } from './views.ts';

/** The reopening window of the policy is as long as its longest wait. */
const LONGEST_WAIT_MS = DEMO_SHORTENING.longestSeconds * 1000;

/** A case as the demo's people see it: its state and what has happened. */
export interface Seen {
  readonly view: CaseView;
  readonly events: readonly EventView[];
}

const count = (events: readonly EventView[], is: (event: EventView) => boolean): number => events.filter(is).length;

const lastSeq = (events: readonly EventView[], is: (event: EventView) => boolean): number =>
  events.findLast(is)?.seq ?? 0;

/** A customer's word that waits for an answer. */
const calls = ({ type, says }: EventView): boolean =>
  type === 'rejected' || (type === 'messageReceived' && (says === 'matter' || says === 'missed-call'));

const replied =
  (...kinds: readonly string[]) =>
  ({ type, kind }: EventView): boolean =>
    type === 'replied' && kinds.includes(kind ?? '');

/** What matters of the events for what to do next. */
export function storyOf({ view, events }: Seen) {
  const of = (type: string) => (event: EventView) => event.type === type;
  const round = count(events, of('resolved'));
  const survey = events.findLast((event) => event.type === 'surveySent' || event.type === 'surveyAnswered');
  return {
    /** Words of the customer so far that wait or waited for an answer. */
    calls: count(events, calls),
    unanswered: lastSeq(events, calls) > lastSeq(events, replied('answer', 'correction')),
    missedCall:
      lastSeq(events, (event) => event.says === 'missed-call') > lastSeq(events, (event) => event.call === true),
    answers: count(events, replied('answer', 'correction')),
    questions: count(events, replied('question')),
    planTold: events.some(of('planTold')),
    consulted: events.some(of('consultationStarted')),
    wantsPerson: events.some(of('humanRequested')),
    transferred: events.some(of('transferred')),
    /** Owners that lost the case by doing nothing. */
    silences: count(events, of('ownerSilent')),
    rejections: count(events, of('rejected')),
    reopenings: count(events, of('reopened')),
    round,
    /** The round whose survey lies unanswered with the customer. */
    surveyOpen: survey?.type === 'surveySent' ? (survey.round ?? null) : null,
    surveyUntil: Math.max(
      0,
      ...events.map((event) => (event.expiresAt === undefined ? 0 : Date.parse(event.expiresAt))),
    ),
    live: (name: string) => view.clocks.find((clock) => clock.name === name && isLive(clock)),
  };
}

/** Closed, nobody has to be called, and neither the customer's return nor an answer to the survey is awaited. */
export function isOver(seen: Seen, now: number): boolean {
  const { status, closedAt } = seen.view;
  const { live, surveyUntil } = storyOf(seen);
  if (status !== 'closed' || live('call-back')) return false;
  const windowEndsAt = closedAt ? Date.parse(closedAt) + LONGEST_WAIT_MS : 0;
  return now >= Math.max(windowEndsAt, surveyUntil);
}

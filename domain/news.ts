import type { CaseEvent, EventOf } from './case.ts';
import type { Fact, Verdict } from './facts.ts';
import { complaintCommand, complaintFact } from './kinds/complaint/news.ts';

/** What a case was told or asked, with the id by which it is known. */
export type News =
  | { readonly id: string; readonly at: number; readonly fact: Fact }
  | { readonly id: string; readonly at: number; readonly verdict: Verdict };

/** A fact or verdict without what the door adds. */
type Particulars<N> = N extends unknown ? Omit<N, 'factId' | 'acceptedAt'> : never;

/** An optional property, left out where there is none. */
const maybe = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>);

const findIn =
  (events: readonly CaseEvent[]) =>
  <T extends CaseEvent['type']>(...types: T[]): EventOf<T> | undefined =>
    events.find((event): event is EventOf<T> => (types as string[]).includes(event.type));

/** The fact behind events of one cause, by the event that tells it. */
function factOf(events: readonly CaseEvent[]): Particulars<Fact> | null {
  const find = findIn(events);
  const ofComplaint = complaintFact(find);
  if (ofComplaint) return ofComplaint;
  const given = find('assigned', 'transferred');
  const message = find('messageReceived');
  if (message) {
    const { channel, says } = message;
    const tier = maybe('tier', find('tierSet')?.to);
    const complains = maybe('complains', find('kindSet') && (true as const));
    return { type: 'customerMessaged', message: message.message, channel, says, ...tier, ...complains };
  }
  const reply = find('replied');
  if (reply) {
    const { message, kind, agent, channel, expectedAt } = reply;
    const stated = maybe('expectedAt', expectedAt);
    const taken = maybe('assignmentVersion', given?.assignmentVersion);
    return { type: 'agentReplied', message, kind, agent, channel, ...stated, ...taken };
  }
  const bot = find('answeredByBot');
  if (bot) return { type: 'botAnswered', message: bot.message, channel: bot.channel };
  const into = find('merged');
  if (into) return { type: 'merged', into: into.into, by: into.by };
  const from = find('mergedFrom');
  if (from) return { type: 'mergedFrom', caseId: from.caseId, by: from.by };
  const applied = find('policySet');
  if (applied) {
    const { policy, to: version, calendars, by } = applied;
    return { type: 'policyApplied', policy, version, ...maybe('calendars', calendars), by };
  }
  const note = find('noted');
  if (note) return { type: 'agentNoted', message: note.message, agent: note.agent, ...maybe('call', note.call) };
  const said = find('rejected', 'confirmed');
  if (said) {
    return { type: 'customerConfirmed', confirmed: said.type === 'confirmed', ...maybe('message', said.message) };
  }
  if (find('humanRequested')) return { type: 'humanRequested' };
  if (find('withdrawn')?.by === 'customer') return { type: 'customerWithdrew' };
  const order = find('workOrderMoved');
  if (order) {
    const { type, workOrder, workOrderType, from, to, outcome, of, by: agent } = order;
    return { type, workOrder, workOrderType, from, to, agent, ...maybe('outcome', outcome), ...maybe('of', of) };
  }
  const scored = find('surveyAnswered');
  if (scored) {
    const { round, stars, wrongAnswer } = scored;
    return { type: 'surveyAnswered', round, stars, wrongAnswer };
  }
  if (given) {
    return { type: 'ownerChanged', agent: given.agent, assignmentVersion: given.assignmentVersion, by: given.by };
  }
  return null;
}

/** What the case was said to be. */
function classification(events: readonly CaseEvent[]): Particulars<Verdict> | null {
  const kind = events.find((event) => event.type === 'kindSet');
  const category = events.find((event) => event.type === 'classified');
  const agent = (kind ?? category)?.by;
  if (agent === undefined) return null;
  return { type: 'classify', agent, ...maybe('kind', kind?.to), ...maybe('category', category?.to) };
}

/** The verdict that a person gave, likewise. */
function verdictOf(event: CaseEvent): Particulars<Verdict> | null {
  const { by: agent } = event;
  switch (event.type) {
    case 'levelSet': {
      // allowed then, so allowed again
      const lowered = { mayLower: true, ...maybe('reasonCode', event.reasonCode) };
      return { type: 'setLevel', agent, level: event.to, ...lowered };
    }
    case 'consultationStarted':
      return { type: 'startConsultation', agent, departments: event.departments };
    case 'handedOff':
      return { type: 'handOff', agent, channel: event.to };
    case 'paused':
      return event.reasonCode === undefined ? null : { type: 'pause', agent, reasonCode: event.reasonCode };
    case 'resumed':
      return { type: 'resume', agent };
    case 'extended': {
      const { clock, seconds, reasonCode } = event;
      return { type: 'extend', agent, clock, seconds, reasonCode };
    }
    case 'resolved': {
      const { outcome, reasonCode, note } = event;
      return { type: 'resolve', agent, outcome, ...maybe('reasonCode', reasonCode), ...maybe('note', note) };
    }
    case 'withdrawn':
      return { type: 'resolve', agent, outcome: 'withdrawn' };
    default:
      return null;
  }
}

/** Breaches that are found or withdrawn on the way follow from what came; they do not say what it was, nor when. */
const isFoundOut = ({ type }: CaseEvent): boolean => type === 'clockBreached' || type === 'breachWithdrawn';

/** Of the events of one cause, the one that says what came, and when. */
export const telling = (events: readonly CaseEvent[]): CaseEvent | undefined =>
  events.find((event) => !isFoundOut(event)) ?? events[0];

/**
 * The fact or verdict behind the events of one cause, so that it can be decided again under other rules. Null where the
 * events alone have to stand: what they say does not depend on rules.
 */
export function newsOf(events: readonly CaseEvent[]): News | null {
  const told = telling(events);
  if (told?.cause === undefined) return null;
  const { cause: id, at } = told;
  const fact = factOf(events);
  if (fact) return { id, at, fact: { factId: id, acceptedAt: at, ...fact } as Fact };
  const verdict = complaintCommand(events, findIn(events)) ?? classification(events) ?? verdictOf(told);
  return verdict ? { id, at, verdict: { acceptedAt: at, ...verdict } as Verdict } : null;
}

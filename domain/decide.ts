import { isAnswered, isLowScore } from './apply.ts';
import { opensAfter } from './calendar.ts';
import { isConversation } from './channels.ts';
import { calendarOf, liveClock } from './clocks.ts';
import { closeConfirmed, reopen } from './closing.ts';
import { advance } from './deadlines.ts';
import {
  appealed,
  isOfAfterSales,
  takeInAfterSales,
  takenUpAgain,
  workOrderEnded,
} from './kinds/after-sales/decide.ts';
import { isHeld } from './kinds/after-sales/arrange.ts';
import type { Fact, FactOf } from './facts.ts';
import { complaintConfirmed, confirmReceipt, customerAppealed, visited } from './kinds/complaint/decide.ts';
import { rulesOf } from './kinds/complaint/state.ts';
import { cameAfterTheEnd } from './late.ts';
import { levelAfterRejection, raiseLevel } from './levels.ts';
import { complainsNow } from './plan-facts.ts';
import { botMissed, changeKind, merged, mergedFrom, policyApplied, tierRose } from './plan-changes.ts';
import { notBefore } from './quiet.ts';
import type { CaseRecord } from './record.ts';
import { stop, withdrawBreaches } from './stopping.ts';
import { pause, resume, waitingClocks } from './waiting.ts';
import { workOrderMoved } from './work-orders/case.ts';

/**
 * Takes a fact in: first every deadline up to the instant at which it was accepted, then what it does. A fact that was
 * taken in before changes nothing.
 */
export function takeIn(record: CaseRecord, fact: Fact): void {
  if (record.state.seen.includes(fact.factId)) return;
  advance(record, fact.acceptedAt);
  record.because(fact.factId, () => {
    if (!cameAfterTheEnd(record.state, fact)) {
      decide(record, fact);
      takenUpAgain(record, fact.acceptedAt);
    } else record.add(fact.acceptedAt, 'system', { type: 'arrivedLate', fact: fact.factId, ...messageOf(fact) });
  });
}

const messageOf = (fact: Fact): { message?: number } => ('message' in fact ? { message: fact.message } : {});

function decide(record: CaseRecord, fact: Fact): void {
  if (isOfAfterSales(fact)) {
    takeInAfterSales(record, fact);
    return;
  }
  switch (fact.type) {
    case 'customerMessaged':
      customerMessaged(record, fact);
      return;
    case 'agentReplied':
      agentReplied(record, fact);
      return;
    case 'botAnswered':
      stop(record, fact.acceptedAt, 'bot', { type: 'answeredByBot', message: fact.message, channel: fact.channel });
      return;
    case 'escalationAcknowledged':
      acknowledged(record, fact);
      return;
    case 'merged':
      merged(record, fact);
      return;
    case 'mergedFrom':
      mergedFrom(record, fact);
      return;
    case 'policyApplied':
      policyApplied(record, fact);
      return;
    case 'agentNoted':
      noted(record, fact);
      return;
    case 'customerConfirmed':
      customerConfirmed(record, fact);
      return;
    case 'humanRequested':
      humanRequested(record, fact);
      return;
    case 'customerWithdrew':
      customerWithdrew(record, fact);
      return;
    case 'ownerChanged':
      ownerChanged(record, fact.acceptedAt, fact.by, fact.agent, fact.assignmentVersion);
      return;
    case 'workOrderMoved':
      workOrderMoved(record, fact);
      workOrderEnded(record, fact);
      return;
    case 'surveySent':
      stop(record, fact.sentAt, 'system', { type: 'surveySent', round: fact.round });
      return;
    case 'surveyCancelled':
      surveyCancelled(record, fact);
      return;
    case 'surveyAnswered':
      surveyAnswered(record, fact);
      return;
    case 'deliveryFailed':
      deliveryFailed(record, fact);
      return;
    case 'customerAppealed':
      if (record.state.kind === 'after-sales') appealed(record, fact);
      else if (rulesOf(record.state)) customerAppealed(record, fact);
      // against no result: it is not solved
      else customerConfirmed(record, { ...fact, type: 'customerConfirmed', confirmed: false });
      return;
    case 'visited':
      visited(record, fact);
  }
}

function acknowledged(record: CaseRecord, fact: FactOf<'escalationAcknowledged'>): void {
  const { acceptedAt, type, of, agent, clock } = fact;
  record.add(acceptedAt, agent, { type, of, agent, ...(clock === undefined ? {} : { clock }) });
}

function noted(record: CaseRecord, { acceptedAt, message, agent, call }: FactOf<'agentNoted'>): void {
  stop(record, acceptedAt, agent, { type: 'noted', message, agent, ...(call === undefined ? {} : { call }) });
}

function customerMessaged(record: CaseRecord, fact: FactOf<'customerMessaged'>): void {
  const { acceptedAt: at, message, channel, says } = fact;
  if (fact.reach) record.state = { ...record.state, reach: fact.reach };
  tierRose(record, fact);
  const { status, greetedOnly, askedAt } = record.state;
  record.add(at, 'customer', { type: 'messageReceived', message, channel, says });
  if (says === 'courtesy' || says === 'greeting') {
    if (status === 'open' && greetedOnly) greet(record, at);
    // 好的, with the photo that was asked for: whatever the customer says, it is our turn again
    if (status === 'waiting-customer' && !greetedOnly && !isHeld(record.state)) resume(record, at);
    if (says === 'courtesy' && status === 'resolved' && record.state.plan.closing.courtesyConfirms) {
      confirmed(record, at, { message, softly: true });
    }
    return;
  }
  if (status === 'closed' || status === 'resolved') {
    reopen(record, at);
    if (status === 'closed') record.add(at, 'policy', { type: 'customerTold', template: 'reopened', facts: {} });
  } else if (status === 'waiting-customer' && !isHeld(record.state)) resume(record, at);
  const complained = complainsNow(record.state, fact);
  if (complained) changeKind(record, at, 'policy', 'complaint');
  if (complained || status === 'closed' || status === 'resolved') return;
  if (askedAt === null && record.state.askedAt !== null) tellWhen(record, at);
}

/** Hello and nothing else: greeted on a live channel, and the next word is the customer's. */
function greet(record: CaseRecord, at: number): void {
  if (isConversation(record.state.channel)) {
    record.add(at, 'policy', { type: 'customerTold', template: 'greeting', facts: {} });
  }
  pause(record, at, 'policy');
}

/** Says by when we answer: a receipt on mail and form, the opening hours elsewhere while nobody is there. */
function tellWhen(record: CaseRecord, at: number): void {
  if (rulesOf(record.state)) {
    confirmReceipt(record, at);
    return;
  }
  const { plan, channel, clocks } = record.state;
  const due = liveClock(clocks, 'answer') ?? liveClock(clocks, 'acknowledge') ?? liveClock(clocks, 'resolution');
  if (!due) return;
  const facts = { dueAt: due.dueAt };
  if (plan.clocks.acknowledge?.receiptCounts) {
    stop(record, at, 'policy', { type: 'customerTold', template: 'receipt', facts });
    return;
  }
  const opensAt = opensAfter(calendarOf(plan, plan.staffed), at);
  if (isConversation(channel) && opensAt > at) {
    record.add(at, 'policy', { type: 'customerTold', template: 'out-of-hours', facts: { ...facts, opensAt } });
  }
}

function agentReplied(record: CaseRecord, fact: FactOf<'agentReplied'>): void {
  const { acceptedAt: at, message, kind, agent, channel, expectedAt, assignmentVersion } = fact;
  if (assignmentVersion !== undefined) ownerChanged(record, at, agent, agent, assignmentVersion);
  // goods are awaited, whatever is said meanwhile
  const held = isHeld(record.state);
  const waiting = record.state.status === 'waiting-customer' && !held;
  const stated = expectedAt === undefined ? {} : { expectedAt };
  if (kind === 'question' && !held) withdrawBreaches(record, at, record.state.plan.pausing['waiting-customer']);
  stop(record, at, agent, { type: 'replied', message, kind, agent, channel, ...stated });
  if (kind === 'plan') record.add(at, agent, { type: 'planTold', ...stated });
  if (kind === 'question') {
    if (!isAnswered(record.state) && !held) pause(record, at, agent);
  } else if (waiting && kind !== 'acknowledgement') {
    record.add(at, agent, { type: 'resumed', clocks: waitingClocks(record.state, 'waiting-customer', true) });
  }
}

/** Closed-loop; a complaint only after the visit. */
function confirmed(record: CaseRecord, at: number, said: { message?: number; softly?: boolean }): void {
  if (rulesOf(record.state)) complaintConfirmed(record, at, said);
  else closeConfirmed(record, at, said);
}

function customerConfirmed(record: CaseRecord, fact: FactOf<'customerConfirmed'>): void {
  const { acceptedAt: at, confirmed: isSolved } = fact;
  const { status, closedHow } = record.state;
  const said = messageOf(fact);
  if (!isSolved) {
    record.add(at, 'customer', { type: 'rejected', ...said });
    if (status === 'resolved' || status === 'closed') {
      reopen(record, at);
      raiseLevel(record, at, levelAfterRejection(record.state));
      return;
    }
    if (record.state.answeredByBot === true && record.state.level === 1) raiseLevel(record, at, 2);
    botMissed(record, at);
    if (status === 'waiting-customer') resume(record, at);
    return;
  }
  if (status === 'closed') {
    if (closedHow === 'silent') record.add(at, 'customer', { type: 'confirmed', ...said });
    else record.add(at, 'system', { type: 'arrivedLate', fact: fact.factId, ...said });
    return;
  }
  // a complaint still owes its result and what was promised with it
  if (status !== 'resolved' && !rulesOf(record.state)) {
    stop(record, at, 'customer', { type: 'resolved', outcome: 'solved' });
  }
  confirmed(record, at, said);
}

function humanRequested(record: CaseRecord, { acceptedAt: at }: FactOf<'humanRequested'>): void {
  const { status, channel, level } = record.state;
  record.add(at, 'customer', { type: 'humanRequested' });
  if (status === 'closed' || status === 'resolved') reopen(record, at);
  if (level === 1) raiseLevel(record, at, 2);
  botMissed(record, at);
  if (status === 'waiting-customer') resume(record, at);
  if (isConversation(channel))
    record.add(at, 'policy', { type: 'customerTold', template: 'handed-to-human', facts: {} });
}

function customerWithdrew(record: CaseRecord, fact: FactOf<'customerWithdrew'>): void {
  const at = fact.acceptedAt;
  if (record.state.status === 'closed') {
    record.add(at, 'system', { type: 'arrivedLate', fact: fact.factId });
    return;
  }
  record.add(at, 'customer', { type: 'withdrawn' });
  record.add(at, 'customer', { type: 'closed', how: 'withdrawn' });
}

/** The desk has decided; an older decision that arrives later changes nothing. */
function ownerChanged(
  record: CaseRecord,
  at: number,
  by: string,
  agent: string | null,
  assignmentVersion: number,
): void {
  if (assignmentVersion <= record.state.assignmentVersion) return;
  const type = record.state.owner === null ? 'assigned' : 'transferred';
  record.add(at, by, { type, agent, assignmentVersion });
}

/** A reopening that came first has cancelled it already, and the next round's survey is another. */
function surveyCancelled(record: CaseRecord, { acceptedAt: at, round, reason }: FactOf<'surveyCancelled'>): void {
  if (!isAnswered(record.state) || round !== record.state.round) return;
  record.add(at, 'policy', { type: 'surveyCancelled', round, reason });
}

function surveyAnswered(record: CaseRecord, fact: FactOf<'surveyAnswered'>): void {
  const { acceptedAt: at, round, stars, wrongAnswer } = fact;
  record.add(at, 'customer', { type: 'surveyAnswered', round, stars, wrongAnswer });
  if (!isLowScore(record.state.plan, fact)) return;
  const dueAt = liveClock(record.state.clocks, 'call-back')?.dueAt ?? at;
  const quiet = notBefore(record.state, 'supervisor', at);
  record.add(at, 'policy', {
    type: 'escalated',
    reason: 'low-score',
    clock: 'call-back',
    role: 'supervisor',
    dueAt,
    ...quiet,
  });
  record.add(at, 'policy', { type: 'customerTold', template: 'low-score', facts: { dueAt } });
}

/** A customer's message that is stuck is the owner's affair; a notice that is stuck stands in the list of what is stuck. */
function deliveryFailed(record: CaseRecord, fact: FactOf<'deliveryFailed'>): void {
  const { acceptedAt: at, of, code, recipient } = fact;
  record.add(at, 'system', { type: 'deliveryFailed', of, code });
  if (recipient !== 'customer') return;
  const quiet = notBefore(record.state, 'owner', at);
  record.add(at, 'policy', { type: 'escalated', reason: 'delivery-failed', role: 'owner', dueAt: at, ...quiet });
}

/** What an after-sales request does with what it is told. */
import type { CaseState } from '../../case.ts';
import { reopen } from '../../closing.ts';
import { liveClock } from '../../clocks.ts';
import type { Fact, FactOf } from '../../facts.ts';
import type { Request } from '../../policy.ts';
import type { CaseRecord } from '../../record.ts';
import { stop } from '../../stopping.ts';
import { resume } from '../../waiting.ts';
import { requestOf } from './apply.ts';
import { done, fail, goOn, refused, stall, stepUnderWay, undoNext } from './arrange.ts';
import type { AfterSalesFact, ErrandFact, GoodsMove, Grant, LineState, Step } from './events.ts';

/** An application is reviewed: the case's own, or another one after it was amended. */
export function applied(record: CaseRecord, at: number, by: string, request: Request): void {
  record.add(at, by, { type: 'applicationReceived', request });
}

/** What the rules of the policy say. */
function reviewed(record: CaseRecord, fact: FactOf<'reviewReturned'>): void {
  const { acceptedAt: at, of, decision, policy, policyVersion, rules, missing, grant, severe } = fact;
  if (!isAsked(record.state, of)) return;
  const known = { ...(missing ? { missing } : {}), ...(grant ? { grant } : {}), ...(severe ? { severe } : {}) };
  record.add(at, 'policy', { type: 'reviewed', decision, policy, policyVersion, rules, ...known });
  // withdrawn meanwhile: noted, and that is all
  const { status } = record.state;
  if (status === 'resolved' || status === 'closed') return;
  if (decision === 'approve') goOn(record, at);
  else if (decision === 'deny') deny(record, at);
  else toPerson(record, at, severe === true);
}

const isAsked = ({ afterSales }: CaseState, of: number): boolean =>
  afterSales?.errands.some(({ seq }) => seq === of) ?? false;

/** Told with the reason and what there is instead; the customer may have a person look at it. */
export function deny(record: CaseRecord, at: number): void {
  stop(record, at, 'policy', { type: 'customerTold', template: 'as-denied', facts: {} });
  stop(record, at, 'policy', { type: 'resolved', outcome: 'unsolved', reasonCode: 'denied' });
}

/** A person reviews it; danger is told at once, at any hour. */
function toPerson(record: CaseRecord, at: number, isSevere: boolean): void {
  const dueAt = liveClock(record.state.clocks, 'decision')?.dueAt ?? at;
  if (isSevere) {
    for (const role of ['supervisor', 'manager'] as const)
      record.add(at, 'policy', { type: 'escalated', reason: 'severe', role, dueAt });
  }
  record.add(at, 'policy', { type: 'customerTold', template: 'as-review', facts: { dueAt } });
}

/** What the order system, or who had it to do, answered for a step. */
function stepReturned(record: CaseRecord, fact: FactOf<'stepReturned'>): void {
  const { acceptedAt: at, of, refusal } = fact;
  const step = requestOf(record.state).steps.find(({ seq }) => seq === of);
  if (!step || !isAsked(record.state, of)) return;
  if (refusal === undefined) done(record, at, step);
  else refused(record, at, step, refusal);
}

function undoReturned(record: CaseRecord, { acceptedAt: at, of, refusal }: FactOf<'undoReturned'>): void {
  const { errands, steps } = requestOf(record.state);
  const errand = errands.find(({ seq }) => seq === of);
  const step = errand?.what === 'undo' && steps.find(({ seq }) => seq === errand.of);
  if (!step) return;
  const code = refusal === undefined ? {} : { code: refusal };
  record.add(at, 'policy', { type: 'undoEnded', of: step.seq, step: step.step, ...code });
  if (requestOf(record.state).stage === 'decision') undoNext(record, at);
  else goOn(record, at);
}

const MOVES: Readonly<Record<GoodsMove, readonly LineState[]>> = {
  sent: ['awaited'],
  arrived: ['awaited', 'on-the-way'],
  delivered: [],
};

/** Goods that are where they were said to be already change nothing. */
function goodsMoved(record: CaseRecord, fact: FactOf<'goodsMoved'>): void {
  const { acceptedAt: at, move, by } = fact;
  const before = requestOf(record.state);
  const movable = before.lines.filter(({ state }) => MOVES[move].includes(state)).map(({ line }) => line);
  const lines = fact.lines ? movable.filter((line) => fact.lines?.includes(line)) : movable;
  if (move === 'delivered' ? before.delivered : lines.length === 0) return;
  record.add(at, by, { type: 'goodsMoved', move, lines });
  endOvertaken(record, at);
}

/** A step that waited for just this is over, and the next begins. */
export function endOvertaken(record: CaseRecord, at: number): void {
  const request = requestOf(record.state);
  const step = stepUnderWay(request);
  if (step && isOver(step)) done(record, at, step);
  else goOn(record, at);

  function isOver({ step: name, lines }: Step): boolean {
    const left = (...states: LineState[]): boolean =>
      request.lines.some(({ line, state }) => lines.includes(line) && states.includes(state));
    if (name === 'sending') return request.lines.some(({ state }) => state !== 'awaited') && !stillAwaited();
    if (name === 'transit') return !left('on-the-way');
    if (name === 'inspection') return !left('arrived');
    if (name === 'delivery') return request.delivered;
    if (name === 'money') return request.arrivedCents >= request.paidCents;
    return false;
  }

  /** Part of it is on its way: that is followed first, and the rest awaited after it. */
  function stillAwaited(): boolean {
    return (
      request.lines.every(({ state }) => state === 'awaited' || state === 'settled' || state === 'withdrawn') &&
      request.lines.some(({ state }) => state === 'awaited')
    );
  }
}

/** What is as agreed is settled; for what is not, a person decides. */
function inspected(record: CaseRecord, fact: FactOf<'goodsInspected'>): void {
  const { acceptedAt: at, by } = fact;
  const there = requestOf(record.state).lines.filter(({ state }) => state === 'arrived');
  const lines = fact.lines.filter(({ line }) => there.some((one) => one.line === line));
  if (lines.length === 0) return;
  record.add(at, by, { type: 'inspected', lines });
  const step = stepUnderWay(requestOf(record.state));
  if (step?.step === 'inspection' && lines.some(({ passed }) => !passed)) stall(record, at, step, 'not-as-agreed');
  else endOvertaken(record, at);
}

function moneyArrived(record: CaseRecord, at: number, by: string): void {
  const { arrivedCents, paidCents } = requestOf(record.state);
  if (arrivedCents >= paidCents) return;
  record.add(at, by, { type: 'moneyArrived' });
  endOvertaken(record, at);
}

function arrivalReturned(record: CaseRecord, fact: FactOf<'arrivalReturned'>): void {
  const { acceptedAt: at, of, arrived } = fact;
  if (!isAsked(record.state, of)) return;
  if (arrived) moneyArrived(record, at, 'order-system');
  else record.add(at, 'policy', { type: 'moneyMissing', of });
}

/** The customer takes the money instead, or wants what was promised. */
function offerAnswered(record: CaseRecord, { acceptedAt: at, accepted }: FactOf<'offerAnswered'>): void {
  const { offered, grant } = requestOf(record.state);
  if (offered === null) return;
  record.add(at, 'customer', { type: 'offerAnswered', accepted });
  if (record.state.status === 'waiting-customer') resume(record, at);
  if (!accepted || !grant) return;
  const step = stepUnderWay(requestOf(record.state));
  if (step) giveUp(record, at, step);
  const instead: Grant = { ...grant, remedy: offered };
  record.add(at, 'policy', {
    type: 'requestDecided',
    decision: 'approve',
    grant: instead,
    reasonCode: 'offer_accepted',
  });
  goOn(record, at);
}

/** It may be under way at the order system: taken back there, whatever has become of it. */
function giveUp(record: CaseRecord, at: number, step: Step): void {
  stall(record, at, step, 'given-up');
  record.add(at, 'policy', { type: 'undoBegun', of: step.seq, step: step.step });
}

/** The customer keeps what was not sent back yet. */
function linesWithdrawn(record: CaseRecord, fact: FactOf<'linesWithdrawn'>): void {
  keepLines(record, fact.acceptedAt, 'customer', fact.lines);
}

function keepLines(record: CaseRecord, at: number, by: string, named: readonly number[]): void {
  const { lines: all } = requestOf(record.state);
  const lines = all.filter(({ line, state }) => named.includes(line) && state === 'awaited').map(({ line }) => line);
  if (lines.length === 0) return;
  record.add(at, by, { type: 'linesWithdrawn', lines });
  const request = requestOf(record.state);
  const step = stepUnderWay(request);
  if (step?.step === 'sending' && !request.lines.some(({ state }) => state === 'awaited')) done(record, at, step);
  else goOn(record, at);
}

/** The customer has not sent the goods in time: what is still out is withdrawn. */
export function neverSent(record: CaseRecord, at: number): void {
  const { lines } = requestOf(record.state);
  keepLines(
    record,
    at,
    'policy',
    lines.map(({ line }) => line),
  );
}

/** Against a denial, or against how it was settled: a person decides, and every earlier verdict stays to be read. */
export function appealed(record: CaseRecord, { acceptedAt: at, message }: FactOf<'customerAppealed'>): void {
  const { status } = record.state;
  const said = message === undefined ? {} : { message };
  if (status === 'resolved' || status === 'closed') reopen(record, at);
  else if (status === 'waiting-customer') resume(record, at);
  record.add(at, 'customer', { type: 'reviewAsked', ...said });
  toPerson(record, at, false);
}

/** Taken up again after it was denied or settled: the rules have said what they say, so a person looks at it. */
export function takenUpAgain(record: CaseRecord, at: number): void {
  const { kind, status, afterSales } = record.state;
  if (kind !== 'after-sales' || status !== 'open' || afterSales?.stage !== 'satisfaction') return;
  record.add(at, 'policy', { type: 'reviewAsked' });
  toPerson(record, at, false);
}

/** A work order of a step has ended. */
export function workOrderEnded(record: CaseRecord, fact: FactOf<'workOrderMoved'>): void {
  const { acceptedAt: at, of, outcome, agent } = fact;
  const step = record.state.afterSales?.steps.find(({ workOrder }) => of !== undefined && workOrder === of);
  if (!step || outcome === undefined || stepUnderWay(requestOf(record.state))?.seq !== step.seq) return;
  if (outcome === 'done') done(record, at, step, agent);
  else fail(record, at, step, `work-order-${outcome}`);
}

type OfRequest = AfterSalesFact | ErrandFact;

const OWN: readonly OfRequest['type'][] = [
  'reviewReturned',
  'stepReturned',
  'undoReturned',
  'arrivalReturned',
  'goodsMoved',
  'goodsInspected',
  'moneyArrived',
  'offerAnswered',
  'linesWithdrawn',
  'applicationAmended',
];

/** Whether a fact is about an after-sales request; told to any other case it changes nothing. */
export const isOfAfterSales = (fact: Fact): fact is FactOf<OfRequest['type']> =>
  (OWN as readonly string[]).includes(fact.type);

/** Takes in what is told about a request. */
export function takeInAfterSales(record: CaseRecord, fact: FactOf<OfRequest['type']>): void {
  if (!record.state.afterSales) return;
  const { acceptedAt: at } = fact;
  switch (fact.type) {
    case 'reviewReturned':
      reviewed(record, fact);
      return;
    case 'stepReturned':
      stepReturned(record, fact);
      return;
    case 'undoReturned':
      undoReturned(record, fact);
      return;
    case 'arrivalReturned':
      arrivalReturned(record, fact);
      return;
    case 'goodsMoved':
      goodsMoved(record, fact);
      return;
    case 'goodsInspected':
      inspected(record, fact);
      return;
    case 'moneyArrived':
      moneyArrived(record, at, fact.by);
      return;
    case 'offerAnswered':
      offerAnswered(record, fact);
      return;
    case 'linesWithdrawn':
      linesWithdrawn(record, fact);
      return;
    case 'applicationAmended':
      applied(record, at, fact.by, fact.request);
  }
}

/** Facts that change what a case is promised: tier, policy, a bot's answer and its failing, other cases. */
import { isAnswered } from './apply.ts';
import { reopen } from './closing.ts';
import { applied } from './kinds/after-sales/decide.ts';
import type { FactOf } from './facts.ts';
import { confirmReceipt } from './kinds/complaint/decide.ts';
import { rulesOf } from './kinds/complaint/state.ts';
import type { CaseKind } from './kinds/index.ts';
import { higherTier } from './plan-facts.ts';
import type { Request } from './policy.ts';
import type { CaseRecord } from './record.ts';
import { resume } from './waiting.ts';

/** The customer has risen to a higher tier: what it promises sooner holds from now on. */
export function tierRose(record: CaseRecord, { acceptedAt: at, tier }: FactOf<'customerMessaged'>): void {
  const from = record.state.tier;
  const to = higherTier(from, tier);
  if (to !== from) record.addChange(at, 'system', { type: 'tierSet', from, to });
}

/**
 * Another kind of case from now on. A complaint goes to its own group, whoever had it: the complaint may be about its
 * owner.
 */
export function changeKind(record: CaseRecord, at: number, by: string, to: CaseKind, request?: Request): void {
  const { kind: from, owner, assignmentVersion } = record.state;
  const lost = to === 'complaint' && owner !== null ? { assignmentVersion } : {};
  record.addChange(at, by, { type: 'kindSet', from, to, ...lost });
  if (request !== undefined) applied(record, at, by, request);
  if (rulesOf(record.state)) confirmReceipt(record, at);
}

/** Somebody applied another version of the policy, or of its calendars, to the open cases. */
export function policyApplied(record: CaseRecord, fact: FactOf<'policyApplied'>): void {
  const { acceptedAt: at, by, policy, version: to } = fact;
  const { status, plan } = record.state;
  if (status === 'closed' || policy !== plan.policy.name) return;
  // the plan was resolved again before this: it has the calendars already, and the policy's version from the event
  const taken = Object.entries(fact.calendars ?? {}).filter(([id, version]) => plan.calendars[id]?.version === version);
  const { version: from } = plan.policy;
  if (to === from && taken.length === 0) return;
  const calendars = taken.length === 0 ? {} : { calendars: Object.fromEntries(taken) };
  record.addChange(at, by, { type: 'policySet', policy, from, to, ...calendars });
}

/** The bot's answer did not help: a person owes it, counted from the customer's question. */
export function botMissed(record: CaseRecord, at: number): void {
  if (record.state.answeredByBot === true) record.addChange(at, 'customer', { type: 'botMissed' });
}

/** The same matter is another case: this one ends, and what comes for it goes there. */
export function merged(record: CaseRecord, { acceptedAt: at, into, by }: FactOf<'merged'>): void {
  if (record.state.status === 'closed') return;
  record.add(at, by, { type: 'merged', into });
  record.add(at, by, { type: 'closed', how: 'merged' });
}

/** Whoever asked in the other case waits here now. */
export function mergedFrom(record: CaseRecord, { acceptedAt: at, caseId, by }: FactOf<'mergedFrom'>): void {
  const { status } = record.state;
  if (isAnswered(record.state)) reopen(record, at);
  record.add(at, by, { type: 'mergedFrom', caseId });
  if (status === 'waiting-customer') resume(record, at);
}

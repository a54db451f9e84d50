import type { ReviewResult } from '../domain/kinds/after-sales/events.ts';
import type { Request } from '../domain/policy.ts';
import type { Db } from './db.ts';

/** An after-sales application as it was made. Its words and the shop's own ids never leave Postgres. */
export interface Application {
  readonly request: Request;
  readonly asked: Readonly<Record<string, unknown>>;
}

/** Keeps a case's application, in the place of an earlier one. */
export async function keepApplication(trx: Db, caseId: string, { request, asked }: Application): Promise<void> {
  await keepWishes(trx, caseId, asked);
  await trx('applications')
    .insert({ case_id: caseId, request, asked: JSON.stringify(asked) })
    .onConflict('case_id')
    .merge({ request, asked: JSON.stringify(asked), changed_at: trx.fn.now() });
}

export const findApplication = (db: Db, caseId: string): Promise<Application | undefined> =>
  db('applications').where({ case_id: caseId }).first<Application | undefined>('request', 'asked');

/** The articles wanted in the place of others: the order system is told them with a replacement. */
async function keepWishes(trx: Db, caseId: string, asked: Application['asked']): Promise<void> {
  await trx('order_wishes').where({ case_id: caseId }).delete();
  const lines = Array.isArray(asked['lines']) ? (asked['lines'] as { line: number; wantedItemId?: string }[]) : [];
  const wishes = lines.flatMap(({ line, wantedItemId }) =>
    wantedItemId === undefined ? [] : [{ case_id: caseId, line, item_id: wantedItemId }],
  );
  if (wishes.length > 0) await trx('order_wishes').insert(wishes);
}

const NINETY_DAYS_MS = 90 * 86_400_000;

/** How many returns without a reason the customer of a case has asked for before it, in the 90 days up to an instant. */
export async function noReasonReturns(db: Db, caseId: string, at: number): Promise<number> {
  const [row] = await db('applications as a')
    .join('intake as i', 'i.case_id', 'a.case_id')
    .join('intake as own', 'own.customer_id', 'i.customer_id')
    .where('own.case_id', caseId)
    .whereNot('a.case_id', caseId)
    .where('a.request', 'return')
    .whereRaw("a.asked->>'fault' = 'none'")
    .where('a.changed_at', '>', new Date(at - NINETY_DAYS_MS))
    .count<{ count: number }[]>();
  return row?.count ?? 0;
}

/** Takes back an application that came to nothing. */
export async function dropApplication(db: Db, caseId: string): Promise<void> {
  await db('applications').where({ case_id: caseId }).delete();
}

/** What the rules said, with what they knew. */
export interface Review {
  readonly result: ReviewResult;
  readonly reasons: { readonly zh: string; readonly en: string };
  readonly facts: Readonly<Record<string, unknown>>;
}

interface ReviewKey {
  readonly caseId: string;
  /** The event that asked for it. */
  readonly seq: number;
}

export async function findReview(db: Db, { caseId, seq }: ReviewKey): Promise<ReviewResult | undefined> {
  const row = await db('reviews').where({ case_id: caseId, seq }).first<{ result: ReviewResult } | undefined>('result');
  return row?.result;
}

/** Keeps a verdict; where one is kept already, that one stands. Returns the one that stands. */
export async function keepReview(db: Db, key: ReviewKey, review: Review): Promise<ReviewResult> {
  const { result, reasons, facts } = review;
  await db('reviews')
    .insert({
      case_id: key.caseId,
      seq: key.seq,
      policy: result.policy,
      policy_version: result.policyVersion,
      result: JSON.stringify(result),
      reasons: JSON.stringify(reasons),
      facts: JSON.stringify(facts),
    })
    .onConflict(['case_id', 'seq'])
    .ignore();
  return (await findReview(db, key)) ?? result;
}

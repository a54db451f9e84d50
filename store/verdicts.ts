import type { Verdict } from '../domain/facts.ts';
import type { Db } from './db.ts';

const KEPT_HOURS = 48;

/**
 * Keeps a verdict as it was first asked for, and answers with that for every retry of one request: Temporal may give the
 * workflow the first attempt and write another one down.
 */
export async function keepVerdict<V extends Verdict>(
  db: Db,
  { requestKey, caseId, verdict }: { requestKey: string; caseId: string; verdict: V },
): Promise<V> {
  const [kept] = await db('verdicts')
    .insert({ request_key: requestKey, case_id: caseId, verdict: JSON.stringify(verdict) })
    .onConflict('request_key')
    .merge(['request_key'])
    .returning<{ verdict: V }[]>('verdict');
  if (!kept) throw new Error('an upsert of a verdict returned no row');
  return kept.verdict;
}

/** Deletes verdicts older than two days, as idempotency keys are. */
export const purgeVerdicts = (db: Db): Promise<number> =>
  db('verdicts').whereRaw(`created_at < now() - ? * interval '1 hour'`, [KEPT_HOURS]).delete();

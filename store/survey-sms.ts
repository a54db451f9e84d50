import type { Db } from './db.ts';

interface Claim {
  readonly caseId: string;
  readonly round: number;
  /** So long the customer gets no other survey by SMS. */
  readonly everySeconds: number;
}

/**
 * Takes the customer's one survey by SMS for a round of a case; false while another survey has it. Again, by the one
 * that has it, is the same and counts from then. It is not given back: an attempt that failed may still have arrived.
 */
export async function claimSurveySms(db: Db, claim: Claim): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `insert into survey_sms (customer_id, case_id, round, claimed_at)
     select customer_id, case_id, :round, clock_timestamp() from intake where case_id = :caseId
     on conflict (customer_id) do update
     set case_id = excluded.case_id, round = excluded.round, claimed_at = clock_timestamp()
     where survey_sms.claimed_at <= clock_timestamp() - :everySeconds * interval '1 second'
       or (survey_sms.case_id, survey_sms.round) = (excluded.case_id, excluded.round)
     returning 1`,
    { ...claim },
  );
  return rows.length > 0;
}

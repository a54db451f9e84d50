import type { Knex } from 'knex';
import { setDeliveryOutlet, withdrawSurvey } from '../store/deliveries.ts';
import type { Parcel } from '../store/delivery-parcels.ts';
import { recordFact } from '../store/facts.ts';
import { findSurvey } from '../store/survey-reads.ts';
import { claimSurveySms } from '../store/survey-sms.ts';
import { cancelSurvey, setSurveyOutlet } from '../store/surveys.ts';
import { SendFailed } from './failures.ts';

/** The send as it leaves, or null when it does not, with the fact that its case is to be told. */
interface Settled {
  readonly parcel: Parcel | null;
  readonly factId?: string;
}

/**
 * Decides which way a survey leaves. By SMS a customer gets at most one in the policy's time, whatever the number of
 * their cases and of the processes that send: any other takes its next way, and one that has none is cancelled. What
 * is decided is stored before it is sent; again decides the same.
 * @throws SendFailed when a person sends one again that has left before: its case has nothing more to learn of it.
 */
export function settleSurvey(db: Knex, parcel: Parcel): Promise<Settled> | Settled {
  // how often an SMS may go is no affair of whom it goes to
  const { smsEvery, otherwise, ...facts } = parcel.facts;
  const { round } = facts;
  const settled = { ...parcel, facts };
  if (parcel.outlet !== 'sms' || typeof smsEvery !== 'number' || typeof round !== 'number') return { parcel: settled };
  const { caseId } = parcel;
  return db.transaction(async (trx) => {
    if (await claimSurveySms(trx, { caseId, round, everySeconds: smsEvery })) return { parcel: settled };
    if (typeof otherwise !== 'string') return cancel(trx, caseId, round);
    await setDeliveryOutlet(trx, parcel, otherwise);
    await setSurveyOutlet(trx, caseId, round, otherwise);
    return { parcel: { ...settled, outlet: otherwise } };
  });
}

async function cancel(trx: Knex.Transaction, caseId: string, round: number): Promise<Settled> {
  if ((await findSurvey(trx, caseId, round))?.sentAt) throw new SendFailed('sms_limit', { permanent: true });
  // a reopening took it back meanwhile
  if (!(await withdrawSurvey(trx, caseId, round))) return { parcel: null };
  const reason = 'sms-limit';
  // its lock before the survey's row, as where an answer is stored
  const factId = await recordFact(trx, caseId, { type: 'surveyCancelled', round, reason });
  await cancelSurvey(trx, caseId, round, reason);
  return { parcel: null, ...(factId === undefined ? {} : { factId }) };
}

/** Verdicts of people on an after-sales request. */
import type { CaseState } from '../../case.ts';
import type { Rejection, Verdict } from '../../facts.ts';
import type { CaseRecord } from '../../record.ts';
import { stop } from '../../stopping.ts';
import { resume } from '../../waiting.ts';
import { requestOf } from './apply.ts';
import { goOn, stepUnderWay } from './arrange.ts';
import { deny } from './decide.ts';
import type { AfterSalesCommand } from './events.ts';
import { mayApprove } from './limits.ts';
import { nextStep } from './next-step.ts';

type OnRequest = Verdict<AfterSalesCommand['type']>;

/** Why a verdict on a request cannot be given, or null. */
export function rejectionOfRequest({ afterSales }: CaseState, verdict: OnRequest): Rejection | null {
  if (!afterSales) return 'no_application';
  if (verdict.type === 'decideRequest') {
    if (afterSales.stage !== 'decision') return 'no_decision_due';
    return verdict.decision === 'approve' && !verdict.grant ? 'grant_missing' : null;
  }
  if (afterSales.stage !== 'approval' || !afterSales.grant) return 'no_approval_due';
  return verdict.approved && !mayApprove(afterSales.grant, verdict.rank) ? 'beyond_limit' : null;
}

/** Records what a person decided: arranged at once, as far as the person may grant it. */
export function giveOnRequest(record: CaseRecord, verdict: OnRequest): void {
  const { acceptedAt: at, agent } = verdict;
  if (verdict.type === 'decideRequest') {
    const { decision, grant, reasonCode, rank } = verdict;
    const approved = grant && mayApprove(grant, rank) ? ({ approved: true } as const) : {};
    const given = { ...(grant ? { grant } : {}), ...approved, reasonCode };
    stop(record, at, agent, { type: 'requestDecided', decision, ...given });
    if (record.state.status === 'waiting-customer') resume(record, at);
    if (decision === 'deny') deny(record, at);
    else goOn(record, at);
    return;
  }
  const { approved, reasonCode = 'not-approved' } = verdict;
  const { grant } = requestOf(record.state);
  const cents = grant?.lines.reduce((sum, { amountCents }) => sum + amountCents, 0) ?? 0;
  if (approved) stop(record, at, agent, { type: 'grantApproved', cents });
  else stop(record, at, agent, { type: 'grantRefused', reasonCode });
  goOn(record, at);
}

/** Whether something of a request is being arranged, or was granted and is not yet: it is not solved before. */
export const isUnderWay = ({ kind, afterSales }: CaseState): boolean =>
  kind === 'after-sales' &&
  afterSales !== undefined &&
  (stepUnderWay(afterSales) !== undefined || (afterSales.grant !== null && nextStep(afterSales) !== null));

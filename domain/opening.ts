import type { CaseState, OpenCase } from './case.ts';
import { newCase } from './new-case.ts';
import { applied } from './kinds/after-sales/decide.ts';
import type { Plan, PlanFacts } from './policy.ts';
import { CaseRecord } from './record.ts';
import type { Watch } from './step.ts';
import { withdrawProduct } from './kinds/complaint/dangers.ts';
import { openedWith, severityOf } from './kinds/complaint/state.ts';

/** The record of a case that opens under its plan, or the untouched record of one that goes on. */
export async function openedAs(
  input: { readonly open: OpenCase } | { readonly state: CaseState },
  openPlan: (facts: PlanFacts) => Promise<Plan>,
  watch?: Watch,
): Promise<CaseRecord> {
  if ('state' in input) return new CaseRecord(input.state);
  const { open } = input;
  const { shop, kind, channel, tier, level, category, policy, follows, complaint, request, peak = false } = open;
  const severity = complaint ? { severity: severityOf({ complaint: openedWith(complaint) }) } : {};
  const plan = await openPlan({
    shop,
    policy,
    kind,
    channel,
    tier,
    level,
    ...severity,
    ...(request ? { request } : {}),
    ...(peak ? { peak } : {}),
  });
  const record = new CaseRecord(newCase(open, plan), watch);
  record.add(open.openedAt, 'customer', {
    type: 'opened',
    kind,
    channel,
    tier,
    level,
    category,
    policy: plan.policy.name,
    policyVersion: plan.policy.version,
    ...(follows === undefined ? {} : { follows }),
    ...(complaint === undefined ? {} : { complaint }),
  });
  if (request !== undefined) applied(record, open.openedAt, 'customer', request);
  if (complaint?.severe) withdrawProduct(record, open.openedAt, { before: [], reasons: complaint.severe });
  return record;
}

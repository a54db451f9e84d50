import type { CaseState, OpenCase } from './case.ts';
import { openedWith } from './kinds/complaint/state.ts';
import { QUEUES } from './kinds/index.ts';
import type { Plan } from './policy.ts';

/** A case before its first event. */
export function newCase(open: OpenCase, plan: Plan): CaseState {
  return {
    v: 1,
    caseId: open.caseId,
    shop: open.shop,
    kind: open.kind,
    channel: open.channel,
    speaksBy: open.channel,
    customer: open.customer,
    locale: open.locale,
    reach: open.reach,
    tier: open.tier,
    level: open.level,
    category: open.category,
    queue: QUEUES[open.kind],
    owner: null,
    assignmentVersion: 0,
    ownerSince: null,
    ownersSilent: 0,
    status: 'open',
    closedHow: null,
    reasonCode: null,
    openedAt: open.openedAt,
    version: 0,
    plan,
    clocks: [],
    greetedOnly: true,
    askedAt: null,
    answeredAt: null,
    repliedAt: null,
    waitingSince: null,
    reminders: 0,
    round: 0,
    rejections: 0,
    resolvedAt: null,
    closedAt: null,
    surveyAt: null,
    surveyOpenUntil: null,
    touchedAt: open.openedAt,
    seen: [],
    ...(open.complaint ? { complaint: openedWith(open.complaint) } : {}),
  };
}

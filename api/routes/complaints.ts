import { GOODWILL_COUNTS_FOR } from '../../domain/kinds/complaint/measures.ts';
import { goodwillBefore } from '../../store/complaints.ts';
import {
  approve,
  askEvidence,
  carryOut,
  completeEvidence,
  decide,
  passOn,
  proposeMeasures,
  release,
  setSeverity,
  tellResult,
} from '../../workflows/messages.ts';
import {
  ApprovalBody,
  ByAgentBody,
  DecisionBody,
  EvidenceBody,
  MeasuresBody,
  PassOnBody,
  SeverityBody,
} from '../complaint-schemas.ts';
import { RANKED, rankOf } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { ask, seal, verdictRow } from '../verdicts.ts';

const always = ['case_closed', 'version_conflict', 'if_match_invalid', 'not_a_complaint'] as const;
const judged = [...always, 'person_complained_about', 'rank_too_low'] as const;

/** Decided as the rank of the key: a backend that speaks for the shop has none. */
const ranked = { ...verdictRow, tag: 'Complaints', roles: RANKED } as const;
const handled = { ...verdictRow, tag: 'Complaints' } as const;

export const complaintRoutes: readonly Route[] = [
  route({
    ...ranked,
    path: '/cases/{caseId}/severity',
    summary: 'Say whether a complaint is severe, and why',
    description:
      'A severe one is due sooner, raised to level 3, and told to supervisor and manager at any hour. A supervisor says that it is not.',
    body: SeverityBody,
    example: { agentId: 'E-007', severity: 'severe', reasons: ['injury'] },
    problems: [...judged, 'severity_unchanged'],
    async handle(call, services) {
      const { agentId, outsideDeadlineAt, ...body } = call.body;
      const { sealed } = await seal(call, agentId, services);
      const outside = outsideDeadlineAt === undefined ? {} : { outsideAt: outsideDeadlineAt };
      const rank = rankOf(call.caller.role);
      return ask(setSeverity, { type: 'setSeverity', ...body, ...outside, rank, ...sealed }, call, services);
    },
  }),
  route({
    ...handled,
    path: '/cases/{caseId}/evidence',
    summary: 'Ask the customer for evidence',
    description: 'The clocks that the policy names stand still until the customer writes, or for seven days.',
    body: EvidenceBody,
    example: { agentId: 'E-007', items: ['photo', 'receipt'] },
    problems: [...always, 'evidence_asked', 'result_told'],
    async handle(call, services) {
      const { agentId, items } = call.body;
      const { sealed } = await seal(call, agentId, services);
      return ask(askEvidence, { type: 'askEvidence', items, ...sealed }, call, services);
    },
  }),
  route({
    ...handled,
    path: '/cases/{caseId}/evidence-complete',
    summary: 'What was asked for has come',
    body: ByAgentBody,
    example: { agentId: 'E-007' },
    problems: [...always, 'evidence_not_asked'],
    async handle(call, services) {
      const { sealed } = await seal(call, call.body.agentId, services);
      return ask(completeEvidence, { type: 'completeEvidence', ...sealed }, call, services);
    },
  }),
  route({
    ...ranked,
    path: '/cases/{caseId}/decision',
    summary: 'Decide what is true, and whose responsibility it is',
    description:
      'A senior decides; of a severe complaint a supervisor; of an appeal a higher rank that did not decide before. Not verifiable: measures beyond the limit of a senior that were not told yet are refused.',
    body: DecisionBody,
    example: { agentId: 'E-007', truth: 'confirmed', responsibility: 'shop' },
    problems: [...judged, 'decided_before', 'result_told'],
    async handle(call, services) {
      const { agentId, ...body } = call.body;
      const { sealed } = await seal(call, agentId, services);
      return ask(decide, { type: 'decide', ...body, rank: rankOf(call.caller.role), ...sealed }, call, services);
    },
  }),
  route({
    ...ranked,
    path: '/cases/{caseId}/measures',
    summary: 'Propose what is done to make good',
    description:
      'Within the limit of the own rank it is approved at once; beyond it, it waits for a higher one. What was found not verifiable is made good within the limit of a senior.',
    body: MeasuresBody,
    example: { agentId: 'E-007', measures: [{ kind: 'coupon', amount: 50 }] },
    problems: [...judged, 'amount_missing', 'amount_not_taken', 'amount_too_high', 'beyond_unverified', 'result_told'],
    async handle(call, services) {
      const { agentId, measures } = call.body;
      const { sealed } = await seal(call, agentId, services);
      const rank = rankOf(call.caller.role);
      const isGoodwill = measures.some(({ kind }) => kind === 'goodwill');
      const before = isGoodwill
        ? { before: await goodwillBefore(services.db, call.theCase.caseId, GOODWILL_COUNTS_FOR) }
        : {};
      return ask(proposeMeasures, { type: 'proposeMeasures', measures, rank, ...before, ...sealed }, call, services);
    },
  }),
  route({
    ...ranked,
    path: '/cases/{caseId}/approvals',
    summary: 'Approve or refuse a measure that waits',
    description: 'By another than who proposed it, whose limit allows it.',
    body: ApprovalBody,
    example: { agentId: 'E-001', measure: 1, approved: true },
    problems: [...judged, 'own_proposal', 'measure_unknown', 'measure_not_waiting'],
    async handle(call, services) {
      const { agentId, ...body } = call.body;
      const { sealed } = await seal(call, agentId, services);
      return ask(approve, { type: 'approve', ...body, rank: rankOf(call.caller.role), ...sealed }, call, services);
    },
  }),
  route({
    ...handled,
    path: '/cases/{caseId}/measures/{measure}/carried-out',
    summary: 'A measure is carried out',
    body: ByAgentBody,
    example: { agentId: 'E-007' },
    params: { measure: /^[1-9]\d{0,2}$/ },
    problems: [...always, 'measure_unknown', 'measure_not_approved'],
    async handle(call, services) {
      const { sealed } = await seal(call, call.body.agentId, services);
      return ask(carryOut, { type: 'carryOut', measure: Number(call.params['measure']), ...sealed }, call, services);
    },
  }),
  route({
    ...handled,
    path: '/cases/{caseId}/result',
    summary: 'Tell the customer what was found and what is done',
    description: 'In words of the shop, with the instant until which it can be appealed.',
    body: ByAgentBody,
    example: { agentId: 'E-007' },
    problems: [...always, 'person_complained_about', 'not_decided', 'measures_waiting', 'result_told'],
    async handle(call, services) {
      const { sealed } = await seal(call, call.body.agentId, services);
      return ask(tellResult, { type: 'tellResult', ...sealed }, call, services);
    },
  }),
  route({
    ...ranked,
    path: '/cases/{caseId}/release',
    summary: "Let a silent customer's complaint close",
    body: ByAgentBody,
    example: { agentId: 'E-001' },
    problems: [...judged, 'case_not_resolved'],
    async handle(call, services) {
      const { sealed } = await seal(call, call.body.agentId, services);
      return ask(release, { type: 'release', rank: rankOf(call.caller.role), ...sealed }, call, services);
    },
  }),
  route({
    ...handled,
    tag: 'Verdicts',
    path: '/cases/{caseId}/pass-on',
    summary: 'Pass a suggestion on to the department that it concerns',
    description: 'Of an inquiry; the customer is thanked and told which department.',
    body: PassOnBody,
    example: { agentId: 'E-007', department: 'product' },
    problems: ['case_closed', 'version_conflict', 'if_match_invalid', 'not_an_inquiry'],
    async handle(call, services) {
      const { agentId, department } = call.body;
      const { sealed } = await seal(call, agentId, services);
      return ask(passOn, { type: 'passOn', department, ...sealed }, call, services);
    },
  }),
];

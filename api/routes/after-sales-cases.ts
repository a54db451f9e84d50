import { approveGrant, decideRequest } from '../../workflows/messages.ts';
import {
  AmendedApplicationBody,
  GoodsBody,
  GrantApprovalBody,
  grantOf,
  InspectionBody,
  KeptLinesBody,
  OfferAnswerBody,
  RefundArrivalBody,
  RequestDecisionBody,
} from '../after-sales-case-schemas.ts';
import { RANKED, rankOf } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { ask, seal, verdictRow } from '../verdicts.ts';
import { acceptedAnswer, fact } from './facts.ts';

const tag = 'After-sales';

/** What happens to an after-sales request: told as it happens, in whatever order, and decided where rules do not. */
export const afterSalesCaseRoutes: readonly Route[] = [
  route({
    ...fact,
    tag,
    path: '/cases/{caseId}/application',
    summary: 'The application is another now, and is reviewed again',
    body: AmendedApplicationBody,
    example: {
      agentId: 'E-007',
      application: { requestType: 'exchange', issue: 'wrong_item', evidence: ['photo'], lines: [{ line: 1 }] },
    },
    async handle({ theCase: { caseId }, body: { agentId, application } }, { intake }) {
      const { requestType: request, ...asked } = application;
      return acceptedAnswer(await intake.amendApplication(caseId, { agentId, request, asked }));
    },
  }),
  route({
    ...fact,
    tag,
    path: '/cases/{caseId}/goods',
    summary: 'Goods were sent by the customer, arrived here, or were delivered to the customer',
    body: GoodsBody,
    example: { move: 'arrived', lines: [1, 3] },
    async handle({ theCase: { caseId }, body }, { intake }) {
      return acceptedAnswer(await intake.goodsMoved(caseId, body));
    },
  }),
  route({
    ...fact,
    tag,
    path: '/cases/{caseId}/inspection',
    summary: 'Somebody looked at the goods that came back',
    body: InspectionBody,
    example: { agentId: 'W-3', lines: [{ line: 1, passed: true }] },
    async handle({ theCase: { caseId }, body }, { intake }) {
      return acceptedAnswer(await intake.inspected(caseId, body));
    },
  }),
  route({
    ...fact,
    tag,
    path: '/cases/{caseId}/refund-arrival',
    summary: 'The customer has the money',
    body: RefundArrivalBody,
    example: {},
    async handle({ theCase: { caseId }, body }, { intake }) {
      return acceptedAnswer(await intake.moneyArrived(caseId, body));
    },
  }),
  route({
    ...fact,
    tag,
    path: '/cases/{caseId}/offer-answer',
    summary: 'The customer takes what is offered instead, or does not',
    body: OfferAnswerBody,
    example: { accepted: true },
    async handle({ theCase: { caseId }, body: { accepted } }, { intake }) {
      return acceptedAnswer(await intake.answerOffer(caseId, accepted));
    },
  }),
  route({
    ...fact,
    tag,
    path: '/cases/{caseId}/kept-lines',
    summary: 'The customer keeps articles that were not sent back yet',
    body: KeptLinesBody,
    example: { lines: [2] },
    async handle({ theCase: { caseId }, body: { lines } }, { intake }) {
      return acceptedAnswer(await intake.keepLines(caseId, lines));
    },
  }),
  route({
    ...verdictRow,
    tag,
    roles: RANKED,
    path: '/cases/{caseId}/request-decision',
    summary: 'A person decides about a request that the rules sent to a person',
    description: 'A grant beyond what the caller’s role may give waits for the approval of a higher one.',
    body: RequestDecisionBody,
    example: {
      agentId: 'E-007',
      decision: 'approve',
      reasonCode: 'wrong_item',
      grant: { remedy: 'resend', freight: 'shop', lines: [{ line: 1, quantity: 1, amount: 90 }] },
    },
    problems: [
      'case_closed',
      'no_application',
      'no_decision_due',
      'grant_missing',
      'version_conflict',
      'if_match_invalid',
    ],
    async handle(call, services) {
      const { agentId, grant, ...body } = call.body;
      const { sealed } = await seal(call, agentId, services);
      const granted = grant === undefined ? {} : { grant: grantOf(grant) };
      const rank = rankOf(call.caller.role);
      return ask(decideRequest, { type: 'decideRequest', ...body, ...granted, rank, ...sealed }, call, services);
    },
  }),
  route({
    ...verdictRow,
    tag,
    roles: RANKED,
    path: '/cases/{caseId}/grant-approval',
    summary: 'A person approves what a request was granted, or does not',
    body: GrantApprovalBody,
    example: { agentId: 'S-1', approved: true },
    problems: [
      'case_closed',
      'no_application',
      'no_approval_due',
      'beyond_limit',
      'version_conflict',
      'if_match_invalid',
    ],
    async handle(call, services) {
      const { agentId, ...body } = call.body;
      const { sealed } = await seal(call, agentId, services);
      const rank = rankOf(call.caller.role);
      return ask(approveGrant, { type: 'approveGrant', ...body, rank, ...sealed }, call, services);
    },
  }),
];

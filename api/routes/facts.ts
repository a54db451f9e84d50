import { z } from 'zod';
import type { Accepted } from '../../intake/index.ts';
import { AppealBody, VisitBody } from '../complaint-schemas.ts';
import { takeFromCase } from '../case-limit.ts';
import { WORKERS } from '../roles.ts';
import { route, type Answer, type Route } from '../route.ts';
import * as samples from '../samples.ts';
import { ConfirmationBody, HumanBody, NoteBody, OwnMessageBody, ReplyBody, WithdrawalBody } from '../schemas.ts';
import { AcknowledgementBody } from '../verdict-schemas.ts';

const AcceptedView = z
  .strictObject({
    caseId: z.string().meta({ description: 'The case that took it: a linked one where this one has ended' }),
    message: z.int().optional().meta({ description: 'Number of the stored text' }),
    duplicate: z.boolean().meta({ description: 'It had come before; nothing changed' }),
  })
  .meta({ id: 'Accepted' });

const answers = { 202: { description: 'Accepted', schema: AcceptedView, example: samples.accepted } };

export const acceptedAnswer = ({ caseId, messageRow, duplicate }: Accepted): Answer => ({
  status: 202,
  body: { caseId, ...(messageRow === undefined ? {} : { message: messageRow }), duplicate },
  headers: { Location: `/v1/cases/${caseId}` },
});

/** What the rows of all facts have in common. */
export const fact = { method: 'post', tag: 'Facts', roles: WORKERS, scope: 'case', answers } as const;

/** What has happened. Never refused for the state of the case: each has a defined result at any time. */
export const factRoutes: readonly Route[] = [
  route({
    ...fact,
    path: '/cases/{caseId}/messages',
    summary: 'The customer writes again in this case',
    body: OwnMessageBody,
    example: { messageId: 'mail-20261123-3', text: '还是连不上。' },
    problems: ['case_rate_limited'],
    async handle({ theCase: { caseId }, body }, { intake, caseLimit }) {
      takeFromCase(caseLimit, caseId);
      return acceptedAnswer(await intake.customerSays(caseId, body));
    },
  }),
  route({
    ...fact,
    path: '/cases/{caseId}/replies',
    summary: 'An agent replies to the customer',
    description:
      'The text is sent by the channel of the case, or by the one given. A substantive reply to a case that nobody owns assigns it to this agent.',
    body: ReplyBody,
    example: { messageId: 'reply-1', agentId: 'E-007', kind: 'answer', text: '请长按电源键5秒后重新配对。' },
    problems: ['case_rate_limited'],
    async handle({ theCase: { caseId }, body }, { intake, caseLimit }) {
      takeFromCase(caseLimit, caseId);
      return acceptedAnswer(await intake.reply(caseId, body));
    },
  }),
  route({
    ...fact,
    path: '/cases/{caseId}/notes',
    summary: 'An agent notes something the customer does not see',
    body: NoteBody,
    example: { agentId: 'E-007', text: '客户已按说明重置,等待回复。' },
    problems: ['case_rate_limited'],
    async handle({ theCase: { caseId }, body, requestKey }, { intake, caseLimit }) {
      takeFromCase(caseLimit, caseId);
      return acceptedAnswer(await intake.note(caseId, { ...body, messageId: body.messageId ?? requestKey }));
    },
  }),
  route({
    ...fact,
    path: '/cases/{caseId}/human',
    summary: 'The customer wants a person',
    body: HumanBody,
    example: { messageId: 'human-1' },
    async handle({ theCase: { caseId }, body, requestKey }, { intake }) {
      return acceptedAnswer(await intake.requestHuman(caseId, { messageId: body.messageId ?? requestKey }));
    },
  }),
  route({
    ...fact,
    path: '/cases/{caseId}/confirmation',
    summary: 'The customer says whether it is solved',
    body: ConfirmationBody,
    example: { messageId: 'confirm-1', confirmed: true },
    async handle({ theCase: { caseId }, body }, { intake }) {
      return acceptedAnswer(await intake.confirm(caseId, body));
    },
  }),
  route({
    ...fact,
    path: '/cases/{caseId}/withdrawal',
    summary: 'The customer takes the request back',
    body: WithdrawalBody,
    example: { messageId: 'withdraw-1' },
    async handle({ theCase: { caseId }, body, requestKey }, { intake }) {
      return acceptedAnswer(await intake.withdraw(caseId, { messageId: body.messageId ?? requestKey }));
    },
  }),
  route({
    ...fact,
    path: '/cases/{caseId}/appeal',
    summary: 'The customer does not accept the result',
    description:
      'Once and within seven days of the result a higher rank looks at it; otherwise the customer is told the ways outside the shop.',
    body: AppealBody,
    example: { messageId: 'appeal-1', text: '门口监控我有,请再核实。' },
    async handle({ theCase: { caseId }, body }, { intake }) {
      return acceptedAnswer(await intake.appeal(caseId, body));
    },
  }),
  route({
    ...fact,
    path: '/cases/{caseId}/visits',
    summary: 'Somebody has asked the customer how it went',
    description: 'A good visit closes a resolved complaint; a bad one opens it again.',
    body: VisitBody,
    example: { agentId: 'E-007', outcome: 'satisfied' },
    async handle({ theCase: { caseId }, body }, { intake }) {
      return acceptedAnswer(await intake.visit(caseId, body));
    },
  }),
  route({
    ...fact,
    path: '/cases/{caseId}/escalations/{seq}/ack',
    summary: 'A person has seen an escalation',
    description: 'By the number of its event. A ladder that tells again and again stops with it.',
    body: AcknowledgementBody,
    example: { agentId: 'E-001' },
    params: { seq: /^[1-9]\d{0,8}$/ },
    missing: 'escalation_not_found',
    async handle({ theCase: { caseId }, params, body: { agentId } }, { intake }) {
      return acceptedAnswer(await intake.acknowledge(caseId, { seq: Number(params['seq']), agentId }));
    },
  }),
];

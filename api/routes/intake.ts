import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { InboundMessage, NewCase, Received } from '../../intake/index.ts';
import { findCase, findCaseRef } from '../../store/case-reads.ts';
import { takeFromCase } from '../case-limit.ts';
import { CaseBody } from '../new-case-schema.ts';
import { shopInQuestion } from '../paging.ts';
import { Problem } from '../problem.ts';
import { WORKERS } from '../roles.ts';
import { route, type Answer, type Route, type Services } from '../route.ts';
import * as samples from '../samples.ts';
import { MessageBody } from '../schemas.ts';
import { caseView, CaseSummary, openingView } from '../views.ts';

/** A customer's messages of one channel and order count as one case before it is known which case takes them. */
function limitKey({ shop, channel, customer, orderId, threadId, messageId }: InboundMessage): string {
  const who = customer.id ?? customer.email ?? customer.phone ?? threadId ?? messageId;
  return createHash('sha256')
    .update(JSON.stringify([shop, channel, who, orderId]))
    .digest('base64');
}

async function summaryOf({ caseId, joined }: Received, { db }: Services): Promise<Answer> {
  const row = await findCase(db, caseId);
  const ref = row ? undefined : await findCaseRef(db, caseId);
  const shown = row ? caseView(row) : ref && openingView(ref);
  if (!shown) throw new Problem('case_not_found');
  const { kind, category, tags, tier, level, status } = shown;
  return {
    status: 202,
    body: { caseId, joined, kind, category, tags, tier, level, status },
    headers: { Location: `/v1/cases/${caseId}` },
  };
}

/** What is asked for enters the case as a code; all else of an application stays in Postgres. */
function opened({ application, ...body }: z.output<typeof CaseBody>): NewCase {
  if (!application) return body;
  const { requestType: request, ...asked } = application;
  return { ...body, application: { request, asked } };
}

export const intakeRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/messages',
    tag: 'Intake',
    summary: 'Take in a customer message from any channel',
    description:
      'Opens a case or joins the open one of the same matter. A message that came before (shop, channel, messageId) is answered with its case and changes nothing. 202 means that it is stored and that the case has been told.',
    roles: WORKERS,
    scope: 'caller',
    body: MessageBody,
    example: samples.message,
    answers: { 202: { description: 'Taken in', schema: CaseSummary, example: samples.summary } },
    problems: ['shop_not_found', 'case_rate_limited'],
    async handle({ caller, body }, services) {
      await shopInQuestion(services.db, caller, body.shop);
      takeFromCase(services.caseLimit, limitKey(body));
      return summaryOf(await services.intake.receive(body), services);
    },
  }),
  route({
    method: 'post',
    path: '/cases',
    tag: 'Intake',
    summary: 'Open a case of a stated kind',
    description: 'Always a case of its own, with the message as its first.',
    roles: WORKERS,
    scope: 'caller',
    body: CaseBody,
    example: { ...samples.message, messageId: 'mail-20261123-2', kind: 'inquiry' },
    answers: { 202: { description: 'Opened', schema: CaseSummary, example: samples.summary } },
    problems: ['shop_not_found', 'case_rate_limited'],
    async handle({ caller, body }, services) {
      await shopInQuestion(services.db, caller, body.shop);
      takeFromCase(services.caseLimit, limitKey(body));
      return summaryOf(await services.intake.open(opened(body)), services);
    },
  }),
];

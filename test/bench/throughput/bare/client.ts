/** Who brings cases to the bare workflow: each fact is one statement and one call of Temporal, nothing is looked up. */
import { randomUUID } from 'node:crypto';
import { defineSearchAttributeKey } from '@temporalio/common';
import pg from 'pg';
import type { Undo } from '../../../support/undo.ts';
import { caseWorkflowId } from '../../../../domain/ids.ts';
import { type House, REOPEN_SECONDS } from '../house.ts';
import { TEXTS, type Way } from '../unit.ts';
import { bareCase, type BareInput, resolveBare, told } from './workflow.ts';

const SAID = `
  fact as (
    insert into facts (case_id, type, body, accepted_at, told_at) values ($1, $2, '{}', now(), now()) returning id
  ), said as (
    insert into messages (case_id, shop, direction, channel, message_id, kind, text, accepted_at, fact_id, scope)
    select $1, $3, $4, 'chat', $5, $2, $6, now(), id, $7 from fact
  )`;

const FACT = `with ${SAID} select`;

const ASSIGNED = `with owner as (insert into assignments (case_id, version) values ($1, 1)), ${SAID} select`;

const OPENED = `
  with customer as (
    insert into customers (shop, key_hash) values ($3, $8) returning id
  ), opened as (
    insert into intake (case_id, shop, kind, channel, customer_id, opening, opened_at)
    select $1, $3, 'inquiry', 'chat', id, '{}', now() from customer
  ), ${SAID}
  select id from customer`;

/** The cases of one shop. Ids are counted here. */
export function byBareClient({ temporal, databaseUrl }: House, shop: string, prefix: string, undo: Undo): Way {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
  undo.push(() => pool.end());
  const handleOf = (caseId: string) => temporal.workflow.getHandle(caseWorkflowId(caseId));
  const tell = (caseId: string) => handleOf(caseId).signal(told, { factId: randomUUID(), acceptedAt: Date.now() });
  const fact = (caseId: string, type: string, direction: 'in' | 'out', text: string): unknown[] => [
    ...[caseId, type, shop, direction, randomUUID(), text],
    direction === 'in' ? `in:${shop}:chat` : `reply:${caseId}`,
  ];
  return {
    async open(index) {
      const caseId = `${prefix}-20261123-${String(index + 1).padStart(6, '0')}`;
      const values = [...fact(caseId, 'customerMessaged', 'in', TEXTS.first), `customer-${index}`];
      const { rows } = await pool.query<{ id: string }>(OPENED, values);
      const input: BareInput = { caseId, shop, customer: Number(rows[0]?.id), endsAfterMs: REOPEN_SECONDS * 1000 };
      await temporal.workflow.signalWithStart(bareCase, {
        ...{ workflowId: caseWorkflowId(caseId), taskQueue: 'bare', args: [input] },
        ...{ signal: told, signalArgs: [{ factId: '1', acceptedAt: Date.now() }] },
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        typedSearchAttributes: foundBy(shop, input.customer),
      });
      return caseId;
    },
    async say(caseId) {
      await pool.query(FACT, fact(caseId, 'customerMessaged', 'in', TEXTS.second));
      await tell(caseId);
    },
    async reply(caseId) {
      await pool.query(ASSIGNED, fact(caseId, 'agentReplied', 'out', TEXTS.answer));
      await tell(caseId);
    },
    async resolve(caseId) {
      const key = randomUUID();
      await pool.query(`insert into verdicts (request_key, case_id, verdict) values ($1, $2, '{}')`, [key, caseId]);
      const args: [{ agent: string; acceptedAt: number }] = [{ agent: 'agent-1', acceptedAt: Date.now() }];
      await handleOf(caseId).executeUpdate(resolveBare, { args, updateId: key });
    },
    async confirm(caseId) {
      await pool.query(FACT, fact(caseId, 'customerConfirmed', 'in', ''));
      await tell(caseId);
    },
  };
}

const foundBy = (shop: string, customer: number) => {
  const keywords = {
    ...{ CaseKind: 'inquiry', CaseStatus: 'open', Shop: shop, Channel: 'chat', Tier: 'basic', Queue: shop },
    CustomerRef: `customer-${customer}`,
  };
  return [
    ...Object.entries(keywords).map(([name, value]) => ({ key: defineSearchAttributeKey(name, 'KEYWORD'), value })),
    { key: defineSearchAttributeKey('Breached', 'BOOL'), value: false },
  ];
};

/** What people and other systems must find nowhere but in Postgres and in what is sent; and how it is looked for. */
import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';

/** One thing that somebody else chose or wrote, by what it is. Chosen to be found nowhere by chance. */
export const CANARIES = {
  customerId: 'kanarienvogel-4711-kunde',
  name: '王卡纳丽雅',
  email: 'kanali.canary@example.com',
  phone: '+86 139 4417 8263',
  idCard: '110101199003074477',
  address: '文一西路九百六十九号卡纳丽',
  messageId: 'mail-canary-7f3d@customer.test',
  secondMessageId: 'second-canary-6b1e',
  threadId: 'thread-canary-93ab',
  orderId: 'order-canary-20261123887766',
  productId: 'product-canary-x100',
  attachment: 'invoice-canary-zhang.pdf',
  text: '蓝牙耳机canary连不上',
  replyText: '请长按canary电源键',
  replyId: 'reply-canary-5c5c',
  articleId: 'article-canary-31',
  agentId: 'agent-canary-wanglei',
  noteText: '客户canary很着急',
  resolutionNote: '换了canary滤芯',
  confirmationText: '谢谢canary好了',
  confirmationId: 'yes-canary-88ce',
  surveyText: '客服canary很耐心',
  idempotencyKey: 'idem-canary-5511',
  userAgent: 'canary-browser/9.9',
  requestId: 'request-canary-1380000',
  query: 'question-canary-owner',
  badField: 'field_canary_unknown',
  badValue: 'value-canary-unknown',
  hookPath: 'hook-canary-secret-path',
  foreignAnswer: 'mailbox-canary-unavailable',
} as const;

/** A text as it might have been written elsewhere: escaped, encoded, or as a hash that is soon undone. */
export function spellings(text: string): string[] {
  const hash = createHash('sha256').update(text).digest();
  const escaped = text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const encoded = [encodeURIComponent(text), Buffer.from(text).toString('base64').replace(/=+$/, '')];
  const hashed = [hash.toString('hex'), hash.toString('base64url')];
  return [...new Set([text, text.replaceAll(' ', ''), escaped, ...encoded, ...hashed].map((one) => one.toLowerCase()))];
}

/** Where which canary sings. */
export function hits(places: Readonly<Record<string, string>>, canaries: Readonly<Record<string, string>>): string[] {
  return Object.entries(places).flatMap(([place, text]) => {
    const lowered = text.toLowerCase();
    return Object.entries(canaries).flatMap(([canary, value]) =>
      spellings(value).some((spelling) => lowered.includes(spelling)) ? `${canary} in ${place}` : [],
    );
  });
}

/** Every string of a message of Temporal's, bytes of payloads included. */
function strings(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, field]) => `${key} ${strings(field)}`)
    .join('\n');
}

/** All that Temporal keeps and shows of every workflow of a namespace. */
export async function readTemporal(temporal: Client): Promise<Record<'histories' | 'visibility' | 'details', string>> {
  const places = { histories: '', visibility: '', details: '' };
  for await (const { workflowId, runId, raw } of temporal.workflow.list()) {
    const handle = temporal.workflow.getHandle(workflowId, runId);
    const [history, description] = await Promise.all([handle.fetchHistory(), handle.describe()]);
    places.histories += `${strings(history)}\n`;
    places.visibility += `${workflowId}\n${strings(raw)}\n${strings(description.raw)}\n`;
    // what operators read of a case that still runs
    const shown = description.status.name === 'RUNNING' ? handle.query('__temporal_workflow_metadata') : undefined;
    places.details += `${strings(await shown?.catch(() => undefined))}\n`;
  }
  return places;
}

/** Everything in a database, as text. */
export async function readDatabase(db: Knex): Promise<string> {
  const tables = await db('pg_tables').where({ schemaname: 'public' }).pluck<string[]>('tablename');
  const dumps = tables.map(async (table) => JSON.stringify(await db(table).select()));
  return (await Promise.all(dumps)).join('\n');
}

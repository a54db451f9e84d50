import { z } from 'zod';
import {
  CALL_STATES,
  insertTestCall,
  KEEP_CALLS_DAYS,
  listCalls,
  resendCall,
  type CallRow,
} from '../../store/webhook-calls.ts';
import { findWebhookEndpoint, type WebhookEndpoint } from '../../store/webhook-endpoints.ts';
import type { Db } from '../../store/db.ts';
import { pageOf, readCursor } from '../paging.ts';
import { Problem } from '../problem.ts';
import { ADMINS, type Caller } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { CASE_ID } from '../samples.ts';
import { instantOut, iso, told, toldAt } from '../told.ts';
import { listOf } from '../views.ts';
import { WebhookCallQuery } from '../webhook-schemas.ts';

const CallView = z
  .strictObject({
    event: z.string().meta({ description: '`<caseId>:<seq>`, or of a test `test:` and a UUID' }),
    webhookId: z.string().meta({ description: 'The header `webhook-id`, the same at every attempt' }),
    type: z.string(),
    caseId: z.string().optional(),
    seq: z.int().optional(),
    state: z.enum(CALL_STATES),
    attempts: z.int(),
    responseStatus: z.int().optional().meta({ description: 'What it answered last; absent where it did not answer' }),
    code: z.string().optional().meta({ description: 'Why the last attempt failed' }),
    nextAttemptAt: instantOut.optional(),
    deliveredAt: instantOut.optional(),
    createdAt: instantOut,
  })
  .meta({ id: 'WebhookDelivery' });

const callView = (endpointId: string, row: CallRow): z.output<typeof CallView> => ({
  event: row.event,
  webhookId: `${row.event}:${endpointId}`,
  type: row.type,
  ...told('caseId', row.caseId),
  ...told('seq', row.seq),
  state: row.state,
  attempts: row.attempts,
  ...told('responseStatus', row.status),
  ...told('code', row.code),
  ...toldAt('nextAttemptAt', row.state === 'pending' ? row.nextAttemptAt : null),
  ...toldAt('deliveredAt', row.deliveredAt),
  createdAt: iso(row.createdAt),
});

const example = {
  event: `${CASE_ID}:7`,
  webhookId: `${CASE_ID}:7:1`,
  type: 'clockBreached',
  caseId: CASE_ID,
  seq: 7,
  state: 'pending',
  attempts: 3,
  responseStatus: 503,
  code: 'http_503',
  nextAttemptAt: '2026-11-23T07:36:00.000Z',
  createdAt: '2026-11-23T07:00:00.000Z',
};

const EVENT = /^([A-Z][A-Z0-9]{1,7}-\d{8}-\d{6,18}:[1-9]\d{0,8}|test:[0-9a-f-]{36})$/;
const POSITION = [/^\d{4}-\d\d-\d\d [\d:.]+[+-][\d:]+$/, EVENT];

const ofOne = {
  tag: 'Webhook endpoints',
  roles: ADMINS,
  scope: 'caller',
  params: { id: /^[1-9]\d{0,14}$/ },
  missing: 'webhook_endpoint_not_found',
} as const;

const Queued = z.strictObject({ event: z.string() });

async function endpointOf(db: Db, caller: Caller, id = ''): Promise<WebhookEndpoint> {
  const endpoint = await findWebhookEndpoint(db, id, caller.shop ?? undefined);
  if (!endpoint) throw new Problem('webhook_endpoint_not_found');
  return endpoint;
}

/** Nothing is sent to one that is disabled: whoever asks for it would wait in vain. */
function enabled(endpoint: WebhookEndpoint): WebhookEndpoint {
  if (endpoint.disabledAt) throw new Problem('webhook_endpoint_disabled', { detail: 'Enable it first, by PATCH.' });
  return endpoint;
}

export const webhookCallRoutes: readonly Route[] = [
  route({
    ...ofOne,
    method: 'post',
    path: '/webhook-endpoints/{id}/test',
    summary: 'Send it a test',
    description: 'An event of the type `test`, sent at once like any other and listed among its deliveries.',
    answers: {
      202: {
        description: 'It will be sent',
        schema: Queued,
        example: { event: 'test:0f8fad5b-d9cb-469f-a165-70867728950e' },
      },
    },
    problems: ['webhook_endpoint_disabled'],
    async handle({ caller, params }, { db }) {
      const { id } = enabled(await endpointOf(db, caller, params['id']));
      const { event } = await insertTestCall(db, id);
      return { status: 202, body: { event } };
    },
  }),
  route({
    ...ofOne,
    method: 'get',
    path: '/webhook-endpoints/{id}/deliveries',
    summary: 'What it was told of, newest first',
    description: `Events and tests, for ${KEEP_CALLS_DAYS} days. Messages are in \`GET /v1/deliveries\`.`,
    query: WebhookCallQuery,
    exampleQuery: 'state=pending',
    answers: {
      200: {
        description: 'A page of deliveries',
        schema: listOf(CallView),
        example: { items: [example], nextCursor: null },
      },
    },
    async handle({ caller, params, query: { state, limit, cursor } }, { db }) {
      const { id } = await endpointOf(db, caller, params['id']);
      const after = readCursor(cursor, POSITION);
      const rows = await listCalls(db, id, { state, after, limit: limit + 1 });
      const view = (row: CallRow) => callView(id, row);
      return { status: 200, body: pageOf(rows, limit, view, (row) => [row.exact, row.event]) };
    },
  }),
  route({
    ...ofOne,
    method: 'post',
    path: '/webhook-endpoints/{id}/deliveries/{event}/resend',
    summary: 'Tell it again, under the same webhook-id',
    description: 'At once, with all attempts before it. One that is still tried is left as it is.',
    params: { ...ofOne.params, event: EVENT },
    missing: 'delivery_not_found',
    answers: { 202: { description: 'It will be sent', schema: Queued, example: { event: `${CASE_ID}:7` } } },
    problems: ['webhook_endpoint_not_found', 'webhook_endpoint_disabled'],
    async handle({ caller, params }, { db }) {
      const { id } = enabled(await endpointOf(db, caller, params['id']));
      const event = params['event'] ?? '';
      if (!(await resendCall(db, { endpointId: id, event }))) throw new Problem('delivery_not_found');
      return { status: 202, body: { event } };
    },
  }),
];

import { z } from 'zod';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  listWebhookEndpoints,
  type WebhookEndpoint,
} from '../../store/webhook-endpoints.ts';
import { shopInQuestion } from '../paging.ts';
import { Problem } from '../problem.ts';
import { ADMINS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { ShopPageQuery, WebhookEndpointBody } from '../schemas.ts';
import { instantOut, listOf } from '../views.ts';

const fields = { id: z.string(), shop: z.string(), url: z.string(), createdAt: instantOut };
const EndpointView = z.strictObject(fields).meta({ id: 'WebhookEndpoint' });
const NewEndpointView = z
  .strictObject({
    ...fields,
    secret: z.string().optional().meta({ description: 'Signs every call; shown this once, absent in a replay' }),
  })
  .meta({ id: 'CreatedWebhookEndpoint' });

const endpointView = ({ id, shop, url, createdAt }: WebhookEndpoint) => ({
  id,
  shop,
  url,
  createdAt: createdAt.toISOString(),
});

const example = {
  id: '1',
  shop: 'main',
  url: 'https://shop.example.com/caseloop',
  createdAt: '2026-11-23T06:00:00.000Z',
};

/** Endpoints a shop may have: each send goes to all of them. */
const MOST = 10;

/** Without TLS only where the operator has allowed the host, or anyone on the way reads the customers' words. */
function checkUrl(url: string, allowed: readonly string[]): void {
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== '' || password !== '') throw refused('no user name and password in it');
  if (protocol !== 'https:' && !allowed.includes(hostname)) throw refused('an https address');
}

const refused = (message: string): Problem =>
  new Problem('webhook_url_refused', { errors: [{ pointer: '/url', code: 'webhook_url_refused', message }] });

export const webhookEndpointRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/webhook-endpoints',
    tag: 'Webhook endpoints',
    summary: 'Have the messages of a shop posted to an address',
    description:
      'Calls are signed as Standard Webhooks says, with `webhook-id` (the key of the send), `webhook-timestamp` and `webhook-signature`.',
    roles: ADMINS,
    scope: 'caller',
    body: WebhookEndpointBody,
    example: { shop: 'main', url: 'https://shop.example.com/caseloop' },
    answers: {
      201: {
        description: 'Created',
        schema: NewEndpointView,
        example: { ...example, secret: 'whsec_shown-only-here' },
      },
    },
    problems: ['shop_not_found', 'webhook_url_refused'],
    secrets: ['secret'],
    async handle({ caller, body }, { db, config }) {
      const shop = await shopInQuestion(db, caller, body.shop);
      if (shop === null) {
        throw new Problem('invalid_request', {
          errors: [{ pointer: '/shop', code: 'required', message: 'this key is not of one shop: name it' }],
        });
      }
      checkUrl(body.url, config.webhook.allow);
      if ((await listWebhookEndpoints(db, shop)).length >= MOST) throw refused(`at most ${MOST} endpoints`);
      const { secret, ...created } = await createWebhookEndpoint(db, { shop, url: body.url });
      return { status: 201, body: { ...endpointView(created), secret } };
    },
  }),
  route({
    method: 'get',
    path: '/webhook-endpoints',
    tag: 'Webhook endpoints',
    summary: 'List webhook endpoints, without their secrets',
    roles: ADMINS,
    scope: 'caller',
    query: ShopPageQuery,
    answers: {
      200: {
        description: 'All of them on one page',
        schema: listOf(EndpointView),
        example: { items: [example], nextCursor: null },
      },
    },
    problems: ['shop_not_found'],
    async handle({ caller, query }, { db }) {
      const shop = await shopInQuestion(db, caller, query.shop);
      const rows = await listWebhookEndpoints(db, shop ?? undefined);
      return { status: 200, body: { items: rows.map(endpointView), nextCursor: null } };
    },
  }),
  route({
    method: 'delete',
    path: '/webhook-endpoints/{id}',
    tag: 'Webhook endpoints',
    summary: 'Stop posting to an address',
    roles: ADMINS,
    scope: 'caller',
    params: { id: /^[1-9]\d{0,14}$/ },
    missing: 'webhook_endpoint_not_found',
    answers: { 204: { description: 'Deleted' } },
    problems: ['webhook_endpoint_not_found'],
    async handle({ caller, params }, { db }) {
      const done = await deleteWebhookEndpoint(db, params['id'] ?? '', caller.shop ?? undefined);
      if (!done) throw new Problem('webhook_endpoint_not_found');
      return { status: 204 };
    },
  }),
];

import {
  changeWebhookEndpoint,
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  findWebhookEndpoint,
  listWebhookEndpoints,
  rotateSecret,
} from '../../store/webhook-endpoints.ts';
import { allowedPlaces, hostOf, leadsOutside } from '../../public-address.ts';
import { shopInQuestion } from '../paging.ts';
import { Problem } from '../problem.ts';
import { ADMINS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { ShopPageQuery } from '../schemas.ts';
import { listOf } from '../views.ts';
import {
  endpointSample,
  endpointView,
  NewWebhookEndpointBody,
  WebhookEndpointChange,
  WebhookEndpointView,
  WebhookEndpointWithSecret,
} from '../webhook-schemas.ts';

/** Endpoints a shop may have: each message goes to all of them. */
const MOST = 10;

/** Without TLS only where the operator has allowed the host, or anyone on the way reads the customers' words. */
async function checkUrl(given: string, allowed: readonly string[]): Promise<void> {
  const url = new URL(given);
  if (url.username !== '' || url.password !== '') throw refused('no user name and password in it');
  if (url.protocol !== 'https:' && !allowedPlaces(allowed).hosts.has(hostOf(url))) throw refused('an https address');
  if (!(await leadsOutside(url, allowed))) throw refused('a public address, or a host that the operator allows');
}

const refused = (message: string): Problem =>
  new Problem('webhook_url_refused', { errors: [{ pointer: '/url', code: 'webhook_url_refused', message }] });

const secretSample = { ...endpointSample, secret: 'whsec_shown-only-here' };

/** Of every route to one endpoint. */
const ofOne = {
  tag: 'Webhook endpoints',
  roles: ADMINS,
  scope: 'caller',
  params: { id: /^[1-9]\d{0,14}$/ },
  missing: 'webhook_endpoint_not_found',
  problems: ['webhook_endpoint_not_found', 'webhook_url_refused'],
} as const;

export const webhookEndpointRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/webhook-endpoints',
    tag: 'Webhook endpoints',
    summary: 'Have messages and events of a shop posted to an address',
    description:
      'Calls are signed as Standard Webhooks say, with `webhook-id`, `webhook-timestamp` and `webhook-signature`. Messages, unless told otherwise; events only of the types asked for.',
    roles: ADMINS,
    scope: 'caller',
    body: NewWebhookEndpointBody,
    example: {
      shop: 'main',
      url: endpointSample.url,
      messages: endpointSample.messages,
      events: endpointSample.events,
    },
    answers: { 201: { description: 'Created', schema: WebhookEndpointWithSecret, example: secretSample } },
    problems: ['shop_not_found', 'webhook_url_refused'],
    secrets: ['secret'],
    async handle({ caller, body }, { db, config }) {
      const shop = await shopInQuestion(db, caller, body.shop);
      if (shop === null) {
        throw new Problem('invalid_request', {
          errors: [{ pointer: '/shop', code: 'required', message: 'this key is not of one shop: name it' }],
        });
      }
      await checkUrl(body.url, config.webhook.allow);
      if ((await listWebhookEndpoints(db, shop)).length >= MOST) throw refused(`at most ${MOST} endpoints`);
      const { secret, ...created } = await createWebhookEndpoint(db, { ...body, shop });
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
        schema: listOf(WebhookEndpointView),
        example: { items: [endpointSample], nextCursor: null },
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
    ...ofOne,
    method: 'patch',
    path: '/webhook-endpoints/{id}',
    summary: 'Change where it is, what it is told, or whether it is called',
    description: 'What is left out stays. A disabled one is enabled here, and what waited for it is sent.',
    body: WebhookEndpointChange,
    example: { events: ['*'], enabled: true },
    answers: { 200: { description: 'Changed', schema: WebhookEndpointView, example: endpointSample } },
    async handle({ caller, params, body }, { db, config }) {
      const [id, shop] = [params['id'] ?? '', caller.shop ?? undefined];
      // another shop's is unknown, whatever address is given
      if (!(await findWebhookEndpoint(db, id, shop))) throw new Problem('webhook_endpoint_not_found');
      if (body.url !== undefined) await checkUrl(body.url, config.webhook.allow);
      const changed = await changeWebhookEndpoint(db, id, body, shop);
      if (!changed) throw new Problem('webhook_endpoint_not_found');
      return { status: 200, body: endpointView(changed) };
    },
  }),
  route({
    ...ofOne,
    method: 'post',
    path: '/webhook-endpoints/{id}/rotate-secret',
    summary: 'Give it a new secret',
    description:
      'For 24 hours every call carries two signatures, of the new secret and of the one before. Rotated twice within that time, the oldest signs no more.',
    answers: { 200: { description: 'The new secret', schema: WebhookEndpointWithSecret, example: secretSample } },
    secrets: ['secret'],
    async handle({ caller, params }, { db }) {
      const rotated = await rotateSecret(db, params['id'] ?? '', caller.shop ?? undefined);
      if (!rotated) throw new Problem('webhook_endpoint_not_found');
      const { secret, ...row } = rotated;
      return { status: 200, body: { ...endpointView(row), secret } };
    },
  }),
  route({
    ...ofOne,
    method: 'delete',
    path: '/webhook-endpoints/{id}',
    summary: 'Stop posting to an address',
    answers: { 204: { description: 'Deleted' } },
    async handle({ caller, params }, { db }) {
      const done = await deleteWebhookEndpoint(db, params['id'] ?? '', caller.shop ?? undefined);
      if (!done) throw new Problem('webhook_endpoint_not_found');
      return { status: 204 };
    },
  }),
];

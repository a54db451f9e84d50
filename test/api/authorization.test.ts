import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../api/roles.ts';
import type { Route } from '../../api/route.ts';
import { ROUTES } from '../../api/routes/index.ts';
import { startApi, type Reply, type TestApi } from './api.ts';
import { seedCase, seedEvents, seedShop } from './seed.ts';

const ALL = 'service agent senior supervisor manager qa admin';
const WORK = 'service agent senior supervisor manager admin';
const LEAD = 'service supervisor manager admin';
const RULE = 'supervisor manager admin';
const RANKED = 'agent senior supervisor manager admin';

/** Who may do what, once more by hand: a row that is new or has changed fails here until it is decided on. */
const ALLOWED: Readonly<Record<string, string>> = {
  'post /messages': WORK,
  'post /cases': WORK,
  'get /cases': ALL,
  'get /cases/{caseId}': ALL,
  'get /cases/{caseId}/messages': ALL,
  'get /cases/{caseId}/events': ALL,
  'post /cases/{caseId}/messages': WORK,
  'post /cases/{caseId}/replies': WORK,
  'post /cases/{caseId}/notes': WORK,
  'post /cases/{caseId}/human': WORK,
  'post /cases/{caseId}/confirmation': WORK,
  'post /cases/{caseId}/withdrawal': WORK,
  'post /cases/{caseId}/application': WORK,
  'post /cases/{caseId}/goods': WORK,
  'post /cases/{caseId}/inspection': WORK,
  'post /cases/{caseId}/refund-arrival': WORK,
  'post /cases/{caseId}/offer-answer': WORK,
  'post /cases/{caseId}/kept-lines': WORK,
  'post /cases/{caseId}/request-decision': 'agent senior supervisor manager admin',
  'post /cases/{caseId}/grant-approval': 'agent senior supervisor manager admin',
  'post /cases/{caseId}/claim': WORK,
  'post /cases/{caseId}/transfer': WORK,
  'post /cases/{caseId}/level': WORK,
  'post /cases/{caseId}/classification': WORK,
  'post /cases/{caseId}/consultations': WORK,
  'post /cases/{caseId}/resolution': WORK,
  'post /cases/{caseId}/escalations/{seq}/ack': WORK,
  'post /cases/{caseId}/hand-off': WORK,
  'post /cases/{caseId}/pause': WORK,
  'post /cases/{caseId}/resume': WORK,
  'post /cases/{caseId}/extension': 'service senior supervisor manager admin',
  'post /cases/{caseId}/merge': WORK,
  'post /cases/{caseId}/severity': RANKED,
  'post /cases/{caseId}/evidence': WORK,
  'post /cases/{caseId}/evidence-complete': WORK,
  'post /cases/{caseId}/decision': RANKED,
  'post /cases/{caseId}/measures': RANKED,
  'post /cases/{caseId}/approvals': RANKED,
  'post /cases/{caseId}/measures/{measure}/carried-out': WORK,
  'post /cases/{caseId}/result': WORK,
  'post /cases/{caseId}/release': RANKED,
  'post /cases/{caseId}/pass-on': WORK,
  'post /cases/{caseId}/appeal': WORK,
  'post /cases/{caseId}/visits': WORK,
  'get /cases/{caseId}/audit': RULE,
  'get /surveys': 'service supervisor manager qa admin',
  'get /cases/{caseId}/surveys': ALL,
  'post /cases/{caseId}/surveys/{round}/answer': 'service admin',
  'get /deliveries': LEAD,
  'get /alerts': 'service supervisor manager qa admin',
  'get /cases/{caseId}/deliveries': ALL,
  'post /cases/{caseId}/deliveries/{seq}/resend': LEAD,
  'post /webhook-endpoints': 'admin',
  'get /webhook-endpoints': 'admin',
  'patch /webhook-endpoints/{id}': 'admin',
  'post /webhook-endpoints/{id}/rotate-secret': 'admin',
  'delete /webhook-endpoints/{id}': 'admin',
  'post /webhook-endpoints/{id}/test': 'admin',
  'get /webhook-endpoints/{id}/deliveries': 'admin',
  'post /webhook-endpoints/{id}/deliveries/{event}/resend': 'admin',
  'get /events': ALL,
  'post /api-keys': 'admin',
  'get /api-keys': 'admin',
  'delete /api-keys/{id}': 'admin',
  'get /shops': ALL,
  'get /shops/{shopId}': ALL,
  'put /shops/{shopId}': 'admin',
  'post /sla/preview': ALL,
  'get /cases/{caseId}/explain': ALL,
  'post /cases/{caseId}/explain': ALL,
  'get /policies': ALL,
  'get /policies/{policy}': ALL,
  'put /policies/{policy}': RULE,
  'post /policies/{policy}/back-test': RULE,
  'post /policies/{policy}/apply': RULE,
  'get /calendars': ALL,
  'get /calendars/{calendar}': ALL,
  'put /calendars/{calendar}': RULE,
  'post /cases/{caseId}/work-orders': WORK,
  'get /work-orders': ALL,
  'get /work-orders/{workOrder}': ALL,
  'patch /work-orders/{workOrder}': WORK,
  'get /work-order-types': ALL,
  'get /work-order-types/{workOrderType}': ALL,
  'put /work-order-types/{workOrderType}': RULE,
  'post /after-sales/reviews': ALL,
  'get /after-sales/policies': ALL,
  'get /after-sales/policies/{afterSalesPolicy}': ALL,
  'put /after-sales/policies/{afterSalesPolicy}': RULE,
  'post /after-sales/policies/{afterSalesPolicy}/back-test': RULE,
  'get /peak': ALL,
  'put /peak': RULE,
};

const nameOf = (row: Route): string => `${row.method} ${row.path}`;

let api: TestApi;
let caseId: string;
const ids: Record<string, string> = {};
const keys = new Map<string, string>();

beforeAll(async () => {
  api = await startApi();
  await seedShop(api.db, 'other', 'OT');
  caseId = await seedCase(api.db);
  for (const shop of ['main', 'other']) {
    for (const role of ROLES) keys.set(`${role} ${shop}`, await api.keyOf(role, shop));
  }
  const at = new Date();
  const survey = { case_id: caseId, round: 1, outlet: 'email', queued_at: at, expires_at: new Date(Date.now() + 1e6) };
  await api.db('surveys').insert(survey);
  await api.db('deliveries').insert({
    case_id: caseId,
    seq: 1,
    shop: 'main',
    recipient: 'customer',
    outlet: 'email',
    template: 'reply',
    facts: '{}',
    state: 'stuck',
    next_attempt_at: at,
  });
  const [hook] = await api
    .db('webhook_endpoints')
    .insert({ shop: 'main', url: 'https://a.example', secret: 'x' })
    .returning<{ id: number }[]>('id');
  await api.db('webhook_calls').insert({
    endpoint_id: hook?.id,
    event: `${caseId}:1`,
    case_id: caseId,
    seq: 1,
    type: 'opened',
    state: 'given-up',
  });
  const order = { case_id: caseId, shop: 'main', type: 'refund', type_version: 1, state: 'open', queue: 'finance' };
  await api.db('work_orders').insert({ ...order, opened_by: 'policy', opened_at: at, updated_at: at });
  const [key] = await api
    .db('api_keys')
    .insert({ shop: 'main', role: 'qa', name: 'n', prefix: 'p', hash: 'h' })
    .returning<{ id: number }[]>('id');
  Object.assign(ids, { webhook: String(hook?.id), key: String(key?.id) });
});
afterAll(() => api.stop());

const pathOf = (row: Route, theCase = caseId): string =>
  `/v1${row.path}`
    .replace('{caseId}', theCase)
    .replace('{shopId}', 'main')
    .replace('{policy}', 'standard')
    .replace('{afterSalesPolicy}', 'policy-abcd')
    .replace('{calendar}', 'office-cn')
    .replace('{workOrder}', 'WO-000001')
    .replace('{workOrderType}', 'refund')
    .replace('{event}', `${theCase}:1`)
    .replace(/\{(round|seq|measure)\}/, '1')
    .replace('{id}', (row.path.startsWith('/api-keys') ? ids['key'] : ids['webhook']) ?? '');

const send = (row: Route, role: Role, shop: string, path: string, body: unknown): Promise<Reply> =>
  api.call(row.method.toUpperCase(), path, {
    key: keys.get(`${role} ${shop}`),
    ...(row.body ? { body } : {}),
  });

test('every row of the route table has been decided on, and no other', () => {
  const decided = Object.fromEntries(ROUTES.map((row) => [nameOf(row), [...row.roles].join(' ')]));
  expect(decided).toEqual(ALLOWED);
});

describe.each(ROUTES.map((row) => [nameOf(row), row] as const))('%s', (name, row) => {
  const allowed = (ALLOWED[name] ?? '').split(' ') as Role[];
  const refused = ROLES.filter((role) => !allowed.includes(role));

  test('without a key, or with one nobody has: 401', async () => {
    for (const key of ['', 'nonsense', `csk_${'A'.repeat(43)}`]) {
      const reply = await api.call(row.method.toUpperCase(), pathOf(row), {
        key,
        ...(row.body ? { body: row.example } : {}),
      });
      expect(reply).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  test.each(refused)('%s may not', async (role) => {
    const reply = await send(row, role, 'main', pathOf(row), row.example);
    expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    // another shop's id tells a refused role nothing either
    const other = await send(row, role, 'other', pathOf(row), row.example);
    expect(other).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test.each(allowed)('%s passes the door of its own shop', async (role) => {
    // what deletes would be gone for the next role; an unknown id passes the same door
    const path = row.method === 'delete' ? pathOf(row).replace(/\d+$/, '999999') : pathOf(row);
    const reply = await send(row, role, 'main', path, { nonsense: true });
    if (row.body) expect(reply).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    else if (row.method === 'delete') expect(reply.status).toBe(404);
    else expect(reply.status).toBeLessThan(300);
  });

  test.each(allowed)('%s of another shop is told what is told of nothing', async (role) => {
    const body = row.path === '/shops/{shopId}' ? { prefix: 'XX', name: 'x' } : row.example;
    const naming = row.query && 'shop' in row.query.shape ? '?shop=main' : '';
    const theirs = await send(row, role, 'other', `${pathOf(row)}${naming}`, body);
    if (row.path === '/shops' && row.method === 'get') {
      expect(theirs.body['items']).toMatchObject([{ id: 'other' }]);
      return;
    }
    if (row.preview === true && row.scope !== 'case' && naming === '') {
      // asks nothing of a shop: everybody is told the same
      expect(theirs.body).toEqual((await send(row, role, 'main', pathOf(row), body)).body);
      return;
    }
    const nothing = await send(
      row,
      role,
      'other',
      `${pathOf(row, 'CS-20261101-999999')}${naming}`
        .replace('/shops/main', '/shops/nowhere')
        .replace(/\d+$/, '999999')
        .replace('=main', '=nowhere'),
      typeof body === 'object' && body !== null && 'shop' in body ? { ...body, shop: 'nowhere' } : body,
    );
    expect(theirs.status).toBe(404);
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...nothing.body, requestId: '' });
    const plain = (headers: Headers): string[] =>
      [...headers].filter(([header]) => !/^(date|x-request-id|ratelimit)$/.test(header)).map((pair) => pair.join(': '));
    expect(plain(theirs.headers)).toEqual(plain(nothing.headers));
  });
});

test('nothing of another shop was changed', async () => {
  expect(await api.db('webhook_endpoints').whereNull('deleted_at')).toMatchObject([{ disabled_at: null, events: [] }]);
  expect(await api.db('api_keys').whereNotNull('revoked_at')).toHaveLength(0);
  expect(await api.db('surveys').whereNotNull('answered_at')).toHaveLength(0);
  expect(await api.db('work_orders')).toMatchObject([{ state: 'open', version: 1 }]);
  expect(await api.db('work_order_types')).toHaveLength(0);
  expect(await api.db('shops').where({ id: 'main' }).first('prefix', 'name')).toEqual({
    prefix: api.prefix,
    name: '示例商城',
  });
});

test('a list shows what is of the own shop, and only that', async () => {
  await seedEvents(api.db, caseId, [{ type: 'opened', at: Date.now(), by: 'system' }]);
  for (const [shop, seen] of [
    ['main', [caseId]],
    ['other', []],
  ] as const) {
    const cases = await api.call('GET', '/v1/cases', { key: keys.get(`qa ${shop}`) });
    expect((cases.body['items'] as { caseId: string }[]).map((item) => item.caseId)).toEqual(seen);
    for (const list of ['surveys', 'deliveries', 'work-orders', 'events']) {
      const reply = await api.call('GET', `/v1/${list}`, { key: keys.get(`supervisor ${shop}`) });
      expect(reply.body['items']).toHaveLength(seen.length);
    }
  }
});

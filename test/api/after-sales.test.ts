import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AFTER_SALES_POLICIES } from '../../store/versions.ts';
import { startApi, type Reply, type TestApi } from './api.ts';
import { seedShop } from './seed.ts';

let api: TestApi;
let key: string;
let agent: string;

beforeAll(async () => {
  api = await startApi();
  await seedShop(api.db, 'other', 'OT');
  key = await api.keyOf('supervisor', 'main');
  agent = await api.keyOf('agent', 'main');
});
afterAll(() => api.stop());

const given = {
  policy: 'policy-abcd',
  requestType: 'return',
  customer: { memberLevel: 'silver' },
  order: { status: 'delivered', boughtDaysAgo: 180, hasReceipt: null, originalPackaging: null },
  request: { reason: 'stain' },
};
const ask = (body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  api.call('POST', '/v1/after-sales/reviews', { key: agent, body, headers });
const abcd = AFTER_SALES_POLICIES.shipped.find(({ name }) => name === 'policy-abcd')?.document;
if (!abcd) throw new Error('policy-abcd ships');
const path = '/v1/after-sales/policies/policy-abcd';
const shorter = {
  ...abcd,
  parameters: { ...abcd.parameters, returnDays: { gold: 1, silver: 100, bronze: 1, guest: 1 } },
};

test('a review needs no Idempotency-Key, and no fact that the deciding rule does not need', async () => {
  const reply = await fetch(`${api.url}/v1/after-sales/reviews`, {
    method: 'POST',
    headers: { authorization: `Bearer ${agent}`, 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  expect(reply.status).toBe(200);
  expect(await reply.json()).toMatchObject({
    decision: 'approve',
    rules: ['A-RETURN-1'],
    grant: { remedy: 'return', freight: 'customer' },
  });
});

test('facts that the deciding rule needs are named, and a human decides', async () => {
  const order = { ...given.order, boughtDaysAgo: 181 };
  expect((await ask({ ...given, order })).body).toMatchObject({
    decision: 'human',
    rules: ['A-MISSING-1', 'A-RETURN-1'],
    missing: ['order.hasReceipt', 'order.originalPackaging'],
    reasons: { en: expect.stringContaining('order.hasReceipt') as string },
  });
  expect((await ask({ ...given, order: null })).body).toMatchObject({ decision: 'human' });
});

test('instants count in the zone of the shop, up to when it was asked', async () => {
  const order = {
    status: 'delivered',
    signedAt: '2026-11-20T10:40:00Z',
    amountPaid: 259,
    freightInsurance: true,
    items: [{ itemId: 'i-1', price: 259, customMade: false, perishable: false, tagsIntact: true }],
  };
  const dress = (requestedAt: string, tier: string) =>
    ask({
      policy: 'policy-cn',
      requestType: 'return',
      customer: { userId: 'u-1', tier },
      order,
      request: { fault: 'none', requestedAt },
    });
  expect((await dress('2026-11-27T15:50:00Z', 'basic')).body).toMatchObject({ decision: 'approve', rules: ['CN-33'] });
  expect((await dress('2026-11-27T16:10:00Z', 'basic')).body).toMatchObject({ decision: 'deny', rules: ['CN-35'] });
});

test('sums come back as decimals', async () => {
  const reply = await ask({
    policy: 'policy-cn',
    requestType: 'price_protection',
    customer: {},
    order: {
      amountPaid: 899.1,
      placedDaysAgo: 3,
      items: [{ price: 899.1, publicPriceNow: 799, priceProtected: false }],
    },
    request: {},
  });
  expect(reply.body).toMatchObject({ grant: { compensation: { kind: 'price-drop', amount: 100.1 } } });
});

test.each<[string, object, string]>([
  ['an unknown field', { order: { ...given.order, colour: 'red' } }, '/order/colour'],
  ['a count in words', { order: { boughtDaysAgo: 'twelve' } }, '/order/boughtDaysAgo'],
  ['a request without facts', { request: null }, '/request'],
  ['a sum of three decimals', { order: { amountPaid: 1.005 } }, '/order/amountPaid'],
  ['a kind of request in capitals', { requestType: 'RETURN' }, '/requestType'],
  ['an instant without offset', { order: { signedAt: '2026-11-20' } }, '/order/signedAt'],
])('%s is not the agreed shape', async (_name, changes, pointer) => {
  expect(await ask({ ...given, ...changes })).toMatchObject({
    status: 422,
    body: { code: 'invalid_request', errors: [{ pointer }] },
  });
});

test('text that cannot be kept is refused, and a policy that nobody has', async () => {
  expect(await ask({ ...given, request: { reason: 'a\0b' } })).toMatchObject({
    status: 400,
    body: { code: 'malformed_text' },
  });
  for (const policy of ['policy-x', '__proto__', 'x'.repeat(63)]) {
    expect(await ask({ ...given, policy })).toMatchObject({
      status: 404,
      body: { code: 'after_sales_policy_not_found' },
    });
  }
});

test('a shop writes a version of its own, which decides in this shop only', async () => {
  const put = (body: unknown, headers: Record<string, string> = {}) => api.call('PUT', path, { key, body, headers });
  expect(await put(shorter, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
  expect(await put(shorter, { 'if-match': '"1"' })).toMatchObject({ status: 201, body: { version: 2, shop: 'main' } });
  expect(await put(shorter)).toMatchObject({ status: 200, body: { version: 2 } });
  expect((await api.call('GET', path, { key })).body['document']).toEqual(shorter);
  const order = { ...given.order, hasReceipt: false, originalPackaging: false };
  expect((await ask({ ...given, order })).body).toMatchObject({ decision: 'deny' });
  const other = await api.keyOf('agent', 'other');
  const elsewhere = await api.call('POST', '/v1/after-sales/reviews', { key: other, body: { ...given, order } });
  expect(elsewhere.body).toMatchObject({ decision: 'approve' });
  const list = await api.call('GET', '/v1/after-sales/policies', { key: other });
  expect((list.body['items'] as { name: string }[]).map(({ name }) => name)).toEqual([
    'policy-abcd',
    'policy-cn',
    'policy-tau',
  ]);
});

test('a policy that cannot be used is refused with its places', async () => {
  const [first, ...rest] = abcd.rules;
  const body = { ...abcd, rules: [{ ...first, when: { fact: 'order.colour', eq: 'red' } }, ...rest.slice(0, -1)] };
  expect(await api.call('PUT', path, { key, body })).toMatchObject({
    status: 422,
    body: {
      code: 'after_sales_policy_unusable',
      errors: [
        { pointer: '/rules/0/when/fact', code: 'unknown_fact' },
        { pointer: '/rules', code: 'no_last_rule' },
      ],
    },
  });
  const odd = { ...abcd, rules: [{ ...first, when: { fact: 'order.status', like: 'x' } }, ...rest] };
  expect(await api.call('PUT', path, { key, body: odd })).toMatchObject({
    status: 422,
    body: { code: 'invalid_request' },
  });
});

test('a back-test tells which verdicts would change, and how often each rule decides', async () => {
  const facts = { requestType: 'return', customer: given.customer, order: given.order, request: given.request };
  const requests = [
    { id: 'R-1', ...facts, order: { ...facts.order, hasReceipt: false, originalPackaging: false } },
    { id: '=R-2', ...facts, expected: 'deny', order: { boughtDaysAgo: 5 } },
  ];
  const call = (body: unknown) => api.call('POST', `${path}/back-test`, { key, body });
  const shown = await call({ document: shorter, against: { version: 1 }, requests });
  expect(shown.body).toEqual({
    looked: 2,
    changed: 2,
    rules: [{ rule: 'A-RETURN-1', before: 2, after: 2 }],
    items: [
      {
        id: 'R-1',
        requestType: 'return',
        was: { decision: 'approve', rules: ['A-RETURN-1'] },
        would: { decision: 'deny', rules: ['A-RETURN-1'] },
      },
      {
        id: '=R-2',
        requestType: 'return',
        was: { decision: 'deny' },
        would: { decision: 'approve', rules: ['A-RETURN-1'] },
      },
    ],
  });
  const csv = await fetch(`${api.url}${path}/back-test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, accept: 'text/csv', 'content-type': 'application/json' },
    body: JSON.stringify({ document: shorter, against: { version: 1 }, requests }),
  });
  expect((await csv.text()).split('\r\n')).toEqual([
    'id,request_type,decision_before,rules_before,decision_after,rules_after',
    'R-1,return,approve,A-RETURN-1,deny,A-RETURN-1',
    "'=R-2,return,deny,,approve,A-RETURN-1",
    '',
  ]);
  expect(await call({ document: { ...shorter, rules: shorter.rules.slice(0, 1) }, requests })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/document/rules' }] },
  });
  expect(await call({ version: 99, requests })).toMatchObject({ status: 404 });
});

const shared = join('..', 'shared', 'data', 'after_sales_scenarios.jsonl');
const camel = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(camel);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase()),
      name === 'options' ? inner : camel(inner),
    ]),
  );
};
const files = [join('test', 'domain', 'after-sales-examples.jsonl'), shared].filter((file) => existsSync(file));

test.each(files)('every scenario of %s has the agreed shape and gets its verdict over HTTP', async (file) => {
  const other = await api.keyOf('service', 'other');
  for (const text of readFileSync(file, 'utf8').trim().split('\n')) {
    const one = JSON.parse(text) as Record<string, unknown> & { expected: { decision: string } };
    const { policy, request_type, customer, order, request, expected, id } = one;
    const body = camel({ policy, request_type, customer, order, request });
    const reply = await api.call('POST', '/v1/after-sales/reviews', { key: other, body });
    const decision = expected.decision === 'escalate' ? 'human' : expected.decision;
    expect(reply, `${String(id)} ${reply.text}`).toMatchObject({ status: 200, body: { decision } });
  }
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Reply, type TestApi } from './api.ts';
import { seedCase, seedShop } from './seed.ts';

let api: TestApi;
let key: string;

beforeAll(async () => {
  api = await startApi();
  await seedShop(api.db, 'other', 'OT');
  key = await api.keyOf('supervisor', 'main');
});
afterAll(() => api.stop());

const title = { zh: '登门道歉', en: 'Visit' };
const visit = {
  title,
  fields: [
    { name: 'present', title, kind: 'money', min: 0.5, max: 50 },
    { name: 'on', title, kind: 'date', required: true },
  ],
  states: [
    { name: 'planned', title, initial: true },
    { name: 'paid', title, final: 'done' },
    { name: 'off', title, final: 'cancelled' },
  ],
  moves: [
    { from: 'planned', to: 'paid', by: ['agent'], requires: ['present'] },
    { from: 'planned', to: 'off', by: ['assignee'] },
  ],
  queue: 'visits',
  dueWithin: 'PT36H',
};
const put = (name: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  api.call('PUT', `/v1/work-order-types/${name}`, { key, body, headers });
const get = (name: string, as = key): Promise<Reply> => api.call('GET', `/v1/work-order-types/${name}`, { key: as });

test('a shop writes a type of its own, which work orders are of from then on, and each keeps its version', async () => {
  expect(await put('visit', visit)).toMatchObject({
    status: 201,
    body: { name: 'visit', version: 1, document: visit },
  });
  expect(await put('visit', visit)).toMatchObject({ status: 200, body: { version: 1 } });
  expect((await get('visit')).body['document']).toEqual(visit);
  const caseId = await seedCase(api.db);
  const agent = await api.keyOf('agent', 'main');
  const order = { agentId: 'E-007', type: 'visit', fields: { on: '2026-11-30', present: 12.5 } };
  const { body } = await api.call('POST', `/v1/cases/${caseId}/work-orders`, { body: order });
  expect(body).toMatchObject({ state: 'planned', queue: 'visits', fields: { present: 12.5 } });

  const stricter = { ...visit, fields: [{ ...visit.fields[0], max: 10 }, visit.fields[1]] };
  expect(await put('visit', stricter, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
  expect(await put('visit', stricter, { 'if-match': '"1"' })).toMatchObject({ status: 201, body: { version: 2 } });
  const move = { key: agent, body: { agentId: 'E-007', state: 'paid', fields: { present: 50 } } };
  const moved = await api.call('PATCH', `/v1/work-orders/${String(body['workOrderId'])}`, move);
  expect(moved).toMatchObject({ status: 200, body: { typeVersion: 1, fields: { present: 50 }, outcome: 'done' } });
  const again = await api.call('POST', `/v1/cases/${caseId}/work-orders`, { body: order });
  expect(again).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/fields/present', code: 'out_of_limits' }] },
  });
});

test('its own version goes before the one that ships, in this shop only', async () => {
  const shipped = (await get('coupon')).body as { document: typeof visit };
  expect(await put('coupon', { ...shipped.document, queue: 'vip' })).toMatchObject({
    body: { version: 2, shop: 'main' },
  });
  const other = await api.keyOf('qa', 'other');
  expect((await get('coupon', other)).body).toMatchObject({ version: 1, shop: null, document: { queue: 'marketing' } });
  expect((await get('visit', other)).status).toBe(404);
  const list = await api.call('GET', '/v1/work-order-types', { key: other });
  expect((list.body['items'] as { name: string }[]).map(({ name }) => name)).toEqual(
    'call cancellation carrier-claim consultation coupon general points product-withdrawal refund repair replacement return-label'.split(
      ' ',
    ),
  );
});

test.each<[string, object, string]>([
  ['a state that nothing leads to', { states: [...visit.states, { name: 'x', title }] }, '/states/3 unreachable_state'],
  [
    'a move between unknown states',
    { moves: [...visit.moves, { from: 'a', to: 'paid', by: ['agent'] }] },
    '/moves/2/from unknown_state',
  ],
  ['no end', { states: visit.states.slice(0, 1), moves: [] }, '/states no_final_state'],
  ['a field twice', { fields: [...visit.fields, visit.fields[1]] }, '/fields/2/name repeated_field'],
])('%s is refused with its place', async (_name, changes, expected) => {
  const reply = await put('visit', { ...visit, ...changes });
  expect(reply).toMatchObject({ status: 422, body: { code: 'work_order_type_unusable' } });
  const errors = reply.body['errors'] as { pointer: string; code: string }[];
  expect(errors.map((fault) => `${fault.pointer} ${fault.code}`)).toContain(expected);
});

test.each<[string, object, string]>([
  ['an unknown kind', { fields: [{ name: 'a', title, kind: 'colour' }] }, '/fields/0/kind'],
  ['a sum of three decimals', { fields: [{ name: 'a', title, kind: 'money', min: 0.001 }] }, '/fields/0'],
  ['an unknown mover', { moves: [{ from: 'planned', to: 'paid', by: ['customer'] }] }, '/moves/0/by/0'],
  ['a wordy time', { dueWithin: 'two days' }, '/dueWithin'],
  ['an unknown property', { colour: 'red' }, '/colour'],
])('%s is not the agreed shape', async (_name, changes, pointer) => {
  const reply = await put('visit', { ...visit, ...changes });
  expect(reply).toMatchObject({ status: 422, body: { code: 'invalid_request', errors: [{ pointer }] } });
});

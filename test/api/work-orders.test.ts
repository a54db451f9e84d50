import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../api/roles.ts';
import { startApi, type Reply, type TestApi } from './api.ts';
import { seedCase, seedShop } from './seed.ts';

let api: TestApi;
let caseId: string;
const keys = new Map<string, string>();

beforeAll(async () => {
  api = await startApi();
  await seedShop(api.db, 'other', 'OT');
  for (const role of ['service', 'agent', 'senior', 'qa'] as const) keys.set(role, await api.keyOf(role, 'main'));
});
afterAll(() => api.stop());
beforeEach(async () => {
  caseId = await seedCase(api.db);
});

const code = ({ status, body }: Reply): string => `${status} ${String(body['code'])}`;
const faults = ({ body }: Reply) =>
  (body['errors'] as { pointer: string; code: string }[]).map((fault) => `${fault.pointer} ${fault.code}`);

const open = (body: object = {}, headers: Record<string, string> = {}, inCase = caseId): Promise<Reply> =>
  api.call('POST', `/v1/cases/${inCase}/work-orders`, {
    body: { agentId: 'E-007', type: 'refund', fields: { amount: 206.67 }, ...body },
    headers,
  });
const change = (id: unknown, body: object, more: { as?: Role; version?: number } = {}): Promise<Reply> =>
  api.call('PATCH', `/v1/work-orders/${String(id)}`, {
    key: keys.get(more.as ?? 'agent'),
    body: { ...('external' in body ? {} : { agentId: 'E-007' }), ...body },
    headers: more.version === undefined ? {} : { 'if-match': `"${more.version}"` },
  });
const read = (id: unknown, query = '', as: Role = 'qa'): Promise<Reply> =>
  api.call('GET', `/v1/work-orders/${String(id)}${query}`, { key: keys.get(as) });
const opened = async (body: object = {}) => (await open(body)).body['workOrderId'];
const told = (): Promise<Record<string, unknown>[]> =>
  api.db('facts').where({ case_id: caseId, type: 'workOrderMoved' }).orderBy('id').select('body').pluck('body');

describe('opening a work order', () => {
  test('takes what its type has, and tells the case in codes and cents', async () => {
    const reply = await open({
      title: '退差价',
      attachments: [{ url: 'https://files.example/1.png' }],
      assignee: 'E-012',
    });
    expect(reply).toMatchObject({
      status: 201,
      body: {
        ...{ caseId, shop: 'main', type: 'refund', typeVersion: 1, state: 'open', queue: 'finance', version: 1 },
        ...{ title: '退差价', assignee: 'E-012', overdue: false, fields: { amount: 206.67 } },
        attachments: [{ url: 'https://files.example/1.png' }],
        history: [{ version: 1, to: 'open', agentId: 'E-007', fields: { amount: 206.67 } }],
      },
    });
    const { body, headers } = reply;
    expect(headers.get('etag')).toBe('"1"');
    expect(headers.get('location')).toBe(`/v1/work-orders/${String(body['workOrderId'])}`);
    expect(Date.parse(String(body['dueAt'])) - Date.parse(String(body['openedAt']))).toBe(86_400_000);
    expect((await read(body['workOrderId'])).body).toMatchObject({ workOrderId: body['workOrderId'], moves: [] });
    expect(await told()).toEqual([
      {
        ...{ workOrderType: 'refund', from: null, to: 'open', queue: 'finance' },
        workOrder: Number(String(body['workOrderId']).slice(3)),
        agent: expect.stringMatching(/^agent-\d+$/) as string,
        dueAt: Date.parse(String(body['dueAt'])),
      },
    ]);
  });

  test('sent again is the same one', async () => {
    const key = { 'idempotency-key': `once ${caseId}` };
    const [first, second] = [await open({}, key), await open({}, key)];
    expect(second.body['workOrderId']).toBe(first.body['workOrderId']);
    // the answer got lost before it was kept: the work order knows the request that opened it
    await api.db('idempotency_keys').delete();
    expect((await open({}, key)).body['workOrderId']).toBe(first.body['workOrderId']);
    expect(await told()).toHaveLength(1);
  });

  test.each<[string, object, string[]]>([
    ['an unknown type', { type: 'rebate' }, ['/type unknown_type']],
    ['nothing required', { fields: {} }, ['/fields/amount required']],
    ['a third decimal', { fields: { amount: 1.005 } }, ['/fields/amount not_a_sum']],
    ['a sum beyond all', { fields: { amount: 1e300 } }, ['/fields/amount not_a_sum']],
    ['less than a cent', { fields: { amount: 0 } }, ['/fields/amount out_of_limits']],
    ['an unknown field', { fields: { amount: 1, colour: 'red' } }, ['/fields/colour unknown_field']],
    ['an unknown choice', { fields: { amount: 1, method: 'cash' } }, ['/fields/method unknown_choice']],
    ['nested fields', { fields: { amount: { of: 1 } } }, ['/fields/amount invalid_union']],
    ['a queue of two lines', { queue: 'a\nb' }, ['/queue invalid_format']],
    ['a date without zone', { dueAt: '2026-11-23T09:30:00' }, ['/dueAt invalid_format']],
    ['a property of its own', { colour: 'red' }, ['/colour unrecognized_keys']],
  ])('refuses %s with its place', async (_name, body, expected) => {
    const reply = await open(body);
    expect(code(reply)).toBe('422 invalid_request');
    expect(faults(reply)).toEqual(expected);
    expect(await api.db('work_orders').where({ case_id: caseId })).toHaveLength(0);
  });

  test('refuses text that cannot be kept, and 51 fields', async () => {
    expect(code(await open({ fields: { amount: 1, reason: 'a\0b' } }))).toBe('400 malformed_text');
    const many = Object.fromEntries(Array.from({ length: 51 }, (_none, i) => [`f${i}`, 1]));
    expect(code(await open({ fields: many }))).toBe('422 invalid_request');
  });
});

describe('moving a work order', () => {
  test('goes from state to state, and tells the case each move', async () => {
    const id = await opened();
    expect(await change(id, { state: 'in-progress', assignee: 'E-012' })).toMatchObject({
      status: 200,
      body: { state: 'in-progress', assignee: 'E-012', version: 2 },
    });
    const done = await change(id, { state: 'done', fields: { refundNumber: 'R-1', method: 'balance' } });
    expect(done.body).toMatchObject({
      ...{ state: 'done', outcome: 'done', version: 3, moves: [] },
      fields: { amount: 206.67, refundNumber: 'R-1', method: 'balance' },
    });
    expect(done.body['history']).toMatchObject([
      { to: 'open' },
      { from: 'open', to: 'in-progress', agentId: 'E-007', fields: {} },
      { from: 'in-progress', to: 'done', fields: { refundNumber: 'R-1', method: 'balance' } },
    ]);
    expect((await told()).map(({ from, to, outcome }) => [from, to, outcome])).toEqual([
      [null, 'open', undefined],
      ['open', 'in-progress', undefined],
      ['in-progress', 'done', 'done'],
    ]);
    // nothing of it is a word, or an id that somebody else chose
    expect(JSON.stringify(await told())).not.toMatch(/R-1|E-0|206/);
  });

  test('sent again changes nothing, also after its end', async () => {
    const id = await opened();
    const body = { state: 'done', fields: { refundNumber: 'R-1' } };
    const [first, second] = [await change(id, body), await change(id, body)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    // made already, so there is nothing that an outdated version could lose
    expect((await change(id, body, { version: 1 })).body).toEqual(first.body);
    expect(await told()).toHaveLength(2);
  });

  test('is refused where it does not go, to whom it is not given, and without what it needs', async () => {
    const id = await opened();
    expect(code(await change(id, { state: 'repaired' }))).toBe('409 work_order_move_unknown');
    expect(code(await change(id, { state: 'refused', fields: { reason: '超期' } }))).toBe(
      '403 work_order_move_forbidden',
    );
    const bare = await change(id, { state: 'done' });
    expect([code(bare), ...faults(bare)]).toEqual(['422 invalid_request', '/fields/refundNumber required']);
    // taken away in the same breath
    const taken = await change(id, { state: 'done', fields: { refundNumber: 'R-1', amount: null } });
    expect(faults(taken)).toEqual(['/fields/amount required']);
    expect(code(await change(id, { state: 'in-progress' }, { version: 7 }))).toBe('412 work_order_changed');
    expect((await read(id)).body).toMatchObject({ state: 'open', version: 1 });
    expect(await told()).toHaveLength(1);

    const refused = await change(id, { state: 'refused', fields: { reason: '超期' } }, { as: 'senior', version: 1 });
    expect(refused.body).toMatchObject({ outcome: 'refused' });
    expect(code(await change(id, { queue: 'other' }))).toBe('409 work_order_ended');
    expect(code(await change('WO-999999', { state: 'done' }))).toBe('404 work_order_not_found');
  });

  test('by two at once is made by one of them', async () => {
    for (let round = 0; round < 8; round++) {
      const id = await opened();
      const version = round % 2 === 0 ? 1 : undefined;
      const seen = version === undefined ? {} : { version };
      const replies = await Promise.all([
        change(id, { state: 'done', fields: { refundNumber: 'R-1' } }, seen),
        change(id, { state: 'cancelled', fields: { reason: '重复' } }, { as: 'senior', ...seen }),
      ]);
      const codes = replies.map((reply) => (reply.status === 200 ? '200' : code(reply))).sort();
      expect(codes).toEqual(['200', version === undefined ? '409 work_order_ended' : '412 work_order_changed']);
      expect((await read(id)).body).toMatchObject({ version: 2 });
    }
  });

  test('is what whoever has it may do beyond the role of the key, and the caller is told which', async () => {
    const id = await opened({ type: 'product-withdrawal', fields: {}, assignee: 'E-007' });
    const targets = async (query: string, as: Role) =>
      ((await read(id, query, as)).body['moves'] as { to: string }[]).map(({ to }) => to);
    expect(await targets('', 'agent')).toEqual(['in-progress']);
    expect(await targets('?agentId=E-007', 'agent')).toEqual(['in-progress', 'done', 'cancelled']);
    expect(code(await change(id, { agentId: 'E-008', state: 'done' }))).toBe('403 work_order_move_forbidden');
    expect((await change(id, { state: 'done' })).body).toMatchObject({ outcome: 'done' });
  });

  test('by the external party is told by the shop’s backend, and does no more than that party may', async () => {
    const id = await opened({ type: 'carrier-claim', fields: {} });
    const found = { external: true, state: 'done', fields: { finding: 'lost', paid: 129 } };
    expect(code(await change(id, found))).toBe('403 forbidden');
    expect(code(await change(id, { external: true, queue: 'x' }, { as: 'service' }))).toBe('422 invalid_request');
    expect(code(await change(id, { external: true, agentId: 'E-1' }, { as: 'service' }))).toBe('422 invalid_request');
    const cancel = { external: true, state: 'cancelled', fields: { reason: 'x' } };
    expect(code(await change(id, cancel, { as: 'service' }))).toBe('403 work_order_move_forbidden');
    const reply = await change(id, found, { as: 'service' });
    expect(reply.body).toMatchObject({ outcome: 'done', externalParty: 'carrier', fields: { paid: 129 } });
    expect((await told()).at(-1)).toMatchObject({ agent: 'external', outcome: 'done' });
  });

  test('is beside what else is said of it', async () => {
    const id = await opened({ title: '退差价', fields: { amount: 5, method: 'original' } });
    const reply = await change(id, { queue: 'night', dueAt: null, title: null, fields: { method: null, amount: 7.5 } });
    expect(reply.body).toMatchObject({ queue: 'night', fields: { amount: 7.5 }, version: 2, state: 'open' });
    expect(reply.body).not.toHaveProperty('dueAt');
    expect(reply.body).not.toHaveProperty('title');
    expect(reply.body['history']).toMatchObject([
      {},
      { from: 'open', to: 'open', fields: { amount: 7.5, method: null } },
    ]);
    expect(await told()).toHaveLength(1);
  });
});

describe('the list', () => {
  const ids = async (query: string, key = keys.get('qa')): Promise<unknown[]> => {
    const reply = await api.call('GET', `/v1/work-orders?caseId=${caseId}${query}`, { key });
    return (reply.body['items'] as { workOrderId: string }[]).map((item) => item.workOrderId);
  };

  test('is filtered, shows what is overdue, and goes on where a page ended', async () => {
    const late = await opened({ dueAt: '2026-01-01T00:00:00Z', assignee: 'E-012' });
    const claim = await opened({ type: 'carrier-claim', fields: {} });
    const general = await opened({ type: 'general', fields: {}, queue: 'night' });
    await change(claim, { state: 'done', fields: { finding: 'found' } });
    expect(await ids('')).toEqual([general, claim, late]);
    expect(await ids('&open=true')).toEqual([general, late]);
    expect(await ids('&open=false')).toEqual([claim]);
    expect(await ids('&state=done')).toEqual([claim]);
    expect(await ids('&type=refund')).toEqual([late]);
    expect(await ids('&queue=night')).toEqual([general]);
    expect(await ids('&assignee=E-012')).toEqual([late]);
    expect(await ids('&dueBefore=2026-01-02T00:00:00Z')).toEqual([late]);
    expect((await read(late)).body).toMatchObject({ overdue: true });
    expect((await read(claim)).body).toMatchObject({ overdue: false });
    const page = await api.call('GET', `/v1/work-orders?caseId=${caseId}&limit=2`, { key: keys.get('qa') });
    expect(await ids(`&limit=2&cursor=${String(page.body['nextCursor'])}`)).toEqual([late]);
  });

  test('is the own shop’s', async () => {
    await opened();
    expect(await ids('', await api.keyOf('qa', 'other'))).toEqual([]);
  });

  test.each(['cursor=nonsense', 'open=maybe', 'dueBefore=today', 'state=A', 'colour=red'])(
    'refuses %s',
    async (query) => {
      expect(code(await api.call('GET', `/v1/work-orders?${query}`))).toBe('422 invalid_request');
    },
  );
});

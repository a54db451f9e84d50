import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../api/roles.ts';
import type { Route } from '../../api/route.ts';
import { ROUTES } from '../../api/routes/index.ts';
import { createCustomerToken } from '../../store/customer-tokens.ts';
import { changed, rowsOf } from '../support/rows.ts';
import { startApi, type Reply, type TestApi } from './api.ts';
import { pathOf, seedAll } from './every-route.ts';
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
let ids: Readonly<Record<string, string>>;
let token: string;
/** Of another customer, with nothing in it. */
let anothersCase: string;
const keys = new Map<string, string>();

beforeAll(async () => {
  api = await startApi();
  await seedShop(api.db, 'other', 'OT');
  for (const shop of ['main', 'other']) {
    for (const role of ROLES) keys.set(`${role} ${shop}`, await api.keyOf(role, shop));
  }
  ids = await seedAll(api.db);
  caseId = ids['caseId'] ?? '';
  anothersCase = await seedCase(api.db);
  token = await createCustomerToken(api.db, { caseId, round: 1, expiresAt: new Date(Date.now() + 1e6) });
});
afterAll(() => api.stop());

const send = (row: Route, role: Role, shop: string, path: string, body: unknown): Promise<Reply> =>
  api.call(row.method.toUpperCase(), path, {
    key: keys.get(`${role} ${shop}`),
    ...(row.body ? { body } : {}),
  });

/** As the last look found it; unknown after what may change something. */
let known: Readonly<Record<string, string>> | undefined;

/** Tables that differ after something was done, but for the refusal itself, which is kept for a retry. */
async function touched(work: () => Promise<unknown>): Promise<string[]> {
  const before = known ?? (await rowsOf(api.db));
  await work();
  known = await rowsOf(api.db);
  return changed(before, known).filter((table) => table !== 'idempotency_keys');
}

test('every row of the route table has been decided on, and no other', () => {
  const decided = Object.fromEntries(ROUTES.map((row) => [nameOf(row), [...row.roles].join(' ')]));
  expect(decided).toEqual(ALLOWED);
});

describe.each(ROUTES.map((row) => [nameOf(row), row] as const))('%s', (name, row) => {
  const allowed = (ALLOWED[name] ?? '').split(' ') as Role[];
  const refused = ROLES.filter((role) => !allowed.includes(role));

  test('without a key, with one nobody has, or with the token of a customer: 401, and nothing is kept', async () => {
    const kept = await touched(async () => {
      for (const key of ['', 'nonsense', `csk_${'A'.repeat(43)}`, token]) {
        const reply = await api.call(row.method.toUpperCase(), pathOf(row, ids), {
          key,
          ...(row.body ? { body: row.example } : {}),
        });
        expect(reply).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
        expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
    });
    expect(kept).toEqual([]);
  });

  test.each(refused)(
    '%s may not; of a verdict on a case of theirs that is written down, and else nothing',
    async (role) => {
      const kept = await touched(async () => {
        const reply = await send(row, role, 'main', pathOf(row, ids), row.example);
        expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
        const audited = await api.db('audit_entries').count();
        // another shop's id tells a refused role nothing either
        const other = await send(row, role, 'other', pathOf(row, ids), row.example);
        expect(other).toMatchObject({ status: 403, body: { code: 'forbidden' } });
        expect(await api.db('audit_entries').count()).toEqual(audited);
      });
      expect(kept).toEqual(row.verdict === true ? ['audit_entries'] : []);
    },
  );

  test.each(allowed)('%s passes the door of its own shop', async (role) => {
    // what deletes would be gone for the next role; an unknown id passes the same door
    const path = row.method === 'delete' ? pathOf(row, ids).replace(/\d+$/, '999999') : pathOf(row, ids);
    known = undefined;
    const reply = await send(row, role, 'main', path, { nonsense: true });
    if (row.body) expect(reply).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    else if (row.method === 'delete') expect(reply.status).toBe(404);
    else expect(reply.status).toBeLessThan(300);
  });

  test.each(allowed)('%s of another shop is told what is told of nothing', async (role) => {
    const body = row.path === '/shops/{shopId}' ? { prefix: 'XX', name: 'x' } : row.example;
    const naming = row.query && 'shop' in row.query.shape ? '?shop=main' : '';
    let theirs!: Reply;
    const path = `${pathOf(row, ids)}${naming}`;
    expect(await touched(async () => (theirs = await send(row, role, 'other', path, body)))).toEqual([]);
    if (row.path === '/shops' && row.method === 'get') {
      expect(theirs.body['items']).toMatchObject([{ id: 'other' }]);
      return;
    }
    if (row.preview === true && row.scope !== 'case' && naming === '') {
      // asks nothing of a shop: everybody is told the same
      expect(theirs.body).toEqual((await send(row, role, 'main', pathOf(row, ids), body)).body);
      return;
    }
    const nothing = await send(
      row,
      role,
      'other',
      `${pathOf(row, { ...ids, caseId: 'CS-20261101-999999' })}${naming}`
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

/** Rows whose path names something of a case by a number that every case has. */
const WITHIN = ROUTES.filter((row) => /\{caseId\}.*\{/.test(row.path) && row.verdict !== true);

test.each(WITHIN.map((row) => [nameOf(row), row] as const))(
  '%s: what is of one customer is not found in the case of another',
  async (_name, row) => {
    const kept = await touched(async () => {
      const reply = await send(row, 'admin', 'main', pathOf(row, { ...ids, caseId: anothersCase }), row.example);
      expect(reply).toMatchObject({ status: 404, body: { code: row.missing } });
    });
    expect(kept).toEqual([]);
  },
);

/** Rows whose body or query names a case: where it is another shop's. */
const NAMING = [
  ['post', '/cases/{caseId}/merge', { agentId: 'E-007', into: 'case' }, 404],
  ['get', '/work-orders?caseId=case', undefined, 200],
] as const;

test('rows that name a case in the body or the query are these', () => {
  const naming = ROUTES.filter(
    (row) => JSON.stringify(row.example ?? '').includes('"CS-2026') || (row.query && 'caseId' in row.query.shape),
  );
  expect(naming.map(nameOf)).toEqual(NAMING.map(([method, path]) => `${method} ${path.replace(/\?.*/, '')}`));
});

test.each(NAMING)('%s %s with the case of another shop tells nothing of it', async (method, path, body, status) => {
  const theirs = await seedCase(api.db, { shop: 'other' });
  known = undefined;
  const kept = await touched(async () => {
    const reply = await api.call(method.toUpperCase(), pathOf({ path: path.replace('=case', `=${theirs}`) }, ids), {
      key: keys.get('supervisor main'),
      ...(body ? { body: { ...body, into: theirs } } : {}),
    });
    expect(reply.status).toBe(status);
    if (status === 200) expect(reply.body['items']).toEqual([]);
  });
  expect(kept).toEqual([]);
});

test("a customer's token opens the page of its own case, and no other opens it", async () => {
  const own = await api.call('GET', `/s/${token}`);
  expect(own.status).toBe(200);
  expect(own.text).toContain(caseId);
  const other = await createCustomerToken(api.db, {
    caseId: anothersCase,
    round: 1,
    expiresAt: new Date(Date.now() + 1e6),
  });
  expect((await api.call('GET', `/s/${other}`)).text).not.toContain(caseId);
  for (const nothing of [keys.get('admin main') ?? '', caseId, token.toLowerCase(), `${token.slice(0, -1)}%00`]) {
    expect((await api.call('GET', `/s/${nothing}`)).status).toBe(404);
  }
});

test('a list shows what is of the own shop, and only that', async () => {
  await seedEvents(api.db, caseId, [{ type: 'opened', at: Date.now(), by: 'system' }]);
  for (const [shop, isOwn] of [
    ['main', true],
    ['other', false],
  ] as const) {
    const { body } = await api.call('GET', '/v1/cases', { key: keys.get(`qa ${shop}`) });
    const seen = (body['items'] as { caseId: string }[]).map((item) => item.caseId);
    expect(seen.includes(caseId)).toBe(isOwn);
    expect(seen.filter((id) => id.startsWith(api.prefix) !== isOwn)).toEqual([]);
    for (const list of ['surveys', 'deliveries', 'work-orders', 'events']) {
      const reply = await api.call('GET', `/v1/${list}`, { key: keys.get(`supervisor ${shop}`) });
      expect(reply.body['items']).toHaveLength(isOwn ? 1 : 0);
    }
  }
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPLAINT_RULES, mayGrant } from '../../domain/kinds/complaint/measures.ts';
import { isAtLeast, MEASURE_KINDS, type MeasureKind, RANKS, type Rank } from '../../domain/kinds/complaint/codes.ts';
import { aMessage, type Reply, type TestApi } from './api.ts';
import { ROLES, type Role } from '../../api/roles.ts';
import { seedShop } from './seed.ts';
import { startWithWorker } from './with-worker.ts';

let api: TestApi;
let stop: () => Promise<void>;
const keys = new Map<Role, string>();

beforeAll(async () => {
  ({ api, stop } = await startWithWorker());
  for (const role of ROLES) keys.set(role, await api.keyOf(role, 'main'));
});
afterAll(() => stop());

const pathOf = (caseId: string, part = ''): string => `/v1/cases/${caseId}${part}`;

async function complain(changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const body = aMessage({ kind: 'complaint', orderId: randomUUID(), ...changes });
  const caseId = String((await api.call('POST', '/v1/cases', { body })).body['caseId']);
  const status = async () =>
    (await api.call('GET', pathOf(caseId, `?after=${String(body['messageId'])}`))).body['status'];
  await expect.poll(status, { timeout: 15_000 }).toBe('open');
  return caseId;
}

const rule = (role: Role, caseId: string, what: string, body: object): Promise<Reply> =>
  api.call('POST', pathOf(caseId, `/${what}`), { body, key: keys.get(role) });

const shown = async (caseId: string): Promise<Record<string, unknown>> => (await api.call('GET', pathOf(caseId))).body;

const complaintOf = async (caseId: string) => (await shown(caseId))['complaint'] as Record<string, unknown>;

const audit = async (caseId: string) =>
  (await api.call('GET', pathOf(caseId, '/audit'), { key: keys.get('supervisor') })).body['items'];

const found = { truth: 'confirmed', responsibility: 'shop' };
const unfounded = { truth: 'refuted', responsibility: 'none' };

/** As what a role decides; nothing where it may not at all. */
const rankOf = (role: Role): Rank | undefined => (role === 'admin' ? 'manager' : RANKS.find((rank) => rank === role));

/** What rules say, once more by hand. */
const NEEDS: Readonly<Record<string, { readonly severe: boolean; readonly body: object; readonly rank: Rank }>> = {
  'a finding': { severe: false, body: found, rank: 'senior' },
  'a finding that nothing is true': { severe: false, body: unfounded, rank: 'senior' },
  'a finding on a severe complaint': { severe: true, body: found, rank: 'supervisor' },
};

describe('who may decide', () => {
  test.each(Object.entries(NEEDS))('%s', async (_name, { severe, body, rank: least }) => {
    const caseId = await complain(severe ? { complaint: { severe: ['injury'] } } : {});
    const refused: unknown[] = [];
    for (const role of ROLES) {
      const rank = rankOf(role);
      const { version } = (await shown(caseId)) as { version: number };
      const reply = await rule(role, caseId, 'decision', { agentId: `E-${role}`, ...body });
      if (rank && isAtLeast(rank, least)) {
        expect(reply, role).toMatchObject({ status: 200 });
        continue;
      }
      const code = rank ? 'rank_too_low' : 'forbidden';
      expect(reply, role).toMatchObject({ status: 403, body: { code } });
      expect(await shown(caseId)).toMatchObject({ version });
      refused.push({ role, code, action: '/cases/{caseId}/decision' });
    }
    expect(await audit(caseId)).toMatchObject(refused);
  });
});

/** A sum at the limit of each rank that has one, and just beyond it; in the units of the API. */
function sums(kind: MeasureKind): (number | undefined)[] {
  const { amount, limits } = COMPLAINT_RULES.measures[kind];
  if (!amount) return [undefined];
  const [unit, step] = kind === 'points' ? [1, 1] : [100, 0.01];
  const finite = Object.values(limits).filter((limit) => limit !== null);
  return finite.length === 0
    ? [1]
    : finite.flatMap((limit) => [limit / unit, Number((limit / unit + step).toFixed(2))]);
}

describe('who may grant what', () => {
  test.each(MEASURE_KINDS)('%s', async (kind) => {
    const caseId = await complain();
    let proposed = 0;
    for (const amount of sums(kind)) {
      for (const rank of RANKS) {
        const measure = { kind, ...(amount === undefined ? {} : { amount }) };
        // goodwill of one case counts against the next: what came before is told where that is tested
        if (kind === 'goodwill') await api.db('case_events').where({ type: 'measureProposed' }).delete();
        const reply = await rule(rank, caseId, 'measures', { agentId: `E-${rank}`, measures: [measure] });
        const least = COMPLAINT_RULES.measures[kind].proposedBy;
        if (least && !isAtLeast(rank, least)) {
          expect(reply).toMatchObject({ status: 403, body: { code: 'rank_too_low' } });
          continue;
        }
        const cents = amount === undefined ? {} : { amount: Math.round(kind === 'points' ? amount : amount * 100) };
        if (!mayGrant(COMPLAINT_RULES, 'manager', { kind, ...cents })) {
          expect(reply).toMatchObject({ status: 422, body: { code: 'amount_too_high' } });
          continue;
        }
        expect(reply, `${rank} ${String(amount)}`).toMatchObject({ status: 200 });
        const measures = (await complaintOf(caseId))['measures'] as { state: string }[];
        const granted = mayGrant(COMPLAINT_RULES, rank, { kind, ...cents });
        expect(measures[proposed++]?.state, `${rank} ${String(amount)}`).toBe(granted ? 'approved' : 'waiting');
      }
    }
  });
});

test('what waits is approved by another whose limit allows it; the others are refused and written down', async () => {
  const caseId = await complain();
  await rule('agent', caseId, 'measures', { agentId: 'E-1', measures: [{ kind: 'coupon', amount: 120.5 }] });
  const approval = { measure: 1, approved: true };
  for (const [role, agentId, code] of [
    ['agent', 'E-2', 'rank_too_low'],
    ['senior', 'E-3', 'rank_too_low'],
    ['supervisor', 'E-1', 'own_proposal'],
    ['service', 'E-4', 'forbidden'],
    ['qa', 'E-5', 'forbidden'],
  ] as const) {
    expect(await rule(role, caseId, 'approvals', { agentId, ...approval })).toMatchObject({
      status: 403,
      body: { code },
    });
  }
  expect(await rule('supervisor', caseId, 'approvals', { agentId: 'E-6', ...approval })).toMatchObject({ status: 200 });
  expect((await complaintOf(caseId))['measures']).toMatchObject([{ kind: 'coupon', amount: 120.5, state: 'approved' }]);
  expect(((await audit(caseId)) as { code: string }[]).map(({ code }) => code)).toEqual([
    'rank_too_low',
    'rank_too_low',
    'own_proposal',
    'forbidden',
    'forbidden',
  ]);
});

test('whoever belongs to another shop is refused without a trace here', async () => {
  const caseId = await complain();
  await seedShop(api.db, 'other', 'OT');
  for (const role of ['qa', 'manager'] as const) {
    const key = await api.keyOf(role, 'other');
    const reply = await api.call('POST', pathOf(caseId, '/decision'), { key, body: { agentId: 'E-1', ...found } });
    expect(reply.status).toBe(role === 'qa' ? 403 : 404);
  }
  expect(await audit(caseId)).toEqual([]);
});

test('a complaint is shown with its findings, measures and appeals, from the receipt to the good visit', async () => {
  const caseId = await complain({ complaint: { category: 'attitude', against: 'E-9' } });
  expect(await rule('senior', caseId, 'decision', { agentId: 'E-9', ...found })).toMatchObject({
    status: 403,
    body: { code: 'person_complained_about' },
  });
  expect(await rule('agent', caseId, 'evidence', { agentId: 'E-1', items: ['photo'] })).toMatchObject({ status: 200 });
  expect(await shown(caseId)).toMatchObject({ status: 'waiting-customer', complaint: { evidence: ['photo'] } });
  expect(await rule('agent', caseId, 'evidence-complete', { agentId: 'E-1' })).toMatchObject({ status: 200 });
  expect(await rule('senior', caseId, 'decision', { agentId: 'E-2', ...unfounded })).toMatchObject({ status: 200 });
  expect(await rule('senior', caseId, 'result', { agentId: 'E-2' })).toMatchObject({ status: 200 });
  expect(await shown(caseId)).toMatchObject({ status: 'resolved' });
  const appeal = { messageId: randomUUID(), text: '门口监控我有' };
  for (const duplicate of [false, true]) {
    expect((await rule('service', caseId, 'appeal', appeal)).body).toMatchObject({ caseId, duplicate });
  }
  await expect.poll(() => complaintOf(caseId)).toMatchObject({ appeals: 1 });
  const partly = { agentId: 'E-3', truth: 'partly', responsibility: 'shop' };
  expect(await rule('supervisor', caseId, 'decision', partly)).toMatchObject({ status: 200 });
  const coupon = { agentId: 'E-3', measures: [{ kind: 'coupon', amount: 80 }] };
  expect(await rule('supervisor', caseId, 'measures', coupon)).toMatchObject({ status: 200 });
  expect(await rule('supervisor', caseId, 'result', { agentId: 'E-3' })).toMatchObject({ status: 200 });
  expect(await rule('agent', caseId, 'measures/1/carried-out', { agentId: 'E-1' })).toMatchObject({ status: 200 });
  expect(await shown(caseId)).toMatchObject({
    status: 'resolved',
    complaint: {
      category: 'attitude',
      severity: 'other',
      decisions: [
        { truth: 'refuted', rank: 'senior', round: 0 },
        { truth: 'partly', rank: 'supervisor', round: 1 },
      ],
      measures: [{ measure: 1, kind: 'coupon', amount: 80, state: 'carried-out' }],
    },
  });
  const deliveries = await api.db('deliveries').where({ case_id: caseId }).orderBy('seq').pluck<string[]>('template');
  expect(deliveries).toEqual(
    expect.arrayContaining([
      'complaint-received',
      'complaint-evidence',
      'complaint-result',
      'appeal-received',
      'complaint-result-final',
    ]),
  );
  expect(await rule('agent', caseId, 'visits', { agentId: 'E-1', outcome: 'satisfied' })).toMatchObject({
    status: 202,
  });
  await expect.poll(() => shown(caseId)).toMatchObject({ status: 'closed', closedHow: 'confirmed' });
});

test('a great loss makes a complaint severe and hard at its opening; a case of another kind takes no complaint', async () => {
  const caseId = await complain({ complaint: { lossAmount: 5000 } });
  expect(await shown(caseId)).toMatchObject({ level: 3, complaint: { severity: 'severe', reasons: ['high-loss'] } });
  const other = await complain({ complaint: { lossAmount: 4999.99 } });
  expect(await shown(other)).toMatchObject({ level: 2, complaint: { severity: 'other' } });
  const body = aMessage({ kind: 'inquiry', complaint: { severe: ['fire'] } });
  expect(await api.call('POST', '/v1/cases', { body })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/complaint' }] },
  });
});

test('a second complaint of a customer about one order is linked to the first, and hard', async () => {
  const about = { customer: { id: randomUUID() }, orderId: randomUUID() };
  const first = await complain(about);
  const second = await complain(about);
  expect(await shown(second)).toMatchObject({ level: 3, follows: first });
  expect(await shown(first)).toMatchObject({ level: 2 });
  const other = await complain({ ...about, orderId: randomUUID() });
  expect(await shown(other)).toMatchObject({ level: 2 });
  expect(await shown(other)).not.toHaveProperty('follows');
});

test('goodwill counts over all cases of a customer', async () => {
  const customer = { id: randomUUID() };
  const states: unknown[] = [];
  for (let times = 0; times < 4; times++) {
    const caseId = await complain({ customer });
    await rule('senior', caseId, 'measures', { agentId: 'E-2', measures: [{ kind: 'goodwill', amount: 10 }] });
    states.push(...((await complaintOf(caseId))['measures'] as { state: string; waitsFor?: string }[]));
  }
  expect(states).toMatchObject([
    { state: 'approved' },
    { state: 'approved' },
    { state: 'approved' },
    { state: 'waiting', waitsFor: 'supervisor' },
  ]);
});

test('a severity, a measure and an evidence request that are not as agreed are told where', async () => {
  const caseId = await complain();
  for (const [what, body, pointer] of [
    ['severity', { severity: 'severe' }, '/reasons'],
    ['severity', { severity: 'other', reasons: ['fire'] }, '/reasons'],
    ['measures', { measures: [] }, '/measures'],
    ['measures', { measures: [{ kind: 'coupon', amount: 1.005 }] }, '/measures/0/amount'],
    ['measures', { measures: [{ kind: 'points', amount: 1.5 }] }, '/measures/0/amount'],
    ['evidence', { items: ['poem'] }, '/items/0'],
  ] as const) {
    const reply = await rule('senior', caseId, what, { agentId: 'E-1', ...body });
    expect(reply, what).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  }
  const missing = await rule('senior', caseId, 'measures', { agentId: 'E-1', measures: [{ kind: 'coupon' }] });
  expect(missing).toMatchObject({ status: 422, body: { code: 'amount_missing' } });
});

test('a suggestion is passed on; a silent complaint is released by a supervisor only', async () => {
  const caseId = await complain();
  expect(await rule('agent', caseId, 'pass-on', { agentId: 'E-1', department: 'product' })).toMatchObject({
    status: 409,
    body: { code: 'not_an_inquiry' },
  });
  expect(await rule('senior', caseId, 'release', { agentId: 'E-1' })).toMatchObject({ status: 403 });
  expect(await rule('supervisor', caseId, 'release', { agentId: 'E-1' })).toMatchObject({
    status: 409,
    body: { code: 'case_not_resolved' },
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ALARM_CODES, ALARMS } from '../../api/alarms/codes.ts';
import { createWatch } from '../../api/alarms/watch.ts';
import { openDatabase } from '../../store/db.ts';
import { startApi, type TestApi } from './api.ts';
import { seedCase, seedShop } from './seed.ts';

let api: TestApi;
let forgotten: string;
let elsewhere: string;
let unbegun: string;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ago = (ms: number): Date => new Date(Date.now() - ms);

interface Item {
  readonly code: string;
  readonly shop?: string;
  readonly taskQueue?: string;
  readonly count: number;
  readonly since: string;
  readonly cases: readonly string[];
}

async function seedDelivery(caseId: string, seq: number, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const row = {
    case_id: caseId,
    seq,
    shop: 'main',
    recipient: 'customer',
    outlet: 'email',
    template: 'reply',
    facts: '{}',
  };
  await api.db('deliveries').insert({ ...row, next_attempt_at: new Date(), ...changes });
}

/** Calls of an endpoint that takes them, and of others that nobody has to wait for. */
async function seedCalls(caseId: string): Promise<void> {
  const endpoint = async (changes: object): Promise<number> => {
    const row = { shop: 'main', url: 'https://shop.test/hook', secret: 'whsec_x', events: ['*'], ...changes };
    const [made] = await api.db('webhook_endpoints').insert(row).returning<{ id: number }[]>('id');
    return made?.id ?? 0;
  };
  const [well, failing, disabled] = [
    await endpoint({}),
    await endpoint({ failing_since: ago(60 * MINUTE) }),
    await endpoint({ disabled_at: ago(60 * MINUTE), disabled_because: 'by-hand' }),
  ];
  const call = { case_id: caseId, seq: 1, type: 'opened', next_attempt_at: ago(2 * MINUTE) };
  await api.db('webhook_calls').insert([
    { ...call, endpoint_id: well, event: `${caseId}:1` },
    { ...call, endpoint_id: well, event: 'test:1', case_id: null, seq: null, type: 'test' },
    { ...call, endpoint_id: well, event: `${caseId}:2`, next_attempt_at: ago(MINUTE / 2) },
    { ...call, endpoint_id: well, event: `${caseId}:3`, state: 'given-up' },
    { ...call, endpoint_id: failing, event: `${caseId}:1` },
    { ...call, endpoint_id: disabled, event: `${caseId}:1` },
  ]);
}

async function dueAt(caseId: string, at: Date): Promise<void> {
  await api.db('cases').where({ case_id: caseId }).update({ next_due_at: at });
}

beforeAll(async () => {
  api = await startApi();
  await seedShop(api.db, 'other', 'OT');
  forgotten = await seedCase(api.db);
  elsewhere = await seedCase(api.db, { shop: 'other' });
  unbegun = await seedCase(api.db, { opening: true, openedAt: ago(6 * MINUTE) });
  const [justDue, closed] = [await seedCase(api.db), await seedCase(api.db, { status: 'closed' })];
  await seedCase(api.db, { opening: true, openedAt: ago(4 * MINUTE) });
  await dueAt(forgotten, ago(15 * MINUTE));
  await dueAt(elsewhere, ago(6 * MINUTE));
  await dueAt(justDue, ago(4 * MINUTE));
  await dueAt(closed, ago(60 * MINUTE));

  const fact = { case_id: forgotten, type: 'customerMessaged', body: '{}' };
  await api.db('facts').insert([
    { ...fact, accepted_at: ago(3 * MINUTE) },
    { ...fact, accepted_at: ago(2 * MINUTE) },
    { ...fact, accepted_at: ago(MINUTE / 2) },
    { ...fact, accepted_at: ago(60 * MINUTE), told_at: new Date() },
  ]);
  await seedDelivery(forgotten, 1, { next_attempt_at: ago(2 * MINUTE) });
  await seedDelivery(forgotten, 2, { state: 'delivered', next_attempt_at: ago(2 * MINUTE) });
  await seedDelivery(forgotten, 3, { state: 'stuck', created_at: ago(20 * MINUTE) });
  // sent again by hand after a week, and refused for good
  const old = { state: 'given-up', created_at: ago(7 * DAY) };
  await seedDelivery(forgotten, 4, { ...old, next_attempt_at: ago(DAY - MINUTE) });
  await seedDelivery(forgotten, 5, { ...old, next_attempt_at: ago(DAY + MINUTE) });
  await seedCalls(forgotten);
});
afterAll(() => api.stop());

async function alerts(key?: string, query = ''): Promise<{ items: Item[]; notChecked: string[] }> {
  const reply = await api.call('GET', `/v1/alerts${query}`, key === undefined ? {} : { key });
  expect(reply.status).toBe(200);
  return reply.body as unknown as { items: Item[]; notChecked: string[] };
}

const ofCases = (items: readonly Item[]) =>
  Object.fromEntries(
    items.filter(({ shop }) => shop !== undefined).map((item) => [`${item.code} ${item.shop ?? ''}`, item]),
  );

describe('GET /v1/alerts', () => {
  test('tells what waits for somebody: how much, since when, and which cases', async () => {
    const { items, notChecked } = await alerts();
    const found = ofCases(items);
    expect(Object.keys(found).sort()).toEqual([
      'forgotten_cases main',
      'forgotten_cases other',
      'given_up_deliveries main',
      'stuck_deliveries main',
      'unsent_deliveries main',
      'untold_facts main',
    ]);
    expect(found['forgotten_cases main']).toMatchObject({ count: 2, cases: [forgotten, unbegun] });
    expect(found['untold_facts main']).toMatchObject({ count: 2, cases: [forgotten] });
    expect(found['unsent_deliveries main']).toMatchObject({ count: 3, cases: [forgotten] });
    expect(found['stuck_deliveries main']).toMatchObject({ count: 1 });
    expect(found['given_up_deliveries main']).toMatchObject({ count: 2, cases: [forgotten] });
    // five minutes after the older one was due
    const since = Date.parse(found['forgotten_cases main']?.since ?? '');
    expect(Math.abs(since - ago(10 * MINUTE).getTime())).toBeLessThan(MINUTE);
    expect(notChecked).toEqual([]);
  });

  test("shows a shop's key that shop only, and no task queues", async () => {
    const { items } = await alerts(await api.keyOf('supervisor', 'other'));
    expect(items).toMatchObject([{ code: 'forgotten_cases', shop: 'other', count: 1, cases: [elsewhere] }]);
    expect(ofCases((await alerts(undefined, '?shop=other')).items)).toHaveProperty(['forgotten_cases other']);
    const foreign = await api.call('GET', '/v1/alerts?shop=main', { key: await api.keyOf('supervisor', 'other') });
    expect(foreign).toMatchObject({ status: 404, body: { code: 'shop_not_found' } });
  });
});

describe('the metrics', () => {
  interface Rule {
    readonly alert: string;
    readonly expr: string;
    readonly annotations: { readonly runbook: string };
  }
  const file = new URL('../../docs/alerts/caseloop.rules.yml', import.meta.url);
  const { groups } = parse(readFileSync(file, 'utf8')) as { groups: { rules: Rule[] }[] };
  const rules = groups.flatMap((group) => group.rules);

  test('tell the same over all shops, those that do not stand too', async () => {
    const { text } = await api.call('GET', '/metrics');
    expect(text).toContain('caseloop_alarm_count{code="forgotten_cases"} 3');
    expect(text).toContain('caseloop_alarm_count{code="ended_workflows"} 0');
    expect(text).toMatch(/caseloop_alarm_age_seconds\{code="untold_facts"\} 1[89]\d/);
    expect(text).toContain('caseloop_alarm_checked{code="failing_workflow_tasks"} 1');
    expect(text).toContain('caseloop_task_queue_backlog{task_queue="back-office"} 0');
    expect(text).not.toContain(forgotten);
  });

  test('have every name and every label that the shipped rules ask for', async () => {
    const { text } = await api.call('GET', '/metrics');
    const exported = new Set([...text.matchAll(/^([a-z_]+)(?:\{|\s)/gm)].map(([, name]) => name));
    for (const { alert, expr } of rules) {
      const names = [...expr.matchAll(/\b(?:caseloop|temporal)_[a-z_]+/g)].map(([name]) => name);
      expect(names, alert).not.toEqual([]);
      // the worker's are looked at in test/live/alarms.test.ts
      for (const name of names) if (name.startsWith('caseloop_')) expect([...exported], alert).toContain(name);
      for (const [, code] of expr.matchAll(/code="(\w+)"/g)) expect(ALARM_CODES).toContain(code);
    }
  });

  test('have a rule for every alarm, and both lead to the same runbook, which is there', () => {
    const manual = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    for (const { annotations } of rules) {
      expect(manual).toContain(`<a id="${annotations.runbook.replace('docs/operations.md#', '')}"></a>`);
    }
    for (const [code, { runbook }] of Object.entries(ALARMS)) {
      const wanted = code === 'task_queue_backlog' ? 'caseloop_task_queue_backlog' : `code="${code}"`;
      const rule = rules.find(({ expr }) => expr.includes(wanted));
      expect(rule?.annotations.runbook, code).toBe(runbook);
    }
  });
});

test('what cannot be looked at is told as such, in time, and has no count', async () => {
  const away = openDatabase('postgres://postgres@127.0.0.1:1/nothing');
  const from = Date.now();
  const sight = await createWatch({ db: away, temporal: api.temporal }).look();
  expect(Date.now() - from).toBeLessThan(2_600);
  expect(sight.notChecked).toEqual(ALARM_CODES.filter((code) => code in ALARMS && !ofTemporal.includes(code)));
  await away.destroy();
});

const ofTemporal: readonly string[] = ['ended_workflows', 'failing_workflow_tasks', 'task_queue_backlog'];

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Figures, figuresOf, type Told } from '../../cli/demo/figures.ts';
import { money } from '../../cli/demo/report.ts';
import { differences, figuresInTables } from '../../cli/demo/verify.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let customer: number;

interface Planted {
  readonly caseId: string;
  readonly kind?: string;
  /** Of a request: what the rules said first, and what was paid back. */
  readonly request?: { readonly decision: string; readonly cents: number };
  readonly follows?: string;
  readonly status?: string;
  readonly messageIds: readonly string[];
  readonly clocks?: Readonly<Record<string, string>>;
  readonly events?: readonly (readonly [type: string, data?: object])[];
}

const DUE = '2026-11-23T02:00:00.000Z';

const clocksOf = ({ clocks = {} }: Planted) =>
  Object.entries(clocks).map(([name, state]) => ({ name, state, dueAt: DUE }));

async function plant(planted: Planted): Promise<void> {
  const { db } = database;
  const { caseId, kind = 'inquiry', follows = null, status = 'closed', messageIds, events = [], request } = planted;
  const opened = { case_id: caseId, shop: 'demo', kind, channel: 'chat', customer_id: customer };
  await db('intake').insert({ ...opened, follows, opening: '{}', opened_at: DUE });
  await db('cases').insert({
    ...opened,
    status,
    tier: 'basic',
    priority: 3,
    queue: 'inquiries',
    version: events.length,
    clocks: JSON.stringify(clocksOf(planted)),
    after_sales: request && JSON.stringify({ verdicts: [{ decision: request.decision }], paidCents: request.cents }),
    opened_at: DUE,
  });
  for (const id of messageIds) {
    const said = {
      direction: 'in',
      channel: 'chat',
      kind: 'matter',
      text: '?',
      accepted_at: DUE,
      scope: 'in:demo:chat',
    };
    await db('messages').insert({ ...said, case_id: caseId, shop: 'demo', message_id: id });
  }
  for (const [i, [type, data = {}]] of events.entries()) {
    const seq = i + 1;
    await db('case_events').insert({ case_id: caseId, seq, type, at: DUE, by: 'policy', data, line: type });
  }
}

const requestView = ({ decision, cents }: NonNullable<Planted['request']>) => ({
  ...{ stage: 'satisfaction', verdicts: [{ decision }], lines: [], steps: [] },
  paid: cents / 100,
});

/** The same case as the API shows it. */
const told = (planted: Planted): Told => ({
  view: {
    caseId: planted.caseId,
    kind: planted.kind ?? 'inquiry',
    status: planted.status ?? 'closed',
    version: planted.events?.length ?? 0,
    clocks: clocksOf(planted),
    links: {},
    ...(planted.request && { afterSales: requestView(planted.request) }),
  },
  events: (planted.events ?? []).map(([type, data], i) => ({ seq: i + 1, type, at: DUE, ...data })),
  messageIds: planted.messageIds,
});

const OURS: readonly Planted[] = [
  {
    caseId: 'DM-20261123-000001',
    messageIds: ['r1-0', 'r1-12', 'r1-0-more-1'],
    clocks: { acknowledge: 'met', answer: 'breached', resolution: 'cancelled' },
    events: [['clockBreached'], ['escalated'], ['escalated'], ['confirmed'], ['surveyAnswered', { stars: 4 }]],
  },
  {
    caseId: 'DM-20261123-000002',
    status: 'open',
    messageIds: ['r1-1'],
    clocks: { acknowledge: 'met', answer: 'met', 'next-response': 'running' },
    events: [['clockBreached'], ['breachWithdrawn']],
  },
  {
    caseId: 'DM-20261123-000003',
    follows: 'DM-20261123-000001',
    messageIds: [],
    clocks: { acknowledge: 'cancelled' },
    events: [['surveyAnswered', { stars: 1 }]],
  },
  {
    caseId: 'DM-20261123-000005',
    kind: 'after-sales',
    messageIds: ['r1-s1', 'r1-100001-confirm-1'],
    request: { decision: 'deny', cents: 69_95 },
    events: [['reviewAsked'], ['confirmed']],
  },
  {
    caseId: 'DM-20261123-000006',
    kind: 'complaint',
    status: 'open',
    messageIds: ['r1-c1', 'r1-c1-appeal'],
    events: [['appealed'], ['appealed']],
  },
];
const OF_ANOTHER_RUN: Planted = {
  caseId: 'DM-20261123-000004',
  messageIds: ['r10-0', 'r10-1'],
  clocks: { acknowledge: 'met' },
  events: [['escalated'], ['confirmed']],
};

const EXPECTED: Figures = {
  opened: 4,
  joined: 1,
  acknowledgeClocks: 2,
  acknowledgedInTime: 2,
  answerClocks: 2,
  answeredInTime: 1,
  breached: 1,
  escalated: 1,
  confirmed: 2,
  surveyed: 2,
  stars: 5,
  closed: 3,
  inquiries: 3,
  complaints: 1,
  requests: 1,
  inquiriesClosed: 2,
  complaintsClosed: 0,
  requestsClosed: 1,
  approved: 0,
  denied: 1,
  toPeople: 0,
  appealed: 2,
  refundedCents: 69_95,
};

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db('shops').insert({ id: 'demo', prefix: 'DM', name: 'demo' });
  const [row] = await database
    .db('customers')
    .insert({ shop: 'demo', key_hash: 'one' })
    .returning<{ id: number }[]>('id');
  customer = row?.id ?? 0;
  for (const planted of [...OURS, OF_ANOTHER_RUN]) await plant(planted);
});
afterAll(() => database.drop());

test('the figures of a run are the same by the API and by SQL, and none of them is of another run', async () => {
  expect(figuresOf('r1', OURS.map(told))).toEqual(EXPECTED);
  const stored = await figuresInTables(database.url, 'r1');
  expect(stored).toEqual(EXPECTED);
  expect(differences(figuresOf('r1', OURS.map(told)), stored)).toEqual([]);
});

test('a difference is told with both values', () => {
  expect(differences(EXPECTED, { ...EXPECTED, closed: 4 })).toEqual(['closed: the API shows 3, the tables hold 4']);
});

test('the money is equal to the cent, or said to be different', () => {
  const said = (cents: number) => money({ refunds: 2, cents }, EXPECTED);
  expect(said(69_95)).toBe('money: 2 refunds, ¥69.95 in the order system, ¥69.95 in the cases: equal');
  expect(said(69_96)).toBe('money: 2 refunds, ¥69.96 in the order system, ¥69.95 in the cases: DIFFERENT');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Figures, figuresOf, type Told } from '../../cli/demo/figures.ts';
import { differences, figuresInTables } from '../../cli/demo/verify.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let customer: number;

interface Planted {
  readonly caseId: string;
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
  const { caseId, follows = null, status = 'closed', messageIds, events = [] } = planted;
  const opened = { case_id: caseId, shop: 'demo', kind: 'inquiry', channel: 'chat', customer_id: customer };
  await db('intake').insert({ ...opened, follows, opening: '{}', opened_at: DUE });
  await db('cases').insert({
    ...opened,
    status,
    tier: 'basic',
    priority: 3,
    queue: 'inquiries',
    version: events.length,
    clocks: JSON.stringify(clocksOf(planted)),
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

/** The same case as the API shows it. */
const told = (planted: Planted): Told => ({
  view: {
    caseId: planted.caseId,
    status: planted.status ?? 'closed',
    version: planted.events?.length ?? 0,
    clocks: clocksOf(planted),
    links: {},
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
];
const OF_ANOTHER_RUN: Planted = {
  caseId: 'DM-20261123-000004',
  messageIds: ['r10-0', 'r10-1'],
  clocks: { acknowledge: 'met' },
  events: [['escalated'], ['confirmed']],
};

const EXPECTED: Figures = {
  opened: 2,
  joined: 1,
  acknowledgeClocks: 2,
  acknowledgedInTime: 2,
  answerClocks: 2,
  answeredInTime: 1,
  breached: 1,
  escalated: 1,
  confirmed: 1,
  surveyed: 2,
  stars: 5,
  closed: 2,
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
  expect(differences(EXPECTED, { ...EXPECTED, closed: 3 })).toEqual(['closed: the API shows 2, the tables hold 3']);
});

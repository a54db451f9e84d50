import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCaseRecords } from '../../activities/case-records.ts';
import { createPlans } from '../../activities/plans.ts';
import { applyEvent } from '../../domain/apply.ts';
import type { CaseEvent, CaseState } from '../../domain/case.ts';
import type { OpenCase } from '../../domain/open-case.ts';
import { digestOf } from '../../domain/digest.ts';
import { newCase } from '../../domain/new-case.ts';
import type { Plan } from '../../domain/policy.ts';
import { markDelivered } from '../../store/deliveries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const OPENED = Date.parse('2026-11-23T02:00:00Z');
const STORED = OPENED + 40;
let database: TestDatabase;
let records: ReturnType<typeof createCaseRecords>;
let plan: Plan;
let open: OpenCase;
let cases = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  records = createCaseRecords(database.db, () => STORED);
  const facts = { policy: 'standard', kind: 'inquiry', channel: 'email', tier: 'vip', level: 2 } as const;
  plan = await createPlans(() => OPENED).openPlan(facts);
});
afterAll(() => database.drop());

beforeEach(async () => {
  const { db } = database;
  const caseId = `CS-20261123-${String(++cases).padStart(6, '0')}`;
  const [customer] = await db('customers').insert({ shop: 'main', key_hash: caseId }).returning<{ id: number }[]>('id');
  open = {
    caseId,
    shop: 'main',
    kind: 'inquiry',
    channel: 'email',
    customer: `customer-${customer?.id ?? 0}`,
    locale: 'zh',
    reach: ['email'],
    tier: 'vip',
    level: 2,
    category: null,
    policy: 'standard',
    openedAt: OPENED,
  };
  await db('intake').insert({
    case_id: caseId,
    shop: 'main',
    kind: 'inquiry',
    channel: 'email',
    customer_id: customer?.id,
    opening: JSON.stringify(open),
    opened_at: new Date(OPENED),
  });
});

const at = (seconds: number) => OPENED + seconds * 1000;
const received = (): CaseEvent[] => [
  {
    type: 'opened',
    at: at(0),
    by: 'system',
    kind: 'inquiry',
    channel: 'email',
    tier: 'vip',
    level: 2,
    category: null,
    policy: 'standard',
    policyVersion: 1,
  },
  { type: 'messageReceived', at: at(0), by: 'customer', message: 1, channel: 'email', says: 'matter' },
  { type: 'customerTold', at: at(0), by: 'policy', template: 'receipt', facts: { dueAt: at(3600) } },
];
const stateAfter = (events: readonly CaseEvent[]): CaseState => events.reduce(applyEvent, newCase(open, plan));
const append = (events: readonly CaseEvent[], fromSeq = 1, all = events) =>
  records.appendCaseEvents({ caseId: open.caseId, fromSeq, events, state: stateAfter(all) });
const rows = (table: string): Promise<Record<string, unknown>[]> => database.db(table).where({ case_id: open.caseId });

describe('an owner who did nothing', () => {
  const silent = (assignmentVersion: number): CaseEvent[] => [
    { type: 'ownerSilent', at: at(0), by: 'policy', agent: 'agent-1', assignmentVersion },
  ];
  const owned = async (version: number) => {
    const [agent] = await database
      .db('agents')
      .insert({ shop: 'main', external_id: open.caseId })
      .returning<{ id: number }[]>('id');
    await database.db('assignments').insert({ case_id: open.caseId, agent_id: agent?.id, version });
  };

  it('loses the case to the queue with the event', async () => {
    await owned(2);
    await append(silent(2));
    expect(await rows('assignments')).toMatchObject([{ agent_id: null, version: 3 }]);
    await append(silent(2));
    expect(await rows('assignments')).toMatchObject([{ version: 3 }]);
  });

  it('takes nothing from an owner whom the desk has named since', async () => {
    await owned(3);
    await append(silent(2));
    expect(await rows('assignments')).toMatchObject([{ agent_id: expect.any(Number) as number, version: 3 }]);
  });
});

describe('appending events', () => {
  it('stores events, projection and sends, and answers with digest, lines and when', async () => {
    const events = received();
    const appended = await append(events);

    expect(appended.digest).toBe(digestOf(events));
    expect(appended.lines).toHaveLength(3);
    expect(appended.delivered).toEqual([]);
    expect(appended.storedAt).toBe(STORED);
    expect((await rows('case_events')).map((row) => [row['seq'], row['type']])).toEqual([
      [1, 'opened'],
      [2, 'messageReceived'],
      [3, 'customerTold'],
    ]);
    expect(await rows('deliveries')).toMatchObject([
      {
        seq: 3,
        recipient: 'customer',
        outlet: 'email',
        template: 'receipt',
        state: 'pending',
        facts: { dueAt: at(3600) },
      },
    ]);
    const [row] = await rows('cases');
    expect(row).toMatchObject({
      status: 'open',
      tier: 'vip',
      level: 2,
      priority: 2,
      version: 3,
      breached: false,
      opened_at: new Date(OPENED),
      closed_at: null,
    });
    expect(row?.['clocks']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'answer', state: 'running', startedAt: '2026-11-23T02:00:00.000Z' }),
      ]),
    );
    expect(row?.['next_due_at']).toBeInstanceOf(Date);
  });

  it('again changes nothing and answers the same', async () => {
    const first = await append(received());
    const before = [await rows('case_events'), await rows('deliveries')];
    expect(await append(received())).toEqual(first);
    expect([await rows('case_events'), await rows('deliveries')]).toEqual(before);
  });

  it('that differ from what a lost task had stored writes nothing and tells what stands instead', async () => {
    const stored = received();
    await append(stored);
    const other = stored.map((event) =>
      event.type === 'messageReceived' ? { ...event, says: 'greeting' as const } : event,
    );
    const { digest, instead } = await append(other);
    expect(digest).toBe(digestOf(other));
    expect(instead).toEqual(stored);
    expect(await rows('case_events')).toHaveLength(stored.length);
  });

  it('of which a lost task had stored only the first ones tells those, and the rest is decided again', async () => {
    const events = received();
    await append(events.slice(0, 2));
    expect((await append(events)).instead).toEqual(events.slice(0, 2));
    expect(await rows('case_events')).toHaveLength(2);
    expect((await append(events.slice(2), 3)).instead).toBeUndefined();
    expect(await rows('case_events')).toHaveLength(3);
  });

  it('an old state that comes late does not turn the projection back', async () => {
    const events = received();
    const later: CaseEvent = { type: 'levelSet', at: at(60), by: 'agent-1', from: 2, to: 3 };
    await append([later], 4, [...events, later]);
    await append(events);
    expect(await rows('cases')).toMatchObject([{ version: 4, level: 3 }]);
    expect(await rows('case_events')).toHaveLength(4);
  });

  it('wakes the outbox', async () => {
    const listener = new pg.Client({ connectionString: database.url });
    await listener.connect();
    await listener.query('listen deliveries');
    const woken = new Promise<string>((resolve) =>
      listener.on('notification', ({ channel }) => {
        resolve(channel);
      }),
    );
    await append(received());
    expect(await woken).toBe('deliveries');
    await listener.end();
  });

  it('a survey is noted with the event that queues it, once', async () => {
    const expiresAt = at(7 * 86_400);
    const events: CaseEvent[] = [
      ...received(),
      { type: 'surveyQueued', at: at(9), by: 'policy', round: 1, outlet: 'email', expiresAt },
    ];
    await append(events);
    await append(events);
    expect(await rows('surveys')).toMatchObject([
      { round: 1, outlet: 'email', queued_at: new Date(at(9)), expires_at: new Date(expiresAt), sent_at: null },
    ]);
  });

  it('a survey that is cancelled before it left is closed with its reason, and its send is taken back', async () => {
    const queued: CaseEvent[] = [
      ...received(),
      { type: 'surveyQueued', at: at(9), by: 'policy', round: 1, outlet: 'sms', expiresAt: at(7 * 86_400) },
    ];
    await append(queued);
    const cancelled: CaseEvent = { type: 'surveyCancelled', at: at(10), by: 'policy', round: 1, reason: 'reopened' };
    await append([cancelled], 5, [...queued, cancelled]);
    expect(await rows('surveys')).toMatchObject([{ round: 1, sent_at: null, cancelled: 'reopened' }]);
    expect((await rows('deliveries')).filter((row) => row['template'] === 'survey')).toEqual([]);
  });

  it('an arrival is told until its event is written', async () => {
    const events = received();
    await append(events);
    const marked = await markDelivered(database.db, { caseId: open.caseId, seq: 3 }, 'mail');
    const arrived = [{ seq: 3, at: marked?.deliveredAt.getTime() }];
    expect((await append(events)).delivered).toEqual(arrived);
    const said: CaseEvent = { type: 'delivered', at: at(20), by: 'system', of: 3 };
    expect((await append([said], 4, [...events, said])).delivered).toEqual([]);
    expect(await rows('deliveries')).toMatchObject([{ delivered_seq: 4 }]);
  });

  it('a case that nobody opened is an error, and nothing is stored', async () => {
    const ghost = { ...open, caseId: 'CS-20261123-999999' };
    const state = received().reduce(applyEvent, newCase(ghost, plan));
    await expect(
      records.appendCaseEvents({ caseId: ghost.caseId, fromSeq: 1, events: received(), state }),
    ).rejects.toThrow();
    expect(await database.db('case_events').where({ case_id: ghost.caseId })).toEqual([]);
  });
});

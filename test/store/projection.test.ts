import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPlans } from '../../activities/plans.ts';
import type { Channel } from '../../domain/channels.ts';
import { openedAs } from '../../domain/opening.ts';
import { takeIn } from '../../domain/decide.ts';

import { findCase, listCases } from '../../store/case-reads.ts';
import { projectCase } from '../../store/cases.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** An inquiry with its first message, as its workflow would have told it. */
async function project(channel: Channel, opened: string, expectedAt?: string): Promise<string> {
  const openedAt = Date.parse(opened);
  const caseId = `CS-20261231-${String(++count).padStart(6, '0')}`;
  const key = { shop: 'main', key_hash: caseId };
  const [customer] = await database.db('customers').insert(key).returning<{ id: number }[]>('id');
  const open = {
    caseId,
    shop: 'main',
    kind: 'inquiry',
    channel,
    customer: `customer-${customer?.id ?? 0}`,
    locale: 'zh',
    reach: [],
    tier: 'basic',
    level: 2,
    category: null,
    policy: 'standard',
    openedAt,
  } as const;
  await database.db('intake').insert({
    case_id: caseId,
    shop: 'main',
    kind: 'inquiry',
    channel,
    customer_id: customer?.id,
    opening: JSON.stringify(open),
    opened_at: new Date(openedAt),
  });
  const officeReviewed = createPlans(() => openedAt);
  const record = await openedAs({ open }, async (facts) => {
    const plan = await officeReviewed.openPlan(facts);
    const { answer } = plan.clocks;
    // a promise in office hours: the only shipped calendar that closes on holidays
    return answer ? { ...plan, clocks: { ...plan.clocks, answer: { ...answer, calendar: 'office-cn' } } } : plan;
  });
  takeIn(record, { type: 'customerMessaged', factId: '1', acceptedAt: openedAt, message: 1, channel, says: 'matter' });
  if (expectedAt !== undefined) {
    const told = { kind: 'answer', agent: 'agent-1', message: 2, channel } as const;
    const at = openedAt + 60_000;
    takeIn(record, { type: 'agentReplied', factId: '2', acceptedAt: at, ...told, expectedAt: Date.parse(expectedAt) });
  }
  await projectCase(database.db, record.state);
  return caseId;
}

it('a case whose customer is promised nothing is listed, until something is', async () => {
  const promised = await project('email', '2026-11-23T02:00:00Z');
  const call = await project('hotline', '2026-11-23T02:00:00Z');
  const stated = await project('hotline', '2026-11-23T02:00:00Z', '2026-11-26T02:00:00Z');
  const without = await listCases(database.db, { promise: 'none' }, { limit: 10 });
  expect(without.map(({ caseId }) => caseId)).toEqual([call]);
  expect([promised, stated]).not.toContain(call);
});

it('a clock that is due after the last known holiday is provisional', async () => {
  const answerOf = async (opened: string) =>
    (await findCase(database.db, await project('email', opened)))?.clocks.find(({ name }) => name === 'answer');
  // 24 hours of the office: three of its days
  expect(await answerOf('2026-12-30T01:00:00Z')).toMatchObject({ provisional: true });
  expect(await answerOf('2026-12-28T01:00:00Z')).not.toHaveProperty('provisional');
});

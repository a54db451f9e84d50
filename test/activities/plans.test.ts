import { afterAll, beforeAll, expect, it } from 'vitest';
import { storedDocuments } from '../../activities/plan-documents.ts';
import { createPlans } from '../../activities/plans.ts';
import { pinned } from '../../domain/pinned.ts';
import type { PlanFacts } from '../../domain/policy.ts';
import type { CaseState } from '../../domain/case.ts';
import { CALENDARS, POLICIES, putVersion } from '../../store/versions.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const facts: PlanFacts = {
  shop: 'main',
  policy: 'standard',
  kind: 'inquiry',
  channel: 'chat',
  tier: 'basic',
  level: 2,
};

/** A worker that has just started: it knows no version yet. */
const planNow = (changes: Partial<PlanFacts> = {}) =>
  createPlans(() => Date.parse('2026-11-23T00:00:00Z'), storedDocuments(database.db)).openPlan({
    ...facts,
    ...changes,
  });

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db('shops').insert({ id: 'other', prefix: 'OT', name: 'other' });
});
afterAll(() => database.drop());

it('a new version counts for cases opened from then on, in its shop; an open case keeps its own', async () => {
  const before = await planNow();
  expect(before.policy).toEqual({ name: 'standard', version: 1 });

  const shipped = POLICIES.shipped.find(({ name }) => name === 'standard');
  if (!shipped) throw new Error('standard does not ship');
  const always = { clock: 'answer', target: { seconds: 60, calendar: 'always', ladder: 'R' } } as const;
  const document = { ...shipped.document, clocks: [always] };
  await putVersion(database.db, POLICIES, { shop: 'main', name: 'standard', document, createdBy: '1' });
  const hours = { timezone: 'UTC', hours: { mon: [['00:00', '24:00']] } } as const;
  await putVersion(database.db, CALENDARS, { shop: 'main', name: 'chat-cn', document: hours, createdBy: '1' });

  const after = await planNow();
  expect(after.policy.version).toBe(2);
  expect(after.clocks).toEqual({ answer: always.target });
  expect(after.calendars['chat-cn']).toMatchObject({ version: 2, offsets: [[expect.any(Number), 0]] });
  expect((await planNow({ shop: 'other' })).policy.version).toBe(1);

  // the level of the open case is raised: resolved again under what it opened with
  const { policy, ...rest } = { ...facts, ...pinned({ shop: 'main', plan: before } as CaseState) };
  const raised = await planNow({ ...rest, policy, policyVersion: before.policy.version, level: 3 });
  expect(raised.policy.version).toBe(1);
  expect(raised.clocks.plan?.seconds).toBe(14_400);
  expect(raised.calendars['chat-cn']?.version).toBe(1);
});

it('a running worker sees a new version after a moment, and asks once for one that it knows', async () => {
  let asked = 0;
  const count = (): void => void (asked += 1);
  database.db.on('query', count);
  const { openPlan } = createPlans(Date.now, storedDocuments(database.db));
  await openPlan({ ...facts, shop: 'other' });
  expect(asked).toBe(2);
  await openPlan({ ...facts, shop: 'other' });
  await openPlan({ ...facts, shop: 'other', policyVersion: 1 });
  await openPlan({ ...facts, shop: 'other', policyVersion: 1 });
  expect(asked).toBe(2);
  database.db.off('query', count);

  const document = { timezone: 'UTC', hours: { tue: [['00:00', '24:00']] } } as const;
  await putVersion(database.db, CALENDARS, { shop: 'other', name: 'chat-cn', document, createdBy: '1' });
  await expect
    .poll(async () => (await openPlan({ ...facts, shop: 'other' })).calendars['chat-cn']?.version, { timeout: 5_000 })
    .toBe(2);
});

it('a policy that nobody has is an error with its name, tried again later', async () => {
  await expect(planNow({ policy: 'nonsense' })).rejects.toMatchObject({ type: 'UnknownPolicy' });
  await expect(planNow({ policyVersion: 99 })).rejects.toMatchObject({ type: 'UnknownPolicy', nonRetryable: false });
});

import { ApplicationFailure } from '@temporalio/activity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Attempt, createDeliveryActivities } from '../../activities/deliveries.ts';
import { claimDueDeliveries, listDeliveries, resendDelivery } from '../../store/deliveries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { plantCase, plantSend } from '../support/outgoing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const told: string[] = [];
const activities = (attempt: Attempt) => {
  const attempted: unknown[] = [];
  const deps = {
    db: database.db,
    intake: {
      tell: (factId: string) => {
        told.push(factId);
        return Promise.reject(new Error('Temporal is away'));
      },
    },
    sender: {
      attempt: (key: { caseId: string; seq: number }) => {
        attempted.push(key);
        return Promise.resolve(attempt);
      },
      close: () => undefined,
    },
  };
  return { ...createDeliveryActivities(deps), attempted };
};

async function plant(state: string, more: object = {}) {
  const theCase = await plantCase(database.db);
  await plantSend(database.db, theCase, 2, {});
  const key = { caseId: theCase.caseId, seq: 2 };
  await database
    .db('deliveries')
    .where({ case_id: key.caseId })
    .update({ state, ...more });
  return key;
}

const UNAVAILABLE: Attempt = { taken: false, failure: { code: 'http_503', permanent: false, retryAfterMs: 5000 } };

it('sends what is stuck, and what the case is to learn is not lost when it cannot be told', async () => {
  const key = await plant('stuck');
  const delivery = activities({ taken: true, factId: '77' });
  await delivery.send(key);
  expect(delivery.attempted).toEqual([key]);
  expect(told).toEqual(['77']);
});

it('has nothing to do when it has arrived meanwhile, or was taken back', async () => {
  const key = await plant('delivered', { delivered_at: new Date() });
  const delivery = activities(UNAVAILABLE);
  await delivery.send(key);
  await delivery.send({ ...key, seq: 99 });
  expect(delivery.attempted).toEqual([]);
});

it('fails with a code and what the other side asked for', async () => {
  const key = await plant('stuck', { code: 'timeout' });
  const error: unknown = await activities(UNAVAILABLE)
    .send(key)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApplicationFailure);
  expect(error).toMatchObject({
    type: 'http_503',
    message: 'http_503',
    nonRetryable: true,
    details: [{ code: 'http_503', permanent: false, retryAfterMs: 5000 }],
  });
  const { items } = await listDeliveries(database.db, { caseId: key.caseId, limit: 1 });
  expect(items).toMatchObject([{ state: 'stuck', code: 'http_503', attempts: 1 }]);
});

it('leaves alone what another attempt is sending', async () => {
  const key = await plant('pending');
  await claimDueDeliveries(database.db, 50);
  const delivery = activities(UNAVAILABLE);
  await expect(delivery.send(key)).rejects.toMatchObject({ type: 'busy' });
  expect(delivery.attempted).toEqual([]);
});

it('gives up what is stuck, and nothing that a person has started again', async () => {
  const [stuck, again] = [await plant('stuck'), await plant('stuck')];
  await resendDelivery(database.db, again);
  const delivery = activities(UNAVAILABLE);
  await delivery.giveUp(stuck);
  await delivery.giveUp(again);
  const stateOf = async ({ caseId }: { caseId: string }) =>
    (await listDeliveries(database.db, { caseId, limit: 1 })).items[0]?.state;
  expect([await stateOf(stuck), await stateOf(again)]).toEqual(['given-up', 'pending']);
});

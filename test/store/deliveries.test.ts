import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  claimDelivery,
  claimDueDeliveries,
  listDeliveries,
  markDelivered,
  resendDelivery,
  setDeliveredSeq,
  unsaidDeliveries,
} from '../../store/deliveries.ts';
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  listWebhookEndpoints,
  webhookTargets,
} from '../../store/webhook-endpoints.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { plantCase, plantSend } from '../support/outgoing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('stores a send once, whatever follows', async () => {
  const theCase = await plantCase(database.db);
  await plantSend(database.db, theCase, 2, { template: 'receipt', facts: { dueAt: 1 } });
  await plantSend(database.db, theCase, 2, { template: 'greeting' });
  const { items } = await listDeliveries(database.db, { caseId: theCase.caseId, limit: 10 });
  expect(items).toMatchObject([{ template: 'receipt', state: 'pending', attempts: 0, via: null, code: null }]);
});

it('tells of an arrival until the event is written, and never of the same again', async () => {
  const { db } = database;
  const theCase = await plantCase(db);
  const key = { caseId: theCase.caseId, seq: 2 };
  await plantSend(db, theCase, 2, {});
  expect(await unsaidDeliveries(db, key.caseId)).toEqual([]);
  const marked = await markDelivered(db, key, 'api');
  expect(await markDelivered(db, key, 'mail')).toBeUndefined();
  expect(await unsaidDeliveries(db, key.caseId)).toEqual([{ seq: 2, at: marked?.deliveredAt.getTime() }]);
  await setDeliveredSeq(db, key, 5);
  expect(await unsaidDeliveries(db, key.caseId)).toEqual([]);
  await resendDelivery(db, key);
  await markDelivered(db, key, 'api');
  expect(await unsaidDeliveries(db, key.caseId)).toEqual([]);
});

it('holds a later send to the same recipient only while an earlier one is on its first way', async () => {
  const { db } = database;
  const theCase = await plantCase(db);
  await plantSend(db, theCase, 2, {});
  await plantSend(db, theCase, 3, { recipient: 'owner' });
  await plantSend(db, theCase, 4, {});
  const claimed = async () =>
    (await claimDueDeliveries(db, 50)).flatMap(({ caseId, seq }) => (caseId === theCase.caseId ? seq : [])).sort();
  expect(await claimed()).toEqual([2, 3]);
  expect(await claimed()).toEqual([]);
  await db('deliveries').where({ case_id: theCase.caseId, seq: 2 }).update({ code: 'timeout' });
  expect(await claimed()).toEqual([4]);
});

it('gives one send to one taker', async () => {
  const { db } = database;
  const theCase = await plantCase(db);
  await plantSend(db, theCase, 2, {});
  const key = { caseId: theCase.caseId, seq: 2 };
  const takers = await Promise.all(Array.from({ length: 8 }, () => claimDelivery(db, key)));
  expect(takers.sort()).toEqual(['busy', 'busy', 'busy', 'busy', 'busy', 'busy', 'busy', 'claimed']);
});

it('pages through all, newest first, without a gap', async () => {
  const { db } = database;
  const theCase = await plantCase(db);
  await db.transaction(async (trx) => {
    for (let seq = 1; seq <= 7; seq++) await plantSend(trx, theCase, seq, {});
  });
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDeliveries(db, { shop: theCase.shop, limit: 3, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map(({ seq }) => seq));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  const odd = await listDeliveries(db, {
    shop: theCase.shop,
    limit: 1,
    cursor: Buffer.from('["\'",1]').toString('base64url'),
  });
  expect(odd.items).toMatchObject([{ seq: 7 }]);
});

it('shows an endpoint’s secret once, and knows it no more when it is deleted', async () => {
  const { db } = database;
  const { shop } = await plantCase(db);
  const { secret, ...created } = await createWebhookEndpoint(db, { shop, url: 'https://shop.test/hook' });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await listWebhookEndpoints(db, shop)).toEqual([created]);
  expect(await webhookTargets(db, shop)).toMatchObject([{ id: created.id, url: created.url, secrets: [secret] }]);
  expect(await deleteWebhookEndpoint(db, created.id, 'main')).toBe(false);
  expect(await deleteWebhookEndpoint(db, 'x; drop', shop)).toBe(false);
  expect(await deleteWebhookEndpoint(db, created.id, shop)).toBe(true);
  expect(await deleteWebhookEndpoint(db, created.id, shop)).toBe(false);
  expect(await webhookTargets(db, shop)).toEqual([]);
});

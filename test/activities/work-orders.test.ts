import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCaseRecords } from '../../activities/case-records.ts';
import { createPlans } from '../../activities/plans.ts';
import type { CaseEvent } from '../../domain/case.ts';
import type { OpenCase } from '../../domain/open-case.ts';
import { newCase } from '../../domain/new-case.ts';
import type { Plan } from '../../domain/policy.ts';
import { CaseRecord } from '../../domain/record.ts';
import { endWorkOrder, openWorkOrder } from '../../domain/work-orders/case.ts';
import { movesOf } from '../../store/work-orders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { openingInDatabase } from './opening.ts';

const AT = Date.parse('2026-11-23T02:00:00Z');
const HOUR = 3_600_000;
let database: TestDatabase;
let records: ReturnType<typeof createCaseRecords>;
let plan: Plan;
let opening: OpenCase;
let record: CaseRecord;

beforeAll(async () => {
  database = await createTestDatabase();
  records = createCaseRecords(database.db);
  plan = await createPlans(() => AT).openPlan({
    policy: 'standard',
    kind: 'inquiry',
    channel: 'email',
    tier: 'vip',
    level: 2,
  });
});
afterAll(() => database.drop());
beforeEach(async () => {
  opening = await openingInDatabase(database.db);
  record = new CaseRecord(newCase(opening, plan));
});

/** What was recorded so far, written by the activity. */
async function store(): Promise<void> {
  const { before, events, state } = record;
  await records.appendCaseEvents({ caseId: opening.caseId, fromSeq: before.version + 1, events, state });
  record = new CaseRecord(state);
}
const orders = (): Promise<Record<string, unknown>[]> =>
  database.db('work_orders').where({ case_id: opening.caseId }).orderBy('id');
const historyOf = async () => movesOf(database.db, Number((await orders())[0]?.['id']));

it('a work order that a case opens is written once, however often the activity runs', async () => {
  openWorkOrder(record, AT, { workOrderType: 'refund', fields: { amount: 20_667, method: 'original' } });
  openWorkOrder(record, AT, { workOrderType: 'carrier-claim', queue: 'claims', dueAt: AT + HOUR });
  const { events, state } = record;
  const batch = { caseId: opening.caseId, fromSeq: 1, events, state };
  await Promise.all([records.appendCaseEvents(batch), records.appendCaseEvents(batch)]);
  await records.appendCaseEvents(batch);

  expect(await orders()).toMatchObject([
    {
      ...{ type: 'refund', type_version: 1, state: 'open', outcome: null, queue: 'finance', opened_seq: 1, version: 1 },
      ...{ shop: 'main', opened_by: 'policy', fields: { amount: 20_667, method: 'original' }, external_party: null },
      due_at: new Date(AT + 24 * HOUR),
    },
    { type: 'carrier-claim', queue: 'claims', opened_seq: 2, external_party: 'carrier', due_at: new Date(AT + HOUR) },
  ]);
  expect(await historyOf()).toMatchObject([{ version: 1, from: null, to: 'open', by: 'policy' }]);
});

it('what another run has stored instead opens nothing', async () => {
  openWorkOrder(record, AT, { workOrderType: 'refund' });
  const { events, state } = record;
  await records.appendCaseEvents({ caseId: opening.caseId, fromSeq: 1, events, state });
  const other: CaseEvent[] = [{ type: 'workOrderOpened', at: AT, by: 'policy', workOrderType: 'coupon' }];
  const { instead } = await records.appendCaseEvents({ caseId: opening.caseId, fromSeq: 1, events: other, state });
  expect(instead).toEqual(events);
  expect(await orders()).toMatchObject([{ type: 'refund' }]);
});

it('is opened under the type that the shop has now; a field that this one lacks is left out', async () => {
  const title = { zh: '退款', en: 'Refund' };
  const document = {
    title,
    fields: [{ name: 'amount', title, kind: 'money' }],
    states: [
      { name: 'filed', title, initial: true },
      { name: 'paid', title, final: 'done' },
      { name: 'void', title, final: 'cancelled' },
    ],
    moves: [
      { from: 'filed', to: 'paid', by: ['agent'] },
      { from: 'filed', to: 'void', by: ['agent'] },
    ],
    queue: 'treasury',
  };
  const own = { shop: 'main', name: 'refund', version: 2, document: JSON.stringify(document), created_by: 'admin' };
  await database.db('work_order_types').insert(own);
  const of = openWorkOrder(record, AT, { workOrderType: 'refund', fields: { amount: 5, method: 'original' } });
  await store();
  await database.db('work_order_types').delete();
  const filed = { type_version: 2, state: 'filed', queue: 'treasury', due_at: null, fields: { amount: 5 } };
  expect(await orders()).toMatchObject([filed]);

  await database.db('work_order_types').insert(own);
  endWorkOrder(record, AT + HOUR, { of, workOrderType: 'refund', outcome: 'refused', reasonCode: 'exchanged' });
  await store();
  await database.db('work_order_types').delete();
  // a type that never refuses
  expect(await orders()).toMatchObject([{ state: 'void', outcome: 'cancelled', version: 2 }]);
  expect((await historyOf()).at(-1)).toMatchObject({
    from: 'filed',
    to: 'void',
    by: 'policy',
    reasonCode: 'exchanged',
  });
});

it('is ended by its case, but not where a person has ended it before', async () => {
  const of = openWorkOrder(record, AT, { workOrderType: 'repair' });
  await store();
  endWorkOrder(record, AT + HOUR, { of, workOrderType: 'repair', outcome: 'cancelled', reasonCode: 'exchanged' });
  await store();
  expect(await orders()).toMatchObject([{ state: 'cancelled', outcome: 'cancelled', version: 2 }]);
  const id = Number((await orders())[0]?.['id']);
  endWorkOrder(record, AT + 2 * HOUR, { workOrder: id, workOrderType: 'repair', outcome: 'done' });
  await store();
  expect(await orders()).toMatchObject([{ state: 'cancelled', outcome: 'cancelled', version: 2 }]);
});

it('of another case is left alone', async () => {
  openWorkOrder(record, AT, { workOrderType: 'repair' });
  await store();
  const id = Number((await orders())[0]?.['id']);
  const theirs = opening;
  opening = await openingInDatabase(database.db);
  record = new CaseRecord(newCase(opening, plan));
  endWorkOrder(record, AT, { workOrder: id, workOrderType: 'repair', outcome: 'done' });
  await store();
  opening = theirs;
  expect(await orders()).toMatchObject([{ outcome: null, version: 1 }]);
});

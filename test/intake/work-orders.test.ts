import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createIntake, type Intake, TemporalUnavailable, UnknownCase } from '../../intake/index.ts';
import { newestShipped, WORK_ORDER_TYPES } from '../../store/versions.ts';
import { findWorkOrder } from '../../store/work-orders.ts';
import { end, type House, message, openHouse, told } from './house.ts';

let house: House;
/** Its Temporal is away. */
let cutOff: Intake;
let close: () => Promise<void>;

beforeAll(async () => {
  house = await openHouse();
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  cutOff = createIntake({ db: house.db, temporal: new Client({ connection }), tellWithinMs: 500 });
  close = () => connection.close();
});
afterAll(async () => {
  await close();
  await house.close();
});

const refund = () => {
  const type = newestShipped(WORK_ORDER_TYPES).get('refund');
  if (!type) throw new Error('no refund ships');
  return type;
};
const opening = (requestKey: string) => ({ type: refund(), agentId: 'E-7', requestKey, fields: { amount: 500 } });
const paying = () => ({
  ...{ type: refund().document, role: 'agent', agentId: 'E-7', state: 'done', fields: { refundNumber: 'R-1' } },
});
const ordersOf = (caseId: string) => house.db('work_orders').where({ case_id: caseId }).pluck<number[]>('id');
const movesTold = async (caseId: string) =>
  (await told(house.temporal, caseId)).flatMap((fact) =>
    fact.type === 'workOrderMoved' ? [`${fact.from ?? ''}→${fact.to}`] : [],
  );

it('says that Temporal is away, keeps what was done, and a repetition tells it once', async () => {
  const { caseId } = await house.intake.receive(message());
  await expect(cutOff.openWorkOrder(caseId, opening('away'))).rejects.toThrow(TemporalUnavailable);
  const [workOrder = 0] = await ordersOf(caseId);
  await expect(cutOff.changeWorkOrder(workOrder, paying())).rejects.toThrow(TemporalUnavailable);
  expect(await movesTold(caseId)).toEqual([]);

  expect(await house.intake.openWorkOrder(caseId, opening('away'))).toBe(workOrder);
  await house.intake.changeWorkOrder(workOrder, paying());
  expect(await ordersOf(caseId)).toEqual([workOrder]);
  expect(await movesTold(caseId)).toEqual(['→open', 'open→done']);
});

it('is swept to its case where nobody repeats it', async () => {
  const { caseId } = await house.intake.receive(message());
  await expect(cutOff.openWorkOrder(caseId, opening('swept'))).rejects.toThrow(TemporalUnavailable);
  await house.intake.sweep(0);
  expect(await movesTold(caseId)).toEqual(['→open']);
});

it('opened by many of one request at once is one', async () => {
  const { caseId } = await house.intake.receive(message());
  const rows = await Promise.all(Array.from({ length: 10 }, () => house.intake.openWorkOrder(caseId, opening('many'))));
  expect(new Set(rows).size).toBe(1);
  const { caseId: another } = await house.intake.receive(message());
  // the same key for another case is another request
  expect(rows).not.toContain(await house.intake.openWorkOrder(another, opening('many')));
});

it('goes on after its case has ended, and opens no other case', async () => {
  const { caseId } = await house.intake.receive(message());
  const workOrder = await house.intake.openWorkOrder(caseId, opening('ended'));
  await end(house, caseId);
  await house.intake.changeWorkOrder(workOrder, paying());
  expect(await findWorkOrder(house.db, workOrder)).toMatchObject({ outcome: 'done' });
  expect(await house.db('intake').where({ follows: caseId })).toHaveLength(0);
  expect(await house.db('facts').where({ case_id: caseId, told_at: null })).toHaveLength(0);
});

it('needs a case', async () => {
  await expect(house.intake.openWorkOrder('CS-20990101-000001', opening('none'))).rejects.toThrow(UnknownCase);
});

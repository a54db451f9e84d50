import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from 'vitest';
import { createCaseRecords } from '../../activities/case-records.ts';
import { createPlans } from '../../activities/plans.ts';
import { newestShipped, WORK_ORDER_TYPES } from '../../store/versions.ts';
import type { CaseActivities } from '../../workflows/ports.ts';
import { openingInDatabase } from '../activities/opening.ts';
import { LiveService } from '../support/live-service.ts';
import type { refundingCase } from './refunding-case.ts';

let service: LiveService;
let lost = 0;

beforeAll(async () => {
  service = await LiveService.open({
    activities: (real) => ({
      // every other write is done, and its answer lost
      appendCaseEvents: async (batch) => {
        const appended = await real.appendCaseEvents(batch);
        if (lost++ % 2 === 0) throw new Error('the answer is lost');
        return appended;
      },
    }),
  });
});
afterEach(() => service.rest());
afterAll(() => service.close());

function refund() {
  const type = newestShipped(WORK_ORDER_TYPES).get('refund');
  if (!type) throw new Error('no refund ships');
  return type;
}
const opens = (caseId: string) =>
  service.intake.openWorkOrder(caseId, {
    ...{ type: refund(), agentId: 'E-007', requestKey: `opens ${caseId}`, fields: { amount: 500 } },
  });
const pays = (workOrder: number) =>
  service.intake.changeWorkOrder(workOrder, {
    ...{ type: refund().document, role: 'agent', agentId: 'E-012', state: 'done', fields: { refundNumber: 'R-1' } },
  });
const workOrderEvents = async (caseId: string) =>
  (await service.eventsOf(caseId)).filter(({ type }) => type.startsWith('workOrder'));

it('what people do with a work order while no worker is up is in the case’s story, once, and in no words', async () => {
  const { caseId } = await service.says({ level: 2 });
  const workOrder = await opens(caseId);
  expect(await opens(caseId)).toBe(workOrder);
  await pays(workOrder);
  await pays(workOrder);
  await service.work();
  await service.until(caseId, 'workOrderMoved');
  expect(await workOrderEvents(caseId)).toMatchObject([
    { type: 'workOrderOpened', data: { workOrder, workOrderType: 'refund', queue: 'finance' } },
    { type: 'workOrderMoved', data: { workOrder, from: 'open', to: 'done', outcome: 'done' } },
  ]);
  await vi.waitFor(() => {
    expect(lost).toBeGreaterThan(1);
  });
  const history = JSON.stringify(await service.handle(caseId).fetchHistory());
  expect(history).not.toContain(Buffer.from('R-1').toString('base64'));
}, 60_000);

it('of a merged case is told to the surviving one', async () => {
  await service.work();
  const { caseId } = await service.says({ level: 2 });
  const { caseId: into } = await service.says({ level: 2 });
  await service.until(into, 'messageReceived');
  const workOrder = await opens(caseId);
  await service.until(caseId, 'workOrderOpened');
  await service.intake.merge(caseId, { into, agentId: 'E-007' });
  await pays(workOrder);
  await service.until(into, 'workOrderMoved');
  expect(await workOrderEvents(into)).toMatchObject([{ data: { workOrder, to: 'done' } }]);
}, 60_000);

it('that a case opens itself is written once although the activity ran again, and a person’s move names its event', async () => {
  const records = createCaseRecords(service.db);
  let writes = 0;
  const activities: CaseActivities = {
    openPlan: createPlans().openPlan,
    async appendCaseEvents(batch) {
      const appended = await records.appendCaseEvents(batch);
      if (++writes < 3) throw new Error('the answer is lost');
      return appended;
    },
  };
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  const worker = await Worker.create({
    ...{ connection, namespace: service.namespace, taskQueue: 'refunding', activities },
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('refunding-case.ts', import.meta.url)),
      logger: new DefaultLogger('WARN'),
    }),
  });
  const opening = await openingInDatabase(service.db);
  const of = await worker.runUntil(
    service.temporal.workflow.execute<typeof refundingCase>('refundingCase', {
      ...{ workflowId: `refunding:${opening.caseId}`, taskQueue: 'refunding', args: [opening] },
    }),
  );
  await connection.close();
  expect(writes).toBe(3);

  const orders = await service.db('work_orders').where({ case_id: opening.caseId });
  expect(orders).toMatchObject([{ opened_seq: of, type: 'refund', fields: { amount: 20_667 }, opened_by: 'policy' }]);
  await pays((orders as { id: number }[])[0]?.id ?? 0);
  const facts = await service.db('facts').where({ case_id: opening.caseId });
  expect(facts).toMatchObject([{ type: 'workOrderMoved', body: { of, from: 'open', to: 'done', outcome: 'done' } }]);
}, 60_000);

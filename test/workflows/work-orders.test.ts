import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { CaseRun } from './case-run.ts';

let run: CaseRun;
beforeEach(async () => {
  run = await CaseRun.start({ server: inject('timeSkippingServerPath'), bundle: inject('bundlePath') });
});
afterEach(() => run.end());

it('a work order that a person moves reaches its case as one event, told twice and stored twice', async () => {
  const openedAt = await run.now();
  await run.open({ policy: 'standard', level: 1, openedAt });
  const refund = { workOrder: 12, workOrderType: 'refund', agent: 'agent-3' };
  // while no worker is up
  await run.tell(run.fact('workOrderMoved', openedAt + 1_000, { ...refund, from: null, to: 'open', queue: 'finance' }));
  const done = run.fact('workOrderMoved', openedAt + 2_000, { ...refund, from: 'open', to: 'done', outcome: 'done' });
  await run.tell(done);
  await run.tell(done);
  let failures = 0;
  run.notebook.beforeWrite = async (batch) => {
    if (failures++ > 0) return;
    run.notebook.beforeWrite = () => undefined;
    await run.notebook.appendCaseEvents(batch);
    throw new Error('stored, and the answer lost');
  };
  await run.work();
  await run.until((types) => types.includes('workOrderMoved'));
  await run.state();
  const events = run.notebook.list.filter(({ type }) => type.startsWith('workOrder'));
  expect(events).toEqual([
    {
      ...{ type: 'workOrderOpened', at: openedAt + 1_000, by: 'agent-3', cause: '2' },
      ...{ workOrder: 12, workOrderType: 'refund', queue: 'finance' },
    },
    {
      ...{ type: 'workOrderMoved', at: openedAt + 2_000, by: 'agent-3', cause: '3' },
      ...{ workOrder: 12, workOrderType: 'refund', from: 'open', to: 'done', outcome: 'done' },
    },
  ]);
});

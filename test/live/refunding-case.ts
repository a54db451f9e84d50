/** A case that opens a work order by itself, as the kinds of case do that have steps: for the tests only. */
import type { OpenCase } from '../../domain/open-case.ts';
import { openedAs } from '../../domain/opening.ts';
import { openWorkOrder } from '../../domain/work-orders/case.ts';
import { steadyWrites } from '../../workflows/steady-writes.ts';

/** Returns the number of the event that opened it. */
export async function refundingCase(open: OpenCase): Promise<number> {
  const writes = steadyWrites();
  const record = await openedAs({ open }, writes.openPlan);
  const seq = openWorkOrder(record, Date.now(), { workOrderType: 'refund', fields: { amount: 20_667 } });
  await writes.append({ caseId: open.caseId, fromSeq: 1, events: record.events, state: record.state });
  return seq;
}

/** A case that looks its order up and pays back a line, as the kinds of case do that have steps: for the tests only. */
import { proxyActivities } from '@temporalio/workflow';
import type { CommandResult } from '../../domain/order-commands.ts';
import type { OrderSystemActivities } from '../../workflows/ports.ts';

export async function payingCase(input: { readonly caseId: string; readonly taskQueue: string }): Promise<{
  readonly paidCents: number;
  readonly result: CommandResult;
}> {
  const { caseId, taskQueue } = input;
  const orderSystem = proxyActivities<OrderSystemActivities>({
    taskQueue,
    startToCloseTimeout: '30s',
    retry: { initialInterval: '100ms', backoffCoefficient: 1 },
  });
  const found = await orderSystem.lookUpOrder({ caseId });
  const paidCents = found.state === 'found' ? (found.order.lines[0]?.paidCents ?? 0) : 0;
  const command = { kind: 'refund', lines: [{ line: 1, amountCents: paidCents }] } as const;
  return { paidCents, result: await orderSystem.refund({ caseId, seq: 2, command }) };
}

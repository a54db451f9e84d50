/** What people outside the conversation do in the demo: they move the work orders of a case. */
import type { ApiClient } from './client.ts';
import type { WorkOrderStep } from './script.ts';
import { listOf, WorkOrderView } from './views.ts';

/** Moves the case's open work order of a type on to its end, from wherever a run that went before has left it. */
export async function moveWorkOrder(client: ApiClient, caseId: string, { type, agentId, moves }: WorkOrderStep) {
  const path = `/v1/work-orders?caseId=${caseId}&type=${type}&open=true`;
  const [found] = (await client.get(path, listOf(WorkOrderView))).items;
  if (!found) return false;
  const left = moves.slice(moves.findIndex(({ state }) => state === found.state) + 1);
  for (const move of left)
    await client.patch(`/v1/work-orders/${found.workOrderId}`, { agentId, ...move }, WorkOrderView);
  return left.length > 0;
}

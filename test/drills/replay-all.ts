/** Replays every case of a drill: one that would decide otherwise today is stuck as soon as a worker forgets it. */
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Execution } from './reconcile.ts';

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });

/** The cases whose histories do not replay, each with why. */
export async function replayAll(
  temporal: Client,
  executions: readonly Execution[],
  codePath: string,
): Promise<string[]> {
  const cases = executions.filter(({ workflowId }) => workflowId.startsWith('case:'));
  async function* histories() {
    for (const { workflowId } of cases) {
      yield { workflowId, history: await temporal.workflow.getHandle(workflowId).fetchHistory() };
    }
  }
  const faults: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath }, replayName: 'drill' },
    histories(),
  )) {
    if (error) faults.push(`does not replay: ${workflowId}: ${error.message.slice(0, 200)}`);
  }
  return faults;
}

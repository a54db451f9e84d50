import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { progressOn } from '../back-test/progress.ts';
import { openTemporal } from '../temporal.ts';
import type { Say } from '../usage.ts';
import { isEnded, readHistory } from './file.ts';

/** A colon is no part of a file's name everywhere. */
const fileOf = (out: string, { workflowId, runId }: WorkflowExecutionInfo): string =>
  join(out, `${workflowId.replaceAll(/[^\w.-]/g, '_')}.${runId}.json`);

/** Whether the file of an earlier export still tells everything; one that is damaged does not. */
function isWhole(path: string): boolean {
  try {
    return existsSync(path) && isEnded(readHistory(path));
  } catch {
    return false;
  }
}

async function write(temporal: Client, path: string, { workflowId, runId }: WorkflowExecutionInfo): Promise<void> {
  const history = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  // whole or not there: what was broken off must not look like a history
  await writeFile(`${path}.part`, `${historyToJSON(history)}\n`);
  await rename(`${path}.part`, path);
}

/** Writes the histories that a query finds; the exit code. @throws Error */
export async function exportHistories({ query, out }: { query: string; out: string }, say: Say): Promise<number> {
  const temporal = await openTemporal();
  try {
    await mkdir(out, { recursive: true });
    const { count } = await temporal.workflow.count(query);
    const progress = progressOn(process.stderr, 'histories');
    let [written, kept] = [0, 0];
    for await (const execution of temporal.workflow.list({ query })) {
      const path = fileOf(out, execution);
      if (isWhole(path)) kept += 1;
      else {
        await write(temporal, path, execution);
        written += 1;
      }
      progress(written + kept, Math.max(count, written + kept));
    }
    say(`${written} histories written to ${out}, ${kept} were there`);
    return 0;
  } finally {
    await temporal.connection.close();
  }
}

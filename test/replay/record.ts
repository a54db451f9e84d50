/**
 * Records the histories that every later version must replay: `node --import tsx test/replay/record.ts`.
 * A history that is there already is left as it is: they are only ever added to.
 */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { findBinary } from '../../cli/embedded/binaries.ts';
import { writeBundle } from '../../worker/bundle.ts';
import { CaseRun } from '../workflows/case-run.ts';
import { playOf, PLAYS } from './plays.ts';

const HISTORIES = join(import.meta.dirname, '..', 'histories');

/** The histories of a case's runs, first to last: a case of another kind goes on as another type of workflow. */
async function* runsOf({ env, handle }: CaseRun) {
  for (let runId: string | undefined = handle.signaledRunId; runId;) {
    const history = await env.client.workflow.getHandle(handle.workflowId, runId).fetchHistory();
    yield history;
    runId = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
}

async function record(): Promise<void> {
  const recorded = new Set((await readdir(HISTORIES)).map(playOf));
  const folder = await mkdtemp(join(tmpdir(), 'caseloop-record-'));
  const bundle = join(folder, 'workflows.js');
  const [{ path: server }] = await Promise.all([findBinary('temporal-test-server', process.env), writeBundle(bundle)]);
  for (const [name, play] of Object.entries(PLAYS)) {
    if (recorded.has(name)) continue;
    const run = await CaseRun.start({ server, bundle });
    try {
      await run.work();
      await play(run);
      for await (const history of runsOf(run)) {
        const type = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name;
        if (!type) throw new Error(`the history of ${name} does not begin with its start`);
        await writeFile(join(HISTORIES, `${type}.${name}.v1.json`), historyToJSON(history) + '\n');
      }
      console.log(`recorded ${name}: ${run.notebook.types.join(' ')}`);
    } finally {
      await run.end();
    }
  }
  await rm(folder, { recursive: true, force: true });
}

await record();

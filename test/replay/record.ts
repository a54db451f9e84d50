/**
 * Records the histories that every later version must replay: `node --import tsx test/replay/record.ts`.
 * A history that is there already is left as it is: they are only ever added to.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { findBinary } from '../../cli/embedded/binaries.ts';
import { writeBundle } from '../../worker/bundle.ts';
import { CaseRun } from '../workflows/case-run.ts';
import { PLAYS } from './plays.ts';

const HISTORIES = join(import.meta.dirname, '..', 'histories');

async function record(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'caseloop-record-'));
  const bundle = join(folder, 'workflows.js');
  const [{ path: server }] = await Promise.all([findBinary('temporal-test-server', process.env), writeBundle(bundle)]);
  for (const [name, play] of Object.entries(PLAYS)) {
    const file = join(HISTORIES, `inquiryCase.${name}.v1.json`);
    if (existsSync(file)) continue;
    const run = await CaseRun.start({ server, bundle });
    try {
      await run.work();
      await play(run);
      await writeFile(file, historyToJSON(await run.handle.fetchHistory()) + '\n');
      console.log(`recorded ${name}: ${run.notebook.types.join(' ')}`);
    } finally {
      await run.end();
    }
  }
  await rm(folder, { recursive: true, force: true });
}

await record();

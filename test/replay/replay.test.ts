import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { describe, expect, inject, it } from 'vitest';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const HISTORIES = join(import.meta.dirname, '..', 'histories');
const files = (await readdir(HISTORIES)).filter((file) => file.endsWith('.json'));

async function replay(file: string, code?: string): Promise<void> {
  const history: unknown = JSON.parse(await readFile(join(HISTORIES, file), 'utf8'));
  const workflowBundle = code === undefined ? { codePath: inject('bundlePath') } : { code };
  await Worker.runReplayHistory({ workflowBundle }, history, 'case:CS-20261123-000001');
}

/** The bundle with one place of the code changed; a place that is not there would make the test prove nothing. */
async function mutated(from: string, to: string): Promise<string> {
  const code = await readFile(inject('bundlePath'), 'utf8');
  expect(code).toContain(from);
  return code.replaceAll(from, to);
}

describe('recorded histories', () => {
  it.each(files)('%s replays', (file) => replay(file));

  it('are there for every scenario', async () => {
    const { playOf, PLAYS } = await import('./plays.ts');
    expect([...new Set(files.map(playOf))].sort()).toEqual(Object.keys(PLAYS).sort());
  });

  it('do not replay when a workflow calls something else', async () => {
    const code = await mutated('local.appendCaseEvents', 'local.openPlan');
    await expect(replay('inquiryCase.confirmed.v1.json', code)).rejects.toThrow(DeterminismViolationError);
  });

  it('do not replay when a rule decides otherwise, although the workflow asks for the same things', async () => {
    const code = await mutated('role: rung.role', "role: 'senior'");
    await expect(replay('inquiryCase.breached-and-silent.v1.json', code)).rejects.toThrow('stored otherwise');
  });
});

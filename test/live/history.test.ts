import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { LiveService } from '../support/live-service.ts';

let service: LiveService;
let folder: string;
let ended: string;
let open: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseloop-history-'));
  service = await LiveService.open({ policy: 'standard' });
  await service.work();
  ({ caseId: ended } = await service.says({ level: 2 }));
  ({ caseId: open } = await service.says({ level: 2 }));
  await service.answers(open);
  await Promise.all([service.until(ended, 'messageReceived'), service.until(open, 'replied')]);
  await service.handle(ended).terminate('enough');
  await vi.waitFor(async () => {
    expect((await service.temporal.workflow.count(`ExecutionStatus = 'Terminated'`)).count).toBe(1);
  }, 10_000);
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

const QUERY = `WorkflowType = 'inquiryCase'`;

/** `npm run caseloop -- history …`, as QA runs it. */
function history(args: readonly string[], bundle = inject('bundlePath')) {
  const env = {
    PATH: process.env['PATH'],
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: service.namespace,
    CASES_WORKFLOW_BUNDLE: bundle,
  };
  const command = ['--import', 'tsx', join(import.meta.dirname, '..', '..', 'cli', 'caseloop.ts'), 'history', ...args];
  return new Promise<{ code: unknown; out: string }>((resolve) => {
    execFile(process.execPath, command, { env, timeout: 120_000 }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, out: stdout + stderr });
    });
  });
}

/** The bundle with one place of the code changed. */
async function mutated(from: string, to: string): Promise<string> {
  const code = await readFile(inject('bundlePath'), 'utf8');
  expect(code).toContain(from);
  const path = join(folder, 'mutated.js');
  await writeFile(path, code.replaceAll(from, to));
  return path;
}

it('exports what a query finds, goes on where it was, and replays it', async () => {
  const out = join(folder, 'out');
  expect(await history(['export', '--query', QUERY, '--out', out])).toMatchObject({
    code: 0,
    out: expect.stringContaining(`2 histories written to ${out}, 0 were there`) as string,
  });
  const files = (await readdir(out)).sort();
  expect(files.map((name) => name.split('.')[0])).toEqual([`case_${ended}`, `case_${open}`]);

  // half a file of a run that has ended is written again, and so is the run that goes on
  await writeFile(join(out, files[0] ?? ''), '{"events":[');
  const again = await history(['export', '--query', QUERY, '--out', out]);
  expect(again.out).toContain('2 histories written');
  const third = await history(['export', '--query', QUERY, '--out', out]);
  expect(third.out).toContain('1 histories written');
  expect(third.out).toContain('1 were there');

  expect(await history(['replay', out])).toMatchObject({
    code: 0,
    out: expect.stringContaining('2 histories replayed') as string,
  });
}, 240_000);

it('tells which workflow diverged, at which events and why, and ends with 1', async () => {
  const other = await mutated('local.appendCaseEvents', 'local.openPlan');
  const { code, out } = await history(['replay', '--query', QUERY], other);
  expect(code).toBe(1);
  expect(out).toContain('0 histories replayed, 2 did not');
  const line = out.split('\n').find((one) => one.startsWith(`case:${open} `));
  expect(line).toMatch(/ diverged at events 6 to \d+ \(MarkerRecorded\): Activity type of recorded marker/);
  expect(await history(['replay', '--query', QUERY])).toMatchObject({ code: 0 });
}, 240_000);

it('finds the task at which a rule decides otherwise, deep in a history', async () => {
  const recorded = join(folder, 'recorded');
  await mkdir(recorded);
  const name = 'inquiryCase.breached-and-silent.v1.json';
  const text = await readFile(join(import.meta.dirname, '..', 'histories', name), 'utf8');
  await writeFile(join(recorded, name), text);
  await writeFile(join(recorded, 'torn.json'), text.slice(0, 500));
  const { code, out } = await history(['replay', recorded], await mutated('role: rung.role', "role: 'senior'"));
  expect(code).toBe(1);
  expect(out).toContain(
    'inquiryCase.breached-and-silent.v1 diverged at events 20 to 22 (MarkerRecorded): events from 4 were stored otherwise',
  );
  expect(out).toContain('torn.json is no history in JSON');
}, 180_000);

it('replays what the Temporal CLI writes', async () => {
  const shown = join(folder, 'shown');
  await mkdir(shown);
  const args = ['workflow', 'show', '-w', `case:${open}`, '--output', 'json', '--namespace', service.namespace];
  const json = await new Promise<string>((resolve, reject) => {
    execFile(inject('temporalPath'), [...args, '--address', inject('temporalAddress')], (error, stdout) => {
      if (error) reject(new Error('the CLI failed', { cause: error }));
      else resolve(stdout);
    });
  });
  await writeFile(join(shown, 'from-the-cli.json'), json);
  const { code, out } = await history(['replay', shown]);
  expect(out).toContain('1 histories replayed');
  expect(code).toBe(0);
}, 180_000);

it('that replays nothing proves nothing', async () => {
  expect(await history(['replay', '--query', `WorkflowType = 'none'`])).toMatchObject({ code: 1 });
  expect(await history(['replay'])).toMatchObject({ code: 2 });
}, 180_000);

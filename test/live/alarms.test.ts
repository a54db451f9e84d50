import { Connection } from '@temporalio/client';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { parse } from 'yaml';
import { createWatch, type Sight } from '../../api/alarms/watch.ts';
import { freePort } from '../../cli/embedded/ports.ts';
import { LiveService } from '../support/live-service.ts';
import { openFolder } from '../support/servers.ts';
import { Undo } from '../support/undo.ts';
import { startUp } from '../support/up.ts';

let service: LiveService;
let poisoned = true;
const undo = new Undo();

beforeAll(async () => {
  service = await LiveService.open({
    policy: 'standard',
    // two instead of five failures running: each further one is awaited twice as long
    temporalSettings: ['system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=2'],
    activities: (real) => ({
      // what is stored is not what the rules say now, which throws a plain Error in the workflow
      appendCaseEvents: async (batch) => {
        const stored = await real.appendCaseEvents(batch);
        return poisoned ? { ...stored, digest: 'another' } : stored;
      },
    }),
  });
});
afterAll(async () => {
  await undo.run();
  await service.close();
});

/** A server of its own, with its own settings. */
function addressOf({ temporal: { connection } }: LiveService): string {
  if (!(connection instanceof Connection)) throw new Error('not connected by address');
  return connection.options.address;
}

const SOON = { timeout: 30_000, interval: 500 };
const look = (): Promise<Sight> => createWatch(service).look();

/** Waits until a look shows what is expected: Temporal's list is a moment behind. */
const seen = (expected: object) =>
  vi.waitFor(async () => {
    expect(await look()).toMatchObject(expected);
  }, SOON);

it('sees tasks that no worker takes, a task that fails again and again, and a case whose workflow ended', async () => {
  const { caseId } = await service.says({ level: 2 });
  await seen({ notChecked: [], standings: [], backlogs: [{ taskQueue: 'cases', count: 1 }, {}, {}] });
  // the server reckons the age anew every few seconds
  await vi.waitFor(async () => {
    expect((await look()).backlogs[0]?.ageSeconds).toBeGreaterThan(1);
  }, SOON);

  const began = Date.now();
  await service.work();
  await seen({ standings: [{ code: 'failing_workflow_tasks', shop: 'main', count: 1, cases: [caseId] }] });
  const [failing] = (await look()).standings;
  // the first failure, not the newest
  expect(Math.abs((failing?.since.getTime() ?? 0) - began)).toBeLessThan(20_000);

  poisoned = false;
  await service.until(caseId, 'messageReceived');
  await seen({ standings: [] });

  await service.handle(caseId).terminate('as somebody did by mistake');
  await seen({ standings: [{ code: 'ended_workflows', shop: 'main', count: 1, cases: [caseId] }] });

  const { runId } = await service.handle(caseId).describe();
  await service.temporal.workflowService.resetWorkflowExecution({
    namespace: service.namespace,
    workflowExecution: { workflowId: `case:${caseId}`, runId },
    workflowTaskFinishEventId: 5 as never,
    requestId: 'reset',
    reason: 'as the runbook says',
  });
  await seen({ standings: [] });
}, 120_000);

it("counts failed workflow tasks in the worker's metrics, under the name and labels that the shipped rule asks for", async () => {
  const code = await readFile(inject('bundlePath'), 'utf8');
  const place = /digest !== (?=\(0)/;
  expect(code).toMatch(place);
  const bundle = join(await openFolder(undo), 'poisoned.js');
  await writeFile(bundle, code.replace(place, 'digest === '));
  const port = await freePort();
  const worker = startUp('worker/main.ts', {
    DATABASE_URL: service.database.url,
    TEMPORAL_ADDRESS: addressOf(service),
    TEMPORAL_NAMESPACE: service.namespace,
    CASES_WORKFLOW_BUNDLE: bundle,
    WORKER_METRICS_PORT: String(port),
  });
  undo.push(async () => {
    worker.process.kill('SIGTERM');
    await worker.ended;
  });
  await service.rest();
  await service.says({ level: 2 });

  const rules = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'alerts', 'caseloop.rules.yml'), 'utf8');
  const { groups } = parse(rules) as { groups: { rules: { expr: string }[] }[] };
  const exprs = groups.flatMap((group) => group.rules.map(({ expr }) => expr));
  const [, labels, name] = exprs.map((expr) => /by \(([\w, ]+)\).*\b(temporal_\w+)/.exec(expr)).find(Boolean) ?? [];
  const line = await vi.waitFor(
    async () => {
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const found = metrics.split('\n').find((one) => one.startsWith(`${name ?? ''}{`) && one.includes('inquiryCase'));
      if (found === undefined) throw new Error(`no ${name ?? ''} yet:\n${metrics}\n${worker.output()}`);
      return found;
    },
    { timeout: 60_000, interval: 500 },
  );
  for (const label of labels?.split(', ') ?? []) expect(line).toContain(`${label}="`);
  expect(Number(line.split(' ').at(-1))).toBeGreaterThan(0);
}, 90_000);

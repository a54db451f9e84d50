import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, inject, test } from 'vitest';
import { freePort } from '../../cli/embedded/ports.ts';
import { endAllIn, processesOf, readRun, startUp, untilEnded, type Up } from '../support/up.ts';

let folder: string | undefined;
let run: Up | undefined;

afterAll(async () => {
  if (folder === undefined) return;
  run?.process.kill('SIGKILL');
  await endAllIn(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

test('npm start: a message becomes an open case, also after the worker was killed, and all ends in order', async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseloop-start-'));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  run = startUp('cli/up.ts', {
    CASELOOP_DATA_DIR: dataDir,
    API_PORT: String(await freePort()),
    TEMPORAL_CLI_PATH: inject('temporalPath'),
  });
  await run.says('Ctrl-C ends it.');
  const { api, adminKeyFile, pids } = readRun(dataDir);
  const headers = {
    Authorization: `Bearer ${(await readFile(adminKeyFile, 'utf8')).trim()}`,
    'Content-Type': 'application/json',
  };
  const becomesOpen = async (messageId: string) => {
    const sent = await fetch(`${api}/v1/messages`, {
      method: 'POST',
      headers: { ...headers, 'Idempotency-Key': messageId },
      body: JSON.stringify({ shop: 'main', channel: 'form', messageId, customer: {}, text: '请问什么时候发货？' }),
    });
    expect(sent.status).toBe(202);
    const { caseId } = (await sent.json()) as { caseId: string };
    for (let status = ''; status !== 'open';) {
      await sleep(50);
      const read = await fetch(`${api}/v1/cases/${caseId}`, { headers });
      ({ status } = (await read.json()) as { status: string });
    }
  };
  expect((await fetch(`${api}/readyz`)).status).toBe(200);
  await becomesOpen('m-1');
  process.kill(pids['The worker'], 'SIGKILL');
  await becomesOpen('m-2');

  const processes = processesOf(readRun(dataDir));
  expect(processes).toHaveLength(5);
  run.process.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  expect(await untilEnded(processes, 0)).toEqual([]);
}, 90_000);

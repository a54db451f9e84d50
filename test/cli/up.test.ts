import { existsSync, statSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from '../../cli/embedded/ports.ts';
import { endAllIn, killRun, processesOf, readRun, startUp, untilEnded, type Up } from '../support/up.ts';

/** The last line that a start prints. */
const READY = 'Ctrl-C ends it.';

// One folder for all tests, as setting up a Postgres takes longest; each test leaves it ended and starts on it again.
let folder: string;
let dataDir: string;
let env: Record<string, string>;
const started: Up[] = [];

const up = (given = env) => {
  const run = startUp('test/cli/stand-ins/up.ts', given);
  started.push(run);
  return run;
};
const upAndReady = async () => {
  const run = up();
  await run.says(READY);
  return run;
};
const end = async (run: Up, signal: NodeJS.Signals = 'SIGTERM') => {
  run.process.kill(signal);
  return run.ended;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseloop-up-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'data');
  env = {
    CASELOOP_DATA_DIR: dataDir,
    API_PORT: String(await freePort()),
    TEMPORAL_CLI_PATH: inject('temporalPath'),
    CASES_WORKFLOW_BUNDLE: inject('bundlePath'),
  };
});

afterEach(async () => {
  for (const run of started.splice(0)) {
    run.process.kill('SIGKILL');
    await run.ended;
  }
  await endAllIn(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: readRun(dataDir).databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows as unknown[];
}

async function withTemporal<T>(use: (client: Client, connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: readRun(dataDir).temporal.address });
  try {
    return await use(new Client({ connection }), connection);
  } finally {
    await connection.close();
  }
}

/** Something in both stores, and the way to see whether it is still there. */
async function leave(mark: string): Promise<() => Promise<void>> {
  await query(`insert into agents (shop, external_id) values ('main', '${mark}')`);
  await withTemporal((client) => client.workflow.start('any', { workflowId: mark, taskQueue: 'nobody' }));
  return async () => {
    expect(await query(`select external_id from agents where external_id = '${mark}'`)).toHaveLength(1);
    const found = await withTemporal((client) => client.workflow.getHandle(mark).describe());
    expect(found.status.name).toBe('RUNNING');
  };
}

describe('a start', { timeout: 90_000 }, () => {
  test('says where everything is, and a second one finds the data again', async () => {
    const first = await upAndReady();
    expect(first.output()).toContain(`http://127.0.0.1:${env['API_PORT'] ?? ''}/docs`);
    expect(first.output()).toContain(`${dataDir}/admin.key`);
    expect(statSync(join(dataDir, 'admin.key')).mode & 0o777).toBe(0o600);
    const isThere = await leave('kept');
    const processes = processesOf(readRun(dataDir));
    expect(processes).toHaveLength(5);

    expect(await end(first)).toBe(0);
    expect(await untilEnded(processes, 0)).toEqual([]);
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);

    const second = await upAndReady();
    await isThere();
    expect(await end(second, 'SIGINT')).toBe(0);
  });

  test('gives the namespace the search attributes and 30 days of retention', async () => {
    await upAndReady();
    await withTemporal(async (_, { operatorService, workflowService }) => {
      const { customAttributes } = await operatorService.listSearchAttributes({ namespace: 'default' });
      expect(customAttributes).toMatchObject({ CaseKind: 2, CustomerRef: 2, NextDueAt: 6, Breached: 5 });
      const { config } = await workflowService.describeNamespace({ namespace: 'default' });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
    });
  });

  test('is refused while another one has the data folder', async () => {
    await upAndReady();
    const second = up({ ...env, API_PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('already runs on');
    expect(processesOf(readRun(dataDir))).toHaveLength(5);
  });

  test('tells all faults of the settings together, and that the port is in use', async () => {
    const faulty = up({ ...env, API_PORT: 'x', LOG_LEVEL: 'loud', MAIL_FROM: 'me' });
    expect(await faulty.ended).toBe(1);
    expect(faulty.output()).toMatch(/API_PORT is "x"[^]*MAIL_FROM is "me"[^]*LOG_LEVEL is "loud"/);

    const other = createServer().listen(Number(env['API_PORT']), '127.0.0.1');
    const busy = up();
    expect(await busy.ended).toBe(1);
    expect(busy.output()).toContain(`API_PORT ${env['API_PORT'] ?? ''}`);
    other.close();
  });
});

describe('what was killed is recovered', { timeout: 90_000 }, () => {
  test('the parent alone: its children end, the next start ends the servers and has the data', async () => {
    const first = await upAndReady();
    const isThere = await leave('parent killed');
    const run = readRun(dataDir);
    const processes = processesOf(run);
    first.process.kill('SIGKILL');
    await first.ended;

    await upAndReady();
    expect(await untilEnded(processes, 0)).toEqual([]);
    await isThere();
    expect(readRun(dataDir).temporal.address).toBe(run.temporal.address);
  });

  test('all at once', async () => {
    await upAndReady();
    const isThere = await leave('all killed');
    killRun(dataDir);

    await upAndReady();
    await isThere();
  });

  test('any one of the processes: the parent starts it again, on the same data', async () => {
    const run = await upAndReady();
    const isThere = await leave('one killed');
    const before = readRun(dataDir);
    for (const name of ['The worker', 'The API', 'Temporal', 'Postgres'] as const) {
      process.kill(before.pids[name], 'SIGKILL');
      await run.says(`${name} runs again`);
      expect(readRun(dataDir).pids[name]).not.toBe(before.pids[name]);
    }
    await isThere();
    expect(await end(run)).toBe(0);
  });
});

describe('an end', { timeout: 90_000 }, () => {
  test('is bounded while Temporal hangs', async () => {
    const run = await upAndReady();
    const processes = processesOf(readRun(dataDir));
    process.kill(readRun(dataDir).pids.Temporal, 'SIGSTOP');
    expect(await end(run)).toBe(0);
    expect(await untilEnded(processes, 0)).toEqual([]);
  });

  test('is at once on a second signal', async () => {
    const run = await upAndReady();
    const processes = processesOf(readRun(dataDir));
    process.kill(readRun(dataDir).pids.Temporal, 'SIGSTOP');
    process.kill(readRun(dataDir).pids['The worker'], 'SIGSTOP');
    run.process.kill('SIGINT');
    await run.says('Ending …');
    const since = Date.now();
    expect(await end(run, 'SIGINT')).toBe(1);
    expect(Date.now() - since).toBeLessThan(8000);
    expect(await untilEnded(processes)).toEqual([]);
  });

  test('works in the middle of a first start', async () => {
    const fresh = { ...env, CASELOOP_DATA_DIR: join(folder, 'fresh') };
    const run = up(fresh);
    while (!existsSync(join(folder, 'fresh/postgres.password'))) await sleep(20);
    expect(await end(run)).toBe(0);
    expect(existsSync(join(folder, 'fresh/lock.json'))).toBe(false);

    const again = up(fresh);
    await again.says(READY);
    expect(await end(again)).toBe(0);
  });
});

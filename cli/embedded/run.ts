/** The whole service on one machine: servers, worker and API as processes of their own, kept running, ended in order. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { EmbeddedConfig } from '../../config.ts';
import { apiProgram, childrenOf, ORPHAN_END, ownFile, workerProgram } from './children.ts';
import { openDataDir, type DataDir } from './data-dir.ts';
import { keepLogsSmall } from './logs.ts';
import { isFree } from './ports.ts';
import { processOf } from './processes.ts';
import { endOrphans } from './programs.ts';
import { bringPostgres, bringTemporal, type Temporal } from './servers.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';

const execute = promisify(execFile);

/** Setting up a database or building the bundle is not broken off, but a download is not waited for. */
const SETUP_MS = 10_000;

type Env = Readonly<Record<string, string | undefined>>;

interface EmbeddedOptions {
  readonly config: EmbeddedConfig;
  readonly env: Env;
  /** The files that are run as worker and API. */
  readonly entries: { readonly worker: string; readonly api: string };
  readonly say: (line: string) => void;
}

export interface EmbeddedRun {
  /** Resolves when everything serves. Throws when something cannot be started; `end` is still to be called. */
  readonly ready: Promise<void>;
  /** Ends API, worker, Temporal and Postgres, one after the other, each within a bound. */
  end(): Promise<void>;
  /** Ends everything at once. */
  force(): Promise<void>;
}

interface Parts extends EmbeddedOptions {
  readonly dataDir: DataDir;
  readonly supervisor: Supervisor;
}

/** Starts everything. Throws at once when another run has the data folder. */
export function runEmbedded(options: EmbeddedOptions): EmbeddedRun {
  const dataDir = openDataDir(options.config.dataDir);
  const facts: Record<string, unknown> = { ...processOf(process.pid), dataDir: dataDir.path };
  const describe = () => {
    dataDir.describe({ ...facts, pids: supervisor.pids() });
  };
  const supervisor = createSupervisor(options.say, describe);
  const stopLogs = keepLogsSmall(dataDir.file('log'));
  const ready = bringUp({ ...options, dataDir, supervisor }, (found) => {
    Object.assign(facts, found);
    describe();
  });
  const end = async () => {
    await supervisor.end();
    // What was being started at that moment has been told to stop; nothing may be left when the lock goes.
    await Promise.race([ready.catch(() => undefined), sleep(SETUP_MS, undefined, { ref: false })]);
    stopLogs();
    dataDir.release();
  };
  const force = async () => {
    await supervisor.force();
    dataDir.release();
  };
  return { ready, end, force };
}

async function bringUp(parts: Parts, found: (facts: object) => void): Promise<void> {
  const { config, dataDir, supervisor, env, entries, say } = parts;
  await endOrphans('A worker or API', childrenOf(dataDir.path), ORPHAN_END);
  const { host, port } = config.api;
  if (!(await isFree(port, host))) {
    throw new Error(
      `API_PORT ${port} on ${host} cannot be listened on, probably it is in use: set API_PORT to another`,
    );
  }
  const adminKey =
    config.adminKey ?? dataDir.secret('admin.key', () => `caseloop_admin_${randomBytes(32).toString('base64url')}`);
  const bundle = config.workflowBundle ?? dataDir.file('workflows.js');
  const [databaseUrl, temporal] = await allOf([
    bringPostgres(parts),
    bringTemporal(parts),
    config.workflowBundle ?? buildBundle(bundle),
  ]);

  const childEnv = withSecrets(
    env,
    { DATABASE_URL: databaseUrl, CASELOOP_ADMIN_KEY: adminKey },
    {
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_UI_URL: temporal.uiUrl,
      CASELOOP_DATA_DIR: dataDir.path,
      CASES_WORKFLOW_BUNDLE: bundle,
    },
  );
  const shared = { of: dataDir.path, env: childEnv };
  const url = localUrl(config);
  await allOf([
    supervisor.run(workerProgram({ ...shared, entry: entries.worker, logFile: dataDir.file('log/worker.log') })),
    supervisor.run(apiProgram({ ...shared, entry: entries.api, logFile: dataDir.file('log/api.log') }, url)),
  ]);
  const { address, namespace, uiUrl, binary } = temporal;
  found({ api: url, databaseUrl, adminKeyFile: dataDir.adminKeyFile, temporal: { address, namespace, uiUrl, binary } });
  for (const line of summary(parts, url, temporal)) say(line);
}

/** All, or the first failure; but only when every one has come to its end, so that nothing starts behind our back. */
async function allOf<T extends readonly unknown[]>(
  parts: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

/** In a process of its own: the bundler is large, and we stay up for weeks. */
async function buildBundle(file: string): Promise<void> {
  await execute(process.execPath, [...process.execArgv, ownFile('cli/bundle'), file]);
}

/** A value replaces also the file that it was read from. */
function withSecrets(env: Env, secrets: Env, others: Env): Env {
  const files = Object.keys(secrets).map((name) => [`${name}_FILE`, undefined]);
  return { ...env, ...(Object.fromEntries(files) as Env), ...secrets, ...others };
}

function localUrl({ api }: EmbeddedConfig): string {
  const host = api.host === '0.0.0.0' ? '127.0.0.1' : api.host === '::' ? '::1' : api.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${api.port}`;
}

function summary({ config, dataDir }: Parts, url: string, temporal: Temporal): string[] {
  const { binary } = temporal;
  const rows = [
    ['API', `${url}/v1`],
    ['API docs', `${url}/docs`],
    ['Temporal UI', temporal.uiUrl ?? '(TEMPORAL_UI_URL is not set)'],
    ['Admin key', config.adminKey === undefined ? dataDir.adminKeyFile : 'as given in CASELOOP_ADMIN_KEY'],
    ['Data, logs', dataDir.path],
    ['Temporal', binary ? `${binary.path} (${binary.source}), ${temporal.address}` : `${temporal.address} (given)`],
    ['Postgres', config.databaseUrl === undefined ? 'embedded' : 'as given in DATABASE_URL'],
  ];
  return [
    'Caseloop is ready.',
    ...rows.map(([name = '', value = '']) => `  ${name.padEnd(12)} ${value}`),
    'Ctrl-C ends it.',
  ];
}

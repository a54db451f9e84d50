/** The embedded Postgres: for one machine, tests and trials. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { findProcesses, type EndSteps, type ProcessId } from './processes.ts';
import type { PostgresHome } from './postgres-home.ts';
import type { Program } from './programs.ts';

const run = promisify(execFile);

const USER = 'caseloop';
const DATABASE = 'caseloop';

/** Server processes leave within moments when their first one was killed. */
const LEAVE_MS = 5000;

interface PostgresOptions {
  readonly home: PostgresHome;
  readonly port: number;
  readonly password: string;
  readonly logFile: string;
  /** `false`: quicker, and lost when the machine goes down. For tests. */
  readonly durable: boolean;
}

/** SIGINT ends the sessions and stops in order, SIGQUIT stops at once and recovers at the next start. */
export const POSTGRES_END: EndSteps = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 3000],
  ['SIGKILL', 2000],
];

export const postgresUrl = ({ port, password }: { port: number; password: string }, database = DATABASE): string =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

/** Makes an empty cluster unless there is one. A half made one, left by a kill, is made anew. */
export async function initialise({ home, password, durable }: PostgresOptions): Promise<void> {
  if (existsSync(join(home.dataDir, 'PG_VERSION')) && existsSync(join(home.dataDir, 'caseloop-ready'))) return;
  for (const name of existsSync(home.dataDir) ? await readdir(home.dataDir) : []) {
    await rm(join(home.dataDir, name), { recursive: true });
  }
  const folder = await mkdtemp(join(tmpdir(), 'caseloop-initdb-'));
  try {
    const passwordFile = join(folder, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (home.uid !== undefined && home.gid !== undefined) {
      await chown(passwordFile, home.uid, home.gid);
      await chown(folder, home.uid, home.gid);
    }
    // Without them the encoding follows LANG, and with LANG=C Chinese cannot be searched.
    const locale =
      process.platform === 'linux'
        ? ['--locale=C.UTF-8']
        : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    await run(
      home.initdb,
      [
        `--pgdata=${home.dataDir}`,
        '--auth=scram-sha-256',
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        ...locale,
        ...(durable ? [] : ['--no-sync']),
      ],
      { cwd: folder, ...(home.uid === undefined ? {} : { uid: home.uid, gid: home.gid }) },
    );
    await writeFile(join(home.dataDir, 'caseloop-ready'), '');
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`The embedded Postgres could not be set up in ${home.dataDir}\n${stderr ?? ''}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function postgresProgram(options: PostgresOptions): Program {
  const { home, port, logFile, durable } = options;
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'log_timezone=UTC',
    'timezone=UTC',
    // What a failed statement was given holds names and texts of people: it stays out of the log.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  return {
    name: 'Postgres',
    rank: 1,
    command: home.postgres,
    args: ['-D', home.dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    uid: home.uid,
    gid: home.gid,
    cwd: home.dataDir,
    env: { ...process.env, LC_ALL: process.platform === 'linux' ? 'C.UTF-8' : 'C' },
    logFile,
    ready: () => takesLogins(postgresUrl(options, 'postgres')),
    readyWithinMs: 60_000,
    end: POSTGRES_END,
    force: POSTGRES_END.slice(1),
  };
}

/** A login with our password succeeds only at our own server. */
async function takesLogins(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes our database unless it is there. */
export async function createDatabase(options: { port: number; password: string }): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl(options, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** Servers on this data folder, and setups of it, of whichever start. */
export const postgresOf = ({ dataDir }: Pick<PostgresHome, 'dataDir'>): ProcessId[] => [
  ...findProcesses('postgres -D ', ` -D ${dataDir} `),
  ...findProcesses('initdb ', ` --pgdata=${dataDir} `),
];

/**
 * After a crash, the pid in `postmaster.pid` may belong to a stranger or to a zombie that nobody has waited for, and
 * Postgres then refuses to start. But the file also guards against server processes that have outlived their first
 * one, so it is removed only when nobody works in the folder any more.
 */
export async function removeStalePidFile({ dataDir }: PostgresHome): Promise<void> {
  const file = join(dataDir, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (process.platform !== 'linux' || !isTaken(pid) || postgresOf({ dataDir }).length > 0) return;
  const giveUpAt = Date.now() + LEAVE_MS;
  while (await someoneWorksIn(dataDir)) {
    if (Date.now() > giveUpAt) return;
    await sleep(50);
  }
  await rm(file, { force: true });
}

/** Postgres' own way to ask, which zombies and strangers answer too. */
function isTaken(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function someoneWorksIn(folder: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return folders.includes(folder);
}

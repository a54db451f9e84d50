/** Servers for tests, started as the embedded run starts them. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../cli/embedded/ports.ts';
import { initialise, postgresProgram, postgresUrl } from '../../cli/embedded/postgres.ts';
import { postgresHome } from '../../cli/embedded/postgres-home.ts';
import { start } from '../../cli/embedded/programs.ts';
import { temporalProgram } from '../../cli/embedded/temporal.ts';
import type { Undo } from './undo.ts';

const never = new AbortController().signal;

/** An own folder that every user may enter: as root, Postgres runs as somebody else. */
export async function openFolder(undo: Undo): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'caseloop-test-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  return folder;
}

interface PostgresOptions {
  /** As production writes; otherwise quick, and it forgets. */
  readonly durable?: boolean;
  /** Settings of the server, `name=value`. */
  readonly settings?: readonly string[];
}

/** A Postgres that is removed at the end; answers with its superuser's URL. */
export async function startPostgres(undo: Undo, options: PostgresOptions = {}): Promise<string> {
  const { durable = false, settings = [] } = options;
  const folder = await openFolder(undo);
  const name = `test-${randomBytes(6).toString('hex')}`;
  const given = {
    home: await postgresHome(join(folder, 'data'), name),
    port: await freePort(),
    password: randomBytes(12).toString('hex'),
    logFile: join(folder, 'log'),
    durable,
  };
  undo.push(() => rm(given.home.dataDir, { recursive: true, force: true }));
  await initialise(given);
  const program = postgresProgram(given);
  const args = [...program.args, ...settings.flatMap((setting) => ['-c', setting])];
  const running = await start({ ...program, args }, never);
  undo.push(() => running.force());
  return postgresUrl(given, 'postgres');
}

interface TemporalOptions {
  /** On a file, as the embedded run keeps it; otherwise in memory. */
  readonly onFile?: boolean;
  /** `name=value`. */
  readonly settings?: readonly string[];
}

/** A dev server that knows the search attributes; answers with its address. */
export async function startTemporal(undo: Undo, path: string, options: TemporalOptions = {}): Promise<string> {
  const { onFile = false, settings = [] } = options;
  const folder = await openFolder(undo);
  const port = await freePort();
  const program = temporalProgram({
    ...{ path, port, namespace: 'default', logFile: join(folder, 'log') },
    ...(onFile ? { file: join(folder, 'temporal.db') } : {}),
  });
  const args = [...program.args, ...settings.flatMap((setting) => ['--dynamic-config-value', setting])];
  const running = await start({ ...program, args }, never);
  undo.push(() => running.force());
  return `127.0.0.1:${port}`;
}

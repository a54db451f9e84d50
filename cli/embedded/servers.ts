/** Brings up the servers that are not given: Postgres with our database, Temporal with our namespace. */
import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import type { EmbeddedConfig } from '../../config.ts';
import { temporalConnection, type TemporalConfig } from '../../temporal-connection.ts';
import { prepareNamespace } from '../../worker/namespace.ts';
import { migrateToLatest } from '../migrate.ts';
import { findBinary, type Binary } from './binaries.ts';
import type { DataDir, Ports } from './data-dir.ts';
import { freePort, isFree } from './ports.ts';
import {
  createDatabase,
  initialise,
  POSTGRES_END,
  postgresOf,
  postgresProgram,
  postgresUrl,
  removeStalePidFile,
} from './postgres.ts';
import { postgresHome } from './postgres-home.ts';
import { endOrphans } from './programs.ts';
import type { Supervisor } from './supervisor.ts';
import { noteWhole, setHalfMadeAside, TEMPORAL_END, temporalOf, temporalProgram } from './temporal.ts';

interface Deps {
  readonly config: EmbeddedConfig;
  readonly dataDir: DataDir;
  readonly supervisor: Supervisor;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

/** The ports that people and tools look at first; others are taken when these are in use. */
const FIRST_PORTS: Required<Ports> = { postgres: 5433, temporal: 7233, temporalUi: 8233 };

const PORT_TRIES = 3;

/** A migrated database; answers with its URL. */
export async function bringPostgres(deps: Deps): Promise<string> {
  const url = deps.config.databaseUrl ?? (await startPostgres(deps));
  await migrateToLatest(url);
  return url;
}

async function startPostgres({ dataDir, supervisor, say }: Deps): Promise<string> {
  const home = await postgresHome(dataDir.file('postgres'), dataDir.name);
  if (!home.dataDir.startsWith(dataDir.path)) {
    say(`Postgres runs as a user who cannot enter ${dataDir.path}; its data lies in ${home.dataDir}`);
  }
  const password = dataDir.secret('postgres.password', () => randomBytes(24).toString('base64url'));
  const options = { home, password, logFile: dataDir.file('log/postgres.log'), durable: true };
  await endOrphans('Postgres', postgresOf(home), POSTGRES_END);
  await initialise({ ...options, port: 0 });
  await removeStalePidFile(home);
  const { postgres: port } = await onFreePorts(dataDir, ['postgres'], ({ postgres }) =>
    supervisor.run(postgresProgram({ ...options, port: postgres }), () => removeStalePidFile(home)),
  );
  await createDatabase({ port, password });
  return postgresUrl({ port, password });
}

export interface Temporal extends TemporalConfig {
  /** Undefined when Temporal was given. */
  readonly binary?: Binary;
}

/** A Temporal whose namespace has our search attributes and retention. */
export async function bringTemporal(deps: Deps): Promise<Temporal> {
  const { address } = deps.config.temporal;
  const temporal = address === undefined ? await startTemporal(deps) : { ...deps.config.temporal, address };
  const connection = await Connection.connect({ ...temporalConnection(temporal), connectTimeout: '10s' });
  try {
    const warn = (_fields: unknown, line?: string) => {
      deps.say(line ?? '');
    };
    await prepareNamespace(connection, temporal.namespace, { warn });
  } finally {
    await connection.close();
  }
  return temporal;
}

async function startTemporal({ config, dataDir, supervisor, env }: Deps): Promise<Temporal> {
  const binary = await findBinary('temporal', env);
  const { namespace } = config.temporal;
  const file = dataDir.file('temporal.db');
  // Two servers on one file would both believe that it is theirs.
  await endOrphans('Temporal', temporalOf(file), TEMPORAL_END);
  setHalfMadeAside(file);
  const options = { path: binary.path, file, namespace, logFile: dataDir.file('log/temporal.log') };
  const ports = await onFreePorts(dataDir, ['temporal', 'temporalUi'], ({ temporal: port, temporalUi: uiPort }) =>
    supervisor.run(temporalProgram({ ...options, port, uiPort })),
  );
  noteWhole(file);
  const uiUrl = config.temporal.uiUrl ?? `http://127.0.0.1:${ports.temporalUi}`;
  return { ...config.temporal, address: `127.0.0.1:${ports.temporal}`, uiUrl, tls: false, binary };
}

/** The ports of the start before, else the usual ones, else any; once more when somebody was quicker. */
async function onFreePorts<K extends keyof Ports>(
  dataDir: DataDir,
  names: readonly K[],
  run: (ports: Record<K, number>) => Promise<void>,
): Promise<Record<K, number>> {
  for (let attempt = 1; ; attempt += 1) {
    const wanted = { ...FIRST_PORTS, ...dataDir.ports() };
    const chosen = await Promise.all(names.map((name) => freePort(attempt === 1 ? wanted[name] : 0)));
    const ports = Object.fromEntries(names.map((name, index) => [name, chosen[index]])) as Record<K, number>;
    try {
      await run(ports);
      dataDir.keepPorts({ ...dataDir.ports(), ...ports });
      return ports;
    } catch (error) {
      const free = await Promise.all(chosen.map((port) => isFree(port, '127.0.0.1')));
      if (attempt === PORT_TRIES || free.every(Boolean)) throw error;
    }
  }
}

/** One machine with everything that the throughput bench compares: the servers, the service, and the bare workflow. */
import { Client, Connection } from '@temporalio/client';
import type { Knex } from 'knex';
import { findBinary } from '../../../cli/embedded/binaries.ts';
import { freePort } from '../../../cli/embedded/ports.ts';
import { migrateToLatest } from '../../../cli/migrate.ts';
import type { Policy } from '../../../domain/policy.ts';
import { createIntake, type Intake } from '../../../intake/index.ts';
import { openDatabase } from '../../../store/db.ts';
import { newestShipped, POLICIES, putVersion } from '../../../store/versions.ts';
import { openFolder, startPostgres, startTemporal } from '../../support/servers.ts';
import type { Undo } from '../../support/undo.ts';
import { cpuMsOf, ownCpuMs, serverOn, startService } from '../processes.ts';

export const ADMIN_KEY = 'admin-key-of-the-bench-0123456789abcdef';

/** Time used so far by each process, ms. */
export type Cpu = Readonly<Record<'client' | 'api' | 'worker' | 'bare worker' | 'temporal' | 'postgres', number>>;

export interface House {
  readonly db: Knex;
  readonly temporal: Client;
  readonly intake: Intake;
  readonly databaseUrl: string;
  readonly apiPort: number;
  cpu(): Cpu;
}

/** All processes run all the time, so that what they do when idle is the same for each of those compared. */
export async function openHouse(undo: Undo): Promise<House> {
  const { path } = await findBinary('temporal', process.env);
  const [databaseUrl, address, folder, port] = await Promise.all([
    // five pools of twenty
    startPostgres(undo, { durable: true, settings: ['max_connections=200'] }),
    startTemporal(undo, path),
    openFolder(undo),
    freePort(),
  ]);
  await migrateToLatest(databaseUrl);
  const db = openDatabase(databaseUrl, { applicationName: 'caseloop-bench', max: 20 });
  undo.push(() => db.destroy());
  await writePolicy(db);
  const connection = await Connection.connect({ address });
  undo.push(() => connection.close());
  const temporal = new Client({ connection });
  const env = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: address,
    CASELOOP_DATA_DIR: folder,
    CASELOOP_ADMIN_KEY: ADMIN_KEY,
    API_PORT: String(port),
  };
  // one after another: the first worker makes the search attributes known
  const worker = await startService(undo, { name: 'worker', script: 'worker/main.ts', env, folder });
  const bare = await startService(undo, {
    ...{ name: 'bare', script: 'test/bench/throughput/bare/worker.ts', env, folder },
  });
  const api = await startService(undo, { name: 'api', script: 'api/main.ts', env, folder });
  const postgres = serverOn(new URL(databaseUrl).port, 'postgres');
  const server = serverOn(address.split(':')[1] ?? '', 'temporal');
  return {
    db,
    temporal,
    databaseUrl,
    // a machine under load must not look like an outage
    intake: createIntake({ db, temporal, tellWithinMs: 20_000, publicUrl: `http://127.0.0.1:${port}` }),
    apiPort: port,
    cpu: () => ({
      client: ownCpuMs(),
      api: cpuMsOf(api),
      worker: cpuMsOf(worker),
      'bare worker': cpuMsOf(bare),
      temporal: cpuMsOf(server),
      postgres: cpuMsOf(postgres),
    }),
  };
}

/** Longer than a turn takes on a busy machine: the case must come to wait for its end, not to find it over. */
export const REOPEN_SECONDS = 5;

/**
 * `standard`, but somebody is there at any hour, so that no customer is told when there will be; a closed case ends soon, and
 * its customer gets no survey, which is a workflow of its own.
 */
async function writePolicy(db: Knex): Promise<void> {
  const shipped = newestShipped(POLICIES).get('standard')?.document as Policy | undefined;
  if (!shipped) throw new Error('no policy standard ships');
  const document: Policy = {
    ...shipped,
    staffed: [{ calendar: 'always' }],
    closing: shipped.closing.map((row) => ({
      ...row,
      rules: { ...row.rules, reopenWindow: REOPEN_SECONDS, grace: 0 },
    })),
    surveys: shipped.surveys.map((row) => ({ ...row, rules: { ...row.rules, outlets: [] } })),
  };
  await putVersion(db, POLICIES, { shop: 'main', name: 'bench', createdBy: 'admin', document });
  await db('shops').where({ id: 'main' }).update({ policy: 'bench' });
}

/** A shop of one round, under the policy of the bench; its cases carry the prefix. */
export async function openShop({ db }: House, shop: string, prefix: string): Promise<void> {
  await db('shops').insert({ id: shop, prefix, name: '基准商城', policy: 'bench' });
  await db.raw(
    `insert into policies (shop, name, version, document, created_by)
     select ?, name, version, document, created_by from policies where shop = 'main' and name = 'bench'`,
    [shop],
  );
}

/** The service as it runs on one machine, for measuring: what `npm start` embeds, and a worker that comes and goes. */
import { Client, Connection } from '@temporalio/client';
import type { Knex } from 'knex';
import { findBinary } from '../../../cli/embedded/binaries.ts';
import { migrateToLatest } from '../../../cli/migrate.ts';
import { createIntake, type Intake } from '../../../intake/index.ts';
import { openDatabase } from '../../../store/db.ts';
import { newestShipped, POLICIES, putVersion } from '../../../store/versions.ts';
import { type ReceivedMail, startMailServer } from '../../support/outgoing.ts';
import { openFolder, startPostgres, startTemporal } from '../../support/servers.ts';
import type { Undo } from '../../support/undo.ts';
import { startUp, type Up } from '../../support/up.ts';

export interface House {
  readonly db: Knex;
  readonly temporal: Client;
  readonly intake: Intake;
  /** All mails that have left. */
  readonly mails: readonly ReceivedMail[];
  /** Starts the production worker in a process of its own; resolves when it works. */
  work(): Promise<void>;
  /** Ends it in order. */
  rest(): Promise<void>;
}

/** Everything on fresh data, without a worker. */
export async function openHouse(undo: Undo): Promise<House> {
  const { path } = await findBinary('temporal', process.env);
  const [databaseUrl, address, mailServer, dataDir] = await Promise.all([
    // it then knows when each transaction was stored
    startPostgres(undo, { durable: true, settings: ['track_commit_timestamp=on'] }),
    startTemporal(undo, path, { onFile: true }),
    startMailServer(),
    openFolder(undo),
  ]);
  undo.push(() => mailServer.close());
  await migrateToLatest(databaseUrl);
  const db = openDatabase(databaseUrl, { applicationName: 'caseloop-exactness' });
  undo.push(() => db.destroy());
  await writePolicy(db);
  const connection = await Connection.connect({ address });
  undo.push(() => connection.close());
  const temporal = new Client({ connection });

  let worker: Up | undefined;
  const rest = async () => {
    worker?.process.kill('SIGTERM');
    await worker?.ended;
    worker = undefined;
  };
  undo.push(rest);
  return {
    db,
    temporal,
    // a machine under load must not look like an outage
    intake: createIntake({ db, temporal, tellWithinMs: 20_000 }),
    mails: mailServer.mails,
    async work() {
      worker = startUp('worker/main.ts', {
        DATABASE_URL: databaseUrl,
        TEMPORAL_ADDRESS: address,
        SMTP_URL: mailServer.url,
        CASELOOP_DATA_DIR: dataDir,
      });
      await worker.says('"working"');
    },
    rest,
  };
}

/** `standard`, but nobody has quiet hours: a notice must leave at once, whatever the time of the day. */
async function writePolicy(db: Knex): Promise<void> {
  const document = newestShipped(POLICIES).get('standard')?.document;
  if (!document) throw new Error('no policy standard ships');
  const always = { owner: 'always', senior: 'always', supervisor: 'always', manager: 'always', customer: 'always' };
  const policy = 'exactness';
  await putVersion(db, POLICIES, {
    ...{ shop: 'main', name: policy, createdBy: 'admin' },
    document: { ...document, hours: always },
  });
  const settings = JSON.stringify({ staff: { owner: { email: 'owner@shop.test' } } });
  await db('shops').where({ id: 'main' }).update({ policy, settings });
}

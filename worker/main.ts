/** `npm run worker`: runs the cases, tells what was not told, sends what leaves the house. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { createSender } from '../activities/deliveries.ts';
import { ConfigError, loadConfig, type Config } from '../config.ts';
import { createIntake } from '../intake/index.ts';
import { createLog, type Log } from '../log.ts';
import { endWhenTold, identityOf, tellReady } from '../service.ts';
import { createHttpOrderSystem } from '../order-system/http-connector.ts';
import { openDatabase } from '../store/db.ts';
import { pruneCalls } from '../store/webhook-calls.ts';
import { forgetOldSecrets } from '../store/webhook-endpoints.ts';
import { temporalConnection } from '../temporal-connection.ts';
import { bundleWorkflows } from './bundle.ts';
import { createWorker, type Bundle } from './create-worker.ts';
import { prepareNamespace } from './namespace.ts';
import { startOutbox } from './outbox.ts';
import { startSweep } from './sweeps.ts';
import { installRuntime } from './telemetry.ts';

const RETRY_MS = 1000;
const SWEEP_EVERY_MS = 10_000;
const PRUNE_EVERY_MS = 3_600_000;
/** A fact younger than this is still being told by the request that stored it. */
const UNTOLD_MS = 10_000;
const END_WITHIN_MS = 12_000;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog('worker', config.logLevel);
  // In reverse: what was started last ends first.
  const ends: (() => Promise<unknown> | undefined)[] = [];
  const tell = endWhenTold(log, END_WITHIN_MS, async () => {
    for (const end of ends.reverse()) await end();
  });
  installRuntime(log, config.workerMetrics);

  const db = openDatabase(config.databaseUrl, { applicationName: 'caseloop-worker', max: 20 });
  ends.push(() => db.destroy());
  const connection = await connect(config, log);
  ends.push(() => connection.close());
  const { namespace } = config.temporal;
  await prepareNamespace(connection, namespace, log);
  const bundle: Bundle =
    config.workflowBundle === undefined ? { code: await bundleWorkflows() } : { codePath: config.workflowBundle };

  const temporal = new Client({ connection, namespace, identity: identityOf('worker') });
  const intake = createIntake({ db, temporal, publicUrl: config.api.publicUrl });
  const sender = createSender({ db, settings: config, log });
  ends.push(() => {
    sender.close();
    return undefined;
  });
  const orderSystem = config.orderSystem && createHttpOrderSystem(config.orderSystem);
  const activities = createActivities({ db, intake, sender, orderSystem });
  const shared = { connection, namespace };
  const workers = await Promise.all([
    createWorker({ ...shared, bundle, taskQueue: 'cases', activities: activities.cases }),
    createWorker({ ...shared, bundle, taskQueue: 'delivery', activities: activities.delivery }),
    createWorker({ ...shared, taskQueue: 'back-office', activities: activities.backOffice }),
  ]);
  const runs = workers.map((worker) => run(worker, log, tell));
  ends.push(async () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.all(runs);
  });

  const { databaseUrl, outboxRetrySeconds: retrySeconds } = config;
  const outbox = startOutbox({ db, databaseUrl, sender, intake, temporal, retrySeconds, log });
  ends.push(() => outbox.stop());
  const sweep = startSweep('untold facts', SWEEP_EVERY_MS, () => intake.sweep(UNTOLD_MS), log);
  ends.push(() => sweep.stop());
  const notices = startSweep('disabled webhook endpoints', SWEEP_EVERY_MS, () => sender.tellOfDisabled(), log);
  ends.push(() => notices.stop());
  const prune = () => Promise.all([pruneCalls(db), forgetOldSecrets(db)]);
  const old = startSweep('old webhook calls and secrets', PRUNE_EVERY_MS, prune, log);
  ends.push(() => old.stop());
  log.info({ namespace, temporal: config.temporal.address }, 'working');
  tellReady();
}

/** Waits for Temporal however long it takes: in a deployment nothing says which of the two is started first. */
async function connect(config: Config, log: Log): Promise<NativeConnection> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await NativeConnection.connect(temporalConnection(config.temporal));
    } catch (error) {
      if (attempt % 10 === 0) log.warn({ err: error, temporal: config.temporal.address }, 'waiting for Temporal');
      await sleep(RETRY_MS);
    }
  }
}

/** A worker that ends by itself ends the process, for whoever watches it to start it again. */
async function run(worker: Worker, log: Log, tell: (why: string) => void): Promise<void> {
  try {
    await worker.run();
  } catch (error) {
    log.error({ err: error, taskQueue: worker.options.taskQueue }, 'a worker failed');
    process.exitCode = 1;
    tell('worker failed');
  }
}

main().catch((error: unknown) => {
  // Nothing runs yet, or only a part: a process that does half its work is worse than one that is started again.
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else createLog('worker', 'info').fatal({ err: error }, 'not started');
  process.exit(error instanceof ConfigError ? 2 : 1);
});

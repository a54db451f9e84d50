/** A worker that is killed at the worst instant: an event is stored, and the workflow's history does not know it yet. */
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { createSender } from '../../activities/deliveries.ts';
import { loadConfig } from '../../config.ts';
import { createIntake } from '../../intake/index.ts';
import { createLog } from '../../log.ts';
import { openDatabase } from '../../store/db.ts';
import { createWorker } from '../../worker/create-worker.ts';

const config = loadConfig(process.env);
const { address, namespace } = config.temporal;
const db = openDatabase(config.databaseUrl);
const connection = await NativeConnection.connect({ address });
const intake = createIntake({ db, temporal: new Client({ connection, namespace }) });
const sender = createSender({ db, settings: config, log: createLog('dying worker', 'warn') });
const { cases } = createActivities({ db, intake, sender });

const worker = await createWorker({
  connection,
  namespace,
  taskQueue: 'cases',
  bundle: { codePath: config.workflowBundle ?? '' },
  activities: {
    ...cases,
    appendCaseEvents: async (batch: Parameters<typeof cases.appendCaseEvents>[0]) => {
      const appended = await cases.appendCaseEvents(batch);
      if (batch.events.some(({ type }) => type === process.env['DIES_AFTER'])) process.kill(process.pid, 'SIGKILL');
      return appended;
    },
  },
});
await worker.run();

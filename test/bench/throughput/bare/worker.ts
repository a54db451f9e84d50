/** A worker of the bare workflow alone, with the settings of Caseloop's own. */
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import pg from 'pg';
import { createWorker } from '../../../../worker/create-worker.ts';
import { createBareActivities } from './activities.ts';

const { DATABASE_URL: connectionString = '', TEMPORAL_ADDRESS: address = '' } = process.env;
const logger = new DefaultLogger('ERROR');
Runtime.install({ logger, shutdownSignals: ['SIGTERM'] });
const connection = await NativeConnection.connect({ address });
const pool = new pg.Pool({ connectionString, max: 20 });
const workflowsPath = fileURLToPath(new URL('workflow.ts', import.meta.url));
const bundle = await bundleWorkflowCode({ workflowsPath, logger });
const worker = await createWorker({
  ...{ connection, namespace: 'default', taskQueue: 'bare', bundle, activities: createBareActivities(pool) },
});
const ended = worker.run();
process.send?.('ready');
await ended;
await pool.end();
await connection.close();
process.disconnect();

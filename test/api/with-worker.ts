import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { inject, vi } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { createSender } from '../../activities/deliveries.ts';
import { loadConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { prepareNamespace } from '../../worker/namespace.ts';
import { startApi, type TestApi } from './api.ts';

/** A namespace of one's own: the queue `cases` of the shared one has workers over other databases. */
async function ownNamespace(): Promise<string> {
  const namespace = `api-${randomBytes(4).toString('hex')}`;
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: (31 * 86_400) as never },
  });
  // the server's own list of namespaces is a moment old
  await vi.waitFor(() => prepareNamespace(connection, namespace, { warn: () => undefined }), { timeout: 20_000 });
  await connection.close();
  return namespace;
}

/** The API over a real database and server, with a worker that takes the cases on. */
export async function startWithWorker(): Promise<{ api: TestApi; stop: () => Promise<void> }> {
  const namespace = await ownNamespace();
  const api = await startApi({ env: { TEMPORAL_NAMESPACE: namespace } });
  const { db, intake } = api;
  const log = createLog('test', 'silent');
  const settings = loadConfig({
    DATABASE_URL: 'postgres://unused',
    TEMPORAL_ADDRESS: 'unused:1',
    CASELOOP_DATA_DIR: '/nowhere',
  });
  const sender = createSender({ db, settings, log });
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  const worker = await createWorker({
    connection,
    namespace,
    taskQueue: 'cases',
    activities: createActivities({ db, intake, sender }).cases,
    bundle: { codePath: inject('bundlePath') },
  });
  const running = worker.run();
  return {
    api,
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await api.stop();
    },
  };
}

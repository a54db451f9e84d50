/** One `npm start` for all that the documentation shows, with an order system that it asks. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, vi } from 'vitest';
import { openReferenceOrderSystem, type ReferenceOrderSystem } from '../../../cli/order-system/index.ts';
import { freePort } from '../../../cli/embedded/ports.ts';
import { createClient, type Client } from '../../../client/index.ts';
import { openDatabase, type Db } from '../../../store/db.ts';
import { createTestDatabase } from '../../support/database.ts';
import { SECRET } from '../../support/order-system.ts';
import { Undo } from '../../support/undo.ts';
import { killRun, readRun, startUp } from '../../support/up.ts';

export interface Instance {
  /** Where the reader of the README stands: `.caseloop` is below it. */
  readonly folder: string;
  readonly url: string;
  readonly adminKey: string;
  readonly admin: Client;
  readonly orders: ReferenceOrderSystem;
  readonly db: Db;
  stop(): Promise<void>;
}

export async function startInstance(): Promise<Instance> {
  const undo = new Undo();
  try {
    return await start(undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

async function start(undo: Undo): Promise<Instance> {
  const folder = await mkdtemp(join(tmpdir(), 'caseloop-documented-'));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  await chmod(folder, 0o755);
  const ordersDatabase = await createTestDatabase();
  undo.push(() => ordersDatabase.drop());
  const orders = await openReferenceOrderSystem({ databaseUrl: ordersDatabase.url, port: 0, secret: SECRET });
  undo.push(() => orders.close());
  const port = await freePort();
  const dataDir = join(folder, '.caseloop');
  const run = startUp('cli/up.ts', {
    CASELOOP_DATA_DIR: dataDir,
    API_PORT: String(port),
    TEMPORAL_CLI_PATH: inject('temporalPath'),
    CASES_WORKFLOW_BUNDLE: inject('bundlePath'),
    ORDER_SYSTEM_URL: orders.url,
    ORDER_SYSTEM_SECRET: SECRET,
    WEBHOOK_ALLOW: '127.0.0.1',
  });
  undo.push(async () => {
    run.process.kill('SIGTERM');
    if ((await run.ended) !== 0) killRun(dataDir);
  });
  await run.says('Ctrl-C ends it.', 110_000);
  // it serves a moment before it has written down where its tables are
  const { databaseUrl } = await vi.waitFor(() => readRun(dataDir), { timeout: 30_000 });
  const db = openDatabase(databaseUrl, { applicationName: 'caseloop-test' });
  undo.push(() => db.destroy());
  const adminKey = (await readFile(join(dataDir, 'admin.key'), 'utf8')).trim();
  const url = `http://127.0.0.1:${port}`;
  const admin = createClient({ baseUrl: url, apiKey: adminKey });
  return { folder, url, adminKey, admin, orders, db, stop: () => undo.run() };
}

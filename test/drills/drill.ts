/** One drill: load and disturbance side by side, then rest, then the reconciliation. */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { openDatabase } from '../../store/db.ts';
import type { Db } from '../../store/db.ts';
import { autopsy } from './autopsy.ts';
import type { Installation } from './installation.ts';
import { CASES, playCases, type Load, type Played } from './load.ts';
import { PatientClient } from './patient-client.ts';
import { readExecutions, reconcile, type Evidence, type Reconciliation } from './reconcile.ts';
import { replayAll } from './replay-all.ts';
import type { Receivers } from './receivers.ts';

/** A key whose request died with its API is in use for a minute. */
const LOAD_MS = 240_000;
/** A send claimed by the dead waits a minute for its lease to end; a case stays open for its reopening window. */
const REST_MS = 120_000;

export const ADMIN_KEY = 'admin-key-of-the-drills-0123456789abcdef';

interface ShopOfCases {
  readonly shop: string;
  /** Of its case ids. */
  readonly prefix: string;
}

interface Drill extends ShopOfCases {
  /** Shares of the cases after which the blows fall. */
  readonly blows: readonly number[];
  /** A blow; answers with its instant when a process that sends was killed. */
  strike(installation: Installation, number: number): Promise<number | null>;
  /** Inquiries unless told. */
  readonly loadMs?: number;
  readonly play?: (load: Load) => Promise<Played>;
}

export interface Outcome extends Reconciliation {
  readonly played: Played;
  /** Without the database, which is opened anew for each use. */
  readonly evidence: Omit<Evidence, 'db'>;
  /** What the API said while it could not serve. */
  readonly refusals: PatientClient['refusals'];
  readonly summary: string;
}

const seconds = (since: number): number => Math.round((Date.now() - since) / 100) / 10;

/** Runs a drill on a shop of its own. What went wrong is in the outcome; it throws only where it cannot go on. */
export async function runDrill(installation: Installation, receivers: Receivers, drill: Drill): Promise<Outcome> {
  const from = Date.now();
  const over = AbortSignal.timeout(drill.loadMs ?? LOAD_MS);
  setMaxListeners(0, over);
  const client = new PatientClient(installation.url, ADMIN_KEY, over);
  await openShop(client, drill, receivers.hookUrl);

  let share = 0;
  const { play = (it: Load) => playCases(it, CASES) } = drill;
  const load = play({ client, shop: drill.shop, onProgress: (done) => (share = done) });
  const kills: number[] = [];
  const disturbance = async () => {
    for (const [number, after] of drill.blows.entries()) {
      while (share < after) await sleep(20);
      await sleep(Math.random() * 1500);
      if (share === 1) return number;
      const at = await drill.strike(installation, number);
      if (at !== null) kills.push(at);
    }
    return drill.blows.length;
  };
  const [played, blows] = await Promise.all([load, disturbance()]);
  const loadSeconds = seconds(from);
  const resting = Date.now();
  const executions = await withStores(installation, (db, temporal) => untilRest(db, temporal, drill));
  const restSeconds = seconds(resting);

  const { shop, prefix } = drill;
  const arrivals = receivers.arrivals.filter(({ key }) => key.startsWith(`${prefix}-`));
  const evidence = { shop, accepted: played.accepted, arrivals, executions, kills };
  const { differences, figures, autopsies } = await withStores(installation, async (db, temporal) => {
    const found = await reconcile({ ...evidence, db });
    const all = [...found.differences, ...(await replayAll(temporal, executions, installation.bundle))];
    return { figures: found.figures, differences: all, autopsies: await autopsy(db, temporal, all) };
  });
  const retries = [...client.retries].map(([why, count]) => `${count} ${why}`).join(', ') || 'none';
  const summary = [
    `${shop}: ${blows} blows, load ${loadSeconds} s, rest ${restSeconds} s`,
    `  ${client.requests} requests; sent again: ${retries}; refused: ${played.refused.length}`,
    `  slowest 503 after ${client.refusals.slowestMs} ms, ${client.refusals.bare} without Retry-After`,
    `  ${Object.entries(figures)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}`,
    `  ${differences.length} differences`,
    ...played.faults,
    ...played.refused,
    ...differences,
    ...autopsies,
  ].join('\n');
  return { differences, figures, played, evidence, refusals: client.refusals, summary };
}

/** A shop whose minutes last a second, with everything that is sent coming to the receivers. */
export async function openShop(client: PatientClient, { shop, prefix }: ShopOfCases, hookUrl: string): Promise<void> {
  const staff = { owner: { webhook: true }, supervisor: { email: `supervisor@${shop}.test` } };
  const body = { prefix, name: '演练商城', policy: 'standard-shortened', settings: { staff } };
  const made = await client.send({ method: 'PUT', path: `/v1/shops/${shop}`, body });
  const endpoint = { shop, url: hookUrl };
  const hook = await client.send({
    method: 'POST',
    path: '/v1/webhook-endpoints',
    body: endpoint,
    key: `hook-${shop}`,
  });
  if (made.status !== 201 || hook.status !== 201) throw new Error(`${shop}: ${JSON.stringify([made, hook])}`);
}

/** The stores, as they can be reached now: a start after a kill may have moved them. */
export async function withStores<T>({ run }: Installation, use: (db: Db, temporal: Client) => Promise<T>): Promise<T> {
  const db = openDatabase(run.databaseUrl, { max: 2, applicationName: 'caseloop-drill' });
  const connection = await Connection.connect({ address: run.temporal.address });
  try {
    return await use(db, new Client({ connection }));
  } finally {
    await connection.close();
    await db.destroy();
  }
}

const UNRESTED = `
  select (select count(*)::integer from deliveries where shop = :shop and state = 'pending')
    + (select count(*)::integer from facts join intake using (case_id) where shop = :shop and told_at is null)
    + (select count(*)::integer from intake left join cases using (case_id)
       where intake.shop = :shop and cases.status is distinct from 'closed') as unrested`;

/** Waits until nothing is on its way and every workflow has ended, but not for ever. */
export async function untilRest(
  db: Db,
  temporal: Client,
  { shop, prefix }: ShopOfCases,
): Promise<Evidence['executions']> {
  const giveUpAt = Date.now() + REST_MS;
  for (;;) {
    const { rows } = await db.raw<{ rows: { unrested: number }[] }>(UNRESTED, { shop });
    const executions = await readExecutions(temporal, prefix);
    const running = executions.filter(({ status }) => status === 'RUNNING').length;
    if ((rows[0]?.unrested === 0 && running === 0) || Date.now() > giveUpAt) return executions;
    await sleep(500);
  }
}

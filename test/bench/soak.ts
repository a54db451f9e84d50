/**
 * Two APIs and two workers for some minutes under a steady load, on a Temporal and a Postgres that are given:
 * `TEMPORAL_ADDRESS=… DATABASE_URL=… npm run soak`, with `-- --minutes 10` and `-- --per-second 1`. Ends with 1 when the
 * reconciliation of the drills finds a difference, or a process holds more than 1.1 times the memory in the last third that
 * it held in the middle one.
 */
import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import type { Knex } from 'knex';
import { freePort } from '../../cli/embedded/ports.ts';
import { migrateToLatest } from '../../cli/migrate.ts';
import { loadConfig } from '../../config.ts';
import { openDatabase } from '../../store/db.ts';
import { temporalConnection } from '../../temporal-connection.ts';
import { writeBundle } from '../../worker/bundle.ts';
import { ADMIN_KEY, openShop, untilRest } from '../drills/drill.ts';
import { playSteadily } from '../drills/load.ts';
import { PatientClient } from '../drills/patient-client.ts';
import { startReceivers } from '../drills/receivers.ts';
import { reconcile } from '../drills/reconcile.ts';
import { openFolder } from '../support/servers.ts';
import { Undo } from '../support/undo.ts';
import { cpuMsOf, rssOf, startService } from './processes.ts';

const SAMPLE_MS = 5000;
const MOST_GROWTH = 1.1;
/** After the last case has begun: to be surveyed and answered on a busy machine. */
const LAST_CASE_MS = 300_000;

const { values: given } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, 'per-second': { type: 'string', default: '1' } },
});
const [minutes, perSecond] = [Number(given.minutes), Number(given['per-second'])];
if (!(minutes > 0 && perSecond > 0)) throw new Error('--minutes and --per-second are numbers above 0');

/** The processes by name, with what is measured of each. */
type Watched = Readonly<Record<string, { readonly pid: number; readonly rss: number[]; readonly cpuBefore: number }>>;

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
const third = (values: readonly number[], which: 1 | 2): readonly number[] =>
  values.slice(Math.floor((values.length * which) / 3), Math.floor((values.length * (which + 1)) / 3));
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;

async function startAll(undo: Undo, folder: string): Promise<{ watched: Watched; ports: readonly number[] }> {
  const receivers = { CASELOOP_ADMIN_KEY: ADMIN_KEY, WEBHOOK_ALLOW: '127.0.0.1', LOG_LEVEL: 'warn' };
  const bundle = join(folder, 'workflows.js');
  await writeBundle(bundle);
  const ports = [await freePort(), await freePort()];
  const shared = { ...process.env, ...receivers, CASELOOP_DATA_DIR: folder, CASES_WORKFLOW_BUNDLE: bundle };
  const watched: Record<string, Watched[string]> = {};
  const start = async (name: string, script: string, env: Readonly<Record<string, string>>): Promise<void> => {
    const pid = await startService(undo, {
      name,
      script,
      folder,
      env: { ...shared, ...env },
    });
    watched[name] = { pid, rss: [], cpuBefore: cpuMsOf(pid) };
  };
  for (const n of [1, 2]) await start(`worker ${n}`, 'worker/main.ts', {});
  for (const [i, port] of ports.entries()) await start(`api ${i + 1}`, 'api/main.ts', { API_PORT: String(port) });
  return { watched, ports };
}

interface Written {
  readonly commits: number;
  readonly wal: number;
  readonly size: number;
}

/** What the whole Postgres server has written so far, Temporal's part too where that is on it. */
async function writtenBy(db: Knex): Promise<Written> {
  const { rows } = await db.raw<{ rows: Written[] }>(
    `select (select sum(xact_commit)::bigint from pg_stat_database) as commits,
       pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as wal,
       (select sum(pg_database_size(oid))::bigint from pg_database) as size`,
  );
  const [row] = rows;
  if (!row) throw new Error('Postgres told nothing of itself');
  return row;
}

/** Whether no process has grown more than it may. */
function tellProcesses(watched: Watched, cpu: ReadonlyMap<string, number>, cases: number): boolean {
  let kept = true;
  for (const [name, { rss }] of Object.entries(watched)) {
    const [middle, last] = [mean(third(rss, 1)), mean(third(rss, 2))];
    const grown = last / middle;
    if (!(grown <= MOST_GROWTH)) kept = false;
    console.log(
      `  ${name}: memory ${megabytes(middle)} in the middle third, ${megabytes(last)} in the last: ${grown.toFixed(3)}; ` +
        `${((cpu.get(name) ?? NaN) / cases).toFixed(1)} CPU-ms a case`,
    );
  }
  console.log(`  at most ${MOST_GROWTH} each: ${kept ? 'passed' : 'failed'}`);
  return kept;
}

async function main(undo: Undo): Promise<void> {
  const receivers = await startReceivers();
  undo.push(() => receivers.close());
  process.env['SMTP_URL'] = receivers.smtpUrl;
  const config = loadConfig(process.env);
  await migrateToLatest(config.databaseUrl);
  const db = openDatabase(config.databaseUrl, { max: 2, applicationName: 'caseloop-soak', statementTimeoutMs: 0 });
  undo.push(() => db.destroy());
  const connection = await Connection.connect(temporalConnection(config.temporal));
  undo.push(() => connection.close());
  const temporal = new Client({ connection, namespace: config.temporal.namespace });
  const { watched, ports } = await startAll(undo, await openFolder(undo));

  const cases = Math.round(minutes * 60 * perSecond);
  const over = AbortSignal.timeout(minutes * 60_000 + LAST_CASE_MS);
  setMaxListeners(0, over);
  const clients = ports.map((port) => new PatientClient(`http://127.0.0.1:${port}`, ADMIN_KEY, over));
  const prefix = `S${Math.floor(Date.now() / 1000)
    .toString(36)
    .toUpperCase()}`;
  const shop = `soak-${prefix.toLowerCase()}`;
  const [first] = clients;
  if (first) await openShop(first, { shop, prefix }, receivers.hookUrl);

  const before = await writtenBy(db);
  const from = Date.now();
  const sampling = setInterval(() => {
    for (const { pid, rss } of Object.values(watched)) rss.push(rssOf(pid));
  }, SAMPLE_MS);
  undo.push(() => {
    clearInterval(sampling);
    return Promise.resolve();
  });
  const loads = clients.map((client) => ({ client, shop, onProgress: () => undefined }));
  const played = await playSteadily(loads, { cases, perSecond });
  clearInterval(sampling);
  const loadSeconds = Math.round((Date.now() - from) / 1000);
  const executions = await untilRest(db, temporal, { shop, prefix });
  const cpu = new Map(Object.entries(watched).map(([name, { pid, cpuBefore }]) => [name, cpuMsOf(pid) - cpuBefore]));
  const after = await writtenBy(db);

  const { accepted, faults, refused } = played;
  const arrivals = receivers.arrivals.filter(({ key }) => key.startsWith(`${prefix}-`));
  const { differences, figures } = await reconcile({ db, shop, accepted, arrivals, executions, kills: [] });
  const [commits, wal, size] = (['commits', 'wal', 'size'] as const).map(
    (what) => (after[what] - before[what]) / cases,
  );
  const requests = clients.reduce((sum, client) => sum + client.requests, 0);
  const retries = clients.flatMap((client) => [...client.retries].map(([why, count]) => `${count} ${why}`));
  console.log(`${cases} cases, ${perSecond} a second over ${minutes} min; the last was done after ${loadSeconds} s`);
  console.log(`  ${requests} requests; sent again: ${retries.join(', ') || 'none'}; refused: ${refused.length}`);
  console.log(
    `  ${Object.entries(figures)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}`,
  );
  console.log(
    `  Postgres, a case: ${commits?.toFixed(0) ?? ''} commits, ${((wal ?? 0) / 1024).toFixed(0)} KB of WAL, ` +
      `${((size ?? 0) / 1024).toFixed(0)} KB of disk`,
  );
  const kept = tellProcesses(watched, cpu, cases);
  const wrong = [...faults, ...differences, ...receivers.strays];
  console.log(`  ${differences.length} differences, ${faults.length} faults`);
  for (const one of wrong.slice(0, 20)) console.log(`    ${one}`);
  if (!kept || wrong.length > 0) process.exitCode = 1;
}

const undo = new Undo();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void undo.run().finally(() => process.exit(1)));
}
try {
  await main(undo);
} finally {
  await undo.run();
}

/**
 * The list of cases far down, over HTTP, with every filter that it takes: `npm run bench -- list`, few cases, or with
 * `--full` 1,000,000. Ends with 1 when a page is not the one that OFFSET finds; with `--full` also when a page at depth 100,000
 * takes more than three times the first, or its query is not ten times as fast as by OFFSET.
 */
import type { Knex } from 'knex';
import { freePort } from '../../cli/embedded/ports.ts';
import { migrateToLatest } from '../../cli/migrate.ts';
import { writeCursor } from '../../api/paging.ts';
import { type CaseFilter, type CasePosition, listCases } from '../../store/case-reads.ts';
import { openDatabase } from '../../store/db.ts';
import { openFolder, startPostgres } from '../support/servers.ts';
import { Undo } from '../support/undo.ts';
import { newestOf, seedCases } from './list/seed.ts';
import { startService } from './processes.ts';

const full = process.argv.includes('--full');
const [CASES, DEPTH] = full ? [1_000_000, 100_000] : [20_000, 2_000];
const TIMES = full ? 5 : 3;
const LIMIT = 50;
const MOST_OF_FIRST = 3;
const LEAST_OF_OFFSET = 10;
const ADMIN_KEY = 'admin-key-of-the-bench-0123456789abcdef';

const recently = new Date(newestOf(CASES).getTime() - 86_400_000);

/** A list as it is asked for; the sort order is one: by opening, newest first. */
const LISTS: readonly { readonly query: string; readonly filter: CaseFilter }[] = [
  { query: 'shop=main', filter: { shop: 'main' } },
  { query: '', filter: {} },
  { query: 'shop=main&status=closed', filter: { shop: 'main', status: ['closed'] } },
  { query: 'shop=main&status=open', filter: { shop: 'main', status: ['open'] } },
  {
    query: 'shop=main&status=open&status=waiting-other',
    filter: { shop: 'main', status: ['open', 'waiting-other'] },
  },
  { query: 'shop=main&owner=E-7', filter: { shop: 'main', owner: 'E-7' } },
  { query: 'shop=main&channel=email', filter: { shop: 'main', channel: 'email' } },
  { query: 'shop=main&kind=complaint', filter: { shop: 'main', kind: 'complaint' } },
  { query: 'shop=main&tier=vip', filter: { shop: 'main', tier: 'vip' } },
  { query: 'shop=main&breached=true', filter: { shop: 'main', breached: true } },
  { query: 'shop=main&promise=none', filter: { shop: 'main', promise: 'none' } },
  {
    query: `shop=main&updatedSince=${recently.toISOString()}`,
    filter: { shop: 'main', updatedSince: recently },
  },
];

const undo = new Undo();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void undo.run().finally(() => process.exit(1)));
}

/** Median of several times, after one that warms up; ms. */
async function timeOf(run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let i = 0; i < TIMES; i += 1) {
    const from = performance.now();
    await run();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? NaN;
}

interface Asked {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

type Place = Readonly<Record<'caseId' | 'exact', string>>;

/** Where the statement of a list reads one shop and status. */
const INNER = 'limit ?) as c';

/**
 * The same list by OFFSET, which the store does not offer: its own statement of a first page, and where to begin. Where all
 * is of one shop and status nothing is joined to what is passed over: that is the best OFFSET can do.
 */
async function listByOffset(db: Knex, filter: CaseFilter) {
  let asked: Asked | undefined;
  const listen = (query: Asked): void => {
    asked = query;
  };
  db.on('query', listen);
  await listCases(db, filter, { limit: LIMIT });
  db.off('query', listen);
  const { sql = '', bindings = [] } = asked ?? {};
  const first = sql.replaceAll(/\$\d+/g, '?');
  if (!first.includes(INNER)) throw new Error('the list is asked for otherwise than this bench knows');
  const isOne = filter.shop !== undefined && (filter.status?.length ?? 1) === 1;
  /** The two limits: of what is read of each shop and status, and of the page. */
  const limited = (inner: number, page: number): readonly Knex.RawBinding[] => {
    const others = bindings.slice(0, -1).map((binding) => (binding === LIMIT ? inner : binding));
    return [...others, page];
  };
  return {
    /** How many it holds, but no more than this. */
    async count(most: number): Promise<number> {
      const statement = `select count(*) as count from (${first}) page`;
      const { rows } = await db.raw<{ rows: { count: number }[] }>(statement, limited(most, most));
      return rows[0]?.count ?? 0;
    },
    async page(depth: number, limit = LIMIT): Promise<readonly Place[]> {
      const statement = isOne ? first.replace(INNER, `limit ? offset ${depth}) as c`) : `${first} offset ${depth}`;
      const inner = isOne ? limit : depth + limit;
      const { rows } = await db.raw<{ rows: Place[] }>(statement, limited(inner, limit));
      return rows;
    },
  };
}

async function main(): Promise<void> {
  const [databaseUrl, folder, port] = await Promise.all([startPostgres(undo), openFolder(undo), freePort()]);
  await migrateToLatest(databaseUrl);
  const db = openDatabase(databaseUrl, { applicationName: 'caseloop-bench', statementTimeoutMs: 0 });
  undo.push(() => db.destroy());
  await seedCases(db, CASES);
  // the list asks nothing of Temporal: none has to be there
  const env = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: '127.0.0.1:9', CASELOOP_ADMIN_KEY: ADMIN_KEY };
  await startService(undo, {
    ...{ name: 'api', script: 'api/main.ts', folder },
    env: { ...env, API_PORT: String(port), CASELOOP_DATA_DIR: folder },
  });
  const page = async (query: string, cursor?: string): Promise<string[]> => {
    const asked = [query, `limit=${LIMIT}`, ...(cursor === undefined ? [] : [`cursor=${cursor}`])].filter(Boolean);
    const url = `http://127.0.0.1:${port}/v1/cases?${asked.join('&')}`;
    const get = () => fetch(url, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
    let response = await get();
    // a machine under load; the time that it takes is counted
    for (let again = 0; response.status === 503 && again < 5; again += 1) response = await get();
    if (response.status !== 200) throw new Error(`${query}: ${response.status} ${await response.text()}`);
    const { items } = (await response.json()) as { items: { caseId: string }[] };
    return items.map(({ caseId }) => caseId);
  };

  console.log(`${CASES.toLocaleString('en')} cases; medians of ${TIMES}, ms`);
  console.log('   depth   HTTP first    deep   SQL keyset   offset   times');
  for (const { query, filter } of LISTS) {
    const byOffset = await listByOffset(db, filter);
    const matching = await byOffset.count(DEPTH + LIMIT);
    const depth = matching < DEPTH + LIMIT ? Math.floor(matching / 2) : DEPTH;
    const [before] = await byOffset.page(depth - 1, 1);
    if (!before) throw new Error(`no case is found by ${query}`);
    const after: CasePosition = [before.exact, before.caseId];
    const cursor = writeCursor(after);
    const wanted = (await byOffset.page(depth)).map(({ caseId }) => caseId);
    const same = (await page(query, cursor)).join() === wanted.join();
    const first = await timeOf(() => page(query));
    const deep = await timeOf(() => page(query, cursor));
    const keyset = await timeOf(() => listCases(db, filter, { after, limit: LIMIT }));
    const offset = await timeOf(() => byOffset.page(depth));
    const faults = [
      ...(same ? [] : ['another page than by OFFSET']),
      ...(!full || deep <= MOST_OF_FIRST * first ? [] : [`deep: more than ${MOST_OF_FIRST} times the first`]),
      // where so few match, OFFSET has nothing to pass over
      ...(depth < DEPTH || !full || offset >= LEAST_OF_OFFSET * keyset ? [] : [`not ${LEAST_OF_OFFSET} times OFFSET`]),
    ];
    const figures = [first, deep, keyset, offset].map((ms, i) => ms.toFixed(1).padStart([13, 8, 13, 9][i] ?? 0));
    console.log(
      `${depth.toLocaleString('en').padStart(8)}${figures.join('')}${(offset / keyset).toFixed(0).padStart(8)}   ` +
        [query || '(all shops)', ...faults].join('; '),
    );
    if (faults.length > 0) process.exitCode = 1;
  }
}

try {
  await main();
} finally {
  await undo.run();
}

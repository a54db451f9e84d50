/**
 * Asks a real service (API, worker, Postgres, Temporal) what nobody would ask: `npm run test:fuzz`, by schemathesis from
 * the OpenAPI document, about 3,000 requests with a fixed seed; `-- --cases 10000` for more, `-- --guesses 100000` for
 * guesses at customers' links instead. Ends with 1 when an answer is a server error, is not documented or not as
 * documented, or takes what the document forbids; or when a guess finds something, or is not slowed down.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from '../../store/db.ts';
import { Installation } from '../drills/installation.ts';
import { guessTokens } from './guesses.ts';
import { schemathesis } from './schemathesis.ts';
import { ask, seed, type Access } from './seed.ts';

const ADMIN_KEY = 'admin-key-of-the-fuzz-0123456789abcdef';
const PLENTY = '1000000';
/** Measured: so many requests of a run belong to each operation's share of fuzzing, and to a round of coverage. */
const PER_OPERATION = 230;
const PER_ROUND = 3_000;
/** Half as long again as 3,000 may take, which is five minutes. */
const MAX_SECONDS_PER_CASE = 0.15;
/** Fewer than this share of what was wanted is no run. */
const LEAST_SHARE = 0.8;

const secondsSince = (from: number): number => Math.round((Date.now() - from) / 1000);

function count(values: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, times]) => `${times} × ${value}`).join(', ');
}

async function fuzz(installation: Installation, access: Access & { keyId: string }, cases: number): Promise<boolean> {
  const ids = await seed(access);
  const from = Date.now();
  const ran = await schemathesis({
    ...access,
    ids,
    perOperation: Math.ceil(cases / PER_OPERATION),
    perScenario: Math.ceil(cases / PER_ROUND),
    maxSeconds: cases * MAX_SECONDS_PER_CASE,
  });
  const failures = [...installation.troubles()].filter(([what]) => what.includes('error'));
  console.log(
    [
      `${ran.statuses.length} requests in ${secondsSince(from)} s: ${count([...ran.statuses].sort((a, b) => a - b))}`,
      `Without one good end: ${ran.neverGood.join(', ') || 'no operation'}`,
      ...failures.map(([what, times]) => `logged ${times} × ${what}`),
    ].join('\n'),
  );
  return ran.passed && failures.length === 0 && ran.statuses.length >= cases * LEAST_SHARE;
}

async function guess({ url, run }: Installation, access: Access, guesses: number): Promise<boolean> {
  await seed(access);
  const db = openDatabase(run.databaseUrl);
  try {
    const [links] = await db('customer_tokens').count<{ count: number }[]>();
    const from = Date.now();
    const statuses = await guessTokens({ url, guesses, connections: 32 });
    console.log(`${guesses} guesses at ${links?.count ?? 0} links in ${secondsSince(from)} s: ${count(statuses)}`);
    const limited = statuses.filter((one) => one === 429).length;
    return (links?.count ?? 0) > 0 && statuses.every((one) => one === 404 || one === 429) && limited > guesses / 2;
  } finally {
    await db.destroy();
  }
}

const { values } = parseArgs({ options: { cases: { type: 'string', default: '3000' }, guesses: { type: 'string' } } });
const installation = await Installation.create({
  CASELOOP_ADMIN_KEY: ADMIN_KEY,
  RATE_LIMIT_PER_SECOND: PLENTY,
  RATE_LIMIT_BURST: PLENTY,
  CASE_MESSAGES_PER_MINUTE: PLENTY,
});
let ended: Promise<void> | undefined;
const end = (): Promise<void> => (ended ??= installation.end());
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().finally(() => process.exit(1)));
try {
  const { url } = installation;
  const made = await ask({ url, key: ADMIN_KEY }, 'POST', '/api-keys', { shop: 'main', role: 'admin', name: 'fuzz' });
  const access = { url, key: String(made['key']), keyId: String(made['id']) };
  const passed =
    values.guesses === undefined
      ? await fuzz(installation, access, Number(values.cases))
      : await guess(installation, access, Number(values.guesses));
  if (!passed) process.exitCode = 1;
} finally {
  await end();
}

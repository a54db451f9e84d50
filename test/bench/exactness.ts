/**
 * How exact deadlines are, on real servers: `npm run bench:exactness`, with `-- 1000`, `2000` or `away` one run alone,
 * with `-- --smoke` a small one of each kind. Ends with 1 when a breach is lost, doubled or stamped otherwise than with
 * its deadline, when a fact accepted in time is no hit, or, but for `--report-only`, when a run's breaches are later than
 * it allows.
 */
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { plantAnswer } from '../support/plant-answer.ts';
import { Undo } from '../support/undo.ts';
import { legsOf, percentile, spreadOf } from './exactness/figures.ts';
import { type House, openHouse } from './exactness/house.ts';
import { atRest, openPromised, type Promised, windowFor } from './exactness/promises.ts';
import { type Awaited, reckon, type Verdict } from './exactness/reckoning.ts';

interface Run {
  readonly cases: number;
  /** The deadlines fall somewhere within so many seconds. */
  readonly seconds: number;
  /** No worker is there from before the first deadline until so long after the last. */
  readonly awaySeconds?: number;
  /** Most that 99 of 100 breaches may be late. */
  readonly p99Ms?: number;
}

/** A notice that is late by more than this says so. */
const LATE_SECONDS = 300;

const RUNS: Readonly<Record<string, Run>> = {
  '1000': { cases: 1000, seconds: 60, p99Ms: 1500 },
  '2000': { cases: 2000, seconds: 60 },
  away: { cases: 200, seconds: 60, awaySeconds: LATE_SECONDS + 10 },
};

const SMOKE: Readonly<Record<string, Run>> = {
  small: { cases: 60, seconds: 12 },
  'small, away': { cases: 10, seconds: 3, awaySeconds: 1 },
};

/** A breach is lost when none has been stored for so long; also for what is left to do after the last one. */
const SETTLE_MS = 60_000;

const until = (at: number) => sleep(Math.max(0, at - Date.now()));

/** Waits for the breaches as long as there are more of them, however late: what is missing then is a fault. */
async function untilBreached({ db }: House, breaches: number): Promise<void> {
  for (let stored = 0, giveUpAt = Date.now() + SETTLE_MS; stored < breaches && Date.now() < giveUpAt;) {
    const row = await db('case_events').where({ type: 'clockBreached' }).count<{ count: number }[]>();
    const count = row[0]?.count ?? 0;
    if (count > stored) giveUpAt = Date.now() + SETTLE_MS;
    stored = count;
    await sleep(200);
  }
}

/** The deadlines pass while a worker is there. */
async function liveThrough(house: House, { cases, seconds }: Run): Promise<readonly Awaited[]> {
  const window = windowFor(cases, seconds);
  const promised = await openPromised(house, cases, window);
  await until(window.to);
  await untilBreached(house, cases);
  return promised.map((one) => ({ ...one, verdict: 'breach' }));
}

/** How long before its deadline a case of the outage is answered, and whether its worker learns of it before the breach. */
const ANSWERED: readonly { readonly beforeMs: number | null; readonly verdict: Verdict }[] = [
  { beforeMs: null, verdict: 'breach' },
  { beforeMs: 1, verdict: 'hit' },
  { beforeMs: null, verdict: 'breach' },
  { beforeMs: 1000, verdict: 'hit' },
  { beforeMs: 1, verdict: 'withdrawn' },
];

/** The deadlines pass while no worker is there. */
async function sleepThrough(house: House, { cases, seconds, awaySeconds = 0 }: Run): Promise<readonly Awaited[]> {
  const window = windowFor(cases, seconds);
  const promised = await openPromised(house, cases, window);
  await house.rest();
  if (Date.now() >= window.from) throw new Error('too slow: a deadline came before the worker had ended');
  const staged = promised.map((one, i) => ({
    ...one,
    ...(ANSWERED[i % ANSWERED.length] ?? { beforeMs: null, verdict: 'breach' as const }),
  }));
  const answer = async ({ caseId, dueAt }: Promised, beforeMs: number | null) => {
    if (beforeMs !== null) await house.intake.tell(await plantAnswer(house.db, caseId, dueAt - beforeMs));
  };
  await until(window.to);
  for (const one of staged) if (one.verdict === 'hit') await answer(one, one.beforeMs);
  await until(window.to + awaySeconds * 1000);
  await house.work();
  await untilBreached(house, staged.filter(({ verdict }) => verdict !== 'hit').length);
  for (const one of staged) if (one.verdict === 'withdrawn') await answer(one, one.beforeMs);
  return staged;
}

/** One run on fresh data. Answers with whether all was as it had to be. */
async function measure(name: string, run: Run, undo: Undo): Promise<boolean> {
  const { cases, seconds, awaySeconds, p99Ms } = run;
  const loadBefore = loadavg()[0] ?? NaN;
  const house = await openHouse(undo);
  await house.work();
  const awaited = await (awaySeconds === undefined ? liveThrough : sleepThrough)(house, run);
  await atRest(house, Date.now() + SETTLE_MS);
  const loadAfter = loadavg()[0] ?? NaN;
  const { breaches, noticesMs, faults } = await reckon(house, awaited, (awaySeconds ?? 0) > LATE_SECONDS);
  const lateness = breaches.map(({ latenessMs }) => latenessMs);
  const legs = await legsOf(house.temporal, breaches);
  const p99 = percentile(lateness, 0.99);
  const isLate = p99Ms !== undefined && !(p99 <= p99Ms);
  const lines = [
    `${name}: ${cases} cases, deadlines over ${seconds} s, load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after`,
    ...(awaySeconds === undefined ? [] : [`  no worker from the first deadline until ${awaySeconds} s after the last`]),
    `  breach stored       ${spreadOf(lateness)}  ms after its deadline`,
    `    timer was set     ${spreadOf(legs.map(({ armed }) => armed))}  too late`,
    `    timer fired       ${spreadOf(legs.map(({ timer }) => timer))}`,
    `    worker had it     ${spreadOf(legs.map(({ task }) => task))}`,
    `    decided, stored   ${spreadOf(legs.map(({ turn }) => turn))}`,
    `  notice has arrived  ${spreadOf(noticesMs)}  ms after the deadline`,
    ...(isLate ? [`  p99 is above ${p99Ms} ms`] : []),
    `  ${faults.length} faults in ${breaches.length} breaches, ${noticesMs.length} notices`,
    ...faults.slice(0, 20).map((fault) => `    ${fault}`),
  ];
  console.log(lines.join('\n'));
  return faults.length === 0 && (!isLate || process.argv.includes('--report-only'));
}

const undo = new Undo();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void undo.run().finally(() => process.exit(1)));
}

const all = process.argv.includes('--smoke') ? SMOKE : RUNS;
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
for (const name of asked.length === 0 ? Object.keys(all) : asked) {
  const run = all[name];
  if (!run) throw new Error(`no run ${name}; there are ${Object.keys(all).join(', ')}`);
  try {
    if (!(await measure(name, run, undo))) process.exitCode = 1;
  } finally {
    await undo.run();
  }
}

/**
 * What Caseloop adds to Temporal: a bare workflow with the same durable steps, Caseloop's own by its intake, and the same
 * cases over HTTP, in turn within one run. `npm run bench -- throughput`, small, or with `--full`, which ends with 1 when a
 * goal is missed. Either ends with 1 when the three do not make the same things durable.
 */
import { isDeepStrictEqual } from 'node:util';
import { Undo } from '../support/undo.ts';
import { percentile } from './exactness/figures.ts';
import { byBareClient } from './throughput/bare/client.ts';
import { byHttp, byIntake } from './throughput/caseloop.ts';
import { type Counts, rowsOf, stepsOf } from './throughput/durable-steps.ts';
import { type House, openHouse, openShop } from './throughput/house.ts';
import { type Measured, play, type Way } from './throughput/unit.ts';

const full = process.argv.includes('--full');
const [CASES, CALLERS, WARM_UP] = full ? [60, 20, 30] : [20, 8, 10];
const ROUNDS = 3;

const NAMES = { a: 'bare workflow', b: 'Caseloop, intake', c: 'Caseloop, HTTP' } as const;
type Name = keyof typeof NAMES;

/** Reached when cases/s, or the inverse of CPU-ms a case, is so much of the other's. */
const GOALS = [
  { of: 'c', to: 'b', least: 0.7 },
  { of: 'c', to: 'a', least: 0.5 },
] as const;

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

let again = 0;

async function wayOf(house: House, name: Name, prefix: string, undo: Undo): Promise<Way> {
  const shop = prefix.toLowerCase();
  await openShop(house, shop, prefix);
  if (name === 'a') return byBareClient(house, shop, prefix, undo);
  return name === 'b' ? byIntake(house, shop) : byHttp(house, shop, () => (again += 1));
}

interface Done extends Measured {
  readonly name: Name;
  /** Durable steps and rows of a case. */
  readonly durable: { readonly steps: Counts; readonly rows: Counts };
  readonly events: number;
}

async function playOnce(house: House, undo: Undo, name: Name, round: number, cases: number): Promise<Done> {
  const prefix = `${name.toUpperCase()}${round}`;
  const way = await wayOf(house, name, prefix, undo);
  const measured = await play(house, way, { cases, callers: CALLERS, prefix });
  const { steps, events } = await stepsOf(house.temporal, measured.caseIds);
  const rows = await rowsOf(house.db, prefix.toLowerCase(), cases);
  return { ...measured, name, durable: { steps, rows }, events };
}

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

function tell({ name, casesPerSecond, cpu, cpuOfAll, openings, calls, others }: Done): void {
  const parts = Object.entries(cpu).flatMap(([of, ms]) => (ms < 0.05 ? [] : [`${of} ${number(ms, 1)}`]));
  const spread = (times: readonly number[]): string =>
    [0.5, 0.99].map((share) => number(percentile(times, share))).join(' / ');
  console.log(
    `(${name}) ${NAMES[name].padEnd(17)} ${number(casesPerSecond, 1)} cases/s; CPU-ms a case ${number(cpuOfAll, 1)} ` +
      `(${parts.join(', ')}); p50 / p99 ms: openings ${spread(openings)}, calls ${spread(calls)}; ` +
      `others had ${number(others * 100)} % of the processors`,
  );
}

const counted = (counts: Counts): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${number(count, Number.isInteger(count) ? 0 : 2)} ${what.toLowerCase()}`)
    .join(', ');

/** Median over the rounds of what one way reaches of another, by one measure. */
const ratioOf = (rounds: readonly (readonly Done[])[], of: Name, to: Name, measure: (one: Done) => number): number =>
  medianOf(
    rounds.map((round) => {
      const [one, other] = [of, to].map((name) => round.find((done) => done.name === name));
      return one && other ? measure(one) / measure(other) : NaN;
    }),
  );

function judge(rounds: readonly (readonly Done[])[]): boolean {
  const reached = GOALS.map(({ of, to, least }) => {
    const byRate = ratioOf(rounds, of, to, ({ casesPerSecond }) => casesPerSecond);
    const byCpu = ratioOf(rounds, of, to, ({ cpuOfAll }) => 1 / cpuOfAll);
    const passed = Math.max(byRate, byCpu) >= least;
    console.log(
      `(${of})/(${to}): ${number(byRate, 2)} by cases/s, ${number(byCpu, 2)} by CPU-ms; ` +
        `at least ${least} by one of them: ${passed ? 'passed' : 'failed'}`,
    );
    return passed;
  });
  return reached.every(Boolean);
}

async function main(undo: Undo): Promise<void> {
  const house = await openHouse(undo);
  for (const name of ['a', 'b', 'c'] as const) await playOnce(house, undo, name, 0, WARM_UP);
  const rounds: Done[][] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const done: Done[] = [];
    const order = (['a', 'b', 'c', 'a', 'b'] as const).slice(round - 1, round + 2);
    for (const name of order) {
      const one = await playOnce(house, undo, name, round, CASES);
      tell(one);
      done.push(one);
    }
    rounds.push(done);
  }
  const [first, ...others] = rounds.flat();
  if (!first) return;
  console.log(`durable in each case: ${counted(first.durable.steps)}; ${counted(first.durable.rows)}`);
  console.log(`${first.events} events of history; sent again after 503: ${again}`);
  for (const one of others) {
    if (isDeepStrictEqual(one.durable, first.durable)) continue;
    console.log(`not the same: (${one.name}) ${counted(one.durable.steps)}; ${counted(one.durable.rows)}`);
    process.exitCode = 1;
  }
  if (!judge(rounds) && full) process.exitCode = 1;
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

import { readFileSync, writeFileSync } from 'node:fs';
import type { BackTestShown } from '../../api/back-test-schemas.ts';
import type { Tally } from '../../domain/back-test.ts';
import { changesCsv } from '../../api/back-test-csv.ts';
import type { Say } from '../usage.ts';
import { COLUMNS } from './columns.ts';
import { type Log, readLog } from './log.ts';
import { type LogOptions, readOptions, type ServiceOptions } from './options.ts';
import { progressOn } from './progress.ts';
import { calendarsWith, policyNamed } from './promises.ts';
import { changesOf, table } from './report.ts';
import { overService } from './service.ts';
import { backTest as run, changedCases, type Side } from './run.ts';

export { USAGE } from './options.ts';

/** Bad rows that are told one by one. */
const TOLD = 50;
const LEFT_OUT = 3;

/** The file as text. @throws Error where it is not UTF-8 */
function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Error(`${file} is not UTF-8`, { cause: error });
  }
}

function tellLog({ headers, places, cases, bad, read }: Log, { mapping }: LogOptions, say: Say): void {
  const columns = COLUMNS.flatMap((column) => {
    const place = places.get(column);
    return place === undefined ? [] : [`${column}=${headers[place] ?? ''}`];
  });
  say(`Columns: ${columns.join(', ')}`);
  say(`Instants without an offset: ${mapping.timezone}. A wait lasts ${mapping.waiting} s where the log does not say.`);
  for (const [as, rows] of [...read].sort(([, a], [, b]) => b - a)) say(`  ${as}: ${rows.toLocaleString('en')}`);
  say(`${cases.length.toLocaleString('en')} cases, ${bad.length.toLocaleString('en')} rows left out`);
}

/** Each row that was left out, to stderr. */
function tellBad({ bad }: Log): void {
  for (const { line, why } of bad.slice(0, TOLD)) process.stderr.write(`line ${line}: ${why}\n`);
  if (bad.length > TOLD) process.stderr.write(`and ${bad.length - TOLD} more\n`);
}

const nameOf = ({ policy: { name, version } }: Side): string => (name.endsWith('.json') ? name : `${name}@${version}`);

interface Outcome {
  readonly looked: number;
  readonly tallies: readonly Tally[];
  readonly changed: BackTestShown['items'];
}

function tellOutcome({ looked, tallies, changed }: Outcome, out: string | undefined, say: Say): void {
  say('');
  say(table(tallies));
  say('');
  say(`${changed.length.toLocaleString('en')} of ${looked.toLocaleString('en')} cases change`);
  if (out === undefined) return;
  writeFileSync(out, changesCsv(changed));
  say(`Written: ${out}`);
}

async function overLog(options: LogOptions, say: Say): Promise<number> {
  const { policy = 'standard', against = policy, calendars, mapping, out } = options;
  const [shipped, drafted] = [calendarsWith([]), calendarsWith(calendars)];
  const before: Side = { policy: policyNamed(policy, shipped), calendars: shipped };
  const after: Side = { policy: policyNamed(against, drafted), calendars: drafted };
  const log = readLog(textOf(options.log), mapping);
  tellLog(log, options, say);
  tellBad(log);
  say(`Before: ${nameOf(before)}. After: ${[nameOf(after), ...calendars].join(', ')}.`);
  const progress = progressOn(process.stderr, 'cases');
  const began = performance.now();
  const tested = await run(log.cases, { before, after }, mapping.waiting, (done) => {
    progress(done, log.cases.length);
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const outcome = { looked: log.cases.length, tallies: tested.tallies, changed: changesOf(changedCases(tested)) };
  tellOutcome(outcome, out, say);
  say(`It took ${seconds} s.`);
  return log.bad.length > 0 ? LEFT_OUT : 0;
}

/** How many cases the service has is not known before; so what is told is how many are through. */
async function overCases(options: ServiceOptions, say: Say): Promise<number> {
  const { looked, tallies, changed } = await overService(options, (cases) => {
    process.stderr.write(`${cases.toLocaleString('en')} cases\n`);
  });
  tellOutcome({ looked, tallies, changed }, options.out, say);
  return 0;
}

/** `back-test`: the exit code. @throws UsageError, Refused, Error */
export async function backTest(args: readonly string[], say: Say): Promise<number> {
  const options = readOptions(args);
  return 'log' in options ? overLog(options, say) : overCases(options, say);
}

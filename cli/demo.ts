/** `npm run demo`: a shop's busy minutes, played on a running instance or on one of its own. */
import { setMaxListeners } from 'node:events';
import { DEMO_SHORTENING } from '../domain/policies/index.ts';
import { ApiClient, GivenUp } from './demo/client.ts';
import { figuresOf, readCases } from './demo/figures.ts';
import { findInstance, type Instance } from './demo/instance.ts';
import { type DemoOptions, readOptions, USAGE } from './demo/options.ts';
import { links, slowest, table } from './demo/report.ts';
import { LIMIT_MS, openShop, Run } from './demo/run.ts';
import { readInquiries } from './demo/sample.ts';
import { differences, figuresInTables } from './demo/verify.ts';

const INTERRUPTED = 'interrupted';
const TIME_OVER = 'the time is over';

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** Aborts when the time is over; time in which the API was away does not count, up to as much again. */
function limit(client: ApiClient, stopped: AbortController): () => void {
  const began = Date.now();
  const timer = setInterval(() => {
    if (Date.now() - began - Math.min(client.awayMs(), LIMIT_MS) > LIMIT_MS) stopped.abort(TIME_OVER);
  }, 500);
  return () => {
    clearInterval(timer);
  };
}

async function runDemo(instance: Instance, options: DemoOptions, stopped: AbortController): Promise<boolean> {
  const inquiries = readInquiries(options);
  const client = new ApiClient(instance.base, instance.key, stopped.signal);
  await openShop(client);
  const { secondsPerMinute, longestSeconds } = DEMO_SHORTENING;
  say(`Caseloop at ${instance.base}, shop demo, run ${options.run}: ${inquiries.length} messages.`);
  say(
    `Policy standard-shortened: a minute of the policy lasts ${secondsPerMinute} s, no wait is longer than ${longestSeconds} s.`,
  );
  say(
    `Interrupted? npm run demo -- --run ${options.run} goes on${options.messages ? ' (with the same --messages)' : ''}.`,
  );
  say();
  const unlimit = limit(client, stopped);
  const outcome = await new Run(client, inquiries, options.run, stopped.signal).play().finally(unlimit);
  if (stopped.signal.aborted && stopped.signal.reason !== TIME_OVER) throw new GivenUp(INTERRUPTED);

  // the run's own client may have given up; what is read now is read by another, and its times are not the run's
  const reader = new ApiClient(instance.base, instance.key, AbortSignal.timeout(60_000));
  const cases = await readCases(reader, outcome.caseIds);
  const figures = figuresOf(options.run, cases);
  say();
  say(
    `Run ${options.run}, policy standard-shortened (1 min = ${secondsPerMinute} s), ${outcome.seconds.toFixed(0)} s:`,
  );
  say(table(figures, client.latencies));
  say(slowest(cases));
  say('In the Temporal UI:');
  say(links(instance.base, cases));
  let good = outcome.unfinished.length === 0 && outcome.faults.length === 0;
  if (outcome.unfinished.length > 0) say(`NOT ENDED, ${outcome.unfinished.length}: ${outcome.unfinished.join(', ')}`);
  for (const fault of outcome.faults.slice(0, 20)) say(`REFUSED ${fault}`);
  const databaseUrl = options.verify ? (process.env['DATABASE_URL'] ?? instance.databaseUrl) : instance.databaseUrl;
  if (databaseUrl !== undefined) {
    const wrong = differences(figures, await figuresInTables(databaseUrl, options.run));
    say(wrong.length === 0 ? 'SQL over the database gives the same figures.' : `SQL DIFFERS: ${wrong.join('; ')}`);
    good &&= wrong.length === 0;
  } else if (options.verify) throw new Error('--verify needs DATABASE_URL, the database of the instance');
  return good;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    say(USAGE);
    return 0;
  }
  const stopped = new AbortController();
  // every wait of every case listens to it
  setMaxListeners(0, stopped.signal);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped.abort(signal);
    });
  }
  const instance = await findInstance(options.api, stopped.signal, say);
  try {
    const good = await runDemo(instance, options, stopped);
    if (instance.own) say('Stopping the instance that the demo started; its cases stay in its data folder.');
    return good ? 0 : 1;
  } finally {
    await instance.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof GivenUp && error.message === INTERRUPTED ? 130 : 1;
}

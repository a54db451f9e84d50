/** `npm run demo`: a shop's busy minutes, played on a running instance or on one of its own. */
import { setMaxListeners } from 'node:events';
import { type ReferenceOrderSystem } from './order-system/index.ts';
import { DEMO_SHORTENING } from '../domain/policies/index.ts';
import { ApiClient, GivenUp } from './demo/client.ts';
import { figuresOf, readCases } from './demo/figures.ts';
import { findInstance, type Instance } from './demo/instance.ts';
import { type DemoOptions, readOptions, USAGE } from './demo/options.ts';
import { openingsOf } from './demo/openings.ts';
import { keepOrders, openOrders, paidBack } from './demo/orders.ts';
import { links, money, slowest, table } from './demo/report.ts';
import { requestsOf } from './demo/requests.ts';
import { LIMIT_MS, openShop, type Outcome, type Programme, Run } from './demo/run.ts';
import { readInquiries } from './demo/sample.ts';
import { forgetRun, takeRun } from './demo/unfinished.ts';
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

/** Says what is played, and how to go on with it. */
function announce(run: string, instance: Instance, { inquiries, openings }: Programme): void {
  const { secondsPerMinute, longestSeconds } = DEMO_SHORTENING;
  const others = `${openings.length} complaints and after-sales requests`;
  say(`Caseloop at ${instance.base}, shop demo, run ${run}: ${inquiries.length} messages, ${others}.`);
  say(`Policy standard-shortened: 1 min lasts ${secondsPerMinute} s, no wait is longer than ${longestSeconds} s.`);
  say(`If it is broken off: the same command goes on with it, or with --run ${run} from elsewhere.`);
  say();
}

/** Reads what came of it, shows it, and compares it with the tables where they can be reached. */
async function conclude(run: string, instance: Instance, options: DemoOptions, played: Played): Promise<boolean> {
  const { outcome, latencies, orders } = played;
  // the run's own client may have given up; this one's times are not the run's
  const reader = new ApiClient(instance.base, instance.key, AbortSignal.timeout(60_000));
  const cases = await readCases(reader, outcome.caseIds);
  const figures = figuresOf(run, cases);
  say();
  say(
    `Run ${run}, ${outcome.seconds.toFixed(0)} s, policy standard-shortened (1 min lasts ${DEMO_SHORTENING.secondsPerMinute} s):`,
  );
  say(table(figures, latencies));
  say(slowest(cases));
  say('In the Temporal UI:');
  say(links(instance.base, cases));
  if (outcome.unfinished.length > 0) say(`NOT ENDED, ${outcome.unfinished.length}: ${outcome.unfinished.join(', ')}`);
  for (const fault of outcome.faults.slice(0, 20)) say(`REFUSED ${fault}`);

  const paid = orders && (await paidBack(orders, run));
  if (paid) say(money(paid, figures));
  const isPaid = paid === null || paid.cents === figures.refundedCents;

  const given = options.verify ? process.env['DATABASE_URL'] : undefined;
  const databaseUrl = given ?? instance.databaseUrl();
  if (options.verify && databaseUrl === undefined) throw new Error("--verify needs DATABASE_URL, the instance's own");
  if (outcome.unfinished.length > 0) return false; // they still move: other figures a moment later
  if (databaseUrl === undefined) return isPaid && outcome.faults.length === 0;
  const wrong = differences(figures, await figuresInTables(databaseUrl, run));
  say(wrong.length > 0 ? `SQL DIFFERS: ${wrong.join('; ')}` : 'SQL over the database gives the same figures.');
  return isPaid && outcome.faults.length + wrong.length === 0;
}

interface Played {
  readonly outcome: Outcome;
  readonly latencies: readonly number[];
  readonly orders: ReferenceOrderSystem | null;
}

async function runDemo(instance: Instance, options: DemoOptions, stopped: AbortController): Promise<boolean> {
  const inquiries = readInquiries(options);
  const of = [instance.base, options.messages ?? 'sample', options.count ?? 'all'].join(' ');
  const run = takeRun(instance.dataDir, { run: options.run, of });
  const client = new ApiClient(instance.base, instance.key, stopped.signal);
  await openShop(client);
  const orders = await openOrders(instance);
  try {
    const requests = orders ? requestsOf(run, Date.now()) : [];
    if (orders) await keepOrders(orders, requests);
    const programme = { inquiries, openings: openingsOf(run, requests) };
    announce(run, instance, programme);
    if (!orders) say('It asks no order system that the demo could be: after-sales requests are left out.');
    const unlimit = limit(client, stopped);
    const outcome = await new Run(client, programme, run, stopped.signal).play().finally(unlimit);
    if (stopped.signal.aborted && stopped.signal.reason !== TIME_OVER) throw new GivenUp(INTERRUPTED);
    const good = await conclude(run, instance, options, { outcome, latencies: client.latencies, orders });
    if (outcome.unfinished.length === 0) forgetRun(instance.dataDir);
    return good;
  } finally {
    await orders?.close();
  }
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
  readInquiries(options); // a file that cannot be read is told before anything is started
  const instance = await findInstance(options.api, stopped.signal, say);
  try {
    const good = await runDemo(instance, options, stopped);
    if (instance.own)
      say(
        'Stopping the instance that the demo started. `npm start` brings it back with its cases, and the links with it.',
      );
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

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { loadEmbeddedConfig } from '../../config.ts';
import { adminKey, baseOf } from '../locate.ts';
import { freePort } from '../embedded/ports.ts';
import { GivenUp } from './client.ts';

interface OrderSystemAddress {
  readonly url: string;
  readonly secret: string;
}

/** A running Caseloop. `stop` ends it when the demo started it, and leaves it alone otherwise. */
export interface Instance {
  readonly base: string;
  readonly key: string;
  readonly own: boolean;
  readonly dataDir: string;
  /** Where its tables are, when it is the embedded one of this data folder; written down once all of it runs. */
  databaseUrl(): string | undefined;
  /** What it asks about orders, where that is known. */
  readonly orderSystem?: OrderSystemAddress | undefined;
  stop(): Promise<void>;
}

/** A first start may fetch Temporal's program. */
const READY_WITHIN_MS = 180_000;
const STOPPED_WITHIN_MS = 60_000;
const TOLD_ENDS_WITHIN_MS = 30_000;

/** Why the demo was stopped, when a terminal's Ctrl-C did it. */
const CTRL_C = 'SIGINT';

const isReady = async (base: string): Promise<boolean> => {
  try {
    const answer = await fetch(`${base}/readyz`, { signal: AbortSignal.timeout(3_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
};

const RunFile = z.object({ api: z.string(), databaseUrl: z.string() });

/** What `npm start` has written down about the run at this address. */
function embeddedDatabase(base: string, dataDir: string): string | undefined {
  try {
    const run = RunFile.parse(JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')));
    return run.api === base ? run.databaseUrl : undefined;
  } catch {
    return undefined;
  }
}

/** The instance to talk to: the one named, else the one that runs, else one of the demo's own. */
export async function findInstance(
  api: string | undefined,
  stopped: AbortSignal,
  say: (line: string) => void,
): Promise<Instance> {
  const config = loadEmbeddedConfig(process.env);
  const base = api ?? baseOf(config);
  const running = await isReady(base);
  if (api !== undefined && !running) throw new Error(`no Caseloop is ready at ${base}`);
  const known = () => ({
    base,
    key: adminKey(config.adminKey, config.dataDir),
    dataDir: config.dataDir,
    databaseUrl: () => embeddedDatabase(base, config.dataDir),
  });
  if (running) return { ...known(), own: false, orderSystem: config.orderSystem, stop: () => Promise.resolve() };
  mkdirSync(config.dataDir, { recursive: true });
  const log = join(config.dataDir, 'demo-instance.log');
  say(`no Caseloop is ready at ${base}: starting one (its output goes to ${log})`);
  const orderSystem = config.orderSystem ?? (await newAddress());
  const child = start(log, orderSystem);
  const stop = (): Promise<void> => end(child, stopped.reason === CTRL_C);
  try {
    await untilReady(base, child, { log, stopped });
    return { ...known(), own: true, orderSystem, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where an instance of the demo's own asks: the demo answers there. */
const newAddress = async (): Promise<OrderSystemAddress> => ({
  url: `http://127.0.0.1:${await freePort()}`,
  secret: `whsec_${randomBytes(32).toString('base64')}`,
});

/** In the demo's process group, so that whoever ends that group ends the instance with it. */
function start(log: string, { url, secret }: OrderSystemAddress): ChildProcess {
  const output = openSync(log, 'w');
  try {
    return spawn(process.execPath, ['--import', 'tsx', 'cli/up.ts'], {
      stdio: ['ignore', output, output],
      env: { ...process.env, ORDER_SYSTEM_SECRET_FILE: '', ORDER_SYSTEM_URL: url, ORDER_SYSTEM_SECRET: secret },
    });
  } finally {
    closeSync(output);
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function untilReady(
  base: string,
  child: ChildProcess,
  { log, stopped }: { log: string; stopped: AbortSignal },
): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    await sleep(300);
    if (stopped.aborted) throw new GivenUp('interrupted');
    if (hasEnded(child)) throw new Error(`the instance ended before it was ready: see ${log}`);
    if (await isReady(base)) return;
  }
  throw new Error(`the instance was not ready within ${READY_WITHIN_MS / 1000} s: see ${log}`);
}

/** `told`: the terminal has told the whole group, and a second signal would end the instance without its order. */
async function end(child: ChildProcess, told: boolean): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  if (told) await Promise.race([ended, sleep(TOLD_ENDS_WITHIN_MS, undefined, { ref: false })]);
  if (hasEnded(child)) return;
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(STOPPED_WITHIN_MS, undefined, { ref: false })]);
}

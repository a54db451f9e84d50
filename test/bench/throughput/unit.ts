/** One case as all that are compared live it, and many of them played and measured. */
import { setTimeout as sleep } from 'node:timers/promises';
import { machineMs } from '../processes.ts';
import type { Cpu, House } from './house.ts';

/** One way to bring cases. The texts are the same for all. */
export interface Way {
  /** The customer's first message. Answers with the case's id. */
  open(index: number): Promise<string>;
  say(caseId: string, index: number): Promise<void>;
  reply(caseId: string): Promise<void>;
  resolve(caseId: string): Promise<void>;
  confirm(caseId: string): Promise<void>;
}

export const TEXTS = {
  first: '请问这款净水器的滤芯多久换一次?',
  second: '那滤芯在哪里可以买到?',
  answer: '六个月换一次,亲。店铺首页就有。',
} as const;

export const AGENT = 'E-007';

export interface Measured {
  readonly casesPerSecond: number;
  /** CPU-ms a case. */
  readonly cpu: Cpu;
  readonly cpuOfAll: number;
  /** What other programs took of the machine's processors meanwhile, 0 to 1. */
  readonly others: number;
  /** Milliseconds of each call that opened a case, and of each that did anything. */
  readonly openings: readonly number[];
  readonly calls: readonly number[];
  readonly caseIds: readonly string[];
}

interface Round {
  readonly cases: number;
  readonly callers: number;
  /** Of the case ids of this round. */
  readonly prefix: string;
}

/** Waits no longer for what a step leaves to be done. */
const STEP_MS = 180_000;
const LOOK_EVERY_MS = 100;

/**
 * Plays the cases step by step: each step of all of them, then nothing until all of it is stored and sent, so that no two
 * steps of a case ever share a task.
 */
export async function play(house: House, way: Way, { cases, callers, prefix }: Round): Promise<Measured> {
  const caseIds: string[] = [];
  const openings: number[] = [];
  const calls: number[] = [];
  const each = async (call: (index: number) => Promise<void>, times: number[]): Promise<void> => {
    let next = 0;
    const caller = async (): Promise<void> => {
      while (next < cases) {
        const from = performance.now();
        await call(next++);
        times.push(performance.now() - from);
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
  };
  const idOf = (index: number): string => caseIds[index] ?? '';
  const [before, machineBefore] = [house.cpu(), machineMs()];
  const from = performance.now();
  await each(async (index) => {
    caseIds[index] = await way.open(index);
  }, openings);
  await stored(house, prefix, 'messageReceived', cases);
  await each((index) => way.say(idOf(index), index), calls);
  await stored(house, prefix, 'messageReceived', 2 * cases);
  await each((index) => way.reply(idOf(index)), calls);
  await stored(house, prefix, 'replied', cases);
  await each((index) => way.resolve(idOf(index)), calls);
  await stored(house, prefix, 'confirmationAsked', cases);
  await each((index) => way.confirm(idOf(index)), calls);
  await stored(house, prefix, 'closed', cases);
  // what remains is waiting for the same timer
  const seconds = (performance.now() - from) / 1000;
  await ended(house, prefix);
  const [after, machineAfter] = [house.cpu(), machineMs()];
  const cpu = Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, (ms - before[name as keyof Cpu]) / cases]),
  ) as Cpu;
  const cpuOfAll = Object.values(cpu).reduce((sum, ms) => sum + ms, 0);
  const [busy, all] = [machineAfter.busy - machineBefore.busy, machineAfter.all - machineBefore.all];
  return {
    casesPerSecond: cases / seconds,
    ...{ cpu, cpuOfAll, openings, calls: [...openings, ...calls], caseIds },
    others: Math.max(0, busy - cpuOfAll * cases) / all,
  };
}

/** Case ids of a prefix lie between these two, whatever index is asked. */
const range = (prefix: string): [string, string] => [`${prefix}-`, `${prefix}.`];

/** Until so many events of a type are stored, and every send has left. */
async function stored({ db }: House, prefix: string, type: string, count: number): Promise<void> {
  await until(`${count} × ${type}`, async () => {
    const { rows } = await db.raw<{ rows: { count: number; pending: number }[] }>(
      `select (select count(*) from case_events where case_id >= ? and case_id < ? and type = ?) as count,
         (select count(*) from deliveries where case_id >= ? and case_id < ? and state = 'pending') as pending`,
      [...range(prefix), type, ...range(prefix)],
    );
    return rows[0]?.count === count && rows[0].pending === 0;
  });
}

async function ended({ temporal }: House, prefix: string): Promise<void> {
  const query = `ExecutionStatus = "Running" AND WorkflowId STARTS_WITH "case:${prefix}-"`;
  await until('the end of all workflows', async () => (await temporal.workflow.count(query)).count === 0);
}

async function until(what: string, reached: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + STEP_MS;
  while (!(await reached())) {
    if (Date.now() > giveUpAt) throw new Error(`never came: ${what}`);
    await sleep(LOOK_EVERY_MS);
  }
}

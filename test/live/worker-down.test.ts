import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type EventRow, LiveService } from '../support/live-service.ts';
import { startUp } from '../support/up.ts';

/** When an answer is told to a case whose worker is away over a deadline. */
type Told = 'before the deadline' | 'after the deadline' | 'after the restart';

interface Scenario {
  /** With a warning before it, the timer of the warning fires while nobody is there, and the deadline's is never set. */
  readonly warned: boolean;
  readonly told: Told;
  /** Milliseconds between the deadline and the acceptance; null: really accepted when it is told. */
  readonly shift: number | null;
  readonly hit: boolean;
}

interface Staged {
  readonly caseId: string;
  readonly dueAt: number;
}

const SCENARIOS: readonly Scenario[] = [
  { warned: false, told: 'before the deadline', shift: null, hit: true },
  { warned: false, told: 'before the deadline', shift: -1, hit: true },
  { warned: false, told: 'after the deadline', shift: -1, hit: true },
  { warned: false, told: 'after the deadline', shift: 0, hit: false },
  { warned: false, told: 'after the deadline', shift: 1, hit: false },
  { warned: false, told: 'after the deadline', shift: null, hit: false },
  { warned: false, told: 'after the restart', shift: -1, hit: true },
  { warned: false, told: 'after the restart', shift: 0, hit: false },
  { warned: false, told: 'after the restart', shift: 1, hit: false },
  { warned: true, told: 'after the deadline', shift: -1, hit: true },
  { warned: true, told: 'after the deadline', shift: 1, hit: false },
  { warned: true, told: 'after the restart', shift: -1, hit: true },
];

const acceptance = (shift: number | null): string =>
  shift === null ? 'really accepted then' : `accepted at ${shift} ms`;
const titleOf = ({ warned, told, shift, hit }: Scenario): string =>
  `an answer told ${told}, ${acceptance(shift)}, is a ${hit ? 'hit' : 'breach at the deadline'}${warned ? ' (warned)' : ''}`;

const waitUntil = (at: number) => sleep(Math.max(0, at - Date.now()));
let service: LiveService;

async function answer(caseId: string, acceptedAt: number | null): Promise<void> {
  if (acceptedAt === null) await service.answers(caseId);
  else await service.intake.tell(await service.plantAnswer(caseId, acceptedAt));
}

/** How long before a stated date its owner is warned, in the shortened policy. */
const WARNED_BEFORE_MS = 4000;
const SOON_MS = { warned: WARNED_BEFORE_MS + 2000, unwarned: WARNED_BEFORE_MS - 100 };

/** Cases of which the agent has said by when there will be an answer: the deadlines come when nobody is there. */
async function stage(): Promise<Map<Scenario, Staged>> {
  const caseIds: string[] = [];
  while (caseIds.length < SCENARIOS.length) caseIds.push((await service.says({ level: 2 })).caseId);
  for (const caseId of caseIds) await service.until(caseId, 'messageReceived');
  const given = { messageId: 'soon', agentId: 'E-007', kind: 'acknowledgement', text: '马上查' } as const;
  const staged = await Promise.all(
    SCENARIOS.map(async (scenario, i) => {
      const caseId = caseIds[i] ?? '';
      const expectedAt = Date.now() + (scenario.warned ? SOON_MS.warned : SOON_MS.unwarned);
      await service.intake.reply(caseId, { ...given, expectedAt });
      return [scenario, { caseId, dueAt: expectedAt }] as const;
    }),
  );
  for (const caseId of caseIds) await service.until(caseId, 'replied');
  return new Map(staged);
}

/** Acts through one outage of the worker, for all scenarios beside each other. */
async function liveThrough(stop: () => Promise<void>): Promise<Map<Scenario, Staged>> {
  const staged = await stage();
  const tell = async (now: Told) => {
    for (const [{ told, shift }, { caseId, dueAt }] of staged) {
      if (told === now) await answer(caseId, shift === null ? null : dueAt + shift);
    }
  };
  await stop();
  await tell('before the deadline');
  const dues = [...staged.values()].map(({ dueAt }) => dueAt);
  if (Date.now() >= Math.min(...dues)) throw new Error('the machine is too slow: a deadline came before the outage');
  await waitUntil(Math.max(...dues) + 200);
  await tell('after the deadline');
  await service.work();
  for (const [{ told }, { caseId }] of staged) {
    if (told === 'after the restart') await service.until(caseId, 'clockBreached');
    else await service.until(caseId, 'replied', 2);
  }
  await tell('after the restart');
  return staged;
}

async function expectVerdict(scenario: Scenario, staged: ReadonlyMap<Scenario, Staged>): Promise<void> {
  const { warned, told, shift, hit } = scenario;
  const { caseId = '', dueAt = NaN } = staged.get(scenario) ?? {};
  await service.until(caseId, 'replied', 2);
  const events = (await service.eventsOf(caseId)).filter(({ data }) => data['clock'] === 'promise');
  const instantsOf = (type: string) => events.filter((event) => event.type === type).map(({ at }) => at);
  const withdrawn = hit && told === 'after the restart';
  expect(instantsOf('clockBreached')).toEqual(hit && !withdrawn ? [] : [dueAt]);
  expect(instantsOf('breachWithdrawn')).toHaveLength(withdrawn ? 1 : 0);
  expect(instantsOf('clockWarned')).toEqual(warned ? [dueAt - WARNED_BEFORE_MS] : []);
  expectEachOnce(events);

  const row = await service
    .db('cases')
    .where({ case_id: caseId })
    .first<{ breached: boolean; clocks: Record<string, unknown>[] }>();
  const shown = row.clocks.filter(({ name }) => name === 'promise');
  expect(shown).toMatchObject([{ state: hit ? 'met' : 'breached', dueAt: new Date(dueAt).toISOString() }]);
  if (shift !== null) expect(shown).toMatchObject([{ stoppedAt: new Date(dueAt + shift).toISOString() }]);
  expect(row.breached).toBe(!hit);
}

/** No rung is told twice, and none before the deadline. */
function expectEachOnce(events: readonly EventRow[]): void {
  const rungs = events.filter(({ type }) => type === 'escalated').map(({ data }) => data['role']);
  expect(new Set(rungs).size).toBe(rungs.length);
}

beforeAll(async () => {
  service = await LiveService.open();
});
afterAll(() => service.close());

describe('a worker that ended in order and came back after the deadline', () => {
  let staged: ReadonlyMap<Scenario, Staged>;
  beforeAll(async () => {
    await service.work();
    staged = await liveThrough(() => service.rest());
  });
  afterAll(() => service.rest());

  it.each(SCENARIOS.map((scenario) => [titleOf(scenario), scenario] as const))('%s', async (_title, scenario) => {
    await expectVerdict(scenario, staged);
  });

  it('found the timer fired before the fact, and judged by the acceptance all the same', async () => {
    const timerFirst = [...staged].find(
      ([{ warned, told, shift }]) => !warned && told === 'after the deadline' && shift === -1,
    );
    const { events } = await service.handle(timerFirst?.[1].caseId ?? '').fetchHistory();
    const order = (events ?? []).flatMap((event) => {
      if (event.timerFiredEventAttributes) return ['timer fired'];
      return event.workflowExecutionSignaledEventAttributes ? ['fact told'] : [];
    });
    expect(order).toEqual(['fact told', 'fact told', 'timer fired', 'fact told']);
  });
});

describe('a worker that was killed with its cases in memory', () => {
  let staged: ReadonlyMap<Scenario, Staged>;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caseloop-killed-'));
    const victim = startUp('worker/main.ts', {
      DATABASE_URL: service.database.url,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: service.namespace,
      CASES_WORKFLOW_BUNDLE: inject('bundlePath'),
      CASELOOP_DATA_DIR: folder,
    });
    await victim.says('"working"');
    staged = await liveThrough(async () => {
      victim.process.kill('SIGKILL');
      await victim.ended;
    });
  });
  afterAll(async () => {
    await service.rest();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(SCENARIOS.map((scenario) => [titleOf(scenario), scenario] as const))('%s', async (_title, scenario) => {
    await expectVerdict(scenario, staged);
  });
});

describe('a worker that was never there before the deadline', () => {
  const CASES = [-1, 0, 1, null].map((shift) => ({ shift, caseId: '', dueAt: NaN }));
  beforeAll(async () => {
    for (const one of CASES) {
      one.caseId = (await service.says({ level: 1 })).caseId;
      const [at] = await service.db('facts').where({ case_id: one.caseId }).pluck<Date[]>('accepted_at');
      one.dueAt = (at?.getTime() ?? NaN) + 1000;
      if (one.shift === null) await answer(one.caseId, null);
    }
    await waitUntil(Math.max(...CASES.map(({ dueAt }) => dueAt)) + 100);
    for (const { shift, caseId, dueAt } of CASES) if (shift !== null) await answer(caseId, dueAt + shift);
    await service.work();
  });

  it.each(CASES)('message and answer told before the first task: answered at $shift ms', async (one) => {
    const { caseId, dueAt, shift } = one;
    await service.until(caseId, 'replied');
    const breaches = (await service.eventsOf(caseId)).filter(({ type }) => type === 'clockBreached');
    expect(breaches.map(({ at, data }) => [data['clock'], at])).toEqual((shift ?? -1) < 0 ? [] : [['answer', dueAt]]);
    expect((await service.typesOf(caseId)).filter((type) => type === 'messageReceived')).toHaveLength(1);
  });
});

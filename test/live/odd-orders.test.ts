import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../domain/policy.ts';
import { LiveService } from '../support/live-service.ts';

/** From the closing to the end of the run, for the cases opened from now on. */
let windowSeconds = 40;
const endingSoon = (plan: Plan): Plan => ({
  ...plan,
  closing: { ...plan.closing, reopenWindow: windowSeconds, grace: 0 },
  survey: { ...plan.survey, answerWithin: windowSeconds },
});

let linksFail = false;
let service: LiveService;
let number = 0;

beforeAll(async () => {
  service = await LiveService.open({
    plan: endingSoon,
    activities: (real) => ({
      openLinkedCase: async (input) => {
        if (linksFail) throw new Error('the database is away');
        await real.openLinkedCase(input);
      },
    }),
    // a run hands over to a fresh one when the server suggests it, or by itself at 2,000 events
    temporalSettings: ['limit.historyCount.suggestContinueAsNew=120'],
  });
});
afterAll(() => service.close());

const says = (caseId: string, text = '还是不行,怎么办?') =>
  service.intake.customerSays(caseId, { messageId: `more-${++number}`, text });
const confirms = (caseId: string, confirmed = true) =>
  service.intake.confirm(caseId, { messageId: `word-${++number}`, confirmed });

async function closedCase(): Promise<string> {
  const { caseId } = await service.says({ level: 2 });
  await service.until(caseId, 'messageReceived');
  await confirms(caseId);
  await service.until(caseId, 'surveyQueued');
  return caseId;
}

const rowOf = (caseId: string) =>
  service.db('cases').where({ case_id: caseId }).first<{ status: string; closed_how: string | null }>();
const followersOf = (caseId: string) => service.db('intake').where({ follows: caseId }).pluck<string[]>('case_id');
const untoldOf = (caseId: string) =>
  service.db('facts').where({ case_id: caseId, told_at: null }).pluck<number[]>('id');

/** The texts of a case, and of the cases that follow it, with the events that tell of each, but for `arrivedLate`. */
async function tellings(caseId: string): Promise<{ message: number; on: string; told: string[] }[]> {
  const family = [caseId, ...(await followersOf(caseId))];
  const messages = await service
    .db('messages')
    .whereIn('case_id', family)
    .orderBy('id')
    .select<{ id: number; case_id: string }[]>('id', 'case_id');
  const events = await Promise.all(
    family.map(async (id) => (await service.eventsOf(id)).map((event) => ({ ...event, on: id }))),
  );
  return messages.map(({ id, case_id: on }) => ({
    message: id,
    on,
    told: events
      .flat()
      .filter(({ type, data }) => type !== 'arrivedLate' && data['message'] === id)
      .map((event) => `${event.type} on ${event.on === on ? 'its case' : 'another case'}`),
  }));
}

const ONCE = /^(messageReceived|replied|confirmed|rejected) on its case$/;

/** None is lost and none is there twice: each text has one event, on the case that has the text. */
async function expectEachOnce(caseId: string): Promise<void> {
  await vi.waitFor(
    async () => {
      for (const { told } of await tellings(caseId)) expect(told.join()).toMatch(ONCE);
    },
    { timeout: 20_000, interval: 100 },
  );
}

describe('facts told before the first task', () => {
  it('and told twice are taken in once, in the order of their acceptance', async () => {
    const { caseId } = await service.says({ level: 2 });
    await service.answers(caseId);
    await says(caseId);
    const facts = await service.db('facts').where({ case_id: caseId }).orderBy('id').pluck<number[]>('id');
    for (const id of [...facts].reverse()) await service.tellAgain(String(id));
    await service.work();
    await service.until(caseId, 'messageReceived', 2);
    for (const id of facts) await service.tellAgain(String(id));
    await service.answers(caseId);
    await service.until(caseId, 'replied', 2);
    // a slow machine brings deadlines in between
    const caused = (await service.typesOf(caseId)).filter((type) => !/^(clock|escalated)/.test(type));
    expect(caused).toEqual('opened messageReceived assigned replied messageReceived replied'.split(' '));
    await expectEachOnce(caseId);
  });
});

describe('after the closing, within the window', () => {
  it.concurrent.each([
    ['a matter', (id: string) => says(id), 'messageReceived surveyCancelled reopened customerTold', 'open'],
    ['a courtesy', (id: string) => says(id, '谢谢亲'), 'messageReceived', 'closed'],
    ['a reply', (id: string) => service.answers(id), 'assigned replied', 'closed'],
    ['"not solved"', (id: string) => confirms(id, false), 'rejected surveyCancelled reopened', 'open'],
    ['a second "solved"', (id: string) => confirms(id), 'arrivedLate', 'closed'],
    ['a withdrawal', (id: string) => service.intake.withdraw(id, {}), 'arrivedLate', 'closed'],
    [
      'the wish for a person',
      (id: string) => service.intake.requestHuman(id, {}),
      'humanRequested surveyCancelled reopened customerTold',
      'open',
    ],
    ['a note', (id: string) => service.intake.note(id, { agentId: 'E-007', text: '已电话确认' }), 'noted', 'closed'],
    ['a claim', (id: string) => service.intake.claim(id, { agentId: 'E-007' }), 'assigned', 'closed'],
  ] as const)('%s', async (_what, tell, types, status) => {
    const caseId = await closedCase();
    const before = (await service.typesOf(caseId)).length;
    await tell(caseId);
    const told = types.split(' ');
    await vi.waitFor(
      async () => {
        expect((await service.typesOf(caseId)).slice(before, before + told.length)).toEqual(told);
      },
      { timeout: 10_000 },
    );
    expect(await rowOf(caseId)).toMatchObject({ status, closed_how: status === 'open' ? null : 'confirmed' });
    expect(await followersOf(caseId)).toEqual([]);
    const sends = await service.db('deliveries').where({ case_id: caseId, template: 'reply' });
    expect(sends).toHaveLength(types.includes('replied') ? 1 : 0);
  });
});

describe('after the end of the run', () => {
  beforeAll(() => (windowSeconds = 0.3));

  it.concurrent.each([
    ['a matter', (id: string) => says(id), 'opened messageReceived'],
    ['a reply', (id: string) => service.answers(id), 'opened assigned replied'],
    ['"not solved"', (id: string) => confirms(id, false), 'opened messageReceived'],
    [
      'the wish for a person',
      (id: string) => service.intake.requestHuman(id, {}),
      'opened humanRequested customerTold',
    ],
    ['a courtesy', (id: string) => says(id, '谢谢亲'), null],
    ['"solved"', (id: string) => confirms(id), null],
    ['a withdrawal', (id: string) => service.intake.withdraw(id, {}), null],
    ['a note', (id: string) => service.intake.note(id, { agentId: 'E-007', text: '已电话确认' }), null],
  ] as const)('%s opens a linked case, or stays with the ended one', async (_what, tell, types) => {
    const caseId = await closedCase();
    await service.handle(caseId).result();
    const ended = await service.typesOf(caseId);
    const { caseId: to } = await tell(caseId);
    expect(await service.typesOf(caseId)).toEqual(ended);
    expect(await untoldOf(caseId)).toEqual([]);
    if (types === null) {
      expect(to).toBe(caseId);
      expect(await followersOf(caseId)).toEqual([]);
      return;
    }
    expect(await followersOf(caseId)).toEqual([to]);
    await service.until(to, types.split(' ').at(-1) ?? '');
    expect(await service.typesOf(to)).toEqual(types.split(' '));
    const [opened] = await service.eventsOf(to);
    expect(opened?.data).toMatchObject({ follows: caseId });
    const sends = await service.db('deliveries').where({ case_id: to, template: 'reply' });
    expect(sends).toHaveLength(types.includes('replied') ? 1 : 0);
  });

  it('a second telling of what was taken in changes nothing', async () => {
    const caseId = await closedCase();
    await service.handle(caseId).result();
    const ended = await service.typesOf(caseId);
    for (const id of await service.db('facts').where({ case_id: caseId }).pluck<number[]>('id')) {
      await service.tellAgain(String(id));
    }
    expect(await service.typesOf(caseId)).toEqual(ended);
    expect(await followersOf(caseId)).toEqual([]);
    expect(await untoldOf(caseId)).toEqual([]);
  });
});

describe('races', () => {
  it('of confirmation and message at one instant end as the acceptance says, twenty times', async () => {
    windowSeconds = 40;
    const race = async (round: number): Promise<string> => {
      const { caseId } = await service.says({ level: 2 });
      if (round % 2 === 0) await service.until(caseId, 'messageReceived');
      await (round % 4 < 2
        ? Promise.all([confirms(caseId), says(caseId)])
        : Promise.all([says(caseId), confirms(caseId)]));
      await expectEachOnce(caseId);
      const order = await service.db('facts').where({ case_id: caseId }).orderBy('id').pluck<string[]>('type');
      const messageLast = order.at(-1) === 'customerMessaged';
      expect(await rowOf(caseId)).toMatchObject({ status: messageLast ? 'open' : 'closed' });
      expect((await service.typesOf(caseId)).includes('reopened')).toBe(messageLast);
      return messageLast ? 'reopened' : 'closed';
    };
    const ends: string[] = [];
    for (let round = 0; round < 20; round += 4) {
      ends.push(...(await Promise.all([0, 1, 2, 3].map((one) => race(round + one)))));
    }
    expect(new Set(ends)).toEqual(new Set(['reopened', 'closed']));
  });

  it('of messages with the end of the run: each is on the case or on one linked to it, once', async () => {
    windowSeconds = 1;
    const caseIds = await Promise.all(Array.from({ length: 8 }, () => closedCase()));
    await Promise.all(
      caseIds.map(async (caseId, i) => {
        const closed = (await service.eventsOf(caseId)).find(({ type }) => type === 'closed');
        await sleep(Math.max(0, (closed?.at ?? 0) + windowSeconds * 1000 - 300 + i * 50 - Date.now()));
        for (let k = 0; k < 5; k++) await says(caseId);
      }),
    );
    for (const caseId of caseIds) {
      await expectEachOnce(caseId);
      expect(await untoldOf(caseId)).toEqual([]);
    }
    const outcomes = await Promise.all(
      caseIds.map(async (caseId) => {
        const types = await service.typesOf(caseId);
        const linked = (await followersOf(caseId)).length;
        expect(linked).toBeLessThanOrEqual(1);
        expect(linked === 1).toBe(!types.includes('reopened'));
        if (types.includes('reopened')) return 'reopened';
        return types.includes('arrivedLate') ? 'told to the closing run, linked' : 'told after its end, linked';
      }),
    );
    console.log(`messages at the end of the run: ${outcomes.sort().join(' · ')}`);
  });

  it('of courtesies sent on and on while the run ends: none is there twice, none opens a case', async () => {
    windowSeconds = 1;
    const caseId = await closedCase();
    const isRunning = async () => (await service.handle(caseId).describe()).status.name === 'RUNNING';
    for (let after = 0; after < 4; after += (await isRunning()) ? 0 : 1) {
      await says(caseId, '谢谢亲');
      await sleep(100);
    }
    expect(await followersOf(caseId)).toEqual([]);
    expect(await untoldOf(caseId)).toEqual([]);
    // those within the window are events, in their order; those after it stay with the case as texts
    const told = (await tellings(caseId)).map((one) => one.told.length);
    const inTime = told.lastIndexOf(1) + 1;
    expect(told).toEqual(told.map((_, i) => (i < inTime ? 1 : 0)));
    expect(inTime).toBeGreaterThan(1);
    expect(told.length).toBeGreaterThan(inTime);
  });

  it('of a message with the end, while it cannot be linked: the run waits for it and its history stays short', async () => {
    windowSeconds = 1;
    const caseId = await closedCase();
    await service.rest();
    await sleep(1200);
    await says(caseId);
    linksFail = true;
    await service.work();
    await service.until(caseId, 'arrivedLate');
    const before = (await service.handle(caseId).describe()).historyLength;
    await sleep(3000);
    expect((await service.handle(caseId).describe()).historyLength - before).toBeLessThan(5);
    linksFail = false;
    await service.handle(caseId).result();
    await expectEachOnce(caseId);
    expect(await followersOf(caseId)).toHaveLength(1);
  });
});

describe('a run that hands over to a fresh one', () => {
  it('loses nothing of what is told meanwhile', async () => {
    windowSeconds = 40;
    const { caseId } = await service.says({ level: 2 });
    const runs = new Set<string>();
    let sent = 0;
    const send = async () => {
      for (let i = 0; i < 40; i++) {
        await says(caseId, '谢谢亲');
        sent++;
        if (sent % 10 === 0) runs.add((await service.handle(caseId).describe()).runId);
      }
    };
    await Promise.all([send(), send(), send(), send()]);
    await service.answers(caseId);
    await service.until(caseId, 'replied');
    await expectEachOnce(caseId);
    const events = await service.eventsOf(caseId);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.filter(({ type }) => type === 'messageReceived')).toHaveLength(sent + 1);
    expect((await service.state(caseId)).version).toBe((await service.eventsOf(caseId)).length);
    expect(runs.size).toBeGreaterThan(1);
    console.log(`${sent} courtesies over ${runs.size} runs`);
  });
});

import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { CaseRun } from './case-run.ts';

const OPENED = {
  type: 'opened',
  kind: 'inquiry',
  channel: 'chat',
  tier: 'basic',
  level: 2,
  category: 'product',
  policy: 'standard-shortened',
  policyVersion: 1,
} as const;

let run: CaseRun;

beforeEach(async () => {
  run = await CaseRun.start({ server: inject('timeSkippingServerPath'), bundle: inject('bundlePath') });
});

afterEach(() => run.end());

describe('an inquiry', () => {
  it('goes from the first message to the closed loop and ends with its reopening window', async () => {
    await run.work();
    await run.open();
    await run.tell(run.replied(await run.now()));
    await run.until((types) => types.includes('replied'));
    await run.resolve();
    await run.tell(run.fact('customerConfirmed', await run.now(), { confirmed: true }));
    await run.until((types) => types.includes('closed'));
    const sentAt = await run.now();
    await run.tell(run.fact('surveySent', sentAt, { round: 1, sentAt, expiresAt: sentAt + 30_000 }));
    await run.tell(run.fact('surveyAnswered', sentAt, { round: 1, stars: 5, wrongAnswer: false }));
    await run.handle.result();
    expect(run.notebook.types).toEqual(
      'opened messageReceived replied resolved confirmationAsked confirmed closed surveyQueued surveySent surveyAnswered'.split(
        ' ',
      ),
    );
  });

  it('that nobody answers is warned, breached at its deadline and told rung by rung', async () => {
    await run.work();
    const openedAt = await run.now();
    await run.open({ policy: 'standard', level: 1, openedAt });
    await run.env.sleep('11 minutes');
    // at level 2 it owes an acknowledgement too, in the hours of the day
    const ofAnswer = () => run.notebook.list.filter((event) => 'clock' in event && event.clock === 'answer');
    await run.until(() => ofAnswer().length === 4);
    expect(
      ofAnswer().map((event) => [event.type, 'role' in event ? event.role : '', (event.at - openedAt) / 1000]),
    ).toEqual([
      ['clockBreached', '', 60],
      ['escalated', 'owner', 60],
      ['escalated', 'senior', 180],
      ['escalated', 'supervisor', 660],
    ]);
    const raised = run.notebook.list.filter(({ type }) => type === 'levelSet');
    expect(raised).toMatchObject([{ by: 'policy', from: 1, to: 2, at: openedAt + 60_000 }]);
  });

  it('sets its timers by the instant at which a turn was stored, and keeps its deadline by a clock that is ahead', async () => {
    await run.work();
    const openedAt = await run.now();
    run.notebook.storedAt = openedAt + 20_000;
    await run.open({ policy: 'standard', level: 1, openedAt });
    await run.env.sleep('61 seconds');
    await run.until((types) => types.includes('escalated'));
    const breaches = run.notebook.list.filter(({ type }) => type === 'clockBreached');
    expect(breaches.map(({ at }) => at - openedAt)).toEqual([60_000]);
    const { events } = await run.handle.fetchHistory();
    const seconds = (events ?? []).flatMap(
      ({ timerStartedEventAttributes: set }) => set?.startToFireTimeout?.seconds?.toString() ?? [],
    );
    // too early by the clock that is ahead; then the rest of the minute, not once more by that clock
    expect(seconds.slice(0, 2)).toEqual(['40', expect.stringMatching(/^(19|20)$/)]);
  });

  it('that the customer leaves in silence is reminded, surveyed and closed, and ends', async () => {
    await run.work();
    await run.open();
    await run.tell(run.replied(await run.now()));
    await run.until((types) => types.includes('replied'));
    await run.resolve();
    await run.env.sleep('11 seconds');
    const sentAt = await run.now();
    await run.tell(run.fact('surveySent', sentAt, { round: 1, sentAt, expiresAt: sentAt + 40_000 }));
    await run.handle.result();
    const { list } = run.notebook;
    const resolvedAt = list.find((event) => event.type === 'resolved')?.at ?? 0;
    const after = list.slice(4).map((event) => [event.type, (event.at - resolvedAt) / 1000]);
    expect(after).toEqual([
      ['confirmationAsked', 0],
      ['surveyQueued', 10],
      ['surveySent', expect.closeTo(11, 0)],
      ['customerTold', 20],
      ['closed', 40],
      ['customerTold', 40],
    ]);
  });

  it('takes in a fact that is told twice only once', async () => {
    await run.work();
    await run.open();
    const reply = run.replied(await run.now());
    await run.tell(reply);
    await run.tell(reply);
    await run.tell(run.fact('humanRequested', await run.now(), {}));
    await run.until((types) => types.includes('humanRequested'));
    expect(run.notebook.types.filter((type) => type === 'replied')).toHaveLength(1);
  });

  it('takes in facts that were told before its first task, by the instant of their acceptance', async () => {
    const openedAt = await run.now();
    const message = run.said(openedAt);
    const second = run.said(openedAt + 3);
    const reply = run.replied(openedAt + 5);
    await run.open({ openedAt }, message);
    await run.tell(reply);
    await run.tell(second);
    await run.work();
    await run.until((types) => types.includes('replied'));
    expect(run.notebook.types).toEqual(['opened', 'messageReceived', 'messageReceived', 'replied']);
    expect((await run.state()).clocks.map((clock) => clock.name)).not.toContain('next-response');
  });

  it('refuses a verdict that does not fit, with its reason, and one on a version that is no longer', async () => {
    await run.work();
    await run.open();
    await run.until((types) => types.includes('messageReceived'));
    const stale = await run.resolve(1).catch((error: unknown) => error);
    expect(stale).toBeInstanceOf(WorkflowUpdateFailedError);
    expect((stale as WorkflowUpdateFailedError).cause).toMatchObject({ type: 'version_conflict' });
    const { version } = await run.resolve(2);
    expect(version).toBe(4);
    const again = await run.resolve().catch((error: unknown) => error);
    expect((again as WorkflowUpdateFailedError).cause).toBeInstanceOf(ApplicationFailure);
    expect((again as WorkflowUpdateFailedError).cause).toMatchObject({ type: 'case_resolved' });
  });

  it('raised to level 3 is promised a plan under the version that it opened with', async () => {
    await run.work();
    await run.open();
    await run.until((types) => types.includes('messageReceived'));
    await run.level(3);
    const { clocks, plan } = await run.state();
    const readings = Object.fromEntries(clocks.map((clock) => [clock.name, clock.state]));
    expect(readings).toMatchObject({ answer: 'cancelled', consultation: 'running', plan: 'running' });
    expect(plan.policy).toEqual({ name: 'standard-shortened', version: 1 });
  });
});

describe('facts in odd orders', () => {
  const closed = async (): Promise<void> => {
    await run.open();
    await run.tell(run.replied(await run.now()));
    await run.until((types) => types.includes('replied'));
    await run.resolve();
    await run.tell(run.fact('customerConfirmed', await run.now(), { confirmed: true }));
    await run.until((types) => types.includes('closed'));
  };

  it('a message in the window opens the closed case again', async () => {
    await run.work();
    await closed();
    await run.tell(run.said(await run.now()));
    await run.until((types) => types.includes('reopened'));
    expect((await run.state()).status).toBe('open');
  });

  it('a reply after the closing is recorded, so that it is sent, and the case stays closed', async () => {
    await run.work();
    await closed();
    await run.tell(run.replied(await run.now()));
    await run.until((types) => types.filter((type) => type === 'replied').length === 2);
    expect((await run.state()).status).toBe('closed');
  });

  it('a message accepted after the window goes to a linked case', async () => {
    await run.work();
    await closed();
    const late = run.said((await run.now()) + 3_600_000);
    await run.tell(late);
    await run.handle.result();
    expect(run.notebook.types.at(-1)).toBe('arrivedLate');
    expect(run.notebook.linked).toEqual([late.factId]);
  });

  it('a confirmation that was accepted before the silent close but told after it still counts', async () => {
    await run.work();
    await run.open();
    await run.tell(run.replied(await run.now()));
    await run.until((types) => types.includes('replied'));
    await run.resolve();
    const acceptedAt = (await run.now()) + 1000;
    await run.env.sleep('41 seconds');
    await run.until((types) => types.includes('closed'));
    await run.tell(run.fact('customerConfirmed', acceptedAt, { confirmed: true }));
    await run.until((types) => types.includes('confirmed'));
    expect((await run.state()).closedHow).toBe('confirmed');
  });

  it('a confirmation before anybody resolved resolves and closes', async () => {
    await run.work();
    await run.open();
    await run.tell(run.fact('customerConfirmed', await run.now(), { confirmed: true }));
    await run.until((types) => types.includes('closed'));
    expect(run.notebook.types).toContain('resolved');
  });

  it('a reply accepted in time and told after the breach withdraws it', async () => {
    await run.work();
    const openedAt = await run.now();
    await run.open();
    await run.env.sleep('12 seconds');
    await run.until((types) => types.includes('clockBreached'));
    await run.tell(run.replied(openedAt + 9_000));
    await run.until((types) => types.includes('replied'));
    expect(run.notebook.types).toContain('breachWithdrawn');
    const { clocks } = await run.state();
    expect(clocks.find((clock) => clock.name === 'acknowledge')).toMatchObject({ state: 'met', breachedAt: null });
  });
});

describe('a long history', () => {
  it('is left behind with everything carried over, and no fact is lost on the way', async () => {
    await run.work();
    await run.open();
    await run.until((types) => types.includes('messageReceived'));
    const first = (await run.handle.describe()).runId;
    const at = await run.now();
    const messages = Array.from({ length: 2_100 }, () => run.said(at, 'courtesy'));
    for (let i = 0; i < messages.length; i += 50) {
      await Promise.all(messages.slice(i, i + 50).map((message) => run.tell(message)));
    }
    await run.until((types) => types.length >= 2_102);
    await run.tell(run.replied(at));
    await run.until((types) => types.includes('replied'));
    await vi.waitFor(async () => {
      expect((await run.handle.describe()).runId).not.toBe(first);
    }, 5_000);
    expect(run.notebook.types.filter((type) => type === 'messageReceived')).toHaveLength(2_101);
    const { version, clocks } = await run.state();
    expect(version).toBe(run.notebook.events.size);
    expect(clocks.find((clock) => clock.name === 'answer')?.state).toBe('met');
  }, 90_000);
});

describe('a database in trouble', () => {
  it('makes the write an ordinary activity, retried until it is done', async () => {
    let failures = 5;
    run.notebook.beforeWrite = () => {
      if (failures-- > 0) throw new Error('no database');
    };
    await run.work();
    await run.open();
    await run.until((types) => types.includes('messageReceived'));
    await run.tell(run.replied(await run.now()));
    await run.until((types) => types.includes('replied'));
    const { events } = await run.handle.fetchHistory();
    const ordinary = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes);
    expect(ordinary).toHaveLength(1);
  });

  it('makes what a lost task had stored stand, and takes in what that had not', async () => {
    await run.work();
    const openedAt = await run.now();
    const first = run.said(openedAt);
    const other = { at: openedAt, by: 'customer' } as const;
    run.notebook.events.set(1, { ...other, ...OPENED });
    run.notebook.events.set(2, { ...other, type: 'humanRequested', cause: 'a fact that only the lost task had seen' });
    await run.open({ openedAt }, first);
    await run.until((types) => types.includes('messageReceived'));
    expect(run.notebook.types).toEqual(['opened', 'humanRequested', 'messageReceived']);
    expect((await run.state()).version).toBe(3);
  });
});

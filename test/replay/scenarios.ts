import type { CaseRun } from '../workflows/case-run.ts';

/** What a case can live through, each played to the end of its run. */
export const SCENARIOS: Record<string, (run: CaseRun) => Promise<void>> = {
  async confirmed(run) {
    await run.open();
    await answered(run);
    await run.resolve();
    await run.tell(run.fact('customerConfirmed', await run.now(), { confirmed: true }));
    await run.until((types) => types.includes('closed'));
    const sentAt = await run.now();
    await run.tell(run.fact('surveySent', sentAt, { round: 1, sentAt, expiresAt: sentAt + 30_000 }));
    await run.tell(run.fact('surveyAnswered', sentAt, { round: 1, stars: 5, wrongAnswer: false }));
    await run.handle.result();
  },

  async 'breached-and-silent'(run) {
    await run.open();
    await run.env.sleep('35 seconds');
    await answered(run);
    await run.resolve();
    await run.handle.result();
  },

  async 'asked-back-without-information'(run) {
    await run.open();
    await run.tell(run.replied(await run.now(), 'question'));
    await run.until((types) => types.includes('paused'));
    await run.handle.result();
  },

  async 'rejected-twice'(run) {
    await run.open({ tier: 'vip' });
    for (const confirmed of [false, false, true]) {
      await answered(run);
      await run.resolve();
      const count = run.notebook.events.size;
      await run.tell(run.fact('customerConfirmed', await run.now(), { confirmed }));
      await run.until((types) => types.length > count);
    }
    await run.handle.result();
  },

  async 'level-three-with-owner'(run) {
    await run.open({ tier: 'vip', channel: 'wechat', reach: ['wechat', 'sms'] });
    await run.tell(
      run.fact('ownerChanged', await run.now(), { agent: 'agent-1', assignmentVersion: 1, by: 'agent-1' }),
    );
    await run.until((types) => types.includes('assigned'));
    await run.level(3);
    const stated = (await run.now()) + 20_000;
    await run.tell(
      run.fact('agentReplied', await run.now(), {
        message: 3,
        kind: 'plan',
        agent: 'agent-1',
        channel: 'wechat',
        expectedAt: stated,
      }),
    );
    await run.until((types) => types.includes('planTold'));
    await run.env.sleep('25 seconds');
    await answered(run);
    await run.resolve();
    await run.handle.result();
  },

  async 'greeting-only'(run) {
    await run.open({}, run.said(await run.now(), 'greeting'));
    await run.handle.result();
  },

  async 'reopened-and-late'(run) {
    await run.open({ channel: 'email', reach: ['email'] });
    await answered(run);
    await run.resolve();
    await run.tell(run.fact('customerConfirmed', await run.now(), { confirmed: true }));
    await run.until((types) => types.includes('closed'));
    await run.tell(run.said(await run.now()));
    await run.until((types) => types.includes('reopened'));
    await run.tell(run.fact('humanRequested', await run.now(), {}));
    await run.tell(run.fact('agentNoted', await run.now(), { message: 9, agent: 'agent-1' }));
    await run.tell(run.fact('deliveryFailed', await run.now(), { of: 3, recipient: 'customer', code: 'smtp_550' }));
    await run.until((types) => types.includes('deliveryFailed'));
    await run.tell(run.fact('customerWithdrew', await run.now(), {}));
    await run.until((types) => types.includes('withdrawn'));
    await run.tell(run.said((await run.now()) + 3_600_000));
    await run.handle.result();
  },

  async 'work-order'(run) {
    await run.open();
    const refund = { workOrder: 12, workOrderType: 'refund', agent: 'agent-3' };
    await run.tell(
      run.fact('workOrderMoved', await run.now(), { ...refund, from: null, to: 'open', queue: 'finance' }),
    );
    const done = { ...refund, from: 'open', to: 'done', outcome: 'done' } as const;
    await run.tell(run.fact('workOrderMoved', await run.now(), done));
    await run.until((types) => types.includes('workOrderMoved'));
    await answered(run);
    await run.resolve();
    await run.handle.result();
  },

  async 'database-in-trouble'(run) {
    let failures = 4;
    run.notebook.beforeWrite = () => {
      if (failures-- > 0) throw new Error('no database');
    };
    await run.open();
    await answered(run);
    await run.resolve();
    await run.handle.result();
  },
};

async function answered(run: CaseRun): Promise<void> {
  const before = run.notebook.types.filter((type) => type === 'replied').length;
  await run.tell(run.replied(await run.now()));
  await run.until((types) => types.filter((type) => type === 'replied').length > before);
}

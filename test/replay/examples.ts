import type { Week } from './week.ts';

/** Examples of `docs/promises.md`'s rules in numbers, each lived by a workflow to the point where it is judged. */
export const EXAMPLES: Record<string, (week: Week) => Promise<void>> = {
  async 'example-01-bot'(week) {
    await week.open('Mon 10:00:00', { level: 1 });
    await week.fact('Mon 10:00:08', 'botAnswered', { message: 2, channel: 'chat' });
    await week.fact('Mon 10:01:10', 'customerConfirmed', { confirmed: true });
  },

  async 'example-03-warning'(week) {
    await week.open('Mon 20:10:00');
    await week.replies('Mon 20:14:00', 'acknowledgement');
    await week.replies('Mon 20:38:20', 'answer');
  },

  async 'example-04-level-3'(week) {
    await week.open('Tue 15:00:00', { tier: 'value-added' });
    await week.replies('Tue 15:05:00', 'acknowledgement');
    await week.verdict('Tue 15:18:00', { type: 'setLevel', level: 3 });
    await week.verdict('Tue 16:02:00', { type: 'startConsultation', departments: ['quality'] });
    await week.replies('Tue 17:40:00', 'plan', { expectedAt: week.at('Thu 18:00:00') });
    await week.replies('Thu 17:05:00', 'answer');
  },

  async 'example-05-raise-heals-nothing'(week) {
    await week.open('Mon 10:00:00');
    await week.verdict('Mon 10:34:00', { type: 'setLevel', level: 3 });
    await week.pass('Mon 11:15:00');
    await week.replies('Mon 11:20:00', 'acknowledgement');
  },

  async 'example-06-over-night'(week) {
    await week.open('Fri 20:10:00');
    await week.verdict('Fri 20:15:00', { type: 'setLevel', level: 3 });
  },

  async 'example-07-vip-ceiling'(week) {
    await week.open('Fri 22:30:00', { tier: 'vip', channel: 'wechat', reach: ['wechat'] });
    await week.replies('Fri 22:33:00', 'acknowledgement');
    await week.verdict('Fri 22:36:00', { type: 'setLevel', level: 3 });
    await week.verdict('Sat 11:08:00', { type: 'startConsultation', departments: ['quality'] });
    await week.replies('Sat 11:20:00', 'plan');
    await week.replies('Sat 19:05:00', 'answer');
  },

  async 'example-08-night-chat'(week) {
    await week.open('Wed 02:14:00');
    await week.replies('Wed 09:12:00', 'answer');
  },

  async 'example-14-a-person-please'(week) {
    await week.open('Mon 19:18:30', { level: 1 });
    await week.fact('Mon 19:18:40', 'botAnswered', { message: 2, channel: 'chat' });
    await week.fact('Mon 19:20:00', 'humanRequested');
    await week.replies('Mon 19:25:10', 'answer');
  },

  async 'example-16-complaint'(week) {
    await week.open('Mon 16:00:00');
    await week.replies('Mon 16:04:00', 'acknowledgement');
    await week.fact('Mon 16:08:00', 'ownerChanged', { agent: 'agent-1', assignmentVersion: 1, by: 'agent-1' });
    await week.says('Mon 16:10:00', 'matter', { complains: true });
    await week.replies('Mon 16:20:00', 'answer', { agent: 'agent-2' });
  },

  async 'example-17-hand-off'(week) {
    await week.open('Fri 16:00:00');
    await week.verdict('Fri 16:12:00', { type: 'handOff', channel: 'email' });
    await week.replies('Fri 16:24:00', 'answer', { channel: 'email' });
    await week.says('Sun 23:50:00', 'matter', { channel: 'email' });
    await week.replies('next Mon 16:20:00', 'answer', { channel: 'email' });
  },

  async 'example-18-asking-back'(week) {
    await week.open('Mon 10:00:00');
    await week.replies('Mon 10:08:00', 'question');
    await week.says('Mon 10:50:00');
    await week.replies('Mon 11:05:00', 'answer');
  },

  async 'example-19-rejected'(week) {
    await week.open('Wed 14:00:00');
    await week.replies('Wed 14:05:00', 'answer');
    await week.resolves('Wed 15:00:00');
    await week.fact('Wed 15:40:00', 'customerConfirmed', { confirmed: false });
    await week.replies('Wed 15:44:00', 'answer');
  },

  async 'example-20-back-in-the-window'(week) {
    await week.open('Mon 17:00:00');
    await week.replies('Mon 17:05:00', 'answer');
    await week.resolves('Mon 17:30:00');
    await week.fact('Mon 18:00:00', 'customerConfirmed', { confirmed: true });
    await week.surveyed('Mon 18:00:05');
    await week.says('Thu 09:30:00');
  },

  async 'example-21-courtesy'(week) {
    await week.open('Tue 17:00:00');
    await week.replies('Tue 17:05:00', 'answer');
    await week.resolves('Tue 17:30:00');
    await week.fact('Tue 18:00:00', 'customerConfirmed', { confirmed: true });
    await week.surveyed('Tue 18:00:05');
    await week.says('Tue 18:05:00', 'courtesy');
  },

  async 'example-30-peak'(week) {
    await week.open('Tue 20:31:00', { peak: true });
  },

  async 'rule-merged'(week) {
    await week.open('Mon 10:00:00');
    await week.fact('Mon 10:05:00', 'merged', { into: 'CS-20261123-000002', by: 'agent-1' });
    await week.says('Mon 10:06:00');
  },

  async 'rule-survives-a-merge'(week) {
    await week.open('Mon 10:00:00');
    await week.replies('Mon 10:05:00', 'answer');
    await week.fact('Mon 11:00:00', 'mergedFrom', { caseId: 'CS-20261123-000002', by: 'agent-1' });
  },

  async 'rule-waits-for-others-and-more-time'(week) {
    await week.open('Mon 10:00:00');
    await week.replies('Mon 10:05:00', 'acknowledgement');
    await week.verdict('Mon 10:10:00', { type: 'pause', reasonCode: 'carrier' });
    await week.verdict('Mon 16:10:00', { type: 'resume' });
    const more = { clock: 'resolution', seconds: 3600, reasonCode: 'supplier-late' } as const;
    await week.verdict('Mon 16:15:00', { type: 'extend', ...more });
  },

  async 'rule-tier-rises'(week) {
    await week.open('Mon 10:00:00');
    await week.says('Mon 10:02:00', 'matter', { tier: 'vip' });
  },

  async 'rule-simple-question-raised'(week) {
    await week.open('Mon 10:00:00', { level: 1 });
    await week.pass('Mon 10:05:00');
    await week.replies('Mon 10:06:00', 'answer');
  },

  async 'rule-silent-owner'(week) {
    await week.open('Mon 10:00:00');
    await week.fact('Mon 10:01:00', 'ownerChanged', { agent: 'agent-1', assignmentVersion: 1, by: 'agent-9' });
    await week.pass('Mon 10:07:00');
    await week.replies('Mon 10:08:00', 'acknowledgement');
  },

  async 'rule-answered-late-by-the-instant'(week) {
    await week.open('Mon 10:00:00');
    await week.pass('Mon 10:31:00');
    // accepted a second before the deadline, and told only now
    const acceptedAt = week.at('Mon 10:29:59');
    const told = { message: 3, agent: 'agent-1', kind: 'answer', channel: 'chat' } as const;
    await week.run.tell(week.run.fact('agentReplied', acceptedAt, told));
    await week.run.until((types) => types.includes('replied'));
  },

  async 'rule-bot-only-then-reopened'(week) {
    await week.open('Mon 10:00:00');
    await week.fact('Mon 10:00:08', 'botAnswered', { message: 2, channel: 'chat' });
    await week.resolves('Mon 10:01:00');
    await week.says('Mon 12:00:00');
  },

  async 'rule-policy-swapped'(week) {
    await week.open('Mon 10:00:00');
    await week.replies('Mon 10:08:00', 'question');
    await week.says('Mon 10:50:00');
    await week.fact('Mon 10:51:00', 'policyApplied', { policy: 'standard', version: 2, by: 'agent-9' });
    await week.verdict('Mon 10:52:00', { type: 'extend', clock: 'resolution', seconds: 60, reasonCode: 'trial' });
  },
};

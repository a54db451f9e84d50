import type { OpenCase } from '../../domain/case.ts';
import type { Week } from './week.ts';

const by = (agent: string, rank: string) => ({ agent, rank });
const senior = by('agent-2', 'senior');
const supervisor = by('agent-3', 'supervisor');

const opens = (week: Week, text: string, opening: Partial<OpenCase> = {}): Promise<void> =>
  week.open(text, { kind: 'complaint', channel: 'email', reach: ['email'], ...opening });

const decides = (week: Week, text: string, who: object, truth = 'confirmed', responsibility = 'shop'): Promise<void> =>
  week.verdict(text, { type: 'decide', truth, responsibility, ...who });

const coupon = (week: Week, text: string, who: object, amount: number): Promise<void> =>
  week.verdict(text, { type: 'proposeMeasures', measures: [{ kind: 'coupon', amount }], ...who });

/** Complaints that the worked examples tell of, and what a complaint does by itself. */
export const COMPLAINTS: Record<string, (week: Week) => Promise<void>> = {
  async 'example-10-complaint'(week) {
    await opens(week, 'Sat 20:05:00', { complaint: { category: 'attitude', against: 'agent-1' } });
    await week.replies('Sun 11:30:00', 'plan', { agent: 'agent-2', channel: 'email' });
    await decides(week, 'Sun 15:00:00', senior);
    await coupon(week, 'next Mon 10:00:00', senior, 5_000);
    await week.verdict('next Mon 10:10:00', { type: 'tellResult', agent: 'agent-2' });
    await week.verdict('next Mon 10:30:00', { type: 'carryOut', agent: 'agent-2', measure: 1 });
    await week.fact('next Mon 12:00:00', 'customerConfirmed', { confirmed: true });
    await week.surveyed('next Mon 12:00:05');
    await week.fact('next Wed 11:00:00', 'visited', { agent: 'agent-2', outcome: 'satisfied' });
  },

  async 'example-28-severe-at-night'(week) {
    const complaint = { severe: ['fire'] } as const;
    await opens(week, 'Sat 23:30:00', { channel: 'chat', reach: ['chat'], level: 3, complaint });
    await week.pass('Sun 00:35:00');
    await week.fact('Sun 00:36:00', 'escalationAcknowledged', { of: 5, agent: 'agent-3', clock: 'plan' });
    await week.pass('Sun 02:00:00');
  },

  async 'example-29-appeal'(week) {
    await opens(week, 'Tue 10:00:00', { complaint: { category: 'late-delivery' } });
    await decides(week, 'Tue 16:00:00', senior, 'refuted', 'none');
    await week.verdict('Wed 14:00:00', { type: 'tellResult', agent: 'agent-2' });
    await week.fact('Thu 09:00:00', 'customerAppealed', { message: 7 });
    await decides(week, 'Fri 16:00:00', supervisor, 'partly', 'shared');
    await coupon(week, 'Fri 16:05:00', supervisor, 8_000);
    await week.verdict('Fri 16:10:00', { type: 'tellResult', agent: 'agent-3' });
    await week.fact('Sat 10:00:00', 'customerAppealed', { message: 9 });
  },

  async 'complaint-evidence-never-comes'(week) {
    await opens(week, 'Mon 10:00:00');
    await week.verdict('Mon 11:00:00', { type: 'askEvidence', items: ['photo', 'video'] });
    await week.pass('next Mon 11:00:30');
    await decides(week, 'next Mon 11:30:00', senior, 'not-verifiable', 'shared');
  },

  async 'complaint-every-stage-late'(week) {
    await opens(week, 'Mon 10:00:00');
    await coupon(week, 'Mon 10:30:00', senior, 30_000);
    await week.pass('next Tue 10:00:00');
  },

  async 'complaint-silent-until-released'(week) {
    await opens(week, 'Mon 10:00:00');
    await decides(week, 'Mon 10:10:00', senior);
    await week.verdict('Mon 10:20:00', { type: 'tellResult', agent: 'agent-2' });
    await week.pass('next Tue 12:00:00');
    await week.verdict('next Tue 12:30:00', { type: 'release', ...supervisor });
  },

  async 'complaint-made-severe'(week) {
    await opens(week, 'Mon 10:00:00');
    await week.verdict('Mon 11:00:00', {
      type: 'setSeverity',
      severity: 'severe',
      reasons: ['regulator', 'injury'],
      outsideAt: week.at('Fri 18:00:00'),
      ...senior,
    });
    await week.pass('Mon 11:35:00');
    await week.verdict('Mon 11:40:00', { type: 'setSeverity', severity: 'other', reasons: [], ...supervisor });
  },

  async 'complaint-visited-badly'(week) {
    await opens(week, 'Mon 10:00:00');
    await decides(week, 'Mon 10:10:00', senior);
    await week.verdict('Mon 10:50:00', { type: 'tellResult', agent: 'agent-2' });
    await week.fact('Wed 11:00:00', 'visited', { agent: 'agent-2', outcome: 'unsatisfied' });
  },

  async 'suggestion-passed-on'(week) {
    await week.open('Mon 10:00:00');
    await week.verdict('Mon 10:05:00', { type: 'passOn', department: 'design' });
  },
};

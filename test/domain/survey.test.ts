import { describe, expect, it } from 'vitest';
import type { Channel, Outlet } from '../../domain/channels.ts';
import { lineOf } from '../../domain/lines.ts';
import { SHIPPED_POLICIES } from '../../domain/policies/index.ts';
import { sendOf } from '../../domain/sends.ts';
import { at, Scenario } from './scenario.ts';

/** Resolved on Monday at noon and surveyed, by a way that `reach` allows. */
async function surveyed(channel: Channel, reach: readonly Outlet[]): Promise<Scenario> {
  const life = await Scenario.open({ channel, level: 2, reach, openedAt: at('Mon 11:00:00') });
  await life.says(at('Mon 11:00:00'));
  await life.replies(at('Mon 11:30:00'), 'answer');
  await life.verdict('resolve', at('Mon 12:00:00'), { outcome: 'solved' });
  await life.pass(at('Mon 16:00:00'));
  return life;
}

const queuedBy = (life: Scenario) => {
  const event = life.events.findLast((one) => one.type === 'surveyQueued');
  if (!event) throw new Error('no survey was queued');
  return { event, line: lineOf(event, 7), send: sendOf(event, life.state) };
};

const cancelled = { round: 1, reason: 'sms-limit' } as const;

describe('a survey', () => {
  it.each([
    ['hotline', ['sms', 'email'], 'sms', 'email'],
    ['hotline', ['sms'], 'sms', undefined],
    ['wechat', ['email', 'sms'], 'sms', 'email'],
    ['wechat', ['wechat', 'email', 'sms'], 'wechat', undefined],
    ['email', ['email', 'sms'], 'email', undefined],
    ['email', ['sms'], 'sms', undefined],
  ] as const)('by %s to one reached by %j goes by %s, else by %s', async (channel, reach, outlet, otherwise) => {
    const { event, send, line } = queuedBy(await surveyed(channel, reach));
    expect(event).toMatchObject({ outlet });
    expect('otherwise' in event ? event.otherwise : undefined).toBe(otherwise);
    expect(line).toContain(otherwise === undefined ? `by ${outlet} (` : `by ${outlet}, else ${otherwise} (`);
    const { expiresAt } = event;
    const limit = outlet === 'sms' ? { smsEvery: 7 * 86_400, ...(otherwise === undefined ? {} : { otherwise }) } : {};
    expect(send).toMatchObject({ outlet, template: 'survey' });
    expect(send?.facts).toEqual({ round: 1, expiresAt, ...limit });
  });

  it('by SMS is held back by no wait of the shortened policy that is longer than its others', () => {
    const shortened = SHIPPED_POLICIES.find(({ name }) => name === 'standard-shortened');
    for (const { rules } of shortened?.surveys ?? []) expect(rules.smsEvery).toBe(rules.answerWithin);
  });

  it('that the SMS limit leaves no way ends its clock as cancelled, and the case need not wait for an answer', async () => {
    const life = await surveyed('hotline', ['sms']);
    await life.fact('surveyCancelled', at('Mon 16:00:01'), cancelled);
    expect(life.reads('survey')).toBe('cancelled');
    expect(life.state.surveyOpenUntil).toBeNull();
    expect(life.state.status).toBe('resolved');
    const told = life.events.at(-1);
    expect(told && lineOf(told, 9)).toContain('surveyCancelled round 1, sms-limit (policy)');
  });

  it('of a round that a reopening has ended is not cancelled again, and the next round’s stays', async () => {
    const life = await surveyed('hotline', ['sms']);
    await life.says(at('Mon 16:00:00'));
    expect(life.events.filter(({ type }) => type === 'surveyCancelled')).toMatchObject([{ reason: 'reopened' }]);
    await life.fact('surveyCancelled', at('Mon 16:00:01'), cancelled);
    await life.verdict('resolve', at('Mon 17:00:00'), { outcome: 'solved' });
    await life.fact('surveyCancelled', at('Mon 17:00:01'), cancelled);
    expect(life.events.filter(({ type }) => type === 'surveyCancelled')).toHaveLength(1);
    expect(life.reads('survey')).toBe('running until Tue 17:00:00');
  });
});

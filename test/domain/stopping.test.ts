import { expect, it } from 'vitest';
import { complain, senior, supervisor, true_ } from './complaint-life.ts';
import { relived } from '../../domain/relive.ts';
import { at, planFor, Scenario } from './scenario.ts';

it('a clock that goes on with the event that stops it is late when its target, made tighter meanwhile, had passed', async () => {
  const life = await complain('Mon 10:00:00');
  await life.verdict('askEvidence', at('Mon 14:30'), { ...senior, items: ['photo'] });
  const severity = { severity: 'severe', reasons: ['injury'] } as const;
  await life.verdict('setSeverity', at('Mon 14:40'), { ...senior, ...severity });
  await life.verdict('decide', at('Mon 15:00'), { ...supervisor, ...true_ });
  expect(life.reads('decision')).toBe('breached Mon 14:00:00, met late by 3600 s');
  expect(life.told('clockBreached')).toContain('Mon 14:00:00 clockBreached decision');
});

it('a clock that stood still at the instant at which a tighter target was over is late when it is stopped', async () => {
  const life = await Scenario.open({ channel: 'chat', openedAt: at('Mon 10:00:00') });
  const when = at('Tue 10:00:00');
  // a VIP's solution is due at once, and no longer ours: nothing was asked
  const courtesy = { message: 1, channel: 'chat', says: 'courtesy', tier: 'vip' } as const;
  await life.fact('customerMessaged', when, courtesy);
  expect(life.clock('resolution')).toMatchObject({ state: 'paused', dueAt: when });
  await life.fact('customerConfirmed', when, { confirmed: true });
  expect(life.reads('resolution')).toBe('breached Tue 10:00:00, met late by 0 s');
});

it('a clock made tighter while it stood still is late when it is stopped, and when the case is lived again', async () => {
  const life = await Scenario.open({ channel: 'chat', openedAt: at('Mon 10:00:00') });
  await life.says(at('Mon 10:00:00'));
  await life.replies(at('Mon 10:30:00'), 'question');
  await life.verdict('setLevel', at('Mon 10:40:00'), { level: 1 });
  await life.replies(at('Mon 10:45:00'), 'answer');
  expect(life.reads('answer')).toBe('breached Mon 10:01:00, met late by 2640 s');
  const again = await relived(life.opening, life.events, planFor, at('Mon 10:50:00'));
  expect(again.events).toEqual(life.events);
});

it('a solution for want of information is late when its target, made tighter while it stood still, had passed', async () => {
  const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
  await life.says(at('Mon 10:00:00'));
  const policy = { policy: 'standard', by: 'agent-9' } as const;
  await life.fact('policyApplied', at('Mon 10:10:00'), { ...policy, version: 2 });
  await life.replies(at('Thu 10:00:00'), 'question');
  await life.fact('policyApplied', at('Thu 11:00:00'), { ...policy, version: 1 });
  await life.pass(at('Sun 10:00:00'));
  expect(life.state).toMatchObject({ status: 'resolved', reasonCode: 'no-information' });
  expect(life.clock('resolution')).toMatchObject({ state: 'met', breachedAt: at('Wed 10:00:00') });
});

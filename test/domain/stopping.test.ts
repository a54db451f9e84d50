import { expect, it } from 'vitest';
import { complain, senior, supervisor, true_ } from './complaint-life.ts';
import { at, Scenario } from './scenario.ts';

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

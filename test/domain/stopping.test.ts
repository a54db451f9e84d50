import { expect, it } from 'vitest';
import { complain, senior, supervisor, true_ } from './complaint-life.ts';
import { at } from './scenario.ts';

it('a clock that goes on with the event that stops it is late when its target, made tighter meanwhile, had passed', async () => {
  const life = await complain('Mon 10:00:00');
  await life.verdict('askEvidence', at('Mon 14:30'), { ...senior, items: ['photo'] });
  const severity = { severity: 'severe', reasons: ['injury'] } as const;
  await life.verdict('setSeverity', at('Mon 14:40'), { ...senior, ...severity });
  await life.verdict('decide', at('Mon 15:00'), { ...supervisor, ...true_ });
  expect(life.reads('decision')).toBe('breached Mon 14:00:00, met late by 3600 s');
  expect(life.told('clockBreached')).toContain('Mon 14:00:00 clockBreached decision');
});

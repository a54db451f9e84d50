import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../calendars/compile.ts';
import { furthestFrom } from '../../domain/calendar.ts';
import { calendarVersions } from '../../domain/pinned.ts';
import type { Plan } from '../../domain/policy.ts';
import { retold } from '../../domain/retelling.ts';
import { at, planFor, Scenario } from './scenario.ts';

const chat = () => Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });

describe('a newer version of its calendar, applied to an open case', () => {
  const apply = (life: Scenario, when: string, calendars: Record<string, number>, version = 1) =>
    life.fact('policyApplied', at(when), { policy: 'standard', version, calendars, by: 'supervisor-1' });

  it('moves what is due by it, and is what the case has from then on', async () => {
    const life = await chat();
    await life.says(at('Mon 10:00:00'));
    await apply(life, 'Mon 10:05:00', { 'chat-cn': 2 });
    expect(life.events.at(-1)).toMatchObject({
      type: 'policySet',
      from: 1,
      to: 1,
      calendars: { 'chat-cn': 2 },
      moved: [
        { clock: 'acknowledge', wasDueAt: at('Mon 10:10:00'), dueAt: at('Mon 12:10:00') },
        { clock: 'answer', wasDueAt: at('Mon 10:30:00'), dueAt: at('Mon 12:30:00') },
      ],
    });
    expect(calendarVersions(life.state)['chat-cn']).toBe(2);
    await life.verdict('setLevel', at('Mon 10:06:00'), { level: 3 });
    expect(calendarVersions(life.state)['chat-cn']).toBe(2);
  });

  it('that it has no use for changes nothing, nor does one for cases of another policy, or for a closed one', async () => {
    const life = await chat();
    await life.says(at('Mon 10:00:00'));
    await apply(life, 'Mon 10:05:00', { 'moon-hours': 7 });
    const chatHours = { version: 1, calendars: { 'chat-cn': 2 }, by: 'supervisor-1' };
    await life.fact('policyApplied', at('Mon 10:06:00'), { policy: 'another', ...chatHours });
    await life.fact('customerWithdrew', at('Mon 10:07:00'), {});
    await life.fact('policyApplied', at('Mon 10:08:00'), { policy: 'standard', ...chatHours });
    expect(life.types).not.toContain('policySet');
  });

  it('is told again from the events, with a version of the policy beside it', async () => {
    const life = await chat();
    await life.says(at('Mon 10:00:00'));
    await apply(life, 'Mon 10:05:00', { 'chat-cn': 2 }, 2);
    const { state } = life;
    const again = await retold(life.opening, life.events, planFor);
    expect(again.clocks).toEqual(state.clocks);
    expect(calendarVersions(again)).toEqual(calendarVersions(state));
    expect(again.plan.policy.version).toBe(2);
  });
});

describe('a calendar that never opens again', () => {
  /** As a version that passed when it still had a day to come. */
  function closedForGood({ plan }: Scenario['state']): Plan {
    const closed = compileCalendar({ id: 'closed', version: 3, timezone: 'UTC', hours: {} }, at('Mon 00:00'));
    const calendars = Object.keys(plan.calendars).map((id) => [id, { ...closed, id }] as const);
    return { ...plan, calendars: Object.fromEntries(calendars) };
  }

  it('stops no case: its deadlines lie as far ahead as anybody looks, and the supervisor is told at once', async () => {
    const life = await chat();
    life.record.state = { ...life.state, plan: closedForGood(life.state), clocks: [] };
    await life.says(at('Mon 10:00:00'));
    await life.pass(at('Fri 10:00:00'));
    expect(life.clock('answer').dueAt).toBe(furthestFrom(at('Mon 10:00:00')));
    expect(life.told('escalated', 'clockBreached')).toContain('Mon 10:00:00 escalated answer supervisor');
    expect(life.types).not.toContain('clockBreached');
    await life.replies(at('Fri 11:00:00'), 'answer');
    expect(life.reads('answer')).toBe('met');
  });
});

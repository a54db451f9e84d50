import { describe, expect, it } from 'vitest';
import { at, Scenario, shanghai } from './scenario.ts';

describe('the worked examples', () => {
  it('1: a simple question answered within a minute is met, confirmed by a courtesy and closed', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 1, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    expect(life.reads('answer')).toBe('running until Mon 10:01:00');
    expect(life.has('acknowledge')).toBe(false);
    await life.replies(at('Mon 10:00:08'), 'answer');
    expect(life.reads('answer')).toBe('met');
    await life.verdict('resolve', at('Mon 10:00:30'), { outcome: 'solved' });
    await life.says(at('Mon 10:01:10'), 'courtesy');
    expect(life.state).toMatchObject({ status: 'closed', closedHow: 'confirmed' });
    expect(life.types.slice(-3)).toEqual(['confirmed', 'closed', 'surveyQueued']);
  });

  it('2: a greeting waits for the customer and runs no response clock', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 1, openedAt: at('Mon 14:00:00') });
    await life.says(at('Mon 14:00:00'), 'greeting');
    expect(life.types).toEqual(['opened', 'messageReceived', 'customerTold', 'paused']);
    expect(life.state.status).toBe('waiting-customer');
    await life.says(at('Mon 14:02:30'));
    expect(life.state.status).toBe('open');
    expect(life.reads('answer')).toBe('running until Mon 14:03:30');
    await life.replies(at('Mon 14:02:36'), 'answer');
    expect(life.reads('answer')).toBe('met');
  });

  it('2: a greeting after which nothing comes is closed silently after a day, without survey', async () => {
    const life = await Scenario.open({ channel: 'chat', openedAt: at('Mon 14:00:00') });
    await life.says(at('Mon 14:00:00'), 'greeting');
    await life.pass(at('Tue 14:00:00'));
    expect(life.told('closed')).toEqual(['Tue 14:00:00 closed']);
    expect(life.types).not.toContain('surveyQueued');
  });

  it('3: the owner is warned at three quarters, and an answer in time is met', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 20:10:00') });
    await life.says(at('Mon 20:10:00'));
    expect(life.reads('acknowledge')).toBe('running until Mon 20:20:00');
    expect(life.reads('answer')).toBe('running until Mon 20:40:00');
    await life.replies(at('Mon 20:14:00'), 'acknowledgement');
    await life.replies(at('Mon 20:38:20'), 'answer');
    expect(life.told('clockWarned')).toEqual(['Mon 20:32:30 clockWarned answer owner']);
    expect([life.reads('acknowledge'), life.reads('answer')]).toEqual(['met', 'met']);
  });

  it('4: raised to level 3 in time, a plan told, then a stated date kept', async () => {
    const life = await Scenario.open({
      channel: 'chat',
      level: 2,
      tier: 'value-added',
      openedAt: at('Tue 15:00:00'),
    });
    await life.says(at('Tue 15:00:00'));
    await life.replies(at('Tue 15:05:00'), 'acknowledgement');
    await life.verdict('setLevel', at('Tue 15:18:00'), { level: 3 });
    expect(life.events.at(-1)).toMatchObject({
      type: 'levelSet',
      moved: [
        { clock: 'resolution', wasDueAt: at('Thu 15:00:00'), dueAt: at('next Tue 15:00:00') },
        { clock: 'answer', wasDueAt: at('Tue 15:30:00') },
        { clock: 'consultation', dueAt: at('Tue 17:18:00') },
        { clock: 'plan', dueAt: at('Tue 19:18:00') },
      ],
    });
    expect(life.reads('answer')).toBe('cancelled');
    expect(life.reads('consultation')).toBe('running until Tue 17:18:00');
    expect(life.reads('plan')).toBe('running until Tue 19:18:00');
    await life.verdict('startConsultation', at('Tue 16:02:00'), { departments: ['engineering'] });
    expect(life.state.status).toBe('waiting-other');
    await life.replies(at('Tue 17:40:00'), 'plan', at('Thu 18:00:00'));
    expect(life.state.status).toBe('open');
    expect([life.reads('consultation'), life.reads('plan')]).toEqual(['met', 'met']);
    expect(life.reads('promise')).toBe('running until Thu 18:00:00');
    await life.replies(at('Thu 17:05:00'), 'answer');
    expect(life.reads('promise')).toBe('met');
    expect(life.told('clockBreached')).toEqual([]);
  });

  it('5: raising does not heal a breach', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.verdict('setLevel', at('Mon 10:34:00'), { level: 3 });
    expect(life.told('clockBreached', 'escalated')).toEqual([
      'Mon 10:10:00 clockBreached acknowledge',
      'Mon 10:10:00 escalated acknowledge owner',
      'Mon 10:10:00 escalated acknowledge senior',
      'Mon 10:20:00 escalated acknowledge supervisor',
      'Mon 10:30:00 clockBreached answer',
      'Mon 10:30:00 escalated answer owner',
      'Mon 10:30:00 escalated answer senior',
    ]);
    expect(life.reads('answer')).toBe('breached Mon 10:30:00');
    expect(life.reads('consultation')).toBe('running until Mon 12:34:00');
    expect(life.reads('plan')).toBe('running until Mon 14:34:00');
    await life.pass(at('Mon 11:30:00'));
    expect(life.told('escalated').slice(5)).toEqual(['Mon 11:10:00 escalated acknowledge manager']);
  });

  it('6: a raise in the evening counts the duty hours of two days', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Fri 20:10:00') });
    await life.says(at('Fri 20:10:00'));
    await life.verdict('setLevel', at('Fri 20:15:00'), { level: 3 });
    expect(life.reads('consultation')).toBe('running until Sat 10:15:00');
    expect(life.reads('plan')).toBe('running until Sat 12:15:00');
  });

  it('7: the VIP ceiling keeps running beside the plan', async () => {
    const life = await Scenario.open({ channel: 'wechat', level: 2, tier: 'vip', openedAt: at('Fri 22:30:00') });
    await life.says(at('Fri 22:30:00'));
    await life.replies(at('Fri 22:33:00'), 'acknowledgement');
    await life.verdict('setLevel', at('Fri 22:36:00'), { level: 3 });
    expect(life.reads('consultation')).toBe('running until Sat 11:00:00');
    expect(life.reads('plan')).toBe('running until Sat 13:00:00');
    expect(life.reads('answer')).toBe('running until Sat 22:30:00');
    await life.verdict('startConsultation', at('Sat 11:08:00'), { departments: ['quality'] });
    await life.replies(at('Sat 11:20:00'), 'plan');
    await life.replies(at('Sat 19:05:00'), 'answer');
    expect(life.reads('consultation')).toBe('breached Sat 11:00:00, met late by 480 s');
    expect([life.reads('acknowledge'), life.reads('plan'), life.reads('answer')]).toEqual(['met', 'met', 'met']);
  });

  it('8: at night the text names the instant, and does not count as an acknowledgement', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Wed 02:14:00') });
    await life.says(at('Wed 02:14:00'));
    expect(life.reads('acknowledge')).toBe('running until Wed 09:10:00');
    expect(life.reads('answer')).toBe('running until Wed 09:30:00');
    const told = life.events.find((event) => event.type === 'customerTold');
    expect(told).toMatchObject({
      template: 'out-of-hours',
      facts: { dueAt: at('Wed 09:30:00'), opensAt: at('Wed 09:00:00') },
    });
    await life.replies(at('Wed 09:12:00'), 'answer');
    expect(life.reads('acknowledge')).toBe('breached Wed 09:10:00, met late by 120 s');
    expect(life.reads('answer')).toBe('met');
  });

  it('12: a missed call is called back in the hours of the hotline', async () => {
    const life = await Scenario.open({ channel: 'hotline', level: 2, openedAt: at('Thu 20:50:00') });
    await life.says(at('Thu 20:50:00'), 'missed-call');
    expect(life.reads('call-back')).toBe('running until Fri 09:20:00');
    await life.fact('agentNoted', at('Fri 09:11:00'), { message: 3, agent: 'agent-1', call: true });
    expect(life.reads('call-back')).toBe('met');
  });

  it('13: solved in the call, surveyed after the quiet hours, a low score brings the supervisor', async () => {
    const life = await Scenario.open({ channel: 'hotline', level: 2, reach: ['sms'], openedAt: at('Mon 20:40:00') });
    await life.says(at('Mon 20:40:00'));
    await life.replies(at('Mon 20:45:00'), 'answer');
    await life.verdict('resolve', at('Mon 20:46:00'), { outcome: 'solved' });
    await life.fact('customerConfirmed', at('Mon 20:46:00'), { confirmed: true });
    await life.pass(at('Mon 22:46:00'));
    const survey = life.events.find((event) => event.type === 'surveyQueued');
    expect(survey).toMatchObject({ outlet: 'sms', notBeforeAt: at('Tue 09:00:00') });
    const sent = { round: 1, sentAt: at('Tue 09:00:00'), expiresAt: at('next Tue 09:00:00') };
    await life.fact('surveySent', at('Tue 09:00:00'), sent);
    expect(life.reads('survey')).toBe('met');
    expect(shanghai(life.clock('survey').dueAt)).toBe('Tue 20:46:00');
    await life.fact('surveyAnswered', at('Tue 09:30:00'), { round: 1, stars: 1, wrongAnswer: false });
    expect(life.told('escalated')).toEqual(['Tue 09:30:00 escalated call-back supervisor']);
    expect(life.reads('call-back')).toBe('running until Wed 09:30:00');
    expect(life.state.status).toBe('closed');
    await life.fact('agentNoted', at('Tue 15:00:00'), { message: 4, agent: 'agent-9', call: true });
    expect(life.reads('call-back')).toBe('met');
  });

  it('17: after a hand-off to mail the clock keeps its due time', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 16:00:00') });
    await life.says(at('Mon 16:00:00'));
    await life.fact('agentReplied', at('Mon 16:24:00'), {
      message: 2,
      agent: 'agent-1',
      kind: 'answer',
      channel: 'email',
    });
    expect(life.reads('answer')).toBe('met');
    expect(shanghai(life.clock('answer').dueAt)).toBe('Mon 16:30:00');
    await life.fact('customerMessaged', at('Sun 23:50:00'), { message: 3, channel: 'email', says: 'matter' });
    expect(life.reads('next-response')).toBe('running until next Mon 23:50:00');
    await life.replies(at('next Mon 16:20:00'), 'answer');
    expect(life.reads('next-response')).toBe('met');
    expect(life.told('clockWarned').filter((line) => line.includes('next-response'))).toEqual([]);
  });

  it('18: asking back pauses the answer, and the customer’s message resumes it', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:08:00'), 'question');
    expect(life.state.status).toBe('waiting-customer');
    expect(life.reads('acknowledge')).toBe('met');
    expect(life.reads('answer')).toBe('paused');
    await life.says(at('Mon 10:50:00'));
    expect(life.types.at(-1)).toBe('resumed');
    expect(life.reads('answer')).toBe('running until Mon 11:12:00');
    expect(life.clock('answer').pauses).toEqual([[at('Mon 10:08:00'), at('Mon 10:50:00')]]);
    await life.replies(at('Mon 11:05:00'), 'answer');
    expect(life.reads('answer')).toBe('met');
  });

  it('19: a rejection opens the case again and moves the survey to the next resolution', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Wed 14:40:00') });
    await life.says(at('Wed 14:40:00'));
    await life.replies(at('Wed 14:50:00'), 'answer');
    await life.verdict('resolve', at('Wed 15:00:00'), { outcome: 'solved' });
    expect(shanghai(life.state.surveyAt ?? 0)).toBe('Wed 17:00:00');
    await life.fact('customerConfirmed', at('Wed 15:40:00'), { confirmed: false });
    expect(life.types.slice(-3)).toEqual(['rejected', 'surveyCancelled', 'reopened']);
    expect(life.state.status).toBe('open');
    expect(life.reads('next-response')).toBe('running until Wed 15:45:00');
    expect(life.reads('resolution')).toBe('met');
    expect(life.reads('total-resolution')).toBe('running until Fri 15:20:00');
    expect(life.reads('survey')).toBe('cancelled');
    await life.replies(at('Wed 15:44:00'), 'answer');
    await life.verdict('resolve', at('Wed 16:00:00'), { outcome: 'solved' });
    await life.fact('customerConfirmed', at('Wed 16:05:00'), { confirmed: true });
    expect(life.told('surveyQueued')).toEqual(['Wed 16:05:00 surveyQueued']);
    expect(life.events.find((event) => event.type === 'surveyQueued')).toMatchObject({ round: 2 });
  });

  it('20: back in the window reopens the same case; ten days later it came too late', async () => {
    const closed = async () => {
      const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 17:00:00') });
      await life.says(at('Mon 17:00:00'));
      await life.replies(at('Mon 17:05:00'), 'answer');
      await life.verdict('resolve', at('Mon 17:30:00'), { outcome: 'solved' });
      await life.fact('customerConfirmed', at('Mon 18:00:00'), { confirmed: true });
      return life;
    };
    const back = await closed();
    await back.says(at('Thu 09:30:00'));
    expect(back.types.slice(-4)).toEqual(['messageReceived', 'surveyCancelled', 'reopened', 'customerTold']);
    expect(back.state.status).toBe('open');

    const late = await closed();
    await late.says(at('next Thu 18:00:00'));
    expect(late.types.at(-1)).toBe('arrivedLate');
    expect(late.state.status).toBe('closed');
  });

  it('21: a courtesy after the closing changes nothing', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Tue 17:00:00') });
    await life.says(at('Tue 17:00:00'));
    await life.replies(at('Tue 17:05:00'), 'answer');
    await life.verdict('resolve', at('Tue 17:30:00'), { outcome: 'solved' });
    await life.fact('customerConfirmed', at('Tue 18:00:00'), { confirmed: true });
    const before = life.events.length;
    await life.says(at('Tue 18:05:00'), 'courtesy');
    expect(life.types.slice(before)).toEqual(['messageReceived']);
    expect(life.state.status).toBe('closed');
  });
});

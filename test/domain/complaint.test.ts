import { describe, expect, it } from 'vitest';
import { whyDue } from '../../domain/why.ts';
import { complain, manager, resolved, senior, severe, supervisor, true_, untrue } from './complaint-life.ts';
import { at, Scenario, shanghai } from './scenario.ts';

describe('a complaint', () => {
  it('is told by when it has a plan, which counts as the receipt of a mail', async () => {
    const life = await complain('Sat 20:05:00');
    const told = life.events.find((event) => event.type === 'customerTold');
    expect(told).toMatchObject({ template: 'complaint-received', facts: { planAt: at('Sun 20:05:00') } });
    expect(['acknowledge', 'plan', 'decision', 'result'].map((name) => life.reads(name as 'plan'))).toEqual([
      'met',
      'running until Sun 20:05:00',
      'running until Sun 20:05:00',
      'running until next Tue 20:05:00',
    ]);
  });

  it('is not called resolved before its result is told and all of it is done', async () => {
    const life = await complain('Mon 10:00:00');
    expect(await life.verdict('resolve', at('Mon 10:10'), { outcome: 'solved' })).toBe('result_not_told');
    await life.verdict('decide', at('Mon 10:20'), { ...senior, ...true_ });
    await life.verdict('proposeMeasures', at('Mon 10:20'), { ...senior, measures: [{ kind: 'apology' }] });
    await life.verdict('tellResult', at('Mon 10:30'), senior);
    expect(life.reads('result')).toBe('met');
    expect(await life.verdict('resolve', at('Mon 10:40'), { outcome: 'solved' })).toBe('result_not_told');
    await life.verdict('carryOut', at('Mon 10:50'), { ...senior, measure: 1 });
    expect(life.types.slice(-3)).toEqual(['measureCarriedOut', 'resolved', 'confirmationAsked']);
    expect(life.reads('follow-up')).toBe('running until Thu 10:50:00');
  });
});

describe('a severe complaint', () => {
  it('alarms supervisor and manager at once and every half hour, at any hour, until one acknowledges', async () => {
    const life = await severe('Sat 23:30:00');
    await life.pass(at('Sun 00:40'));
    expect(life.told('clockWarned').filter((line) => line.includes(' plan '))).toEqual([
      'Sat 23:30:00 clockWarned plan supervisor',
      'Sat 23:30:00 clockWarned plan manager',
      'Sun 00:00:00 clockWarned plan supervisor',
      'Sun 00:00:00 clockWarned plan manager',
      'Sun 00:30:00 clockWarned plan supervisor',
      'Sun 00:30:00 clockWarned plan manager',
    ]);
    const warned = life.events.filter((event) => event.type === 'clockWarned' && event.clock === 'plan');
    expect(warned.some((event) => 'notBeforeAt' in event)).toBe(false);
    await life.fact('escalationAcknowledged', at('Sun 00:41'), { of: 4, agent: 'agent-3', clock: 'plan' });
    const before = life.told('clockWarned').length;
    await life.pass(at('Sun 02:00'));
    expect(
      life
        .told('clockWarned')
        .slice(before)
        .filter((line) => line.includes(' plan ')),
    ).toEqual([]);
    expect(life.reads('plan')).toBe('running until Sun 03:30:00');
  });

  it('goes on to tell every half hour once its plan is late too', async () => {
    const life = await severe('Sat 23:30:00');
    await life.pass(at('Sun 04:10'));
    expect(life.told('escalated').filter((line) => line.includes(' plan '))).toEqual([
      'Sun 03:30:00 escalated plan supervisor',
      'Sun 03:30:00 escalated plan manager',
      'Sun 04:00:00 escalated plan supervisor',
      'Sun 04:00:00 escalated plan manager',
    ]);
  });

  it('takes a dangerous product from sale, once', async () => {
    const life = await severe('Sat 23:30:00');
    expect(life.events.filter((event) => event.type === 'workOrderOpened')).toMatchObject([
      { workOrderType: 'product-withdrawal', by: 'policy' },
    ]);
    await life.verdict('setSeverity', at('Sat 23:40'), {
      ...supervisor,
      severity: 'severe',
      reasons: ['fire', 'injury'],
      outsideAt: at('Mon 12:00'),
    });
    expect(life.types.filter((type) => type === 'workOrderOpened')).toHaveLength(1);
  });

  it('owes a regulator an answer a day before the deadline, which no reply but the result keeps', async () => {
    const life = await severe('Mon 10:00:00', { severe: ['regulator'], outsideAt: at('Fri 18:00') });
    expect(life.reads('promise')).toBe('running until Thu 18:00:00');
    await life.replies(at('Mon 11:00'), 'plan', at('Tue 12:00'));
    await life.replies(at('Mon 12:00'), 'answer');
    expect(life.reads('promise')).toBe('running until Thu 18:00:00');
    await life.verdict('decide', at('Mon 13:00'), { ...supervisor, ...true_ });
    await life.verdict('tellResult', at('Mon 13:10'), supervisor);
    expect(life.reads('promise')).toBe('met');
  });

  it('made so later is due as from its receipt, is raised to level 3, and alarms from then on', async () => {
    const life = await complain('Mon 10:00:00');
    const severity = { severity: 'severe', reasons: ['injury'] } as const;
    expect(await life.verdict('setSeverity', at('Mon 11:00'), { ...senior, ...severity })).toBeNull();
    await life.pass(at('Mon 11:40'));
    expect(life.state).toMatchObject({ level: 3, complaint: { severe: ['injury'] } });
    expect(life.reads('plan')).toBe('running until Mon 14:00:00');
    expect(life.reads('result')).toBe('running until Tue 10:00:00');
    expect(life.told('clockWarned').filter((line) => line.includes(' plan '))).toEqual([
      'Mon 11:00:00 clockWarned plan supervisor',
      'Mon 11:00:00 clockWarned plan manager',
      'Mon 11:30:00 clockWarned plan supervisor',
      'Mon 11:30:00 clockWarned plan manager',
    ]);
    expect(whyDue(life.state.plan, life.clock('plan'), shanghai)).toContain('14400 s of always from Mon 10:00:00');
    expect(await life.verdict('setSeverity', at('Mon 11:41'), { ...senior, ...severity })).toBe('severity_unchanged');
    const lower = { severity: 'other', reasons: [] } as const;
    expect(await life.verdict('setSeverity', at('Mon 11:42'), { ...senior, ...lower })).toBe('rank_too_low');
    expect(await life.verdict('setSeverity', at('Mon 11:43'), { ...supervisor, ...lower })).toBeNull();
    await life.pass(at('Mon 12:40'));
    expect(life.told('clockWarned').filter((line) => line.includes(' plan '))).toHaveLength(4);
  });
});

describe('the evidence', () => {
  const items = ['photo', 'video'] as const;

  it('is waited for with the clocks that the policy names at rest, and reminded of twice', async () => {
    const life = await complain('Mon 10:00:00');
    await life.verdict('askEvidence', at('Mon 11:00'), { items });
    expect(life.state).toMatchObject({ status: 'waiting-customer', complaint: { evidence: items } });
    expect(life.reads('decision')).toBe('paused');
    expect(life.reads('plan')).toBe('running until Tue 10:00:00');
    await life.pass(at('Fri 10:00'));
    expect(life.told('customerTold').slice(-2)).toEqual(['Tue 11:00:00 customerTold', 'Thu 11:00:00 customerTold']);
    await life.says(at('Fri 11:00'));
    expect(life.state).toMatchObject({ status: 'open', complaint: { evidence: [] } });
    expect(life.reads('decision')).toBe('running until Sat 10:00:00');
  });

  it('is complete when a person says so too, and asked for once at a time', async () => {
    const life = await complain('Mon 10:00:00');
    expect(await life.verdict('completeEvidence', at('Mon 10:30'), {})).toBe('evidence_not_asked');
    await life.verdict('askEvidence', at('Mon 11:00'), { items });
    expect(await life.verdict('askEvidence', at('Mon 11:30'), { items })).toBe('evidence_asked');
    expect(await life.verdict('completeEvidence', at('Mon 12:00'), {})).toBeNull();
    expect(life.types.slice(-2)).toEqual(['evidenceCompleted', 'resumed']);
  });

  it('that never comes leaves the decision to what is there: silence takes no complaint back', async () => {
    const life = await complain('Mon 10:00:00');
    await life.verdict('askEvidence', at('Mon 11:00'), { items });
    await life.pass(at('next Mon 11:00'));
    expect(life.events.at(-1)).toMatchObject({ type: 'resumed', by: 'policy', at: at('next Mon 11:00') });
    expect(life.state).toMatchObject({ status: 'open', complaint: { evidence: [] } });
    expect(life.reads('decision')).toBe('running until next Tue 10:00:00');
  });
});

describe('the review', () => {
  it('is for a senior, of a severe complaint for a supervisor, and never for whoever is complained about', async () => {
    const life = await complain('Mon 10:00:00', { complaint: { against: 'agent-2' } });
    const agent = { agent: 'agent-9', rank: 'agent' } as const;
    expect(await life.verdict('decide', at('Mon 10:10'), { ...agent, ...true_ })).toBe('rank_too_low');
    expect(await life.verdict('decide', at('Mon 10:11'), { ...senior, ...true_ })).toBe('person_complained_about');
    expect(await life.verdict('tellResult', at('Mon 10:12'), { agent: 'agent-2' })).toBe('person_complained_about');
    expect(await life.verdict('decide', at('Mon 10:13'), { ...senior, agent: 'agent-5', ...untrue })).toBeNull();
    const bad = await severe('Mon 10:00:00');
    expect(await bad.verdict('decide', at('Mon 10:10'), { ...senior, ...true_ })).toBe('rank_too_low');
    expect(await bad.verdict('decide', at('Mon 10:11'), { ...supervisor, ...true_ })).toBeNull();
  });

  it('is of complaints only, comes before the telling, and is over with it', async () => {
    const inquiry = await Scenario.open({ channel: 'chat', openedAt: at('Mon 10:00:00') });
    expect(await inquiry.verdict('decide', at('Mon 10:10'), { ...senior, ...true_ })).toBe('not_a_complaint');
    const life = await complain('Mon 10:00:00');
    expect(await life.verdict('tellResult', at('Mon 10:05'), senior)).toBe('not_decided');
    await life.verdict('decide', at('Mon 10:10'), { ...senior, ...untrue });
    await life.verdict('decide', at('Mon 10:20'), { ...senior, ...true_ });
    expect(life.state.complaint?.decisions).toMatchObject([untrue, true_]);
    await life.verdict('tellResult', at('Mon 10:30'), senior);
    expect(await life.verdict('tellResult', at('Mon 10:31'), senior)).toBe('result_told');
    expect(await life.verdict('decide', at('Mon 10:31'), { ...senior, ...true_ })).toBe('result_told');
  });
});

describe('a result that is not accepted', () => {
  const taken: Record<string, (life: Scenario) => Promise<void>> = {
    'a rejection': (life) => life.fact('customerConfirmed', at('Tue 09:00'), { confirmed: false }),
    'a message': (life) => life.says(at('Tue 09:00')),
    'a bad visit': (life) => life.fact('visited', at('Tue 09:00'), { agent: 'agent-2', outcome: 'unsatisfied' }),
  };
  it.each(Object.keys(taken))('by %s is reviewed again before a result is told again', async (how) => {
    const life = await resolved('Mon 10:00:00');
    await taken[how]?.(life);
    expect(life.state.status).toBe('open');
    expect(await life.verdict('tellResult', at('Tue 09:10'), senior)).toBe('not_decided');
    expect(await life.verdict('resolve', at('Tue 09:20'), { outcome: 'solved' })).toBe('result_not_told');
    // no appeal: whoever decided may look at it again
    expect(await life.verdict('decide', at('Tue 09:30'), { ...senior, ...true_ })).toBeNull();
    expect(await life.verdict('tellResult', at('Tue 09:40'), senior)).toBeNull();
    expect(life.state.status).toBe('resolved');
  });
});

describe('measures', () => {
  const coupon = (yuan: number) => ({ measures: [{ kind: 'coupon', amount: yuan * 100 } as const] });

  it('within the own limit are approved at once, beyond it by another of sufficient rank within four hours', async () => {
    const life = await complain('Mon 10:00:00');
    await life.verdict('decide', at('Mon 10:10'), { ...senior, ...true_ });
    await life.verdict('proposeMeasures', at('Mon 10:20'), { ...senior, ...coupon(100) });
    expect(life.has('approval')).toBe(false);
    await life.verdict('proposeMeasures', at('Mon 10:30'), { ...senior, ...coupon(100.01) });
    expect(life.reads('approval')).toBe('running until Mon 14:30:00');
    expect(await life.verdict('tellResult', at('Mon 10:40'), senior)).toBe('measures_waiting');
    const yes = { measure: 2, approved: true };
    const promoted = { ...supervisor, agent: 'agent-2' };
    expect(await life.verdict('approve', at('Mon 10:50'), { ...promoted, ...yes })).toBe('own_proposal');
    expect(await life.verdict('approve', at('Mon 10:51'), { ...senior, agent: 'agent-6', ...yes })).toBe(
      'rank_too_low',
    );
    expect(await life.verdict('approve', at('Mon 10:52'), { ...supervisor, ...yes })).toBeNull();
    expect(life.reads('approval')).toBe('met');
    expect(await life.verdict('approve', at('Mon 10:53'), { ...supervisor, ...yes })).toBe('measure_not_waiting');
    expect(await life.verdict('approve', at('Mon 10:54'), { ...supervisor, ...yes, measure: 9 })).toBe(
      'measure_unknown',
    );
  });

  it('that are refused are neither told nor carried out', async () => {
    const life = await complain('Mon 10:00:00');
    await life.verdict('decide', at('Mon 10:10'), { ...senior, ...true_ });
    await life.verdict('proposeMeasures', at('Mon 10:30'), { ...senior, ...coupon(900) });
    await life.verdict('approve', at('Mon 10:40'), { ...manager, measure: 1, approved: false });
    expect(await life.verdict('carryOut', at('Mon 10:50'), { ...senior, measure: 1 })).toBe('measure_not_approved');
    await life.verdict('tellResult', at('Mon 11:00'), senior);
    expect(life.events.find((event) => event.type === 'resultTold')).toMatchObject({ measures: [] });
    expect(life.state.status).toBe('resolved');
  });

  it('for what could not be verified keep to the limit of a senior, whoever grants them', async () => {
    const unverified = { truth: 'not-verifiable', responsibility: 'shop' } as const;
    const life = await complain('Mon 10:00:00');
    await life.verdict('decide', at('Mon 10:10'), { ...senior, ...unverified });
    expect(await life.verdict('proposeMeasures', at('Mon 10:20'), { ...manager, ...coupon(100.01) })).toBe(
      'beyond_unverified',
    );
    const threefold = { measures: [{ kind: 'punitive', amount: 1 } as const] };
    expect(await life.verdict('proposeMeasures', at('Mon 10:21'), { ...manager, ...threefold })).toBe(
      'beyond_unverified',
    );
    expect(await life.verdict('proposeMeasures', at('Mon 10:22'), { ...manager, ...coupon(100) })).toBeNull();
  });

  it('beyond it that wait or are approved fall with such a finding; what was told or done stays', async () => {
    const life = await complain('Mon 10:00:00');
    await life.verdict('proposeMeasures', at('Mon 10:10'), { ...manager, ...coupon(300) });
    await life.verdict('carryOut', at('Mon 10:11'), { ...manager, measure: 1 });
    await life.verdict('decide', at('Mon 10:12'), { ...supervisor, ...true_ });
    await life.verdict('proposeMeasures', at('Mon 10:13'), { ...manager, ...coupon(400) });
    await life.verdict('tellResult', at('Mon 10:14'), supervisor);
    await life.fact('customerAppealed', at('Tue 10:00'), {});
    await life.verdict('proposeMeasures', at('Tue 10:10'), { ...supervisor, ...coupon(500) });
    await life.verdict('proposeMeasures', at('Tue 10:11'), { ...supervisor, ...coupon(600) });
    await life.verdict('proposeMeasures', at('Tue 10:12'), { ...supervisor, ...coupon(60) });
    await life.verdict('decide', at('Tue 10:20'), { ...manager, truth: 'not-verifiable', responsibility: 'shop' });
    const states = life.state.complaint?.measures.map(({ state }) => state);
    expect(states).toEqual(['carried-out', 'approved', 'refused', 'refused', 'approved']);
    expect(life.reads('approval')).toBe('met');
    expect(life.events.slice(-2)).toMatchObject([
      { type: 'measureRefused', measure: 3, by: 'policy' },
      { type: 'measureRefused', measure: 4, by: 'policy' },
    ]);
  });

  it('have an amount where they are worth something, and none where not', async () => {
    const life = await complain('Mon 10:00:00');
    const propose = (measures: readonly { kind: 'coupon' | 'apology'; amount?: number }[]) =>
      life.verdict('proposeMeasures', at('Mon 10:20'), { ...senior, measures });
    expect(await propose([{ kind: 'coupon' }])).toBe('amount_missing');
    expect(await propose([{ kind: 'apology', amount: 1 }])).toBe('amount_not_taken');
    expect(await propose([{ kind: 'coupon', amount: 200_001 }])).toBe('amount_too_high');
  });

  it('of goodwill need a supervisor from the fourth in 90 days on, or beyond ¥300', async () => {
    const life = await complain('Mon 10:00:00');
    const goodwill = { ...senior, measures: [{ kind: 'goodwill', amount: 2_000 } as const] };
    await life.verdict('proposeMeasures', at('Mon 10:20'), { ...goodwill, before: { times: 2, amount: 28_000 } });
    await life.verdict('proposeMeasures', at('Mon 10:21'), { ...goodwill, before: { times: 3, amount: 100 } });
    await life.verdict('proposeMeasures', at('Mon 10:22'), { ...goodwill, before: { times: 1, amount: 28_001 } });
    expect(life.state.complaint?.measures.map(({ state }) => state)).toEqual(['approved', 'waiting', 'waiting']);
    const other = { ...senior, agent: 'agent-6' };
    expect(await life.verdict('approve', at('Mon 10:30'), { ...other, measure: 2, approved: true })).toBe(
      'rank_too_low',
    );
    expect(await life.verdict('approve', at('Mon 10:31'), { ...supervisor, measure: 2, approved: true })).toBeNull();
  });
});

describe('an appeal', () => {
  it('in time goes to a higher rank that did not decide, within 48 hours, and only once', async () => {
    const life = await complain('Tue 10:00:00');
    await life.verdict('decide', at('Tue 12:00'), { ...senior, ...untrue });
    await life.verdict('tellResult', at('Wed 14:00'), senior);
    await life.fact('customerAppealed', at('Thu 09:00'), { message: 7 });
    expect(life.state).toMatchObject({ status: 'open', complaint: { appeals: 1, toldAt: null } });
    expect(life.reads('decision')).toBe('running until Sat 09:00:00');
    expect(life.reads('result')).toBe('running until Sat 09:00:00');
    expect(life.told('escalated').at(-1)).toBe('Thu 09:00:00 escalated decision supervisor');
    expect(await life.verdict('decide', at('Fri 15:00'), { ...senior, ...true_ })).toBe('decided_before');
    const other = { ...senior, agent: 'agent-6' };
    expect(await life.verdict('decide', at('Fri 15:01'), { ...other, ...true_ })).toBe('rank_too_low');
    expect(
      await life.verdict('decide', at('Fri 16:00'), { ...supervisor, truth: 'partly', responsibility: 'shop' }),
    ).toBeNull();
    expect(life.reads('decision')).toBe('met');
    await life.verdict('tellResult', at('Fri 16:10'), supervisor);
    expect(life.reads('result')).toBe('met');
    expect(life.state.complaint?.decisions.map(({ truth, round }) => `${truth} ${round}`)).toEqual([
      'refuted 0',
      'partly 1',
    ]);
    await life.fact('customerAppealed', at('Sat 10:00'), { message: 9 });
    expect(life.events.slice(-2)).toMatchObject([
      { type: 'appealRefused', reason: 'spent', message: 9 },
      { type: 'customerTold', template: 'appeal-refused' },
    ]);
    expect(life.state.status).toBe('resolved');
  });

  it('later than seven days after the result is told the ways outside the shop', async () => {
    const late = await resolved('Mon 10:00:00');
    await late.fact('customerAppealed', at('next Mon 10:00') + 1, {});
    expect(late.events.slice(-2)).toMatchObject([
      { type: 'appealRefused', reason: 'late' },
      { type: 'customerTold', template: 'appeal-refused' },
    ]);
  });

  it('before anything is told is a message that waits for us', async () => {
    const life = await complain('Mon 10:00:00');
    await life.replies(at('Mon 10:30'), 'plan');
    await life.verdict('askEvidence', at('Mon 10:40'), { items: ['photo'] });
    await life.fact('customerAppealed', at('Mon 11:00'), { message: 7 });
    expect(life.events.slice(-2)).toMatchObject([
      { type: 'resumed' },
      { type: 'appealRefused', reason: 'nothing-told', message: 7 },
    ]);
    expect(life.state.status).toBe('open');
    expect(life.clock('next-response')).toMatchObject({ state: 'running', startedAt: at('Mon 11:00') });
    expect(life.events.filter((event) => event.type === 'customerTold').map(({ template }) => template)).toEqual([
      'complaint-received',
      'complaint-evidence',
    ]);
  });

  it('while the first is looked at, decided or not, names no ways outside the shop', async () => {
    const life = await resolved('Mon 10:00:00');
    await life.fact('customerAppealed', at('Tue 09:00'), {});
    await life.fact('customerAppealed', at('Tue 10:00'), {});
    await life.verdict('decide', at('Tue 11:00'), { ...supervisor, ...untrue });
    await life.fact('customerAppealed', at('Tue 12:00'), {});
    expect(life.events.filter((event) => event.type === 'appealRefused')).toMatchObject([
      { reason: 'under-way' },
      { reason: 'under-way' },
    ]);
    expect(life.events.some((event) => event.type === 'customerTold' && event.template === 'appeal-refused')).toBe(
      false,
    );
    expect(life.clock('next-response')).toMatchObject({ state: 'running', startedAt: at('Tue 10:00') });
  });

  it('of an inquiry says that it is not solved', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 1, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.replies(at('Mon 10:00:50'), 'answer');
    await life.verdict('resolve', at('Mon 10:06'), { outcome: 'solved' });
    await life.fact('customerAppealed', at('Mon 11:00'), { message: 7 });
    expect(life.events.slice(-4)).toMatchObject([
      { type: 'rejected', message: 7 },
      { type: 'surveyCancelled' },
      { type: 'reopened' },
      { type: 'levelSet', from: 1, to: 2 },
    ]);
    expect(life.state.plan.clocks.acknowledge).toEqual((await level2()).state.plan.clocks.acknowledge);
  });
});

const level2 = (): Promise<Scenario> => Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });

describe('a suggestion', () => {
  it('is passed on to the department that it concerns, and the customer is told which', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    expect(await life.verdict('passOn', at('Mon 10:05'), { department: 'design' })).toBeNull();
    expect(life.reads('answer')).toBe('met');
    expect(life.events.at(-1)).toMatchObject({ template: 'suggestion-passed-on', facts: { department: 'design' } });
    const complaint = await complain('Mon 10:00:00');
    expect(await complaint.verdict('passOn', at('Mon 10:05'), { department: 'design' })).toBe('not_an_inquiry');
  });
});

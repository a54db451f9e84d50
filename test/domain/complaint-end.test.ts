import { describe, expect, it } from 'vitest';
import { complain, resolved, senior, supervisor, true_ } from './complaint-life.ts';
import { at, type Scenario } from './scenario.ts';

describe('after the measures', () => {
  it('a confirmation sends the survey and leaves the end to the visit', async () => {
    const life = await resolved('Mon 10:00:00');
    await life.fact('customerConfirmed', at('Mon 12:00'), { confirmed: true });
    expect(life.types.slice(-2)).toEqual(['confirmed', 'surveyQueued']);
    expect(life.state.status).toBe('resolved');
    await life.pass(at('Wed 12:00'));
    const reminded = life.events.filter((event) => event.type === 'customerTold');
    expect(reminded).toMatchObject([{ template: 'complaint-received' }]);
    await life.fact('visited', at('Wed 13:00'), { agent: 'agent-2', outcome: 'satisfied' });
    expect(life.state).toMatchObject({ status: 'closed', closedHow: 'confirmed' });
    expect(life.reads('follow-up')).toBe('met');
  });

  it('a visit is not due in the customer’s quiet hours', async () => {
    const life = await resolved('Mon 22:00:00');
    expect(life.reads('follow-up')).toBe('running until Fri 09:00:00');
    expect((await resolved('Mon 20:59:59')).reads('follow-up')).toBe('running until Thu 20:59:59');
  });

  it('a visit that reaches nobody is made once more, and then the confirmation counts', async () => {
    const life = await resolved('Mon 10:00:00');
    await life.fact('customerConfirmed', at('Mon 12:00'), { confirmed: true });
    await life.fact('visited', at('Wed 12:00'), { agent: 'agent-2', outcome: 'unreached' });
    expect(life.state.status).toBe('resolved');
    expect(life.reads('follow-up')).toBe('running until Sat 12:00:00');
    await life.fact('visited', at('Sat 11:00'), { agent: 'agent-2', outcome: 'unreached' });
    expect(life.reads('follow-up')).toBe('met');
    expect(life.state).toMatchObject({ status: 'closed', closedHow: 'confirmed' });
  });

  it('a customer who is never reached and never confirms waits for the release, or for the own word', async () => {
    const silent = async (): Promise<Scenario> => {
      const life = await resolved('Mon 10:00:00');
      await life.fact('visited', at('Wed 12:00'), { agent: 'agent-2', outcome: 'unreached' });
      await life.fact('visited', at('Sat 11:00'), { agent: 'agent-2', outcome: 'unreached' });
      expect(life.reads('follow-up')).toBe('met');
      await life.pass(at('next Mon 12:00'));
      expect(life.state.status).toBe('resolved');
      return life;
    };
    const released = await silent();
    expect(await released.verdict('release', at('next Mon 13:00'), supervisor)).toBeNull();
    expect(released.state).toMatchObject({ status: 'closed', closedHow: 'silent' });
    const confirmed = await silent();
    await confirmed.fact('customerConfirmed', at('next Mon 13:00'), { confirmed: true });
    expect(confirmed.state).toMatchObject({ status: 'closed', closedHow: 'confirmed' });
  });

  it('a bad visit is a rejection: opened again a level higher, and a result is owed and told again', async () => {
    const life = await resolved('Mon 10:00:00');
    await life.fact('visited', at('Wed 13:00'), { agent: 'agent-2', outcome: 'unsatisfied' });
    expect(life.state).toMatchObject({ status: 'open', level: 2, rejections: 1, complaint: { toldAt: null } });
    expect(life.reads('result')).toBe('running until Sat 13:00:00');
    expect(await life.verdict('decide', at('Wed 14:00'), { ...senior, ...true_ })).toBeNull();
    expect(await life.verdict('tellResult', at('Wed 14:10'), senior)).toBeNull();
    expect(life.state.status).toBe('resolved');
    await life.fact('visited', at('Fri 13:00'), { agent: 'agent-2', outcome: 'unsatisfied' });
    expect(life.events.at(-1)).toMatchObject({ type: 'levelSet', from: 2, to: 3 });
    expect(life.reads('consultation')).toContain('running until');
    expect(life.reads('plan')).toContain('running until');
  });

  it('a bad visit after the reopening window, or on a merged case, is late and opens nothing', async () => {
    const visit = { agent: 'agent-2', outcome: 'unsatisfied' } as const;
    const closed = async (): Promise<Scenario> => {
      const life = await resolved('Mon 10:00:00');
      await life.fact('visited', at('Mon 12:00'), { agent: 'agent-2', outcome: 'satisfied' });
      expect(life.state.status).toBe('closed');
      return life;
    };
    const until = at('Mon 12:00') + (await closed()).state.plan.closing.reopenWindow * 1000;
    const inTime = await closed();
    await inTime.fact('visited', until, visit);
    expect(inTime.state.status).toBe('open');
    const late = await closed();
    await late.fact('visited', until + 1, visit);
    const merged = await resolved('Mon 10:00:00');
    await merged.fact('merged', at('Mon 12:00'), { into: 'CS-20261123-000002', by: 'agent-1' });
    await merged.fact('visited', at('Mon 12:01'), visit);
    for (const life of [late, merged]) {
      expect(life.types.at(-1)).toBe('arrivedLate');
      expect(life.types).not.toContain('reopened');
      expect(life.state).toMatchObject({ status: 'closed', rejections: 0 });
    }
  });

  it('silence is reminded, called, and closes it only with the release of a supervisor, who is asked daily', async () => {
    const life = await resolved('Mon 10:00:00');
    await life.pass(at('next Wed 12:00'));
    expect(life.told('customerTold').slice(-2)).toEqual(['Tue 10:00:00 customerTold', 'Thu 10:00:00 customerTold']);
    expect(life.told('escalated').filter((line) => !/follow-up|survey/.test(line))).toEqual([
      'Thu 10:00:00 escalated owner',
      'next Mon 10:00:00 escalated confirmation supervisor',
      'next Tue 10:00:00 escalated confirmation supervisor',
      'next Wed 10:00:00 escalated confirmation supervisor',
    ]);
    expect(await life.verdict('release', at('next Wed 13:00'), senior)).toBe('rank_too_low');
    expect(await life.verdict('release', at('next Wed 13:00'), supervisor)).toBeNull();
    expect(life.state).toMatchObject({ status: 'closed', closedHow: 'silent' });
  });

  it('a release before the time lets the silence close it at its time', async () => {
    const life = await resolved('Mon 10:00:00');
    expect(await life.verdict('release', at('Wed 13:00'), supervisor)).toBeNull();
    await life.pass(at('next Mon 10:00'));
    expect(life.state).toMatchObject({ status: 'closed', closedHow: 'silent', closedAt: at('next Mon 10:00') });
    const open = await complain('Mon 10:00:00');
    expect(await open.verdict('release', at('Wed 13:00'), supervisor)).toBe('case_not_resolved');
  });

  it('a confirmation before the result is kept: result and measures stay owed, and nobody asks again', async () => {
    const life = await complain('Mon 10:00:00');
    await life.fact('customerConfirmed', at('Mon 10:30'), { confirmed: true });
    expect(life.state).toMatchObject({ status: 'open', complaint: { confirmed: true } });
    expect(['decision', 'result'].map((name) => life.clock(name as 'result').state)).toEqual(['running', 'running']);
    await life.verdict('decide', at('Mon 11:00'), { ...senior, ...true_ });
    await life.verdict('proposeMeasures', at('Mon 11:00'), { ...senior, measures: [{ kind: 'apology' }] });
    await life.verdict('tellResult', at('Mon 11:10'), senior);
    await life.fact('customerConfirmed', at('Mon 11:20'), { confirmed: true });
    expect(life.state.status).toBe('open');
    await life.verdict('carryOut', at('Mon 11:30'), { ...senior, measure: 1 });
    expect(life.types.slice(-3)).toEqual(['measureCarriedOut', 'resolved', 'surveyQueued']);
    expect(life.reads('confirmation')).toBe('met');
    expect(life.reads('follow-up')).toBe('running until Thu 11:30:00');
    await life.fact('visited', at('Thu 11:00'), { agent: 'agent-2', outcome: 'satisfied' });
    expect(life.state).toMatchObject({ status: 'closed', closedHow: 'confirmed' });
  });

  it('a confirmation that is taken back is asked for again', async () => {
    const life = await complain('Mon 10:00:00');
    await life.fact('customerConfirmed', at('Mon 10:30'), { confirmed: true });
    await life.fact('customerConfirmed', at('Mon 10:40'), { confirmed: false });
    await life.verdict('decide', at('Mon 11:00'), { ...senior, ...true_ });
    await life.verdict('tellResult', at('Mon 11:10'), senior);
    expect(life.types.at(-1)).toBe('confirmationAsked');
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExplanationShown } from '../../api/explain-schemas.ts';
import { writtenPolicy } from '../../api/policy-schema.ts';
import { WEEKDAYS } from '../../domain/calendars.ts';
import { POLICIES, shippedVersion } from '../../store/versions.ts';
import type { PolicyDocument } from '../../domain/policy.ts';
import { at, Scenario } from '../domain/scenario.ts';
import { aMessage, startApi, type Reply, type TestApi } from './api.ts';
import { seedCase, seedEvents, seedShop } from './seed.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** A case of the worked examples as its workflow would have stored it. */
async function stored(life: Scenario): Promise<string> {
  const { channel, level, openedAt } = life.opening;
  const caseId = await seedCase(api.db, { channel, openedAt: new Date(openedAt) });
  const opening = { ...life.opening, caseId, level };
  await api
    .db('intake')
    .where({ case_id: caseId })
    .update({ opening: JSON.stringify(opening) });
  await seedEvents(api.db, caseId, life.events);
  return caseId;
}

const explanationOf = ({ body }: Reply): ExplanationShown => body as unknown as ExplanationShown;

function the(name: string, { clocks }: ExplanationShown): ExplanationShown['clocks'][number] {
  const clock = clocks.find((one) => one.name === name);
  if (!clock) throw new Error(`no clock ${name}`);
  return clock;
}

/** Example 18. */
async function askedBack(): Promise<string> {
  const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
  await life.says(at('Mon 10:00:00'));
  await life.replies(at('Mon 10:08:00'), 'question');
  await life.says(at('Mon 10:50:00'));
  await life.replies(at('Mon 11:05:00'), 'answer');
  return stored(life);
}

/** Example 8. */
async function nightChat(): Promise<string> {
  const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Wed 02:14:00') });
  await life.says(at('Wed 02:14:00'));
  await life.replies(at('Wed 09:12:00'), 'answer');
  // over, so that nothing of it falls due while the days go by
  await life.verdict('resolve', at('Wed 09:20:00'), { outcome: 'solved' });
  await life.fact('customerConfirmed', at('Wed 09:30:00'), { confirmed: true });
  const sentAt = at('Wed 09:31:00');
  await life.fact('surveySent', sentAt, { round: 1, sentAt, expiresAt: sentAt + 7 * 86_400_000 });
  return stored(life);
}

describe('explain', () => {
  test('18: shows one pause of 42 min and reckons to the due instant in both languages', async () => {
    const reply = await api.call('GET', `/v1/cases/${await askedBack()}/explain`);
    expect(reply.status).toBe(200);
    const answer = the('answer', explanationOf(reply));
    expect(answer).toMatchObject({
      state: 'met',
      policy: { name: 'standard', version: 1 },
      rule: { targetSeconds: 1_800, publishedSeconds: 7_200, ladder: 'R' },
      calendar: { id: 'chat-cn', version: 1, timezone: 'Asia/Shanghai' },
      start: { seq: 2, type: 'messageReceived', at: '2026-11-23T02:00:00.000Z' },
      pauses: [{ from: '2026-11-23T02:08:00.000Z', to: '2026-11-23T02:50:00.000Z', openSeconds: 2_520 }],
      dueAt: '2026-11-23T03:12:00.000Z',
      stop: { type: 'replied', outcome: 'met' },
    });
    expect(answer.arithmetic.map(({ step, seconds }) => [step, seconds])).toEqual([
      ['start', undefined],
      ['open', 480],
      ['paused', 2_520],
      ['open', 1_320],
      ['result', undefined],
    ]);
    expect(answer.arithmetic.map(({ text }) => text.zh).join(';')).toMatch(/10:08–10:50.*42分.*到期.*11:12/);
    expect(answer.arithmetic.at(-1)?.text.en).toMatch(/^Due .*11:12$/);
  });

  test('8: begins in closed time, counts from the opening, and says how late the acknowledgement was', async () => {
    const explanation = explanationOf(await api.call('GET', `/v1/cases/${await nightChat()}/explain`));
    const acknowledge = the('acknowledge', explanation);
    expect(acknowledge).toMatchObject({
      state: 'breached',
      dueAt: '2026-11-25T01:10:00.000Z',
      breach: { type: 'clockBreached', at: '2026-11-25T01:10:00.000Z' },
      stop: { outcome: 'met', latenessSeconds: 120 },
      escalations: [{ role: 'owner' }, { role: 'senior' }],
    });
    const [start, open] = acknowledge.arithmetic;
    expect(start?.text.zh).toContain('02:14');
    expect(start?.text.zh).toContain('不在营业时间内');
    expect(open?.text.en).toContain('09:00–09:10');
  });

  test('reckons what never closes by the wall clock of the people who answer', async () => {
    const explanation = explanationOf(await api.call('GET', `/v1/cases/${await nightChat()}/explain`));
    const resolution = the('resolution', explanation);
    expect(resolution.calendar).toMatchObject({ id: 'always', timezone: 'UTC' });
    expect(resolution.arithmetic[0]?.text.en).toContain('02:14 (Asia/Shanghai)');
  });

  test('a stated date is no arithmetic: it names the event that stated it', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Tue 15:00:00') });
    await life.says(at('Tue 15:00:00'));
    await life.replies(at('Tue 15:05:00'), 'answer', at('Thu 18:00:00'));
    const explanation = explanationOf(await api.call('GET', `/v1/cases/${await stored(life)}/explain`));
    const promise = the('promise', explanation);
    expect(promise.statedBy).toMatchObject({ seq: 3, type: 'replied' });
    expect(promise.arithmetic).toHaveLength(1);
    expect(promise.arithmetic[0]?.text.zh).toContain('由事件 #3 replied 约定');
  });

  test('a case that is still opening has no clocks yet, and says which it will never have', async () => {
    const { body } = await api.call('POST', '/v1/messages', { body: aMessage() });
    const explanation = explanationOf(await api.call('GET', `/v1/cases/${String(body['caseId'])}/explain`));
    expect(explanation).toMatchObject({ version: 0, clocks: [], policy: { name: 'standard', version: 1 } });
    const why = new Map(explanation.absent.map((one) => [one.name, one.why]));
    expect(why.get('answer')).toBe('not-started');
    expect(why.get('plan')).toBe('no-promise');
  });

  test('a case of another shop has no explanation', async () => {
    const caseId = await askedBack();
    await seedShop(api.db, 'elsewhere', 'EW');
    const key = await api.keyOf('supervisor', 'elsewhere');
    const reply = await api.call('GET', `/v1/cases/${caseId}/explain`, { key });
    expect(reply).toMatchObject({ status: 404, body: { code: 'case_not_found' } });
  });
});

function standardPolicy(): PolicyDocument {
  const shipped = shippedVersion(POLICIES, 'standard', 1);
  if (!shipped) throw new Error('no standard policy ships');
  return shipped.document;
}

/** A version of the shop's own, written at an instant. */
async function ownVersion(table: string, name: string, version: number, document: object, when: string): Promise<void> {
  const row = { shop: 'main', name, version, document: JSON.stringify(document), created_by: '7' };
  await api.db(table).insert({ ...row, created_at: new Date(at(when)) });
}

describe('explain after changes of plan', () => {
  test('reckons with extension and wait, and says so in both languages', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    await life.verdict('extend', at('Mon 10:05:00'), {
      clock: 'resolution',
      seconds: 600,
      reasonCode: 'supplier-late',
    });
    await life.verdict('pause', at('Mon 10:06:00'), { reasonCode: 'carrier' });
    await life.verdict('resume', at('Mon 10:16:00'), {});
    const { arithmetic, changes, dueAt } = the(
      'resolution',
      explanationOf(await api.call('GET', `/v1/cases/${await stored(life)}/explain`)),
    );
    expect(dueAt).toBe('2026-11-25T02:20:00.000Z');
    expect(arithmetic.map(({ step }) => step)).toEqual(['start', 'extended', 'open', 'paused', 'open', 'result']);
    const [, extended, , paused, open] = arithmetic.map(({ text }) => text);
    expect(extended?.en).toBe('Extended: 48 h + 10 min = 48 h 10 min (event #3, reason supplier-late)');
    expect(extended?.zh).toContain('48小时 + 10分 = 48小时10分');
    expect(paused?.en).toMatch(/10 min of open time left out \(waiting: carrier\)$/);
    expect(paused?.zh).toMatch(/\(等待 carrier\)$/);
    expect(open?.en).toMatch(/, 0 s left$/);
    expect(changes).toMatchObject([
      { seq: 3, type: 'extended', text: { zh: expect.stringContaining('600 秒') as string } },
    ]);
  });

  test('a case that was merged says into which, in itself and in its explanation', async () => {
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Mon 10:00:00') });
    await life.says(at('Mon 10:00:00'));
    const into = await seedCase(api.db);
    await life.fact('merged', at('Mon 10:05:00'), { into, by: 'agent-1' });
    const caseId = await stored(life);
    expect((await api.call('GET', `/v1/cases/${caseId}`)).body).not.toHaveProperty('mergedInto');
    await api.db('intake').where({ case_id: caseId }).update({ merged_into: into });
    expect((await api.call('GET', `/v1/cases/${caseId}`)).body).toMatchObject({ mergedInto: into });
    const answer = the('answer', explanationOf(await api.call('GET', `/v1/cases/${caseId}/explain`)));
    expect(answer.stop).toMatchObject({ type: 'merged', outcome: 'cancelled' });
    expect(answer.changes[0]?.text.en).toBe(`Cancelled: the case was merged into ${into}`);
  });
});

describe('a case of a shop with calendars of its own', () => {
  test('is told by the versions that held at its opening, which later ones do not change', async () => {
    const all = (from: string) => Object.fromEntries(WEEKDAYS.map((day) => [day, [[from, '24:00']]]));
    const chat = (from: string) => ({ timezone: 'Asia/Shanghai', hours: all(from) });
    await ownVersion('calendars', 'chat-cn', 2, chat('08:00'), 'last Fri 10:00:00');
    await ownVersion('calendars', 'chat-cn', 3, chat('07:00'), 'Thu 10:00:00');
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: at('Wed 02:14:00') });
    await life.says(at('Wed 02:14:00'));
    const caseId = await stored(life);
    const clocks = explanationOf(await api.call('GET', `/v1/cases/${caseId}/explain`));
    expect(the('answer', clocks)).toMatchObject({
      calendar: { id: 'chat-cn', version: 2 },
      dueAt: '2026-11-25T00:30:00.000Z',
    });
    await api.db('calendars').where({ shop: 'main', name: 'chat-cn' }).delete();
  });
});

describe('what if', () => {
  const standard = standardPolicy();
  const ownPolicy = (version: number, changes: object) =>
    ownVersion('policies', 'standard', version, { ...standard, ...changes }, 'Thu 10:00:00');

  test('under the version that it has nothing changes', async () => {
    const reply = await api.call('GET', `/v1/cases/${await nightChat()}/explain?policyVersion=1`);
    const { whatIf } = explanationOf(reply);
    expect(whatIf).toMatchObject({ policy: { version: 1 }, breaches: { appear: 0, vanish: 0, move: 0 } });
    for (const { was, would } of whatIf?.clocks ?? []) expect(would).toEqual(was);
    expect(whatIf?.clocks.find(({ name }) => name === 'acknowledge')?.breach).toBe('stays');
  });

  test('a version that does not exist is named, one that is no number refused', async () => {
    const caseId = await nightChat();
    const unknown = await api.call('GET', `/v1/cases/${caseId}/explain?policyVersion=99`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'policy_not_found' } });
    expect(unknown.body['errors']).toMatchObject([{ pointer: '?policyVersion' }]);
    const wrong = await api.call('GET', `/v1/cases/${caseId}/explain?policyVersion=new`);
    expect(wrong).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
  });

  test('under a version of the shop’s own it is told by that one, by the shop only', async () => {
    const caseId = await nightChat();
    const stricter = { seconds: 60, calendar: 'chat-cn', ladder: 'R' };
    await ownPolicy(2, { clocks: [{ clock: 'answer', target: stricter }, ...standard.clocks] });
    const { whatIf } = explanationOf(await api.call('GET', `/v1/cases/${caseId}/explain?policyVersion=2`));
    expect(whatIf).toMatchObject({ policy: { name: 'standard', version: 2 }, breaches: { appear: 1 } });
    expect(whatIf?.clocks.find(({ name }) => name === 'answer')).toMatchObject({
      was: { state: 'met', dueAt: '2026-11-25T01:30:00.000Z' },
      would: { state: 'breached', dueAt: '2026-11-25T01:01:00.000Z' },
    });
    await seedShop(api.db, 'beside', 'BS');
    const key = await api.keyOf('supervisor', 'beside');
    const elsewhere = await seedCase(api.db, { shop: 'beside' });
    const reply = await api.call('GET', `/v1/cases/${elsewhere}/explain?policyVersion=2`, { key });
    expect(reply).toMatchObject({ status: 404, body: { code: 'policy_not_found' } });
  });

  const policy = (clocks: readonly object[]) => {
    const shown = writtenPolicy(standard);
    return { policy: { ...shown, clocks: [...clocks, ...shown.clocks] } };
  };

  test('a drafted policy is what the case would have opened under', async () => {
    const looser = { clock: 'acknowledge', levels: [2], channels: ['chat'] };
    const target = { within: 'PT20M', calendar: 'chat-cn', ladder: 'R' };
    const reply = await api.call('POST', `/v1/cases/${await nightChat()}/explain`, {
      body: policy([{ ...looser, target }]),
    });
    expect(reply.status, reply.text).toBe(200);
    const { whatIf, clocks } = explanationOf(reply);
    expect(whatIf?.breaches).toEqual({ appear: 0, vanish: 1, move: 0 });
    expect(clocks.find(({ name }) => name === 'acknowledge')).toMatchObject({
      state: 'met',
      policy: { name: 'standard', version: whatIf?.policy.version },
      rule: { targetSeconds: 1_200 },
    });
  });

  test('a drafted policy that nobody could put is refused with its place', async () => {
    const target = { within: 'PT20M', calendar: 'moon', ladder: 'R' };
    const reply = await api.call('POST', `/v1/cases/${await nightChat()}/explain`, {
      body: policy([{ clock: 'answer', channels: ['chat'], levels: [2], target }]),
    });
    expect(reply).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
    const [error] = reply.body['errors'] as object[];
    expect(error).toMatchObject({
      pointer: '/policy/clocks/0/target/calendar',
      code: 'unknown_calendar',
      message: expect.stringContaining('chat-cn') as string,
    });
  });

  const open = (from: string, to: string) =>
    Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [[from, to]]]));

  test('a drafted calendar that opens later makes the breach vanish, without an Idempotency-Key', async () => {
    const calendar = { id: 'chat-cn', timezone: 'Asia/Shanghai', hours: open('10:00', '24:00') };
    const path = `/v1/cases/${await nightChat()}/explain`;
    const reply = await api.call('POST', path, { body: { calendar }, headers: { 'idempotency-key': '' } });
    expect(reply.status).toBe(200);
    const { whatIf, clocks } = explanationOf(reply);
    expect(whatIf).toMatchObject({ calendar: 'chat-cn', breaches: { appear: 0, vanish: 1, move: 0 } });
    expect(whatIf?.clocks.find(({ name }) => name === 'acknowledge')).toMatchObject({
      was: { state: 'breached', dueAt: '2026-11-25T01:10:00.000Z' },
      would: { state: 'met', dueAt: '2026-11-25T02:10:00.000Z' },
      breach: 'vanishes',
    });
    expect(clocks.find(({ name }) => name === 'answer')?.calendar).toMatchObject({ id: 'chat-cn', version: 2 });
  });

  test('one round the clock makes the breaches of the night appear', async () => {
    const calendar = { id: 'chat-cn', timezone: 'Asia/Shanghai', hours: open('00:00', '24:00') };
    const reply = await api.call('POST', `/v1/cases/${await nightChat()}/explain`, { body: { calendar } });
    expect(explanationOf(reply).whatIf?.breaches).toEqual({ appear: 1, vanish: 0, move: 1 });
  });

  test('what cannot be used is refused with its place', async () => {
    const path = `/v1/cases/${await nightChat()}/explain`;
    const refused = async (body: unknown) => {
      const reply = await api.call('POST', path, { body });
      const [error] = reply.body['errors'] as { pointer: string }[];
      return [reply.status, reply.body['code'], error?.pointer];
    };
    const calendar = { id: 'chat-cn', timezone: 'Asia/Shanghai', hours: open('09:00', '24:00') };
    expect(await refused({})).toEqual([422, 'invalid_request', '/calendar']);
    expect(await refused({ calendar: { ...calendar, timezone: 'Mars/Phobos' } })).toEqual([
      422,
      'invalid_request',
      '/calendar/timezone',
    ]);
    expect(await refused({ calendar: { ...calendar, id: 'moon' } })).toEqual([
      404,
      'calendar_not_found',
      '/calendar/id',
    ]);
    const once = { ...calendar, hours: {}, exceptions: { '2026-11-25': [['09:00', '09:05']] } };
    expect(await refused({ calendar: once })).toEqual([422, 'calendar_exhausted', '/calendar/hours']);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplyShown, BackTestShown } from '../../api/back-test-schemas.ts';
import { writtenPolicy } from '../../api/policy-schema.ts';
import { standard } from '../../domain/policies/standard.ts';
import { at, Scenario } from '../domain/scenario.ts';
import { strict } from '../support/strict.ts';
import { startApi, type Reply, type TestApi } from './api.ts';
import { seedCase, seedEvents, seedShop } from './seed.ts';

let api: TestApi;
let supervisor: string;
const cases: string[] = [];

/** A case as its workflow would have stored it. */
async function stored(life: Scenario, status: string): Promise<string> {
  const { channel, tier, level, openedAt } = life.opening;
  const caseId = await seedCase(api.db, { channel, tier, status, openedAt: new Date(openedAt) });
  const opening = { ...life.opening, caseId, level };
  await api
    .db('intake')
    .where({ case_id: caseId })
    .update({ opening: JSON.stringify(opening) });
  await seedEvents(api.db, caseId, life.events);
  return caseId;
}

const opened = (hour: string, tier: 'basic' | 'vip' = 'basic') =>
  Scenario.open({ channel: 'chat', level: 2, tier, openedAt: at(`Mon ${hour}`) });

/** Asked, and answered after some minutes. */
async function answered(hour: string, reply: string, tier?: 'vip'): Promise<Scenario> {
  const life = await opened(hour, tier);
  await life.says(at(`Mon ${hour}`));
  await life.replies(at(`Mon ${reply}`), 'answer');
  await life.verdict('resolve', at(`Mon ${reply}`), { outcome: 'solved' });
  await life.fact('customerConfirmed', at(`Mon ${reply}`), { confirmed: true });
  // so that nothing of it falls due while the days go by
  const sentAt = at(`Mon ${reply}`) + 1_000;
  await life.fact('surveySent', sentAt, { round: 1, sentAt, expiresAt: sentAt + 7 * 86_400_000 });
  return life;
}

const { name, version, ...document } = strict(standard);
const strictDocument = writtenPolicy(document);

beforeAll(async () => {
  api = await startApi();
  await seedShop(api.db, 'other', 'OT');
  supervisor = await api.keyOf('supervisor', 'main');
  const put = { key: supervisor, body: strictDocument };
  expect((await api.call('PUT', `/v1/policies/${name}`, put)).body).toMatchObject({ version: version + 1 });
  cases.push(await stored(await answered('10:00', '10:04'), 'closed'));
  cases.push(await stored(await answered('10:10', '10:17'), 'closed'));
  cases.push(await stored(await answered('10:20', '10:40'), 'closed'));
  cases.push(await stored(await answered('10:30', '10:33', 'vip'), 'closed'));
});
afterAll(() => api.stop());

const ask = (body: object, headers: Record<string, string> = {}): Promise<Reply> =>
  api.call('POST', '/v1/policies/standard/back-test', { key: supervisor, body, headers });
const shownIn = ({ body }: Reply): BackTestShown => body as unknown as BackTestShown;

const breaches = ({ items }: BackTestShown): string[] =>
  items.flatMap(({ caseId, clocks }) =>
    clocks.map(({ name: clock, breach }) => `${cases.indexOf(caseId)} ${clock} ${breach}`),
  );

describe('a policy tried on past cases', () => {
  test('tells case by case which breaches appear and move, without an Idempotency-Key', async () => {
    const reply = await ask({ version: 2 }, { 'idempotency-key': '' });
    expect(reply.status).toBe(200);
    const shown = shownIn(reply);
    expect(shown).toMatchObject({ looked: 4, nextCursor: null });
    expect(breaches(shown)).toEqual([
      '1 acknowledge appears',
      '2 acknowledge moves',
      '2 answer appears',
      '3 acknowledge appears',
    ]);
    expect(shown.items[0]?.clocks[0]).toMatchObject({
      was: { state: 'met', dueAt: '2026-11-23T02:20:00.000Z' },
      would: { state: 'breached', dueAt: '2026-11-23T02:15:00.000Z' },
    });
    const line = (clock: string, tier: string) => shown.summary.find((one) => one.clock === clock && one.tier === tier);
    expect(line('acknowledge', 'basic')).toMatchObject({
      clocks: 3,
      before: 1,
      after: 2,
      appear: 1,
      vanish: 0,
      move: 1,
    });
    expect(line('acknowledge', 'vip')).toMatchObject({ clocks: 1, before: 0, after: 1, appear: 1 });
  });

  test('may be a draft, of which nothing is kept', async () => {
    const shown = shownIn(await ask({ document: strictDocument }));
    expect(breaches(shown)).toEqual(breaches(shownIn(await ask({ version: 2 }))));
    expect((await api.call('GET', '/v1/policies/standard', { key: supervisor })).body).toMatchObject({ version: 2 });
  });

  test('is compared with what every case was promised, or with another version', async () => {
    expect(shownIn(await ask({ version: 1 })).items).toEqual([]);
    const back = shownIn(await ask({ version: 1, against: { version: 2 } }));
    expect(breaches(back)).toEqual([
      '1 acknowledge vanishes',
      '2 acknowledge moves',
      '2 answer vanishes',
      '3 acknowledge vanishes',
    ]);
  });

  test('looks at the cases that were asked for', async () => {
    const looked = async (body: object): Promise<number> => shownIn(await ask({ version: 2, ...body })).looked;
    expect(await looked({ tiers: ['vip'] })).toBe(1);
    expect(await looked({ channels: ['email'] })).toBe(0);
    expect(await looked({ from: '2026-11-23T02:10:00Z', to: '2026-11-23T02:30:00Z' })).toBe(2);
  });

  test('goes on from answer to answer, and the summaries add up', async () => {
    const parts: BackTestShown[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null && parts.length < 10) {
      const part = shownIn(await ask({ version: 2, limit: 1, ...(cursor === undefined ? {} : { cursor }) }));
      parts.push(part);
      cursor = part.nextCursor;
    }
    const whole = shownIn(await ask({ version: 2 }));
    expect(parts.map(({ looked }) => looked)).toEqual([1, 1, 1, 1]);
    expect(parts.flatMap(breaches)).toEqual(breaches(whole));
    const appear = (shown: BackTestShown): number => shown.summary.reduce((sum, line) => sum + line.appear, 0);
    expect(parts.reduce((sum, part) => sum + appear(part), 0)).toBe(appear(whole));
  });

  test('is told as CSV to those who accept nothing else', async () => {
    const response = await fetch(`${api.url}/v1/policies/standard/back-test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${supervisor}`, accept: 'text/csv', 'content-type': 'application/json' },
      body: JSON.stringify({ version: 2, limit: 2 }),
    });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('next-cursor')).toBeTruthy();
    expect((await response.text()).split('\r\n')).toEqual([
      'case,channel,tier,level,clock,counted_from,due_before,due_after,before,after,stopped_at,breach',
      `${cases[1] ?? ''},chat,basic,2,acknowledge,2026-11-23T02:10:00.000Z,2026-11-23T02:20:00.000Z,2026-11-23T02:15:00.000Z,met,breached,2026-11-23T02:17:00.000Z,appears`,
      '',
    ]);
  });

  test('is refused with its place', async () => {
    const refused = async (body: object): Promise<unknown[]> => {
      const reply = await ask(body);
      return [reply.body['code'], (reply.body['errors'] as { pointer: string }[])[0]?.pointer];
    };
    expect(await refused({})).toEqual(['invalid_request', '/version']);
    expect(await refused({ version: 2, document: strictDocument })).toEqual(['invalid_request', '/version']);
    expect(await refused({ version: 9 })).toEqual(['policy_not_found', '/version']);
    expect(await refused({ version: 2, against: { version: 9 } })).toEqual(['policy_not_found', '/against/version']);
    expect(await refused({ version: 2, cursor: 'x' })).toEqual(['invalid_request', '?cursor']);
    const { closing } = strictDocument;
    const halfway = { ...strictDocument, closing: closing.slice(0, -1) };
    expect(await refused({ document: halfway })).toEqual(['policy_unusable', '/document/closing']);
    const all = await api.call('POST', '/v1/policies/standard/back-test', { body: { version: 2 } });
    expect(all.body['errors']).toMatchObject([{ pointer: '?shop', code: 'required' }]);
  });

  test('knows nothing of another shop’s cases and versions', async () => {
    const key = await api.keyOf('supervisor', 'other');
    const other = (body: object) => api.call('POST', '/v1/policies/standard/back-test', { key, body });
    expect(shownIn(await other({ version: 1 })).looked).toBe(0);
    expect((await other({ version: 2 })).body['code']).toBe('policy_not_found');
  });
});

describe('a version applied to open cases', () => {
  const apply = (body: object): Promise<Reply> =>
    api.call('POST', '/v1/policies/standard/apply', { key: supervisor, body: { agentId: 'agent-7', ...body } });
  const appliedIn = ({ body }: Reply): ApplyShown => body as unknown as ApplyShown;
  const facts = (): Promise<{ case_id: string }[]> =>
    api.db('facts').where({ type: 'policyApplied' }).select('case_id');

  let waiting: string;
  beforeAll(async () => {
    // what is due days ahead of now moves whenever this runs
    const now = Math.floor(Date.now() / 1000) * 1000;
    const life = await Scenario.open({ channel: 'chat', level: 2, openedAt: now });
    await life.says(now);
    waiting = await stored(life, 'open');
    const { state } = life;
    const told = await stored(life, 'open');
    await api.db('case_events').insert({
      case_id: told,
      seq: state.version + 1,
      type: 'policySet',
      at: new Date(now + 1),
      by: 'agent-1',
      data: JSON.stringify({ policy: 'standard', from: 1, to: 2, cause: 'told before' }),
      line: 'policySet',
    });
  });

  test('is a dry run first: what moves is told, and no case hears of it', async () => {
    const reply = appliedIn(await apply({ version: 2 }));
    expect(reply).toMatchObject({ dryRun: true, looked: 2, applied: 1, skipped: 1, failed: 0, nextCursor: null });
    expect(reply.summary.find(({ clock }) => clock === 'resolution')).toMatchObject({
      clocks: 1,
      earlier: 1,
      later: 0,
    });
    expect(await facts()).toEqual([]);
  });

  test('tells every open case that has another version, by a fact', async () => {
    const reply = appliedIn(await apply({ version: 2, dryRun: false }));
    expect(reply).toMatchObject({ dryRun: false, looked: 2, applied: 1, skipped: 1, failed: 0 });
    expect(await facts()).toEqual([{ case_id: waiting }]);
  });

  test('brings the newest version of a calendar along, also where the policy stays', async () => {
    const mondays = { timezone: 'UTC', hours: { mon: [['00:00', '24:00']] } };
    await api.call('PUT', '/v1/calendars/always', { key: supervisor, body: mondays });
    const reply = appliedIn(await apply({ version: 1 }));
    expect(reply).toMatchObject({ applied: 2, skipped: 0 });
    expect(reply.summary.find(({ clock }) => clock === 'resolution')).toMatchObject({ clocks: 2, later: 2 });
    expect(appliedIn(await apply({ version: 1, dryRun: false }))).toMatchObject({ applied: 2 });
    const told = await api.db('facts').where({ type: 'policyApplied', case_id: waiting }).select('body');
    expect(told.at(-1)).toMatchObject({ body: { calendars: { always: 2 } } });
  });

  test('needs a version that there is, and one who is named', async () => {
    expect((await apply({ version: 9 })).body['code']).toBe('policy_not_found');
    expect((await apply({ version: 2, agentId: '' })).status).toBe(422);
  });
});

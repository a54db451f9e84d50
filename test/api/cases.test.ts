import { afterAll, beforeAll, expect, test } from 'vitest';
import { aMessage, startApi, type Reply, type TestApi } from './api.ts';
import { seedCase, seedEvents, seedShop } from './seed.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ env: { TEMPORAL_UI_URL: 'http://127.0.0.1:8233' } });
});
afterAll(() => api.stop());

const idsOf = ({ body }: Reply): string[] => (body['items'] as { caseId: string }[]).map((item) => item.caseId);

/** Every page of a list, one after another. */
async function pages(path: string, key: string, between?: () => Promise<unknown>): Promise<string[][]> {
  const seen: string[][] = [];
  for (let cursor = ''; ;) {
    const reply = await api.call('GET', `${path}${cursor === '' ? '' : `&cursor=${cursor}`}`, { key });
    expect(reply.status).toBe(200);
    seen.push(idsOf(reply));
    const next = reply.body['nextCursor'] as string | null;
    if (next === null) return seen;
    cursor = next;
    await between?.();
  }
}

test('pages skip and repeat no case, whatever opens meanwhile and however many open in one instant', async () => {
  await seedShop(api.db, 'pages', 'PG');
  const key = await api.keyOf('qa', 'pages');
  const instant = new Date('2026-11-01T00:00:00Z');
  const made: string[] = [];
  for (let i = 0; i < 23; i++)
    made.push(await seedCase(api.db, { shop: 'pages', openedAt: new Date(+instant + Math.floor(i / 5)) }));
  // microseconds that a JavaScript date cannot hold
  await api.db.raw(
    `update cases set opened_at = opened_at + interval '7 microseconds' where shop = 'pages' and case_id > ?`,
    [made[10] ?? ''],
  );
  const newer = () => seedCase(api.db, { shop: 'pages', openedAt: new Date() });
  const seen = await pages('/v1/cases?limit=4', key, newer);
  expect(seen.map((page) => page.length)).toEqual([4, 4, 4, 4, 4, 3]);
  expect(new Set(seen.flat()).size).toBe(23);
  expect([...seen.flat()].sort()).toEqual([...made].sort());
});

test('filters', async () => {
  await seedShop(api.db, 'filters', 'FL');
  const key = await api.keyOf('supervisor', 'filters');
  const base = { shop: 'filters' };
  const chat = await seedCase(api.db, { ...base, channel: 'chat', tier: 'vip', owner: 'E-7' });
  const late = await seedCase(api.db, { ...base, breached: true, promised: false, status: 'waiting-customer' });
  const done = await seedCase(api.db, { ...base, status: 'closed', closedHow: 'confirmed', promised: false });
  await api
    .db('cases')
    .where({ case_id: late })
    .update({ updated_at: new Date('2026-01-01') });
  const found = async (query: string): Promise<string[]> => idsOf(await api.call('GET', `/v1/cases?${query}`, { key }));
  expect(await found('channel=chat')).toEqual([chat]);
  expect(await found('tier=vip&owner=E-7')).toEqual([chat]);
  expect(await found('owner=nobody')).toEqual([]);
  expect(await found('breached=true')).toEqual([late]);
  expect(await found('promise=none')).toEqual([late]);
  expect(await found('breached=false')).toEqual([done, chat]);
  expect(await found('status=closed')).toEqual([done]);
  expect(await found('status=closed&status=open')).toEqual([done, chat]);
  expect(await found('kind=inquiry&updatedSince=2026-06-01T00:00:00Z')).toEqual([done, chat]);
  expect(await found('kind=complaint')).toEqual([]);
});

test('a case is there from the 202 on, before its workflow has told anything', async () => {
  const message = aMessage({ orderId: 'E-1', customer: { id: 'vip-1', tier: 'vip' } });
  const { body: summary, headers } = await api.call('POST', '/v1/messages', { body: message });
  const caseId = String(summary['caseId']);
  expect(summary).toMatchObject({ joined: false, kind: 'inquiry', tier: 'vip', status: 'opening' });
  expect(headers.get('location')).toBe(`/v1/cases/${caseId}`);
  const reply = await api.call('GET', `/v1/cases/${caseId}`);
  expect(reply.body).toMatchObject({ caseId, status: 'opening', version: 0, tier: 'vip', orderId: 'E-1', clocks: [] });
  expect(reply.headers.get('etag')).toBe('"0"');
  for (const part of ['messages', 'events', 'surveys', 'deliveries']) {
    expect((await api.call('GET', `/v1/cases/${caseId}/${part}`)).status).toBe(200);
  }
  expect((await api.call('POST', '/v1/messages', { body: { ...message, messageId: 'second' } })).body).toMatchObject({
    caseId,
    joined: true,
  });
});

test('a case shows its clocks, its owner and where an operator finds it', async () => {
  const dueAt = '2026-11-23T10:00:00.000Z';
  const clock = { startedAt: '2026-11-23T09:50:00.000Z', dueAt, breachedAt: null };
  const caseId = await seedCase(api.db, {
    owner: 'E-7',
    clocks: [
      { ...clock, name: 'acknowledge', state: 'met', stoppedAt: '2026-11-23T09:59:59.000Z' },
      {
        ...clock,
        name: 'answer',
        state: 'breached',
        breachedAt: dueAt,
        stoppedAt: '2026-11-23T10:01:30.000Z',
        latenessSeconds: 90,
      },
      { ...clock, name: 'resolution', state: 'running' },
    ],
  });
  const { body } = await api.call('GET', `/v1/cases/${caseId}`);
  expect(body).toMatchObject({
    owner: 'E-7',
    version: 3,
    clocks: [
      { name: 'acknowledge', state: 'met', dueAt: '2026-11-23T10:00:00.000Z', stoppedAt: '2026-11-23T09:59:59.000Z' },
      { name: 'answer', state: 'breached', latenessSeconds: 90 },
      { name: 'resolution', state: 'running' },
    ],
    links: { temporal: `http://127.0.0.1:8233/namespaces/default/workflows/case%3A${caseId}` },
  });
});

test('a reader who has the newest version is told so without the body', async () => {
  const caseId = await seedCase(api.db);
  const get = (tag: string): Promise<Reply> =>
    api.call('GET', `/v1/cases/${caseId}`, { headers: { 'if-none-match': tag } });
  for (const tag of ['"3"', 'W/"3"', '"1", "3"', '*']) {
    const reply = await get(tag);
    expect(reply.status).toBe(304);
    expect(reply.headers.get('etag')).toBe('"3"');
  }
  expect((await get('"2"')).status).toBe(200);
});

test('?after waits for the event of a message, three seconds at most, and not for a message nobody sent', async () => {
  const { body } = await api.call('POST', '/v1/messages', { body: aMessage({ messageId: 'await me' }) });
  const caseId = String(body['caseId']);
  const timed = async (messageId: string): Promise<[number, Reply]> => {
    const from = Date.now();
    const reply = await api.call('GET', `/v1/cases/${caseId}?after=${encodeURIComponent(messageId)}`);
    return [Date.now() - from, reply];
  };
  expect((await timed('nobody sent this'))[0]).toBeLessThan(1_500);
  const [waited, unchanged] = await timed('await me');
  expect(unchanged).toMatchObject({ status: 200, body: { status: 'opening' } });
  expect(waited).toBeGreaterThan(2_000);
  expect(waited).toBeLessThan(3_500);

  const row = await api.db('messages').where({ case_id: caseId }).first<{ id: number }>('id');
  const waiting = timed('await me');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await seedEvents(api.db, caseId, [{ type: 'messageReceived', by: 'customer', at: Date.now(), message: row.id }]);
  const [heard] = await waiting;
  expect(heard).toBeGreaterThan(250);
  expect(heard).toBeLessThan(2_000);
});

test('messages and events are read page by page, people by the ids of their staff system', async () => {
  const { body } = await api.call('POST', '/v1/messages', { body: aMessage() });
  const caseId = String(body['caseId']);
  await api.call('POST', `/v1/cases/${caseId}/replies`, {
    body: { messageId: 'r1', agentId: 'E-9', kind: 'answer', text: '请重新配对。' },
  });
  await api.call('POST', `/v1/cases/${caseId}/notes`, { body: { agentId: 'E-9', text: '已回电。', call: true } });
  const messages = await api.call('GET', `/v1/cases/${caseId}/messages?limit=2`);
  expect(messages.body['items']).toMatchObject([
    { direction: 'in', text: '蓝牙耳机连不上手机,怎么办?' },
    { direction: 'out', messageId: 'r1', kind: 'answer', agentId: 'E-9' },
  ]);
  const rest = await api.call(
    'GET',
    `/v1/cases/${caseId}/messages?limit=2&cursor=${String(messages.body['nextCursor'])}`,
  );
  expect(rest.body).toMatchObject({ items: [{ direction: 'note', text: '已回电。' }], nextCursor: null });

  const agent = await api.db('agents').where({ external_id: 'E-9' }).first<{ id: number }>('id');
  const by = `agent-${agent.id}`;
  const at = Date.parse('2026-11-23T08:00:00Z');
  await seedEvents(api.db, caseId, [
    { type: 'opened', by: 'customer', at, kind: 'inquiry' },
    { type: 'replied', by, at, message: 2, kind: 'answer', agent: by, expectedAt: at },
    { type: 'escalated', by: 'policy', at, dueAt: at },
  ]);
  const events = await api.call('GET', `/v1/cases/${caseId}/events?limit=2`);
  expect(events.body['items']).toMatchObject([
    { seq: 1, type: 'opened', by: 'customer' },
    {
      seq: 2,
      type: 'replied',
      by,
      agentId: 'E-9',
      at: '2026-11-23T08:00:00.000Z',
      expectedAt: '2026-11-23T08:00:00.000Z',
    },
  ]);
  const last = await api.call('GET', `/v1/cases/${caseId}/events?limit=2&cursor=${String(events.body['nextCursor'])}`);
  expect(last.body).toMatchObject({ items: [{ seq: 3, type: 'escalated' }], nextCursor: null });
});

test('deliveries are listed by state, and sent again by hand', async () => {
  const caseId = await seedCase(api.db);
  const row = {
    shop: 'main',
    recipient: 'customer',
    outlet: 'email',
    template: 'reply',
    facts: '{}',
    next_attempt_at: new Date(),
  };
  await api.db('deliveries').insert([
    { ...row, case_id: caseId, seq: 2, state: 'delivered', via: 'mail', delivered_at: new Date() },
    { ...row, case_id: caseId, seq: 5, state: 'stuck', code: 'smtp_refused', attempts: 9 },
  ]);
  const stuck = async () => (await api.call('GET', '/v1/deliveries?state=stuck')).body['items'];
  expect(await stuck()).toMatchObject([{ key: `${caseId}:5`, seq: 5, code: 'smtp_refused', attempts: 9 }]);
  const again = await api.call('POST', `/v1/cases/${caseId}/deliveries/5/resend`);
  expect(again).toMatchObject({ status: 202, body: { key: `${caseId}:5` } });
  expect(await stuck()).toEqual([]);
  expect((await api.call('POST', `/v1/cases/${caseId}/deliveries/77/resend`)).body['code']).toBe('delivery_not_found');
});

test('a survey is answered once; the very same answer again is fine', async () => {
  const caseId = await seedCase(api.db, { status: 'resolved', round: 1 });
  const at = new Date();
  await api.db('surveys').insert([
    { case_id: caseId, round: 1, outlet: 'email', queued_at: at, sent_at: at, expires_at: new Date(+at + 60_000) },
    { case_id: caseId, round: 2, outlet: 'email', queued_at: at, expires_at: at },
  ]);
  const answer = (round: number, body: object): Promise<Reply> =>
    api.call('POST', `/v1/cases/${caseId}/surveys/${round}/answer`, { body });
  // told or not yet told to Temporal: nobody runs this case
  const first = await answer(1, { stars: 2, speed: 1, wrongAnswer: true, text: '答复有误' });
  expect([202, 503]).toContain(first.status);
  expect(await answer(1, { stars: 2, speed: 1, wrongAnswer: true, text: '答复有误' })).toMatchObject({
    status: 202,
    body: { state: 'answered', stars: 2, speed: 1, wrongAnswer: true },
  });
  expect((await answer(1, { stars: 5 })).body['code']).toBe('survey_answered');
  expect((await answer(2, { stars: 5 })).body['code']).toBe('survey_expired');
  expect((await answer(3, { stars: 5 })).body['code']).toBe('survey_not_found');
  const listed = await api.call('GET', '/v1/surveys?answered=true');
  expect(listed.body['items']).toMatchObject([{ caseId, round: 1, text: '答复有误' }]);
});

test('a survey that is not sent says why, and takes no answer', async () => {
  const caseId = await seedCase(api.db, { status: 'resolved', round: 1 });
  const at = new Date();
  const row = { case_id: caseId, round: 1, outlet: 'sms', queued_at: at, expires_at: new Date(+at + 60_000) };
  await api.db('surveys').insert({ ...row, cancelled: 'sms-limit' });
  const listed = await api.call('GET', `/v1/cases/${caseId}/surveys`);
  expect(listed.body['items']).toMatchObject([{ round: 1, outlet: 'sms', state: 'cancelled', reason: 'sms-limit' }]);
  const answer = await api.call('POST', `/v1/cases/${caseId}/surveys/1/answer`, { body: { stars: 5 } });
  expect(answer).toMatchObject({ status: 409, body: { code: 'survey_cancelled' } });
});

test('of two agents who claim one gets the case; it can be handed on and given back', async () => {
  const { body } = await api.call('POST', '/v1/messages', { body: aMessage() });
  const caseId = String(body['caseId']);
  const claim = (agentId: string): Promise<Reply> =>
    api.call('POST', `/v1/cases/${caseId}/claim`, { body: { agentId } });
  const claims = await Promise.all([claim('E-1'), claim('E-2')]);
  expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
  const winner = claims.find(({ status }) => status === 200)?.body['agentId'];
  expect((await claim(String(winner))).body).toMatchObject({ agentId: winner, assignmentVersion: 1 });
  const transfer = (transferred: object): Promise<Reply> =>
    api.call('POST', `/v1/cases/${caseId}/transfer`, { body: transferred });
  expect((await transfer({ fromAgentId: 'E-3', toAgentId: 'E-4' })).body['code']).toBe('desk_conflict');
  expect((await transfer({ fromAgentId: winner, toAgentId: 'E-4' })).body).toMatchObject({ agentId: 'E-4' });
  expect((await transfer({ toAgentId: null })).body).toMatchObject({ agentId: null, assignmentVersion: 3 });
});

import { randomUUID } from 'node:crypto';
import { WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aMessage, type Reply, type TestApi } from './api.ts';
import { startWithWorker } from './with-worker.ts';

let api: TestApi;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ api, stop } = await startWithWorker());
});
afterAll(() => stop());

const pathOf = (caseId: string, part = ''): string => `/v1/cases/${caseId}${part}`;

/** A case whose workflow has taken its first message in. */
async function aCase(changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const body = aMessage({ level: 2, ...changes });
  const caseId = String((await api.call('POST', '/v1/messages', { body })).body['caseId']);
  const opened = async () =>
    (await api.call('GET', pathOf(caseId, `?after=${String(body['messageId'])}`))).body['status'];
  await expect.poll(opened, { timeout: 15_000 }).toBe('open');
  return caseId;
}

const rule = (
  caseId: string,
  what: string,
  body: object,
  headers: Record<string, string> = {},
  key?: string,
): Promise<Reply> =>
  api.call('POST', pathOf(caseId, `/${what}`), { body, headers, ...(key === undefined ? {} : { key }) });

const solved = { agentId: 'E-1', outcome: 'solved' };

test('a resolution is decided, and its retry is told the same without a second one', async () => {
  const caseId = await aCase();
  const key = { 'idempotency-key': randomUUID() };
  const first = await rule(caseId, 'resolution', { ...solved, note: '已寄出新耳机' }, key);
  expect(first).toMatchObject({ status: 200, body: { caseId } });
  expect(first.headers.get('etag')).toBe(`"${String(first.body['version'])}"`);
  expect((await rule(caseId, 'resolution', { ...solved, note: '已寄出新耳机' }, key)).body).toEqual(first.body);
  // as if the API had died before it kept the outcome
  await api.db('idempotency_keys').delete();
  expect((await rule(caseId, 'resolution', { ...solved, note: '已寄出新耳机' }, key)).body).toEqual(first.body);
  await expect.poll(async () => (await api.call('GET', pathOf(caseId))).body['status']).toBe('resolved');
  const events = (await api.call('GET', pathOf(caseId, '/events'))).body['items'] as {
    type: string;
    agentId?: string;
  }[];
  expect(events.filter(({ type }) => type === 'resolved')).toMatchObject([{ agentId: 'E-1' }]);
  const notes = (await api.call('GET', pathOf(caseId, '/messages'))).body['items'] as { direction: string }[];
  expect(notes.filter(({ direction }) => direction === 'note')).toMatchObject([{ text: '已寄出新耳机' }]);
});

test('a refusal by a case that has yet to find what is stored of it is none: 503 until it has', async () => {
  const caseId = await aCase();
  const row = () => api.db('cases').where({ case_id: caseId });
  await row().increment('version', 3);
  const behind = await rule(caseId, 'resume', { agentId: 'E-1' });
  expect(behind).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(behind.headers.get('retry-after')).toBe('2');
  await row().decrement('version', 3);
  expect((await rule(caseId, 'resume', { agentId: 'E-1' })).status).toBe(409);
  await row().increment('version', 3);
  const slowly = rule(caseId, 'resume', { agentId: 'E-1' });
  await row().decrement('version', 3);
  expect((await slowly).status).toBe(409);
});

test('a verdict that Temporal did not answer for is asked again exactly as it was, and for nothing else', async () => {
  const caseId = await aCase();
  const key = { 'idempotency-key': randomUUID() };
  const asked: { acceptedAt: number }[] = [];
  const executeUpdate = (_update: unknown, { args }: { args: [{ acceptedAt: number }] }) => {
    asked.push(args[0]);
    throw new WorkflowUpdateRPCTimeoutOrCancelledError('too late');
  };
  const away = vi.spyOn(api.temporal.workflow, 'getHandle').mockReturnValue({ executeUpdate } as never);
  expect((await rule(caseId, 'resolution', solved, key)).status).toBe(503);
  expect((await rule(caseId, 'resolution', solved, key)).status).toBe(503);
  expect((await rule(caseId, 'resolution', { ...solved, outcome: 'unsolved' }, key)).body['code']).toBe(
    'idempotency_key_reused',
  );
  away.mockRestore();
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
  expect((await rule(caseId, 'resolution', solved, key)).status).toBe(200);
  const rows = await api.db('case_events').where({ case_id: caseId, type: 'resolved' });
  expect(rows).toMatchObject([{ at: new Date(asked[0]?.acceptedAt ?? 0) }]);
});

test('the domain refuses with a stable code, and the note of a refused verdict is not kept', async () => {
  const caseId = await aCase();
  expect((await rule(caseId, 'level', { agentId: 'E-1', level: 2 })).body['code']).toBe('level_unchanged');
  expect((await rule(caseId, 'consultations', { agentId: 'E-1', departments: ['technical'] })).body['code']).toBe(
    'level_not_three',
  );
  expect(await rule(caseId, 'level', { agentId: 'E-1', level: 3, reasonCode: 'technical' })).toMatchObject({
    status: 200,
  });
  expect(
    await rule(caseId, 'consultations', { agentId: 'E-1', departments: ['technical', 'warehouse'] }),
  ).toMatchObject({
    status: 200,
  });
  expect((await rule(caseId, 'resolution', solved)).status).toBe(200);
  const refused = await rule(caseId, 'resolution', { ...solved, note: '再次解决' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'case_resolved' } });
  expect(await api.db('messages').where({ case_id: caseId, text: '再次解决' })).toHaveLength(0);
});

test('If-Match decides between two who saw the same version; without it nobody is hindered', async () => {
  const caseId = await aCase();
  const tag = String((await api.call('GET', pathOf(caseId))).headers.get('etag'));
  const both = await Promise.all(
    [1, 2].map((agent) => rule(caseId, 'level', { agentId: `E-${agent}`, level: 3 }, { 'if-match': tag })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  expect(both.find(({ status }) => status === 412)?.body['code']).toBe('version_conflict');
  for (const bad of ['5', 'W/"5"', '"a"', '"1", "2"']) {
    expect((await rule(caseId, 'level', { agentId: 'E-1', level: 2 }, { 'if-match': bad })).body['code']).toBe(
      'if_match_invalid',
    );
  }
  const lower = { agentId: 'E-1', level: 2, reasonCode: 'settled' };
  expect((await rule(caseId, 'level', lower, { 'if-match': '*' })).status).toBe(200);
});

test('an agent raises a level; lowering it takes a senior and a reason', async () => {
  const caseId = await aCase();
  const [agent, senior] = [await api.keyOf('agent', 'main'), await api.keyOf('senior', 'main')];
  expect((await rule(caseId, 'level', { agentId: 'E-1', level: 3 }, {}, agent)).status).toBe(200);
  const lower = { agentId: 'E-1', level: 1, reasonCode: 'simple' };
  expect(await rule(caseId, 'level', lower, {}, agent)).toMatchObject({
    status: 403,
    body: { code: 'lowering_not_allowed' },
  });
  expect(await rule(caseId, 'level', { agentId: 'E-1', level: 1 }, {}, senior)).toMatchObject({
    status: 422,
    body: { code: 'lowering_without_reason' },
  });
  expect((await rule(caseId, 'level', lower, {}, senior)).status).toBe(200);
});

test('a date stated to the customer has to lie ahead', async () => {
  const caseId = await aCase();
  const body = {
    messageId: 'r1',
    agentId: 'E-1',
    kind: 'plan',
    text: '今天答复您',
    expectedAt: '2026-01-01T00:00:00Z',
  };
  expect(await api.call('POST', pathOf(caseId, '/replies'), { body })).toMatchObject({
    status: 422,
    body: { code: 'invalid_request', errors: [{ pointer: '/expectedAt', code: 'in_the_past' }] },
  });
  expect(await api.db('messages').where({ case_id: caseId, direction: 'out' })).toHaveLength(0);
});

test('an agent resolves own cases only', async () => {
  const caseId = await aCase();
  const key = await api.keyOf('agent', 'main');
  expect((await rule(caseId, 'resolution', solved, {}, key)).body['code']).toBe('owner_required');
  await api.call('POST', pathOf(caseId, '/claim'), { body: { agentId: 'E-1' }, key });
  expect((await rule(caseId, 'resolution', { ...solved, agentId: 'E-2' }, {}, key)).body['code']).toBe(
    'owner_required',
  );
  expect((await rule(caseId, 'resolution', solved, {}, key)).status).toBe(200);
});

test('a closed case refuses verdicts, and still takes what is said', async () => {
  const caseId = await aCase();
  await rule(caseId, 'resolution', solved);
  const confirmation = { messageId: 'c1', confirmed: true };
  expect((await api.call('POST', pathOf(caseId, '/confirmation'), { body: confirmation })).status).toBe(202);
  await expect.poll(async () => (await api.call('GET', pathOf(caseId))).body['status']).toBe('closed');
  const { body } = await api.call('GET', pathOf(caseId));
  expect(body).toMatchObject({ status: 'closed', closedHow: 'confirmed' });
  expect(await rule(caseId, 'resolution', solved)).toMatchObject({ status: 409, body: { code: 'case_closed' } });
  expect(await rule(caseId, 'level', { agentId: 'E-1', level: 1 })).toMatchObject({ status: 409 });
  // its run has ended altogether
  await api.temporal.workflow.getHandle(`case:${caseId}`).terminate();
  expect((await rule(caseId, 'resolution', solved)).body['code']).toBe('case_closed');
});

const clockOf = async (caseId: string, name: string) => {
  const { body } = await api.call('GET', pathOf(caseId));
  return (body['clocks'] as { name: string; state: string; dueAt: string }[]).find((clock) => clock.name === name);
};
const eventsOf = async (caseId: string) =>
  (await api.call('GET', pathOf(caseId, '/events'))).body['items'] as Record<string, unknown>[];

test('a wait for others and an extension move the solution, each with the deadlines before and after', async () => {
  const caseId = await aCase();
  expect((await rule(caseId, 'resume', { agentId: 'E-1' })).body['code']).toBe('case_not_paused');
  expect((await rule(caseId, 'pause', { agentId: 'E-1', reasonCode: 'carrier' })).status).toBe(200);
  expect((await api.call('GET', pathOf(caseId))).body['status']).toBe('waiting-other');
  expect((await rule(caseId, 'resume', { agentId: 'E-1' })).status).toBe(200);
  const before = await clockOf(caseId, 'resolution');
  const more = { agentId: 'E-1', clock: 'resolution', seconds: 3600, reasonCode: 'supplier-late' };
  expect((await rule(caseId, 'extension', more, {}, await api.keyOf('agent', 'main'))).status).toBe(403);
  expect((await rule(caseId, 'extension', more)).status).toBe(200);
  const after = await clockOf(caseId, 'resolution');
  expect(Date.parse(after?.dueAt ?? '') - Date.parse(before?.dueAt ?? '')).toBe(3_600_000);
  expect((await eventsOf(caseId)).find(({ type }) => type === 'extended')).toMatchObject({
    seconds: 3600,
    reasonCode: 'supplier-late',
    agentId: 'E-1',
    moved: [{ clock: 'resolution', wasDueAt: before?.dueAt, dueAt: after?.dueAt }],
  });
  const beyond = { ...more, clock: 'answer', seconds: 86_400 };
  expect((await rule(caseId, 'extension', beyond)).body['code']).toBe('beyond_published');
  expect((await rule(caseId, 'extension', { ...more, clock: 'promise' })).body['code']).toBe('clock_not_running');
});

test('a case is handed off to a channel that reaches the customer', async () => {
  const caseId = await aCase({ channel: 'chat', customer: { id: randomUUID(), email: 'lilei@example.com' } });
  const answer = await clockOf(caseId, 'answer');
  expect((await rule(caseId, 'hand-off', { agentId: 'E-1', channel: 'chat' })).body['code']).toBe('channel_unchanged');
  expect((await rule(caseId, 'hand-off', { agentId: 'E-1', channel: 'wechat' })).body['code']).toBe(
    'channel_unreachable',
  );
  expect((await rule(caseId, 'hand-off', { agentId: 'E-1', channel: 'email' })).status).toBe(200);
  expect(await clockOf(caseId, 'answer')).toEqual(answer);
  expect(await api.db('deliveries').where({ case_id: caseId, template: 'handed-off' })).toMatchObject([
    { outlet: 'email' },
  ]);
});

test('a merged case is closed, and its replies are the surviving case’s', async () => {
  const [caseId, into] = [await aCase(), await aCase()];
  expect(await rule(caseId, 'merge', { agentId: 'E-1', into })).toMatchObject({ status: 200, body: { caseId, into } });
  await expect.poll(async () => (await api.call('GET', pathOf(caseId))).body).toMatchObject({ closedHow: 'merged' });
  expect((await rule(into, 'merge', { agentId: 'E-1', into: caseId })).body['code']).toBe('case_merged');
  const reply = { messageId: 'r1', agentId: 'E-1', kind: 'answer', text: '已处理。' };
  expect((await api.call('POST', pathOf(caseId, '/replies'), { body: reply })).body['caseId']).toBe(into);
  await expect.poll(async () => (await eventsOf(into)).map(({ type }) => type)).toContain('replied');
  expect((await eventsOf(caseId)).map(({ type }) => type)).not.toContain('replied');
  expect((await rule(caseId, 'merge', { agentId: 'E-1', into: 'CS-20200101-000001' })).status).toBe(404);
});

test('an escalation is acknowledged by a person, and an unknown one is not', async () => {
  const caseId = await aCase();
  const { rows } = await api.db.raw<{ rows: { seq: number }[] }>(
    `insert into case_events (case_id, seq, type, at, by, data, line)
     values (?, 900, 'escalated', now(), 'policy', '{"clock":"answer","role":"owner"}', '') returning seq`,
    [caseId],
  );
  const acknowledge = (seq: number) =>
    api.call('POST', pathOf(caseId, `/escalations/${seq}/ack`), { body: { agentId: 'E-1' } });
  expect((await acknowledge(rows[0]?.seq ?? 0)).status).toBe(202);
  await expect
    .poll(async () => (await eventsOf(caseId)).at(-2))
    .toMatchObject({
      type: 'escalationAcknowledged',
      of: 900,
      clock: 'answer',
      agentId: 'E-1',
    });
  expect((await acknowledge(1)).body['code']).toBe('escalation_not_found');
});

test('a bot’s answer keeps the promise until the customer wants a person', async () => {
  const caseId = await aCase({ level: 1 });
  const bot = { messageId: 'b1', agentId: 'bot', kind: 'answer', text: '滤芯六个月更换。', byBot: true };
  expect((await api.call('POST', pathOf(caseId, '/replies'), { body: { ...bot, kind: 'plan' } })).status).toBe(422);
  expect((await api.call('POST', pathOf(caseId, '/replies'), { body: bot })).status).toBe(202);
  await expect.poll(async () => (await clockOf(caseId, 'answer'))?.state).toBe('met');
  await api.call('POST', pathOf(caseId, '/human'), { body: {} });
  await expect.poll(async () => (await clockOf(caseId, 'answer'))?.state).toBe('running');
  expect((await api.call('GET', pathOf(caseId))).body).toMatchObject({ level: 2 });
  expect((await eventsOf(caseId)).map(({ type }) => type)).toContain('botMissed');
});

test('a case of another kind goes on under its id as another workflow, in the group that the kind waits for', async () => {
  const caseId = await aCase();
  const { status } = await rule(caseId, 'classification', { agentId: 'E-1', kind: 'complaint', category: 'order' });
  expect(status).toBe(200);
  const shown = { kind: 'complaint', category: 'order', queue: 'complaints', priority: 1 };
  await expect.poll(async () => (await api.call('GET', pathOf(caseId))).body).toMatchObject(shown);
  const described = async () => (await api.temporal.workflow.getHandle(`case:${caseId}`).describe()).type;
  await expect.poll(described).toBe('complaintCase');
  const again = await rule(caseId, 'classification', { agentId: 'E-1', kind: 'complaint' });
  expect(again).toMatchObject({ status: 409, body: { code: 'classification_unchanged' } });
  const nothing = await rule(caseId, 'classification', { agentId: 'E-1' });
  expect(nothing).toMatchObject({ status: 422, body: { errors: [{ pointer: '/kind' }] } });
});

test('a customer who says to complain has a complaint at once', async () => {
  const opened = await api.call('POST', '/v1/messages', { body: aMessage({ text: '三天没人管，我要投诉你们' }) });
  const caseId = String(opened.body['caseId']);
  await expect.poll(async () => (await api.call('GET', pathOf(caseId))).body).toMatchObject({ kind: 'complaint' });
});

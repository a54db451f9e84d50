import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { freePort } from '../../cli/embedded/ports.ts';
import { LiveService } from '../support/live-service.ts';
import { type HookServer, type MailServer, startHookServer, startMailServer } from '../support/outgoing.ts';
import { startUp, type Up } from '../support/up.ts';
import { CANARIES, hits, readDatabase, readTemporal, spellings } from './canary-search.ts';

// The processes of production, with all that they print, on stores of their own.
const ADMIN_KEY = 'admin-key-canary-0123456789abcdefghij';
let service: LiveService;
let mail: MailServer;
let shop: HookServer;
let api: Up;
let worker: Up;
let url: string;
let metricsUrl: string;
const answers: string[] = [];
const secrets: Record<string, string> = { adminKey: ADMIN_KEY };

beforeAll(async () => {
  [mail, shop, service] = await Promise.all([startMailServer(), startHookServer(), LiveService.open()]);
  const [port, metricsPort] = [await freePort(), await freePort()];
  [url, metricsUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${metricsPort}/metrics`];
  const env = {
    API_PORT: String(port),
    DATABASE_URL: service.database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: service.namespace,
    CASES_WORKFLOW_BUNDLE: inject('bundlePath'),
    CASELOOP_ADMIN_KEY: ADMIN_KEY,
    SMTP_URL: mail.url,
    WEBHOOK_ALLOW: '127.0.0.1',
    WORKER_METRICS_PORT: String(metricsPort),
    OUTBOX_RETRY_SECONDS: '2',
    LOG_LEVEL: 'trace',
  };
  [api, worker] = [startUp('api/main.ts', env), startUp('worker/main.ts', env)];
  // the first that each says is that it serves
  await Promise.all([api, worker].map((up) => up.says('"level":"info"', 40_000)));
});
afterAll(async () => {
  for (const up of [api, worker]) {
    up.process.kill('SIGTERM');
    await Promise.race([up.ended, sleep(15_000)]);
    up.process.kill('SIGKILL');
  }
  await service.close();
  await Promise.all([mail.close(), shop.close()]);
});

interface Options {
  readonly method?: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly key?: string;
}

/** Sends a request that carries canaries in every header; keeps what is answered when it is refused. */
async function call(path: string, { method = 'POST', body, raw, key = ADMIN_KEY }: Options = {}) {
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': `${CANARIES.idempotencyKey}-${randomUUID()}`,
      'user-agent': CANARIES.userAgent,
      'x-request-id': CANARIES.requestId,
    },
    ...(method === 'GET' ? {} : { body: raw ?? JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status >= 400) answers.push(`${JSON.stringify([...response.headers])} ${text}`);
  return {
    status: response.status,
    text,
    body: ((response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : {}) as Record<
      string,
      unknown
    >,
  };
}

const customer = { id: CANARIES.customerId, name: CANARIES.name, email: CANARIES.email, phone: CANARIES.phone };

const question = (channel: string, number: number) => ({
  shop: 'main',
  channel,
  messageId: `${CANARIES.messageId}-${number}`,
  customer,
  text: `${CANARIES.text},我的身份证${CANARIES.idCard},地址${CANARIES.address},电话${CANARIES.phone}`,
  attachments: [{ url: `https://files.test/${CANARIES.attachment}`, name: CANARIES.attachment }],
  orderId: `${CANARIES.orderId}-${number}`,
  productId: CANARIES.productId,
  threadId: `${CANARIES.threadId}-${number}`,
});

/** A case from the question to the survey, with a canary wherever a caller may put one. */
async function playCase(channel: string, number: number): Promise<string> {
  const opened = await call('/v1/messages', { body: question(channel, number) });
  expect(opened.status, opened.text).toBe(202);
  const caseId = String(opened.body['caseId']);
  const at = `/v1/cases/${caseId}`;
  const { agentId } = CANARIES;
  const said: [string, object][] = [
    ['messages', { messageId: `${CANARIES.secondMessageId}-${number}`, text: CANARIES.text }],
    ['claim', { agentId }],
    ['notes', { agentId, text: CANARIES.noteText, messageId: `${CANARIES.replyId}-note` }],
    [
      'replies',
      { messageId: CANARIES.replyId, agentId, kind: 'answer', text: CANARIES.replyText, articleId: CANARIES.articleId },
    ],
    ['human', { messageId: `${CANARIES.secondMessageId}-human` }],
    ['resolution', { agentId, outcome: 'solved', note: CANARIES.resolutionNote }],
    ['confirmation', { messageId: CANARIES.confirmationId, confirmed: true, text: CANARIES.confirmationText }],
  ];
  for (const [path, body] of said) {
    const { status, text } = await call(`${at}/${path}`, { body });
    expect(status, `${path} ${text}`).toBeLessThan(300);
  }
  await vi.waitFor(
    async () => {
      const body = { stars: 1, text: CANARIES.surveyText, wrongAnswer: true };
      expect((await call(`${at}/surveys/1/answer`, { body })).status).toBe(202);
    },
    { timeout: 20_000, interval: 250 },
  );
  return caseId;
}

/** Requests that are refused, each in its own way. */
async function playRefusals(caseId: string): Promise<void> {
  const at = `/v1/cases/${caseId}`;
  const { badField, badValue, phone, email, text, agentId } = CANARIES;
  await call('/v1/messages', { body: { ...question('chat', 99), [badField]: badValue } });
  await call('/v1/messages', {
    body: { ...question(badValue, 98), customer: { ...customer, email: `${badValue}@`, phone: badValue } },
  });
  await call('/v1/messages', { body: { ...question('chat', 97), shop: badValue } });
  await call('/v1/messages', { body: { ...question('chat', 96), tags: [phone] } });
  await call('/v1/messages', { raw: `{"text":"${text} \\u0000","customer":{"phone":"${phone}"` });
  await call('/v1/messages', { raw: JSON.stringify({ ...question('chat', 95), text: `${text}\u0000` }) });
  await call(`/v1/cases/${encodeURIComponent(phone)}`, { method: 'GET' });
  await call(`/v1/${encodeURIComponent(email)}`, { method: 'GET' });
  await call(`/v1/cases?owner=${CANARIES.query}&level=${badValue}`, { method: 'GET' });
  await call(`/v1/cases?owner=${CANARIES.query}`, { method: 'GET' });
  await call(`${at}?after=${CANARIES.messageId}`, { method: 'GET' });
  await call(`${at}/claim`, { body: { agentId: `${agentId}-2` } });
  await call(`${at}/transfer`, { body: { fromAgentId: `${agentId}-3`, toAgentId: null } });
  await call(`${at}/level`, { body: { agentId, level: 2, reasonCode: badValue } });
  await call(`${at}/resolution`, { body: { agentId, outcome: 'solved', note: CANARIES.resolutionNote } });
  await call(`${at}/surveys/1/answer`, { body: { stars: 3, text: CANARIES.surveyText } });
  await call('/v1/webhook-endpoints', { body: { shop: 'main', url: `http://${badValue}.test/${CANARIES.hookPath}` } });
  await call(at, { method: 'GET', key: `csk_${badValue}` });
  await call(`/s/${CANARIES.hookPath}`, { method: 'GET' });
}

/** Postgres refuses statements that carry words; what it says of them repeats them. */
async function playDatabaseTrouble(caseId: string): Promise<void> {
  // one after the other: together they would wait for who waits for them
  await service.db.raw(`alter table messages rename to messages_away`);
  await service.db.raw(`alter table case_events rename to events_away`);
  await call('/v1/messages', { body: question('wechat', 90) });
  const body = {
    messageId: `${CANARIES.replyId}-late`,
    agentId: CANARIES.agentId,
    kind: 'answer',
    text: CANARIES.replyText,
  };
  await call(`/v1/cases/${caseId}/replies`, { body });
  await call(`/v1/cases/${caseId}/claim`, { body: { agentId: CANARIES.agentId } });
  await service.db.raw(`alter table messages_away rename to messages`);
  await call(`/v1/cases/${caseId}/replies`, { body });
  await sleep(1500);
  await service.db.raw(`alter table events_away rename to case_events`);
}

const delivered = (state: string) => service.db('deliveries').where({ state }).pluck<string[]>('case_id');

it('keeps what people write and what others chose out of logs, metrics, histories, lists and problems', async () => {
  mail.refuse = () => undefined;
  const hook = { shop: 'main', url: `${shop.url}/${CANARIES.hookPath}` };
  const endpoint = await call('/v1/webhook-endpoints', { body: hook });
  secrets['webhookSecret'] = String(endpoint.body['secret']).replace('whsec_', '');
  const made = await call('/v1/api-keys', { body: { shop: 'main', role: 'service', name: 'canary' } });
  secrets['apiKey'] = String(made.body['key']);
  expect([endpoint.status, made.status]).toEqual([201, 201]);

  const channels = ['email', 'chat', 'wechat', 'social', 'form', 'store'];
  const whole = await Promise.all(channels.map((channel, number) => playCase(channel, number)));
  // from here on nobody takes anything, and says so in words of its own
  mail.refuse = () => 550;
  shop.answer = () => ({ status: 500, headers: { 'x-said': CANARIES.foreignAnswer } });
  const failing = await Promise.all(channels.map((channel, number) => playCase(channel, 10 + number)));
  await vi.waitFor(
    async () => {
      expect(await delivered('stuck')).not.toEqual([]);
      expect(await delivered('given-up')).not.toEqual([]);
    },
    { timeout: 20_000, interval: 250 },
  );
  await playDatabaseTrouble(failing[1] ?? '');
  await playRefusals(whole[0] ?? '');
  secrets['customerToken'] =
    /\/s\/([\w-]{22})/.exec(mail.mails.map((one) => one.text).join())?.[1] ?? 'no link was sent';
  expect((await call(`/s/${secrets['customerToken']}`, { method: 'GET' })).status).toBe(200);

  const [temporal, metrics] = await Promise.all([
    readTemporal(service.temporal),
    Promise.all([`${url}/metrics`, metricsUrl].map(async (one) => (await fetch(one)).text())),
  ]);
  const places = {
    ...temporal,
    'metrics of the API': metrics[0] ?? '',
    'metrics of the worker': metrics[1] ?? '',
    'log of the API': api.output(),
    'log of the worker': worker.output(),
    problems: answers.join('\n'),
  };

  // The search finds what is there …
  const caseId = whole[0] ?? '';
  for (const place of ['histories', 'visibility', 'log of the API', 'log of the worker'] as const) {
    expect(hits({ [place]: places[place] }, { caseId: failing[0] ?? '' })).toEqual([`caseId in ${place}`]);
  }
  expect(places.details).toContain('Last events');
  expect(places['metrics of the API']).toContain('caseloop_http_requests_total');
  expect(places['metrics of the worker']).toContain('temporal_');
  expect(answers.length).toBeGreaterThan(15);
  const database = await readDatabase(service.db);
  const absent = ['idempotencyKey', 'userAgent', 'requestId', 'query', 'badField', 'badValue', 'foreignAnswer'];
  const kept = Object.fromEntries(Object.entries(CANARIES).filter(([name]) => !absent.includes(name)));
  expect(hits({ database }, kept)).toHaveLength(Object.keys(kept).length);
  expect(hits({ history: `… ${spellings(caseId).at(-1) ?? ''} …` }, { caseId })).toHaveLength(1);

  // … and finds nothing that must not be there: a conflict names the owner, a fault the field that it points to.
  const told = ['agentId in problems', 'badField in problems'];
  expect(hits(places, { ...CANARIES, ...secrets })).toEqual(told);
  for (const name of ['apiKey', 'customerToken', 'adminKey']) expect(database).not.toContain(secrets[name]);
}, 90_000);

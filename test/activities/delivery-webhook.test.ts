import type { LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWebhookCaller, retryAfterMs } from '../../activities/channels/webhook-call.ts';
import { createWebhookSender } from '../../activities/channels/webhook.ts';
import { render } from '../../activities/channels/render.ts';
import { createSender, type Sender } from '../../activities/deliveries.ts';
import { type Failure, failureOf } from '../../activities/failures.ts';
import { findCustomerToken } from '../../store/customer-tokens.ts';
import { claimDueDeliveries, listDeliveries, resendDelivery } from '../../store/deliveries.ts';
import { changeWebhookEndpoint, createWebhookEndpoint, listWebhookEndpoints } from '../../store/webhook-endpoints.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type HookServer, parcelOf, plantCase, plantReply, plantSend, startHookServer } from '../support/outgoing.ts';

let database: TestDatabase;
let backend: HookServer;
let sender: Sender;
const warnings: unknown[] = [];

const senderThatAllows = (allow: readonly string[]) =>
  createSender({
    db: database.db,
    settings: {
      api: { publicUrl: 'http://shop.test' },
      mail: { from: 'care@shop.test' },
      webhook: { allow },
      dataDir: '/nonexistent',
    },
    log: { warn: (fields) => warnings.push(fields) },
  });

const senderBy = (options: Omit<Parameters<typeof createWebhookCaller>[0], 'db'>) => {
  const { db } = database;
  return createWebhookSender({ db, caller: createWebhookCaller({ db, ...options }) });
};

beforeAll(async () => {
  database = await createTestDatabase();
  backend = await startHookServer();
  sender = senderThatAllows(['127.0.0.1']);
});
afterAll(async () => {
  await backend.close();
  await database.drop();
});
beforeEach(() => {
  backend.hooks.length = 0;
  backend.answer = () => ({ status: 200 });
});

/** A case in chat with an answer to send, and an endpoint of its shop. */
async function plant(url = backend.url) {
  const { db } = database;
  const theCase = await plantCase(db, { phone: '13800000000', email: 'li@customer.test' });
  const { secret } = await createWebhookEndpoint(db, { shop: theCase.shop, url });
  const message = await plantReply(db, theCase, '可以机洗 👍');
  await plantSend(db, theCase, 3, { template: 'reply', message });
  return { ...theCase, secret, key: { caseId: theCase.caseId, seq: 3 } };
}

const codeOf = async (key: { caseId: string; seq: number }, by = sender) => {
  const attempt = await by.attempt(key);
  return attempt.taken ? 'taken' : attempt.failure.code;
};

describe('a webhook', () => {
  it('is signed as Standard Webhooks say and names the customer as the shop does', async () => {
    const { secret, key, caseId, shop } = await plant();
    expect(await sender.attempt(key)).toEqual({ taken: true });
    const [hook] = backend.hooks;
    const headers = hook?.headers as Record<string, string>;
    expect(headers['webhook-id']).toBe(`${caseId}:3`);
    const body = new Webhook(secret).verify(hook?.body ?? '', headers) as Record<string, unknown>;
    expect(body).toMatchObject({
      type: 'message.send',
      key: `${caseId}:3`,
      shop,
      outlet: 'chat',
      template: 'reply',
      replyKind: 'answer',
      locale: 'zh',
      text: '可以机洗 👍',
      customer: {
        threadId: expect.stringContaining('thread-') as string,
        id: expect.stringContaining('cust-') as string,
      },
    });
    expect(hook?.body).not.toContain('13800000000');
    expect(hook?.body).not.toContain('li@customer.test');
    const wrong = new Webhook(`whsec_${Buffer.from('another secret of some length').toString('base64')}`);
    expect(() => wrong.verify(hook?.body ?? '', headers)).toThrow();
  });

  it('keeps its id over attempts, and stamps each anew', async () => {
    const { key, secret } = await plant();
    backend.answer = () => ({ status: 503 });
    expect(await codeOf(key)).toBe('http_503');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    backend.answer = () => ({ status: 200 });
    expect(await codeOf(key)).toBe('taken');
    const [first, second] = backend.hooks.map(({ headers }) => headers as Record<string, string>);
    expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
    expect(Number(second?.['webhook-timestamp'])).toBeGreaterThan(Number(first?.['webhook-timestamp']));
    new Webhook(secret).verify(backend.hooks[1]?.body ?? '', second ?? {});
  });

  it('gives the phone number only where it is dialled', async () => {
    const { db } = database;
    const theCase = await plantCase(db, { phone: '13800000000' });
    await createWebhookEndpoint(db, { shop: theCase.shop, url: backend.url });
    await plantSend(db, theCase, 2, { outlet: 'sms', template: 'closed-silent', facts: { days: 7 } });
    await sender.attempt({ caseId: theCase.caseId, seq: 2 });
    expect(JSON.parse(backend.hooks[0]?.body ?? '{}')).toMatchObject({ customer: { phone: '13800000000' } });
  });

  it('is done when every endpoint has taken it', async () => {
    const { key, shop } = await plant();
    const other = await startHookServer();
    await createWebhookEndpoint(database.db, { shop, url: other.url });
    other.answer = () => ({ status: 500 });
    expect(await codeOf(key)).toBe('http_500');
    other.answer = () => ({ status: 200 });
    expect(await codeOf(key)).toBe('taken');
    expect([backend.hooks.length, other.hooks.length]).toEqual([1, 2]);
    // by hand it goes to all of them again
    await resendDelivery(database.db, key);
    expect(await codeOf(key)).toBe('taken');
    expect([backend.hooks.length, other.hooks.length]).toEqual([2, 3]);
    await other.close();
  });

  it('is done when one has taken it and the others are disabled by then', async () => {
    const { key, shop } = await plant();
    const other = await startHookServer();
    const { id } = await createWebhookEndpoint(database.db, { shop, url: other.url });
    other.answer = () => ({ status: 500 });
    expect(await codeOf(key)).toBe('http_500');
    await changeWebhookEndpoint(database.db, id, { enabled: false });
    expect(await codeOf(key)).toBe('taken');
    expect([backend.hooks.length, other.hooks.length]).toEqual([1, 1]);
    await other.close();
  });

  it('leaves a shop without an endpoint to read from the API', async () => {
    const theCase = await plantCase(database.db);
    await plantSend(database.db, theCase, 2, {});
    expect(await codeOf({ caseId: theCase.caseId, seq: 2 })).toBe('taken');
    expect(await database.db('deliveries').where({ case_id: theCase.caseId }).first('via')).toEqual({ via: 'api' });
  });

  it('carries a link that opens this case and this survey, of which only the hash is kept', async () => {
    const { db } = database;
    const theCase = await plantCase(db);
    await createWebhookEndpoint(db, { shop: theCase.shop, url: backend.url });
    const expiresAt = Date.now() + 7 * 86_400_000;
    await plantSend(db, theCase, 6, { template: 'survey', facts: { round: 2, expiresAt } });
    const attempt = await sender.attempt({ caseId: theCase.caseId, seq: 6 });
    const { link, text } = JSON.parse(backend.hooks[0]?.body ?? '{}') as { link: string; text: string };
    expect(text).toContain(link);
    const token = /^http:\/\/shop\.test\/s\/([\w-]{22})$/.exec(link)?.[1] ?? '';
    expect(await findCustomerToken(db, token)).toEqual({
      caseId: theCase.caseId,
      round: 2,
      expiresAt: new Date(expiresAt),
      expired: false,
    });
    expect(JSON.stringify(await db('customer_tokens').where({ case_id: theCase.caseId }))).not.toContain(token);
    expect(
      await findCustomerToken(
        db,
        token.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')),
      ),
    ).toBeUndefined();
    // its fact came with the arrival
    const fact = await db('facts')
      .where({ case_id: theCase.caseId })
      .first<{ id: number; body: object } | undefined>('id', 'body');
    expect(attempt).toEqual({ taken: true, factId: String(fact?.id) });
    expect(fact?.body).toMatchObject({ round: 2, expiresAt });
  });
});

describe('an endpoint that does not take it', () => {
  it.each([
    [302, 'http_302'],
    [404, 'http_404'],
    [429, 'http_429'],
    [500, 'http_500'],
  ])('with %i is tried again', async (status, code) => {
    const { key } = await plant();
    backend.answer = () => ({ status, headers: { location: `${backend.url}/other` } });
    expect(await sender.attempt(key)).toEqual({ taken: false, failure: { code, permanent: false } });
    expect(backend.hooks).toHaveLength(1);
  });

  it('is waited for as long as it asks', async () => {
    const { key } = await plant();
    backend.answer = () => ({ status: 429, headers: { 'retry-after': '120' } });
    expect(await sender.attempt(key)).toMatchObject({ failure: { code: 'http_429', retryAfterMs: 120_000 } });
    const now = Date.parse('2026-11-23T00:00:00Z');
    expect(retryAfterMs('Mon, 23 Nov 2026 00:01:00 GMT', now)).toBe(60_000);
    expect(retryAfterMs('999999999', now)).toBe(86_400_000);
    expect(retryAfterMs('soon', now)).toBeUndefined();
  });

  it('is left alone by further messages for as long as it asked', async () => {
    const { db } = database;
    const { key, shop } = await plant();
    backend.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
    expect(await codeOf(key)).toBe('http_429');
    backend.answer = () => ({ status: 200 });
    const later = { ...key, seq: 4 };
    await plantSend(db, { ...key, shop }, 4, {});
    const { failure } = (await sender.attempt(later)) as { failure?: Failure };
    expect(failure).toMatchObject({ code: 'webhook_resting', permanent: false });
    expect(failure?.retryAfterMs).toBeGreaterThan(3_590_000);
    expect(failure?.retryAfterMs).toBeLessThanOrEqual(3_600_000);
    expect(backend.hooks).toHaveLength(1);
    await db('webhook_endpoints').where({ shop }).update({ rests_until: new Date() });
    expect(await codeOf(later)).toBe('taken');
  });

  it('is tried again as soon as one of several may be', async () => {
    const { key, shop } = await plant();
    const other = await startHookServer();
    await createWebhookEndpoint(database.db, { shop, url: other.url });
    backend.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
    other.answer = () => ({ status: 500 });
    const failure = { code: 'http_500', permanent: false };
    expect(await sender.attempt(key)).toEqual({ taken: false, failure });
    expect(await sender.attempt(key)).toEqual({ taken: false, failure });
    expect([backend.hooks.length, other.hooks.length]).toEqual([1, 2]);
    await other.close();
  });

  it('with 410 is disabled, and the message waits until somebody decides', async () => {
    const { key, shop } = await plant();
    backend.answer = () => ({ status: 410 });
    expect(await codeOf(key)).toBe('http_410');
    const [endpoint] = await listWebhookEndpoints(database.db, shop);
    expect(endpoint).toMatchObject({ disabledBecause: 'gone', disabledAt: expect.any(Date) as Date });
    expect(warnings).toContainEqual({ id: endpoint?.id, shop, because: 'gone' });
    backend.answer = () => ({ status: 200 });
    // nobody reads it from the API: it must not pass for delivered
    expect(await codeOf(key)).toBe('webhook_disabled');
    expect(backend.hooks).toHaveLength(1);
    await changeWebhookEndpoint(database.db, endpoint?.id ?? '', { enabled: true }, shop);
    expect(await codeOf(key)).toBe('taken');
  });

  it('gets what waited for it when it is enabled, and what was given up because it was not', async () => {
    const { db } = database;
    const { key, shop } = await plant();
    const [endpoint] = await listWebhookEndpoints(db, shop);
    const change = (body: object) => changeWebhookEndpoint(db, endpoint?.id ?? '', body, shop);
    const held = [
      { seq: 3, state: 'stuck', code: 'http_410' },
      { seq: 4, state: 'given-up', code: 'webhook_disabled' },
      { seq: 5, state: 'given-up', code: 'http_500' },
      { seq: 6, state: 'stuck', code: 'smtp_451', outlet: 'email' },
      { seq: 7, state: 'delivered', code: null },
    ];
    for (const { seq, ...how } of held) {
      await plantSend(db, { ...key, shop }, seq, {});
      await db('deliveries')
        .where({ case_id: key.caseId, seq })
        .update({ attempts: 8, ...how });
    }
    const states = async () => (await listDeliveries(db, { shop, limit: 9 })).items.map(({ state }) => state).reverse();
    const before = held.map(({ state }) => state);
    await change({ enabled: false });
    await change({ messages: false, enabled: true });
    expect(await states()).toEqual(before); // it takes no messages
    await change({ messages: true, enabled: false });
    await change({ enabled: true });
    expect(await states()).toEqual(['pending', 'pending', ...before.slice(2)]);
    const due = await claimDueDeliveries(db, 20);
    expect(due.filter(({ caseId }) => caseId === key.caseId)).toMatchObject([{ seq: 3, attempts: 1, ageSeconds: 0 }]);
  });

  it('is not asked for messages when it wants events only', async () => {
    const theCase = await plantCase(database.db);
    await createWebhookEndpoint(database.db, { shop: theCase.shop, url: backend.url, messages: false, events: ['*'] });
    await plantSend(database.db, theCase, 2, {});
    expect(await codeOf({ caseId: theCase.caseId, seq: 2 })).toBe('taken');
    expect(backend.hooks).toEqual([]);
  });

  it('by silence ends in a timeout', async () => {
    const { key } = await plant();
    backend.answer = () => 'never';
    const parcel = await parcelOf(database.db, key);
    const hasty = senderBy({ allow: ['127.0.0.1'], timeoutMs: 200 });
    const error: unknown = await hasty.send(parcel, render(parcel, Date.now())).catch((thrown: unknown) => thrown);
    expect(failureOf(error)).toEqual({ code: 'timeout', permanent: false });
  });

  it('by a closed port or an unknown name has a code', async () => {
    expect(await codeOf((await plant('http://127.0.0.1:1/')).key)).toBe('connection_refused');
    expect(await codeOf((await plant('http://no-such-host.invalid/')).key)).toBe('dns');
    expect(await codeOf((await plant('ftp://shop.test/')).key)).toBe('bad_url');
  });
});

describe('the guard', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    '[::1]',
    '169.254.169.254',
    '[::ffff:127.0.0.1]',
    '0x7f000001',
    '2130706433',
    '0.0.0.0',
    '10.0.0.1',
    '[fd00::1]',
    '100.64.0.1',
  ])('keeps from %s', async (host) => {
    const { key } = await plant(`http://${host}:${new URL(backend.url).port}/`);
    expect(await codeOf(key, senderThatAllows([]))).toBe('ssrf_blocked');
    expect(backend.hooks).toEqual([]);
  });

  /** A name that leads elsewhere each time that it is asked for. */
  function names(...answers: readonly (readonly string[])[]) {
    const asked: string[] = [];
    const lookup: LookupFunction = (host, options, done) => {
      const addresses = answers[Math.min(asked.push(host), answers.length) - 1] ?? [];
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      if (options.all === true) done(null, found);
      else done(null, found[0]?.address ?? '', found[0]?.family);
    };
    return { asked, lookup };
  }

  /** What came of a call to a name, for an operator who allows `allow`. */
  async function callTo(lookup: LookupFunction, allow: readonly string[]) {
    const { key } = await plant(`http://rebound.test:${new URL(backend.url).port}/`);
    const parcel = await parcelOf(database.db, key);
    return senderBy({ allow, lookup })
      .send(parcel, render(parcel, Date.now()))
      .catch((error: unknown) => failureOf(error).code);
  }

  it('looks at the address that is connected to, whatever the name said before', async () => {
    const { asked, lookup } = names(['127.0.0.1']);
    expect(await callTo(lookup, [])).toBe('ssrf_blocked');
    expect({ asked, reached: backend.hooks.length }).toEqual({ asked: ['rebound.test'], reached: 0 });
    expect(await callTo(lookup, ['rebound.test'])).toBe('webhook');
    expect(await callTo(lookup, ['127.0.0.0/8'])).toBe('webhook');
  });

  it('resolves a name once for each connection: between the check and the connection nothing can be exchanged', async () => {
    // a second question would be answered with an address that the operator has not allowed
    const { asked, lookup } = names(['127.0.0.1'], ['127.0.0.2']);
    expect(await callTo(lookup, ['127.0.0.1'])).toBe('webhook');
    expect(asked).toEqual(['rebound.test']);
    expect(await callTo(lookup, ['127.0.0.1'])).toBe('ssrf_blocked');
    expect(backend.hooks).toHaveLength(1);
  });

  it.each([
    [['93.184.216.34', '10.0.0.1']],
    [['::ffff:10.0.0.1']],
    [['fe80::1']],
    [['168.63.129.16']],
    [['64:ff9b::7f00:1']],
  ])('keeps from a name that leads to %j', async (addresses) => {
    expect(await callTo(names(addresses).lookup, [])).toBe('ssrf_blocked');
    expect(backend.hooks).toEqual([]);
  });
});

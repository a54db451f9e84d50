import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseloopProblem, CaseloopUnreachable, createClient, everyItem } from '../../client/index.ts';
import { verifyWebhook, WebhookRefused } from '../../client/index.ts';
import { Problem, type ProblemCode } from '../../api/problem.ts';
import { clientTypes, TYPES_FILE } from '../../docs/client/types.ts';
import { readFile } from 'node:fs/promises';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

/** What the service answers next; `gone`: it breaks off; `mute`: it says nothing. */
type Next = { status: number; body?: unknown; headers?: Record<string, string> } | 'gone' | 'mute';

let server: Server;
let seen: Seen[];
let answers: Next[];
let baseUrl: string;

beforeEach(async () => {
  seen = [];
  answers = [];
  server = createServer((req, res) => {
    const { method = '', url = '', headers } = req;
    let body = '';
    req.setEncoding('utf8').on('data', (part: string) => (body += part));
    req.on('end', () => {
      seen.push({ method, url, headers, body, at: performance.now() });
      const next = answers.shift() ?? { status: 200, body: { items: [], nextCursor: null } };
      if (next === 'mute') return;
      if (next === 'gone') {
        req.socket.destroy();
        return;
      }
      res.writeHead(next.status, next.headers).end(next.body === undefined ? '' : JSON.stringify(next.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const problem = (code: ProblemCode, headers: Record<string, string> = {}): Next => {
  const one = new Problem(code, { errors: [{ pointer: '/text', code: 'too_big', message: 'at most 10' }] });
  return { status: one.status, body: one.body('request-1'), headers };
};
const done: Next = { status: 202, body: { caseId: 'CS-1' } };
const client = (changes: object = {}) => createClient({ baseUrl, apiKey: 'csk_test', ...changes });
const params = { path: { caseId: 'CS-1' } };
const say = (by = client(), more: object = {}) =>
  by.POST('/v1/cases/{caseId}/notes', { params, body: { agentId: 'E-1', text: 'x' }, ...more });
const keys = () => seen.map(({ headers }) => headers['idempotency-key']);
const refusal = (promise: Promise<unknown>) => promise.then(() => undefined).catch((error: unknown) => error);

describe('a call', () => {
  it('carries the key of the shop, and a POST an Idempotency-Key of its own', async () => {
    answers.push(done, done, done, done, done);
    expect((await say()).data).toEqual({ caseId: 'CS-1' });
    await say();
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/v1/cases/CS-1/notes',
      body: '{"agentId":"E-1","text":"x"}',
    });
    expect(seen[0]?.headers.authorization).toBe('Bearer csk_test');
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(keys()).size).toBe(2);
    for (const idempotencyKey of ['订单 4711', '订单 4711', '订单 4712']) await say(client(), { idempotencyKey });
    expect(keys()[2]).toMatch(/^[0-9a-f]{64}$/);
    expect(keys()[3]).toBe(keys()[2]);
    expect(keys()[4]).not.toBe(keys()[2]);
    await client().GET('/v1/cases');
    expect(seen[5]?.headers['idempotency-key']).toBeUndefined();
  });

  it.each<[string, Next]>([
    ['no answer', 'gone'],
    ['503', problem('unavailable')],
    ['a key in use', problem('idempotency_key_in_use')],
    ['429', problem('rate_limited')],
    ['a proxy without a service', { status: 502 }],
  ])('is sent again with the same key and body after %s', async (_name, first) => {
    answers.push(first, first, done);
    expect((await say(client(), { idempotencyKey: 'mine' })).data).toEqual({ caseId: 'CS-1' });
    expect(keys()).toEqual(['mine', 'mine', 'mine']);
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
  });

  it('waits for as long as Retry-After says, and a little longer', async () => {
    answers.push(problem('unavailable', { 'Retry-After': '1' }), done);
    await say();
    const [first, second] = seen.map(({ at }) => at);
    expect(Number(second) - Number(first)).toBeGreaterThan(990);
  });

  it.each<ProblemCode>([
    'invalid_request',
    'case_not_found',
    'version_conflict',
    'desk_conflict',
    'internal',
    'unauthenticated',
  ])('is refused once for %s', async (code) => {
    answers.push(problem(code));
    const error = await refusal(say());
    expect(error).toBeInstanceOf(CaseloopProblem);
    expect(error).toMatchObject({
      code,
      requestId: 'request-1',
      errors: [{ pointer: '/text', code: 'too_big', message: 'at most 10' }],
    });
    expect(seen).toHaveLength(1);
  });

  it('that may have been done is not repeated without a key: PATCH, and PUT with If-Match', async () => {
    const change = { params: { path: { workOrder: 'WO-1' } }, body: { agentId: 'E-1', state: 'done' } };
    const versioned = {
      params: { path: { calendar: 'c' }, header: { 'If-Match': '"1"' } },
      body: { timezone: 'Asia/Shanghai' },
    };
    for (const lost of ['gone', problem('unavailable')] as const) {
      for (const call of [
        () => client().PATCH('/v1/work-orders/{workOrder}', change),
        () => client().PUT('/v1/calendars/{calendar}', versioned as never),
      ]) {
        seen.length = 0;
        answers.push(lost);
        expect(await refusal(call())).toBeInstanceOf(Error);
        expect(seen).toHaveLength(1);
      }
    }
    seen.length = 0;
    // turned away at the door: nothing was done
    answers.push(problem('rate_limited'), done);
    await client().PATCH('/v1/work-orders/{workOrder}', change);
    expect(seen).toHaveLength(2);
  });

  it('ends with its deadline, whatever the service does, and with its signal', async () => {
    const began = performance.now();
    answers.push('mute', 'mute', 'mute', 'mute', 'mute');
    expect(await refusal(say(client({ attemptMs: 200 }), { deadlineMs: 700 }))).toBeInstanceOf(CaseloopUnreachable);
    expect(seen.length).toBeGreaterThan(1);
    answers.splice(0, 9, problem('unavailable', { 'Retry-After': '60' }));
    expect(await refusal(say(client({ deadlineMs: 5000 })))).toMatchObject({
      code: 'unavailable',
      retryAfterMs: 60_000,
    });
    expect(performance.now() - began).toBeLessThan(4000);
    answers.push('mute');
    const reason = new Error('no longer wanted');
    expect(await refusal(say(client(), { signal: AbortSignal.abort(reason) }))).toBe(reason);
  });

  it('tells what is not the service by its status, and follows no redirect with the key', async () => {
    answers.push({ status: 404, body: 'a page' }, { status: 302, headers: { Location: `${baseUrl}/elsewhere` } });
    expect(await refusal(client().GET('/v1/cases'))).toMatchObject({ name: 'CaseloopUnreachable', status: 404 });
    expect(await refusal(client().GET('/v1/cases'))).toMatchObject({ name: 'CaseloopUnreachable', status: 302 });
    expect(seen).toHaveLength(2);
  });

  it('reads a list page by page', async () => {
    answers.push(
      { status: 200, body: { items: [1, 2], nextCursor: 'c' } },
      { status: 200, body: { items: [3], nextCursor: null } },
    );
    const items: unknown[] = [];
    for await (const item of everyItem((query) => client().GET('/v1/cases', { params: { query } }))) items.push(item);
    expect(items).toEqual([1, 2, 3]);
    expect(seen.map(({ url }) => url)).toEqual(['/v1/cases?limit=200', '/v1/cases?limit=200&cursor=c']);
  });
});

describe('a webhook', () => {
  const [old, fresh] = ['the old secret of the endpoint', 'the new secret of the endpoint'].map(
    (words) => `whsec_${Buffer.from(words).toString('base64')}`,
  ) as [string, string];
  const body = JSON.stringify({ type: 'notice', caseId: 'CS-1', text: '👍' });

  const signed = (secrets: readonly string[], sentAt = Date.now()) => {
    // stamped and signed as whole seconds
    const at = new Date(Math.floor(sentAt / 1000) * 1000);
    return {
      'Webhook-Id': 'CS-1:4',
      'webhook-timestamp': String(at.getTime() / 1000),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign('CS-1:4', at, body)).join(' '),
    };
  };

  it('is taken with either secret while one replaces the other, on both sides', () => {
    const both = signed([old, fresh]);
    for (const secret of [old, fresh]) {
      expect(verifyWebhook({ body, headers: both, secret })).toEqual({
        id: 'CS-1:4',
        is: 'notice',
        body: JSON.parse(body) as unknown,
      });
      expect(
        verifyWebhook({ body: Buffer.from(body), headers: new Headers(signed([secret])), secret: [old, fresh] }).id,
      ).toBe('CS-1:4');
    }
  });

  it.each([
    ['message.send', 'message'],
    ['notice', 'notice'],
    ['test', 'test'],
    ['clockBreached', 'event'],
    ['constructor', 'event'],
  ])('of the type %s is of the kind %s', (type, is) => {
    const words = JSON.stringify({ type });
    const at = new Date(Math.floor(Date.now() / 1000) * 1000);
    const headers = {
      'webhook-id': 'a',
      'webhook-timestamp': String(at.getTime() / 1000),
      'webhook-signature': new Webhook(fresh).sign('a', at, words),
    };
    expect(verifyWebhook({ body: words, headers, secret: fresh }).is).toBe(is);
  });

  it('is refused with another secret, other words, no headers, or more than five minutes off', () => {
    const taken = { body, headers: signed([fresh]), secret: fresh };
    for (const wrong of [
      { ...taken, secret: old },
      { ...taken, secret: [] },
      { ...taken, body: body.replace('4', '5').replace('CS-1', 'CS-2') },
      { ...taken, headers: {} },
      { ...taken, headers: signed([fresh], Date.now() - 305_000) },
      { ...taken, headers: signed([fresh], Date.now() + 305_000) },
    ]) {
      expect(() => verifyWebhook(wrong)).toThrow(WebhookRefused);
    }
    for (const off of [-290_000, 290_000]) {
      expect(verifyWebhook({ ...taken, headers: signed([fresh], Date.now() + off) }).id).toBe('CS-1:4');
    }
  });
});

it('the types of the client are those of the service: npm run client:types', { timeout: 60_000 }, async () => {
  expect(await readFile(TYPES_FILE, 'utf8')).toBe(await clientTypes());
});

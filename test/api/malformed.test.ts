import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../api/routes/index.ts';
import { aMessage, startApi, type Reply, type TestApi } from './api.ts';
import { seedCase } from './seed.ts';

let api: TestApi;
let caseId: string;
beforeAll(async () => {
  api = await startApi({ env: { RATE_LIMIT_BURST: '1000000', RATE_LIMIT_PER_SECOND: '1000000' } });
  caseId = await seedCase(api.db);
});
afterAll(() => api.stop());

const post = (raw: string | Uint8Array, headers: Record<string, string> = {}): Promise<Reply> =>
  api.call('POST', '/v1/messages', { raw, headers });
const sent = (changes: Record<string, unknown>): Promise<Reply> => post(JSON.stringify(aMessage(changes)));

const code = ({ status, body }: Reply): string => `${status} ${String(body['code'])}`;

describe('bytes that are no JSON', () => {
  test.each([
    ['half a body', '{"shop":', '400 malformed_body'],
    ['bytes that are no UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), '400 malformed_body'],
    ['nesting without end', '['.repeat(100_000), '400 malformed_body'],
    ['deep nesting', '['.repeat(5_000) + ']'.repeat(5_000), '400 malformed_body'],
    ['NUL', JSON.stringify(aMessage({ text: 'a\0b' })), '400 malformed_text'],
    ['half a surrogate pair', JSON.stringify(aMessage({ text: '\ud83d' })), '400 malformed_text'],
    ['NUL in a name', '{"a\\u0000":1}', '400 malformed_body'],
    ['a prototype', '{"__proto__":{"admin":true}}', '400 malformed_body'],
    ['no body', '', '422 invalid_request'],
    ['a list', '[]', '422 invalid_request'],
    ['null', 'null', '422 invalid_request'],
    ['too much', JSON.stringify(aMessage({ text: 'x'.repeat(300_000) })), '413 body_too_large'],
  ])('%s', async (_name, raw, expected) => {
    expect(code(await post(raw))).toBe(expected);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  test('another content type, charset or encoding', async () => {
    const body = JSON.stringify(aMessage());
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=gb18030']) {
      expect(code(await post(body, { 'content-type': type }))).toBe('415 unsupported_media_type');
    }
    expect(code(await post(body, { 'content-encoding': 'quux' }))).toBe('415 unsupported_media_type');
    expect(code(await post('x', { 'content-encoding': 'gzip' }))).toMatch(/^400/);
  });

  test('a gzip bomb, and a body that is gzipped in good faith', async () => {
    const gzip = { 'content-encoding': 'gzip' };
    expect(code(await post(gzipSync(Buffer.alloc(50_000_000, 0x20)), gzip))).toBe('413 body_too_large');
    expect((await post(gzipSync(JSON.stringify(aMessage())), gzip)).status).toBe(202);
  });
});

describe('bodies of another shape', () => {
  test('an unknown field is refused by its place, with what is allowed beside it', async () => {
    const reply = await sent({ nonsense: 1, customer: { id: 'c', vip: true }, channel: 'fax' });
    expect(code(reply)).toBe('422 invalid_request');
    expect(reply.body['errors']).toEqual([
      {
        pointer: '/channel',
        code: 'invalid_value',
        message: 'one of: chat, wechat, email, hotline, store, social, form',
      },
      { pointer: '/customer/vip', code: 'unrecognized_keys', message: 'no such field here' },
      { pointer: '/nonsense', code: 'unrecognized_keys', message: 'no such field here' },
    ]);
  });

  test.each([
    ['a text of 20,001 code points', { text: '😀'.repeat(20_001) }],
    ['a blank text', { text: ' \n\t' }],
    ['an id of two lines', { messageId: 'a\nb' }],
    ['a mail address of two lines', { customer: { email: 'a@b.cn\r\nBcc: c@d.cn' } }],
    ['a mail address that no server takes', { customer: { email: `${'a'.repeat(65)}@b.cn` } }],
    ['a year of its own', { receivedAt: '+275760-09-13T00:00:00Z' }],
    ['a time without zone', { receivedAt: '2026-11-23T09:30:00' }],
    ['a huge number', { level: 1e308 }],
    ['a phone number as a tag', { tags: ['13800001111'] }],
    ['an attachment that runs', { attachments: [{ url: 'javascript:alert(1)' }] }],
    ['21 attachments', { attachments: Array.from({ length: 21 }, () => ({ url: 'https://a.example/x' })) }],
  ])('%s', async (_name, changes) => {
    expect(code(await sent(changes))).toBe('422 invalid_request');
  });

  test('20,000 code points are taken, and given back as they came', async () => {
    const text = `${'😀'.repeat(19_999)}。`;
    const { status, body } = await sent({ text });
    expect(status).toBe(202);
    const { body: list } = await api.call('GET', `/v1/cases/${String(body['caseId'])}/messages`);
    expect(list['items']).toMatchObject([{ text }]);
  });

  test('a kind that there is not is refused with those that there are', async () => {
    const reply = await api.call('POST', '/v1/cases', { body: aMessage({ kind: 'praise' }) });
    expect(code(reply)).toBe('422 invalid_request');
    expect(reply.body['errors']).toMatchObject([{ pointer: '/kind' }]);
  });
});

describe('addresses', () => {
  test.each([
    ['GET', '/v1/nothing', '404 not_found'],
    ['GET', '/nothing', '404 not_found'],
    ['GET', '/v1/cases/%ff', '400 malformed_request'],
    ['GET', '/v1/cases/%00', '404 case_not_found'],
    ['GET', "/v1/cases/CS-1'--", '404 case_not_found'],
    ['GET', '/v1/cases/__proto__', '404 case_not_found'],
    ['GET', '/v1/cases?owner=%00', '400 malformed_request'],
    ['GET', '/v1/cases?owner=%ff', '400 malformed_request'],
    ['GET', '/v1/cases?limit=0', '422 invalid_request'],
    ['GET', '/v1/cases?limit=201', '422 invalid_request'],
    ['GET', '/v1/cases?limit=1e2x', '422 invalid_request'],
    ['GET', '/v1/cases?nonsense=1', '422 invalid_request'],
    ['GET', '/v1/cases?kind=a&kind=b', '422 invalid_request'],
    ['GET', '/v1/cases?cursor=nonsense', '422 invalid_request'],
    [
      'GET',
      `/v1/cases?cursor=${Buffer.from('["2026-99-99T99:99:99.000000Z","CS"]').toString('base64url')}`,
      '422 invalid_request',
    ],
    ['GET', '/v1/deliveries?cursor=nonsense', '422 invalid_request'],
    ['DELETE', '/v1/api-keys/99999999999999999999', '404 api_key_not_found'],
    ['PATCH', '/v1/cases', '405 method_not_allowed'],
    ['DELETE', '/v1/messages', '405 method_not_allowed'],
  ])('%s %s: %s', async (method, path, expected) => {
    expect(code(await api.call(method, path))).toBe(expected);
  });

  test('a 405 names the methods there are', async () => {
    const reply = await api.call('PUT', '/v1/cases');
    expect(reply.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  test('who wants no JSON is told so', async () => {
    const reply = await api.call('GET', '/v1/cases', { headers: { accept: 'image/png' } });
    expect(code(reply)).toBe('406 not_acceptable');
  });

  test('what is no HTTP is refused in the same shape', async () => {
    const { port } = new URL(api.url);
    for (const [request, expected] of [
      ['NONSENSE\r\n\r\n', 'malformed_request'],
      [`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 'headers_too_large'],
    ] as const) {
      const socket = connect(Number(port), '127.0.0.1');
      let answer = '';
      socket.on('data', (data: Buffer) => (answer += data.toString()));
      socket.write(request);
      await once(socket, 'close');
      expect(answer).toContain('application/problem+json');
      expect(answer).toContain(`"code":"${expected}"`);
    }
  });
});

test('whatever is sent to any address, the answer is never ours to blame', async () => {
  const paths = ROUTES.filter((row) => row.verdict !== true).map(
    (row) => [row.method.toUpperCase(), row.path] as const,
  );
  const part = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constant(caseId), fc.nat().map(String));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      part,
      fc.json(),
      fc.string({ maxLength: 20 }),
      async ([method, path], id, raw, word) => {
        const at = `/v1${path.replaceAll(/\{\w+\}/g, encodeURIComponent(id.replaceAll(/\p{Surrogate}/gu, '') || 'x'))}?${encodeURIComponent(word)}=1`;
        const reply = await api.call(method, at, method === 'GET' ? {} : { raw });
        expect(reply.status, `${method} ${at} ${raw}`).toBeLessThan(500);
      },
    ),
    { numRuns: 400 },
  );
});

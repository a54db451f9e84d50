/** What nobody sends in good faith, to every row of the route table: refused as stated, nothing kept, in time. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isConditional, isIdempotent, type Route } from '../../api/route.ts';
import { ROUTES } from '../../api/routes/index.ts';
import { changed, rowsOf } from '../support/rows.ts';
import { startApi, type Reply, type TestApi } from './api.ts';
import { pathOf, seedAll } from './every-route.ts';

/** Until then every request has its answer. */
const ANSWERED_WITHIN_MS = 3_000;

let api: TestApi;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  api = await startApi();
  ids = await seedAll(api.db);
});
afterAll(() => api.stop());

interface Sent {
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

const code = ({ status, body }: Reply): string => `${status} ${String(body['code'])}`;

async function told(row: Route, path: string, sent: Sent = {}): Promise<string> {
  const from = Date.now();
  const reply = await api.call(row.method.toUpperCase(), path, sent);
  expect(Date.now() - from, path.slice(0, 200)).toBeLessThan(ANSWERED_WITHIN_MS);
  return code(reply);
}

const example = (row: Route): Record<string, unknown> => (row.example ?? {}) as Record<string, unknown>;
const withField = (row: Route, field: string, value: unknown): string =>
  JSON.stringify({ ...example(row), [field]: value });
/** As text: what a program could not write by itself. */
const withText = (row: Route, field: string): string =>
  `${JSON.stringify(example(row)).slice(0, -1)},${field}}`.replace('{,', '{');

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const gzip = { 'content-encoding': 'gzip' };
const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
const type = (value: string) => ({ 'content-type': value });

/** Bodies, and what each is told wherever a body is taken. */
const BODIES: readonly (readonly [name: string, sent: (row: Route) => Sent, expected: string])[] = [
  ['no body', () => ({ raw: '' }), '422 invalid_request'],
  ['half a body', () => ({ raw: '{"shop":' }), '400 malformed_body'],
  ['two bodies', () => ({ raw: '{}{}' }), '400 malformed_body'],
  ['a list', (row) => ({ raw: JSON.stringify([example(row)]) }), '422 invalid_request'],
  ['null', () => ({ raw: 'null' }), '422 invalid_request'],
  ['a text', () => ({ raw: '"text"' }), '422 invalid_request'],
  ['a number beyond all numbers', () => ({ raw: '1e999' }), '422 invalid_request'],
  ['a huge number', (row) => ({ raw: withText(row, '"nonsense":1e999') }), '422 invalid_request'],
  ['a field that no body has', (row) => ({ raw: withField(row, 'nonsense', true) }), '422 invalid_request'],
  ['a field twice', (row) => ({ raw: withText(row, '"nonsense":1,"nonsense":2') }), '422 invalid_request'],
  ['a constructor', (row) => ({ raw: withField(row, 'constructor', { prototype: {} }) }), '422 invalid_request'],
  ['a prototype', (row) => ({ raw: withText(row, '"__proto__":{"role":"admin"}') }), '400 malformed_body'],
  ['a prototype within', (row) => ({ raw: withText(row, '"a":{"__proto__":{}}') }), '400 malformed_body'],
  ['NUL', (row) => ({ raw: withField(row, 'nonsense', 'a\0b') }), '400 malformed_text'],
  ['NUL in a name', (row) => ({ raw: withField(row, 'a\0b', 1) }), '400 malformed_body'],
  ['half a surrogate pair', (row) => ({ raw: withField(row, 'nonsense', ['\ud83d']) }), '400 malformed_text'],
  ['10,000 levels', (row) => ({ raw: withText(row, `"nonsense":${nested(10_000)}`) }), '400 malformed_body'],
  ['10,000 levels without end', () => ({ raw: '['.repeat(10_000) }), '400 malformed_body'],
  [
    'bytes that are no UTF-8',
    () => ({ raw: Uint8Array.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]) }),
    '400 malformed_body',
  ],
  ['UTF-16', (row) => ({ raw: Buffer.from(JSON.stringify(example(row)), 'utf16le') }), '400 malformed_body'],
  ['too much', (row) => ({ raw: withField(row, 'nonsense', 'x'.repeat(300_000)) }), '413 body_too_large'],
  ['a gzip bomb', () => ({ raw: bomb, headers: gzip }), '413 body_too_large'],
  [
    'a bomb in a bomb',
    () => ({ raw: gzipSync(bomb), headers: { 'content-encoding': 'gzip, gzip' } }),
    '415 unsupported_media_type',
  ],
  ['what is no gzip', () => ({ raw: '{}', headers: gzip }), '400 malformed_request'],
  ['an unknown encoding', () => ({ raw: '{}', headers: { 'content-encoding': 'quux' } }), '415 unsupported_media_type'],
  ...[
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/json; charset=gb18030',
    'nonsense',
  ].map(
    (given) =>
      [
        given,
        (row: Route) => ({ raw: JSON.stringify(example(row)), headers: type(given) }),
        '415 unsupported_media_type',
      ] as const,
  ),
];

const HEADERS: readonly (readonly [
  name: string,
  isFor: (row: Route) => boolean,
  headers: Sent['headers'] & object,
  expected: string,
])[] = [
  ['a key of 256 characters', isIdempotent, { 'idempotency-key': 'k'.repeat(256) }, '400 idempotency_key_invalid'],
  ['a key that is no ASCII', isIdempotent, { 'idempotency-key': 'é' }, '400 idempotency_key_invalid'],
  ['an empty key', isIdempotent, { 'idempotency-key': '' }, '400 idempotency_key_missing'],
  ['a version that is none', isConditional, { 'if-match': 'W/"1"' }, '400 if_match_invalid'],
  ['many versions', isConditional, { 'if-match': '"1", "2"' }, '400 if_match_invalid'],
  ['an image, please', () => true, { accept: 'image/png' }, '406 not_acceptable'],
  ['a key of 8 kB', () => true, { authorization: `Bearer ${'k'.repeat(8_000)}` }, '401 unauthenticated'],
  ['another scheme', () => true, { authorization: 'Basic YWRtaW46YWRtaW4=' }, '401 unauthenticated'],
  ['headers of 20 kB', () => true, { 'x-request-id': 'x'.repeat(20_000) }, '431 headers_too_large'],
];

/** Parts of a path that name nothing anywhere. */
const PARTS = ['%00', 'a%2Fb', '..%2F..', '__proto__', '%F0%9F%98%80', '-1', '1.5', '9'.repeat(400), 'x'.repeat(4_000)];

const bodyOf = (row: Route): Sent => (row.body ? { raw: JSON.stringify(example(row)) } : {});

describe.each(ROUTES.map((row) => [`${row.method} ${row.path}`, row] as const))('%s', (_name, row) => {
  const unchanged = async (work: () => Promise<void>): Promise<void> => {
    const before = await rowsOf(api.db);
    await work();
    expect(changed(before, await rowsOf(api.db))).toEqual([]);
    expect(({} as Record<string, unknown>)['role']).toBeUndefined();
  };

  test('refuses hostile bodies', async () => {
    if (row.method === 'get') return;
    const expected = row.body ? BODIES : BODIES.filter(([, , code]) => !code.startsWith('422'));
    const heard: Record<string, string> = {};
    await unchanged(async () => {
      for (const [name, sent] of expected) heard[name] = await told(row, pathOf(row, ids), sent(row));
    });
    expect(heard).toEqual(Object.fromEntries(expected.map(([name, , code]) => [name, code])));
  });

  test('refuses absurd headers, and what it does not know in the query', async () => {
    const expected = HEADERS.filter(([, isFor]) => isFor(row));
    const heard: Record<string, string> = {};
    await unchanged(async () => {
      for (const [name, , headers] of expected) {
        heard[name] = await told(row, pathOf(row, ids), { ...bodyOf(row), headers });
      }
      for (const query of ['nonsense=1', '__proto__=1', 'constructor=1', 'a[b]=1']) {
        heard[query] = await told(row, `${pathOf(row, ids)}?${query}`, bodyOf(row));
      }
      for (const query of ['a=%00', '%00=1', 'a=%ff']) {
        heard[query] = await told(row, `${pathOf(row, ids)}?${query}`, bodyOf(row));
      }
    });
    expect(heard).toEqual({
      ...Object.fromEntries(expected.map(([name, , , code]) => [name, code])),
      ...Object.fromEntries(
        ['nonsense=1', '__proto__=1', 'constructor=1', 'a[b]=1'].map((query) => [query, '422 invalid_request']),
      ),
      'a=%00': '400 malformed_request',
      '%00=1': '400 malformed_text',
      'a=%ff': '400 malformed_request',
    });
  });

  test('knows nothing at hostile addresses', async () => {
    const names = [...row.path.matchAll(/\{\w+\}/g)].map(([name]) => name);
    await unchanged(async () => {
      for (const name of names) {
        // a name that others may have, but nobody has here
        for (const part of row.method === 'get' ? [...PARTS, 'constructor'] : PARTS) {
          const path = pathOf({ ...row, path: row.path.replace(name, part) }, ids);
          expect(await told(row, path, bodyOf(row)), path.slice(0, 100)).toMatch(/^404 (\w+_)?not_found$/);
        }
        const path = pathOf({ ...row, path: row.path.replace(name, '%ff') }, ids);
        expect(await told(row, path, bodyOf(row))).toBe('400 malformed_request');
      }
    });
  });
});

test('the process lives, and serves as before', async () => {
  expect((await api.call('GET', '/healthz')).status).toBe(200);
  expect((await api.call('GET', '/v1/cases')).status).toBe(200);
  expect(api.logged.filter((line) => line.includes('a request failed'))).toEqual([]);
});

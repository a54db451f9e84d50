import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpOrderSystem } from '../../order-system/http-connector.ts';
import type { Command, OrderSystem } from '../../order-system/port.ts';
import { isSigned } from '../../order-system/signature.ts';
import { SECRET, startStandIn } from '../support/order-system.ts';

const KEY = 'CS-20261123-000001:7';
const REFUND: Command = {
  ...{ kind: 'refund', shop: 'main', orderId: 'A/1' },
  lines: [{ line: 1, amountCents: 20_667 }],
};
const DONE = { state: 'done', key: KEY, reference: 'R-1' };
const FOREIGN = 'sorry, dear Mrs Li of Nanjing Road';

interface Seen {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
let standIn: Awaited<ReturnType<typeof startStandIn>>;
let system: OrderSystem;
let answer: (res: ServerResponse) => void;
const seen: Seen[] = [];

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (res: ServerResponse) => {
    res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
const raw =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  (res: ServerResponse) => {
    res.writeHead(status, headers).end(body);
  };

beforeAll(async () => {
  standIn = await startStandIn((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      seen.push({ url: req.url ?? '', headers: req.headers, body: Buffer.concat(chunks).toString() });
      answer(res);
    });
  });
  system = createHttpOrderSystem({ url: `${standIn.url}/`, secret: SECRET, timeoutMs: 400 });
});
afterAll(() => standIn.close());
beforeEach(() => {
  seen.length = 0;
  answer = json(200, DONE);
});

describe('a command', () => {
  it('is sent under its key, signed, with the ids of the shop', async () => {
    expect(await system.perform(KEY, REFUND)).toEqual({ state: 'done', reference: 'R-1' });
    const [{ url, headers, body } = { url: '', headers: {}, body: '' }] = seen;
    expect([url, headers['idempotency-key']]).toEqual(['/commands', KEY]);
    expect(JSON.parse(body)).toEqual(REFUND);
    expect(isSigned(SECRET, headers, { id: KEY, body })).toBe(true);
    expect(isSigned(SECRET, headers, { id: KEY, body: body.replace('20667', '20668') })).toBe(false);
    expect(isSigned(SECRET, headers, { id: 'CS-20261123-000001:8', body })).toBe(false);
    const old = { ...headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 301) };
    expect(isSigned(SECRET, old, { id: KEY, body })).toBe(false);
    expect(isSigned(`whsec_${Buffer.from('another').toString('base64')}`, headers, { id: KEY, body })).toBe(false);
  });

  it.each([
    ['out_of_stock', 'out_of_stock'],
    [FOREIGN, 'other'],
  ])('refused for good as %j has the code %j', async (code, kept) => {
    answer = json(422, { state: 'refused', key: KEY, code, detail: FOREIGN });
    expect(await system.perform(KEY, REFUND)).toEqual({ state: 'refused', code: kept });
  });

  it.each([
    ['never-seen after it was sent', json(404, { state: 'never-seen', key: KEY }), 'unreadable_answer'],
    ['an answer about another key', json(200, { ...DONE, key: 'CS-20261123-000001:8' }), 'unreadable_answer'],
    ['HTML', raw(200, `<h1>${FOREIGN}</h1>`, { 'content-type': 'text/html' }), 'unreadable_answer'],
    ["a proxy's 404", raw(404, FOREIGN), 'unreadable_answer'],
    ['truncated JSON', raw(200, JSON.stringify(DONE).slice(0, -5)), 'unreadable_answer'],
    ['another type', json(200, { ...DONE, reference: 17 }), 'unreadable_answer'],
    ['no reference', json(200, { state: 'done', key: KEY }), 'unreadable_answer'],
    ['a state of its own', json(200, { state: FOREIGN, key: KEY }), 'unreadable_answer'],
    ['no UTF-8', (res: ServerResponse) => res.end(Buffer.from([0x22, 0xff, 0x22])), 'unreadable_answer'],
    ['half a surrogate pair', raw(200, `{"state":"done","key":"${KEY}","reference":"\\ud800"}`), 'unreadable_answer'],
    ['an oversized answer', json(200, { ...DONE, more: 'x'.repeat(600_000) }), 'unreadable_answer'],
    ['no answer at all', () => undefined, 'timeout'],
    ['a body that never ends', (res: ServerResponse) => void res.write('{"state":"do'), 'timeout'],
    ['a dropped connection', (res: ServerResponse) => void res.socket?.destroy(), 'connection_lost'],
    ['a redirect', raw(302, '', { location: '/elsewhere' }), 'unreadable_answer'],
    ['500', json(500, DONE), 'server_failed'],
    ['one that is still under way', json(202, { state: 'running', key: KEY }), 'running'],
  ])('with %s has an unknown outcome', async (_name, given, code) => {
    answer = given;
    const outcome = await system.perform(KEY, REFUND);
    expect(outcome).toEqual({ state: 'unknown', code });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['429', json(429, {}, { 'retry-after': '7' }), { code: 'busy', retryAfterMs: 7_000 }],
    ['429 for a week', json(429, {}, { 'retry-after': '604800' }), { code: 'busy', retryAfterMs: 3_600_000 }],
    ['429 with a date', json(429, {}, { 'retry-after': 'Fri, 01 Jan 2027 00:00:00 GMT' }), { code: 'busy' }],
    ['401', json(401, {}), { code: 'signature_refused' }],
  ])('answered %s was not taken', async (_name, given, outcome) => {
    answer = given;
    expect(await system.perform(KEY, REFUND)).toEqual({ state: 'not-now', ...outcome });
  });

  it('to an order system that is down was not taken', async () => {
    const gone = await startStandIn(() => undefined);
    await gone.close();
    const outcome = await createHttpOrderSystem({ url: gone.url, secret: SECRET }).perform(KEY, REFUND);
    expect(outcome).toEqual({ state: 'not-now', code: 'unreachable' });
  });

  it('is asked about by its key', async () => {
    answer = json(404, { state: 'never-seen', key: KEY });
    expect(await system.askAbout(KEY)).toEqual({ state: 'never-seen' });
    const [{ url, headers } = { url: '', headers: {} }] = seen;
    expect(url).toBe('/commands/CS-20261123-000001%3A7');
    expect(isSigned(SECRET, headers, { id: `GET ${url}`, body: '' })).toBe(true);
    answer = raw(404, FOREIGN);
    expect(await system.askAbout(KEY)).toEqual({ state: 'unknown', code: 'unreadable_answer' });
  });
});

it('an answer that came twice does not pass for that of the next command', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    const body = JSON.stringify(DONE);
    const once = `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    // the second request is met with what is left of the first
    socket.on('data', () => socket.write(once));
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const doubled = createHttpOrderSystem({ url, secret: SECRET, timeoutMs: 400 });
  expect(await doubled.perform(KEY, REFUND)).toEqual({ state: 'done', reference: 'R-1' });
  expect(await doubled.perform('CS-20261123-000002:7', REFUND)).toMatchObject({ state: 'unknown' });
  for (const socket of sockets) socket.destroy();
  server.close();
});

describe('an order', () => {
  const order = {
    ...{ orderId: 'A/1', customerId: 'lin', status: 'signed', placedAt: '2026-11-10T09:00:00+08:00' },
    freight: { paidCents: 500, refundedCents: 0 },
    lines: [
      {
        ...{ line: 1, itemId: 'i', productId: 'p', name: FOREIGN, quantity: 1, customMade: true },
        ...{ priceCents: 100, discountCents: 0, paidCents: 100, refundedCents: 0 },
      },
    ],
    payments: [{ method: 'a way of its own', amountCents: 600, refundedCents: 0 }],
  };
  const lookUp = () => system.lookUp({ shop: 'main', orderId: 'A/1' });

  it('is read with its payments; what is not told is null', async () => {
    answer = json(200, { state: 'found', order });
    const found = await lookUp();
    expect(seen[0]?.url).toBe('/orders?shop=main&orderId=A%2F1');
    expect(found).toMatchObject({
      state: 'found',
      order: {
        ...{ placedAt: Date.parse('2026-11-10T01:00:00Z'), signedAt: null, payments: [{ method: 'other' }] },
        lines: [{ customMade: true, perishable: null, available: null }],
      },
    });
  });

  it.each([
    ['of another id', { ...order, orderId: 'A/2' }],
    ['with money in decimals', { ...order, freight: { paidCents: 5.5, refundedCents: 0 } }],
    ['with a time without its zone', { ...order, placedAt: '2026-11-10T09:00:00' }],
    ['with a line twice', { ...order, lines: [...order.lines, ...order.lines] }],
    ['in a state of its own', { ...order, status: FOREIGN }],
    ['without payments', { ...order, payments: undefined }],
  ])('%s is no answer', async (_name, given) => {
    answer = json(200, { state: 'found', order: given });
    expect(await lookUp()).toEqual({ state: 'unknown', code: 'unreadable_answer' });
  });

  it('that the shop does not know is refused for good, but only by the shop itself', async () => {
    answer = json(404, { state: 'refused', orderId: 'A/1', code: 'unknown_order' });
    expect(await lookUp()).toEqual({ state: 'refused', code: 'unknown_order' });
    answer = json(404, { state: 'refused', orderId: 'A/2', code: 'unknown_order' });
    expect(await lookUp()).toEqual({ state: 'unknown', code: 'unreadable_answer' });
  });
});

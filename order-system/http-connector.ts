import type { z } from 'zod';
import type { OrderSystem, Unsettled } from './port.ts';
import { signed } from './signature.ts';
import { CommandAnswer, OrderAnswer } from './wire.ts';

/** With a key it is a command, without one a question. */
interface Request {
  readonly path: string;
  readonly key?: string;
  readonly body?: string;
}

interface Settings {
  /** Base of the order system's addresses. */
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  /** Connecting and the whole answer together; 10 s unless told. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const ANSWER_LIMIT_BYTES = 512 * 1024;
const LONGEST_WAIT_SECONDS = 3600;

/** The connection was never made: no command can have arrived. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** Speaks docs/order-system.md over HTTP. Whatever comes back that is not an answer leaves the outcome unknown. */
export function createHttpOrderSystem({ url, secret, timeoutMs = TIMEOUT_MS }: Settings): OrderSystem {
  const base = url.replace(/\/+$/, '');

  async function ask<T extends { readonly state: string }>(
    answer: z.ZodType<T>,
    { path, key, body = '' }: Request,
  ): Promise<T | Unsettled> {
    const method = key === undefined ? 'GET' : 'POST';
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'Caseloop',
          ...signed(secret, { id: key ?? `${method} ${path}`, body }),
          ...(key === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
        },
        ...(key === undefined ? {} : { body }),
        // a redirected command would be a read at another address
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const json = await readJson(response);
      return troubleOf(response) ?? answer.safeParse(json).data ?? { state: 'unknown', code: 'unreadable_answer' };
    } catch (error) {
      return lostBy(error);
    }
  }

  /** An answer about another key or order belongs to another question. */
  const unread = { state: 'unknown', code: 'unreadable_answer' } as const;

  async function command(key: string, request: Request) {
    const answer = await ask(CommandAnswer, request);
    if ('key' in answer && answer.key !== key) return unread;
    if (answer.state === 'running') return { state: 'unknown', code: 'running' } as const;
    if (answer.state === 'done') return { state: 'done', reference: answer.reference } as const;
    return answer.state === 'refused' ? ({ state: 'refused', code: answer.code } as const) : answer;
  }

  return {
    async lookUp({ shop, orderId }) {
      // in the query: an id such as `..` would be taken for a path
      const path = `/orders?${new URLSearchParams({ shop, orderId }).toString()}`;
      const answer = await ask(OrderAnswer, { path });
      if (answer.state === 'found') return answer.order.orderId === orderId ? answer : unread;
      if (answer.state !== 'refused') return answer;
      return answer.orderId === orderId ? { state: 'refused', code: answer.code } : unread;
    },
    async perform(key, body) {
      const answer = await command(key, { path: '/commands', key, body: JSON.stringify(body) });
      return answer.state === 'never-seen' ? unread : answer;
    },
    async askAbout(key) {
      const answer = await command(key, { path: `/commands/${encodeURIComponent(key)}` });
      return answer.state === 'never-seen' ? { state: 'never-seen' } : answer;
    },
  };
}

/** What a status alone says. All others need a body that says so itself: a proxy's 404 must not pass for the shop's. */
function troubleOf({ status, headers }: Response): Unsettled | undefined {
  const seconds = headers.get('retry-after') ?? '';
  const wait = /^\d{1,6}$/.test(seconds)
    ? { retryAfterMs: Math.min(Number(seconds), LONGEST_WAIT_SECONDS) * 1000 }
    : {};
  if (status === 429) return { state: 'not-now', code: 'busy', ...wait };
  if (status === 401 || status === 403) return { state: 'not-now', code: 'signature_refused' };
  return status >= 500 ? { state: 'unknown', code: 'server_failed', ...wait } : undefined;
}

/** Undefined when the body is no JSON, or more than any answer is long. */
async function readJson({ body }: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > ANSWER_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    return undefined;
  }
}

/** Why no answer came. What the error says stays here. */
function lostBy(error: unknown): Unsettled {
  if (error instanceof DOMException && error.name === 'TimeoutError') return { state: 'unknown', code: 'timeout' };
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return NOT_CONNECTED.has(code) || TLS.test(code)
    ? { state: 'not-now', code: 'unreachable' }
    : { state: 'unknown', code: 'connection_lost' };
}

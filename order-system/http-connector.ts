import type { z } from 'zod';
import type { OrderSystem, Unsettled } from './port.ts';
import { signed } from './signature.ts';
import { CommandAnswer, OrderAnswer } from './wire.ts';

interface Settings {
  /** Base of the order system's addresses. */
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  /** Connecting and the whole answer together. */
  readonly timeoutMs: number;
}

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
export function createHttpOrderSystem({ url, secret, timeoutMs }: Settings): OrderSystem {
  const base = url.replace(/\/+$/, '');

  async function ask<T extends { readonly state: string }>(
    answer: z.ZodType<T>,
    { path, key, body = '' }: { readonly path: string; readonly key?: string; readonly body?: string },
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

  const command = async (request: { path: string; key?: string; body?: string }) => {
    const answer = await ask(CommandAnswer, request);
    return answer.state === 'running' ? ({ state: 'not-now', code: 'running' } as const) : answer;
  };

  return {
    lookUp: ({ shop, orderId }) =>
      ask(OrderAnswer, {
        path: `/orders/${encodeURIComponent(orderId)}?shop=${encodeURIComponent(shop)}`,
      }).then((answer) => (answer.state === 'found' ? { state: 'found', order: answer.order } : answer)),
    async perform(key, body) {
      const answer = await command({ path: '/commands', key, body: JSON.stringify(body) });
      return answer.state === 'never-seen' ? { state: 'unknown', code: 'unreadable_answer' } : answer;
    },
    askAbout: (key) => command({ path: `/commands/${encodeURIComponent(key)}` }),
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

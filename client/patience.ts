import { setTimeout as sleep } from 'node:timers/promises';
import { CaseloopProblem, CaseloopUnreachable, errorOf } from './problem.ts';

/** How long one call is kept up. */
export interface Patience {
  /** Milliseconds for the call with all its attempts. */
  readonly deadlineMs: number;
  /** Milliseconds for one attempt. */
  readonly attemptMs: number;
  /** Ends the call when its owner no longer wants it. */
  readonly signal?: AbortSignal | undefined;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** What stands between client and service says so while the service is away. */
const PASSING = new Set([502, 503, 504]);

/**
 * Whether a request may be sent again when nobody knows what became of it. One with If-Match may not unless it has an
 * Idempotency-Key: its own success would refuse the repetition.
 */
function isRepeatable({ method, headers }: Request): boolean {
  if (headers.has('idempotency-key')) return true;
  return method === 'GET' || ((method === 'PUT' || method === 'DELETE') && !headers.has('if-match'));
}

function passes(error: CaseloopProblem | CaseloopUnreachable, repeatable: boolean): boolean {
  if (error instanceof CaseloopUnreachable) {
    return repeatable && (error.status === undefined || PASSING.has(error.status));
  }
  // turned away at the door: nothing was done
  if (error.status === 429) return true;
  return repeatable && (error.code === 'unavailable' || error.code === 'idempotency_key_in_use');
}

/** One attempt, its answer read to the end so that a connection that breaks off counts as none. */
async function attempt(call: string, request: Request, body: ArrayBuffer | null, by: Sending) {
  const { method, headers, url } = request;
  const timeout = AbortSignal.timeout(Math.max(1, Math.ceil(Math.min(by.attemptMs, by.giveUpAt - performance.now()))));
  const signal = by.signal ? AbortSignal.any([by.signal, timeout]) : timeout;
  try {
    const response = await by.fetch(new Request(url, { method, headers, body, signal, redirect: 'manual' }));
    const text = await response.text();
    if (!response.ok) return errorOf(call, response, text);
    return new Response(response.status === 204 ? null : text, response);
  } catch (cause) {
    by.signal?.throwIfAborted();
    return new CaseloopUnreachable(call, { cause });
  }
}

interface Sending extends Patience {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly giveUpAt: number;
}

/**
 * Sends a request until it is answered for good or its time is over. What passes by (no answer, 429, 503, a key still
 * in use) is tried again, not before Retry-After, with growing pauses of random length.
 * @throws CaseloopProblem, CaseloopUnreachable, or the reason of the signal
 */
export async function sendPatiently(
  call: string,
  request: Request,
  patience: Patience & Pick<Sending, 'fetch'>,
): Promise<Response> {
  const giveUpAt = performance.now() + patience.deadlineMs;
  const repeatable = isRepeatable(request);
  const body = request.body === null ? null : await request.arrayBuffer();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const answer = await attempt(call, request, body, { ...patience, giveUpAt });
    if (answer instanceof Response) return answer;
    const asked = answer instanceof CaseloopProblem ? (answer.retryAfterMs ?? 0) : 0;
    // on top of Retry-After: all who were sent away together must not come back together
    const wait = asked + Math.random() * pause;
    if (!passes(answer, repeatable) || performance.now() + wait >= giveUpAt) throw answer;
    await sleep(wait, undefined, patience.signal && { signal: patience.signal }).catch((error: unknown) => {
      patience.signal?.throwIfAborted();
      throw error;
    });
  }
}

/** A backend as it should be: it sends the same request, with the same key, until it has its answer. */
import { setTimeout as sleep } from 'node:timers/promises';

const ONE_TRY_MS = 8_000;
const LONGEST_PAUSE_MS = 1_500;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Why a request was sent again, and how often. */
export type Retries = Map<string, number>;

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** Idempotency-Key. */
  readonly key?: string;
}

/** What was said while something was away. */
interface Refusals {
  /** Longest time that a 503 took. */
  slowestMs: number;
  /** 503 that did not say when to come again. */
  bare: number;
}

/** Talks to one API. Ends with an answer, or with an error when `signal` says that the time is over. */
export class PatientClient {
  readonly retries: Retries = new Map();
  readonly refusals: Refusals = { slowestMs: 0, bare: 0 };
  requests = 0;
  readonly #base: string;
  readonly #adminKey: string;
  readonly #signal: AbortSignal;

  constructor(base: string, adminKey: string, signal: AbortSignal) {
    this.#base = base;
    this.#adminKey = adminKey;
    this.#signal = signal;
  }

  /** The first answer that is one: a 2xx, or a refusal for good. */
  async send(request: Request): Promise<Answer> {
    for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.once(request);
      const again = typeof answer === 'string' ? answer : whyAgain(answer);
      if (typeof answer !== 'string' && again === null) return answer;
      const why = again ?? '';
      this.retries.set(why, (this.retries.get(why) ?? 0) + 1);
      await sleep(pauseMs * (0.5 + Math.random()), undefined, { signal: this.#signal }).catch(() => {
        throw new Error(`no answer in time to ${request.method} ${request.path} (${why})`);
      });
    }
  }

  /** One try: an answer, or why there is none. */
  async once({ method, path, body, key }: Request): Promise<Answer | string> {
    this.requests += 1;
    const from = Date.now();
    try {
      const response = await fetch(this.#base + path, {
        method,
        headers: {
          authorization: `Bearer ${this.#adminKey}`,
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ONE_TRY_MS),
      });
      const { status, headers } = response;
      const answer = { status, headers, body: (await response.json()) as Answer['body'] };
      if (status === 503) {
        this.refusals.slowestMs = Math.max(this.refusals.slowestMs, Date.now() - from);
        if (!(Number(headers.get('retry-after')) > 0)) this.refusals.bare += 1;
      }
      return answer;
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in 8 s' : 'no connection';
    }
  }
}

/** Null: the answer stands. */
function whyAgain({ status, body }: Answer): string | null {
  if (status === 503 || status === 429) return String(status);
  return status === 409 && body['code'] === 'idempotency_key_in_use' ? 'key in use' : null;
}

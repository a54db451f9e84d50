import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';

/** A request that the API refused for good. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(method: string, path: string, status: number, problem: { code?: unknown; detail?: unknown }) {
    const code = typeof problem.code === 'string' ? problem.code : 'unknown';
    super(`${method} ${path}: ${status} ${code}${typeof problem.detail === 'string' ? ` (${problem.detail})` : ''}`);
    this.name = 'Refused';
    this.status = status;
    this.code = code;
  }
}

/** The time for the whole demo is over, or somebody wants it to stop. */
export class GivenUp extends Error {
  constructor(why = 'the API gave no answer in time') {
    super(why);
    this.name = 'GivenUp';
  }
}

const ONE_TRY_MS = 15_000;
const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 3_000;

/** A fault of the API itself is given so many chances. */
const TRIES_OF_A_FAULT = 6;

/** What passes by: sent again with the same key, the API does the thing once. */
const passes = (status: number, code: unknown): boolean =>
  [429, 500, 502, 503, 504].includes(status) || (status === 409 && code === 'idempotency_key_in_use');

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
}

/** Talks to the API for as long as it takes: an instance that is killed and started again costs time, not messages. */
export class ApiClient {
  /** Milliseconds of every answer that came, in the order in which they came. */
  readonly latencies: number[] = [];
  readonly base: string;
  readonly #key: string;
  readonly #signal: AbortSignal;
  #awaySince: number | null = null;
  #awayMs = 0;

  constructor(base: string, key: string, signal: AbortSignal) {
    this.base = base;
    this.#key = key;
    this.#signal = signal;
  }

  /** How long the API has been out of reach, in all. */
  awayMs(now = Date.now()): number {
    return this.#awayMs + (this.#awaySince === null ? 0 : now - this.#awaySince);
  }

  /** Whether nothing is asked any more. */
  get stopped(): boolean {
    return this.#signal.aborted;
  }

  get isAway(): boolean {
    return this.#awaySince !== null;
  }

  get<T>(path: string, answer: z.ZodType<T>): Promise<T> {
    return this.#send({ method: 'GET', path }).then((body) => answer.parse(body));
  }

  post<T>(path: string, key: string, body: unknown, answer: z.ZodType<T>): Promise<T> {
    return this.#send({ method: 'POST', path, body, key }).then((got) => answer.parse(got));
  }

  /** Needs no key: sent again it changes nothing. */
  patch<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T> {
    return this.#send({ method: 'PATCH', path, body }).then((got) => answer.parse(got));
  }

  put(path: string, body: unknown): Promise<unknown> {
    return this.#send({ method: 'PUT', path, body });
  }

  /** @throws Refused, GivenUp */
  async #send(request: Request): Promise<unknown> {
    let faults = 0;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.#try(request);
      if (answer && answer.status < 300) return answer.body;
      const problem = typeof answer?.body === 'object' && answer.body !== null ? answer.body : {};
      const code = 'code' in problem ? problem.code : undefined;
      if (answer?.status === 500) faults += 1;
      if (answer && (faults === TRIES_OF_A_FAULT || !passes(answer.status, code))) {
        throw new Refused(request.method, request.path, answer.status, problem);
      }
      // full jitter: clients that were thrown out together do not come back together
      const wait = Math.max(answer?.retryAfterMs ?? 0, Math.random() * pause);
      await sleep(wait, undefined, { signal: this.#signal }).catch(() => {
        throw new GivenUp();
      });
    }
  }

  /** One attempt; null when no answer came. */
  async #try({ method, path, body, key }: Request) {
    const began = performance.now();
    try {
      const response = await fetch(this.base + path, {
        method,
        headers: {
          authorization: `Bearer ${this.#key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([AbortSignal.timeout(ONE_TRY_MS), this.#signal]),
      });
      const text = await response.text();
      this.latencies.push(performance.now() - began);
      this.#reached();
      const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1000;
      return { status: response.status, body: json(text), retryAfterMs: Number.isNaN(retryAfterMs) ? 0 : retryAfterMs };
    } catch {
      if (this.#signal.aborted) throw new GivenUp();
      this.#awaySince ??= Date.now();
      return null;
    }
  }

  #reached(): void {
    this.#awayMs = this.awayMs();
    this.#awaySince = null;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The value below which a share of the values lies; 0 when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

import { claimKey, finishKey, releaseKey, type Outcome } from '../store/idempotency-keys.ts';
import type { Db } from '../store/db.ts';
import { sha256 } from './auth.ts';
import { problemOf } from './failures.ts';
import { Problem } from './problem.ts';
import type { Answer } from './route.ts';

export const IDEMPOTENCY_KEY = /^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/** @throws Problem where it is missing, or not 1 to 255 printable ASCII characters */
export function idempotencyKeyOf(header: string | undefined): string {
  if (header === undefined || header === '') {
    throw new Problem('idempotency_key_missing', {
      detail: 'Send a new Idempotency-Key with each new request, and the same with its retries.',
    });
  }
  if (!IDEMPOTENCY_KEY.test(header)) {
    throw new Problem('idempotency_key_invalid', { detail: 'Use 1 to 255 printable ASCII characters.' });
  }
  return header;
}

/** The same text for the same JSON value, whatever the order of its fields. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

interface Request {
  /** Whose key it is. */
  readonly caller: string;
  readonly key: string;
  /** Everything that makes it this request and no other. */
  readonly content: string;
  /** Fields of the answer that are kept nowhere. */
  readonly secrets: readonly string[];
}

function without(body: unknown, secrets: readonly string[]): unknown {
  if (secrets.length === 0 || typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !secrets.includes(name)));
}

/** Finished: it came about, or was refused for good. A limit or an outage says nothing of the next try. */
const isFinal = (status: number): boolean => status < 500 && status !== 429;

/**
 * Runs a request once for its key. A repeat gets the stored outcome, one that comes while the first still runs a 409,
 * and one with other content a 422. Only finished outcomes are stored: after a 503 the same key may try again.
 */
export async function once(db: Db, request: Request, run: () => Promise<Answer>): Promise<Answer> {
  const keyHash = sha256(request.key);
  const claim = await claimKey(db, request.caller, keyHash, sha256(request.content));
  switch (claim.state) {
    case 'reused':
      throw new Problem('idempotency_key_reused');
    case 'running':
      throw new Problem('idempotency_key_in_use', { headers: { 'Retry-After': '1' } });
    case 'finished': {
      const { status, headers, body } = claim.outcome;
      return { status, body, headers: { ...headers, 'Idempotency-Replayed': 'true' } };
    }
    case 'mine':
      break;
  }
  const finish = (outcome: Outcome): Promise<void> => finishKey(db, request.caller, keyHash, outcome);
  let answer: Answer;
  try {
    answer = await run();
  } catch (error) {
    const problem = problemOf(error);
    if (problem && isFinal(problem.status)) {
      await finish({ status: problem.status, headers: problem.headers, body: problem.body('') });
    } else {
      // where this fails too, the key is free again when the request counts as abandoned
      await releaseKey(db, request.caller, keyHash).catch(() => undefined);
    }
    throw error;
  }
  // not told as done before it is kept: the retry of an answer that got lost must find it
  await finish({
    status: answer.status,
    headers: answer.headers ?? {},
    body: without(answer.body, request.secrets) ?? null,
  });
  return answer;
}

import type { components } from './schema.ts';

type ProblemBody = components['schemas']['Problem'];

/** The stable name of a refusal: programs branch on it, never on the words. */
export type ProblemCode = ProblemBody['code'];

/** A fault in what was sent: where (JSON pointer, `?name` in a query), which, and what was allowed. */
export type Fault = components['schemas']['Fault'];

/** The service has refused a request for good, or for as long as the call could last. */
export class CaseloopProblem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly Fault[];
  /** By which the service's log knows the request. */
  readonly requestId: string;
  /** When the service would be asked again, milliseconds from its answer; undefined where it said nothing. */
  readonly retryAfterMs: number | undefined;

  constructor(call: string, body: ProblemBody, retryAfterMs?: number) {
    super(`${call}: ${body.status} ${body.code} (${body.detail}) ${body.requestId}`);
    this.name = 'CaseloopProblem';
    this.status = body.status;
    this.code = body.code;
    this.title = body.title;
    this.detail = body.detail;
    this.errors = body.errors;
    this.requestId = body.requestId;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * No answer of the service came in time, or one of something in between. Whether the request was carried out is not
 * known: a repetition with the same Idempotency-Key finds out.
 */
export class CaseloopUnreachable extends Error {
  /** Of an answer that was not the service's; undefined where there was none. */
  readonly status: number | undefined;

  constructor(call: string, why: { readonly cause: unknown } | { readonly status: number }) {
    const status = 'status' in why ? why.status : undefined;
    super(
      `${call}: ${status === undefined ? 'no answer in time' : `answered ${status}, not by Caseloop`}`,
      'cause' in why ? { cause: why.cause } : {},
    );
    this.name = 'CaseloopUnreachable';
    this.status = status;
  }
}

const isProblem = (body: unknown): body is ProblemBody =>
  typeof body === 'object' && body !== null && 'code' in body && 'requestId' in body && 'errors' in body;

/** Seconds or a date. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** An answer that is no success, as the error that it is. */
export function errorOf(
  call: string,
  { status, headers }: Response,
  text: string,
): CaseloopProblem | CaseloopUnreachable {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return isProblem(body)
    ? new CaseloopProblem(call, body, retryAfterMs(headers.get('retry-after')))
    : new CaseloopUnreachable(call, { status });
}

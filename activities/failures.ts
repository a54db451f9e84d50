import { getSystemErrorName } from 'node:util';
import { ApplicationFailure } from '@temporalio/activity';

/**
 * What went wrong, as a code of ours. Foreign words stop here: a mail server repeats the address it refuses, and what
 * a failure says is kept in histories, rows and logs.
 */

export interface Failure {
  readonly code: string;
  /** Trying again cannot help. */
  readonly permanent: boolean;
  /** The other side asked to wait so long. */
  readonly retryAfterMs?: number;
}

/** Where a sender says what it cannot tell anybody else; a pino logger is one. Codes and numbers only. */
export interface SenderLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** A send that was not taken. */
export class SendFailed extends Error {
  readonly failure: Failure;
  constructor(code: string, { permanent = false, retryAfterMs }: { permanent?: boolean; retryAfterMs?: number } = {}) {
    super(code);
    this.name = 'SendFailed';
    this.failure = { code, permanent, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
}

const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EDNS: 'dns',
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  ABORT_ERR: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EPROTO: 'tls',
  ETLS: 'tls',
};
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;

/** The mail library puts its own name over what the system said, and leaves the number. */
function systemName(errno: unknown): string {
  try {
    return typeof errno === 'number' ? getSystemErrorName(errno) : 'ESOCKET';
  } catch {
    return 'ESOCKET';
  }
}

/** A code for any error, for logs: what Node, Postgres or Temporal call it, never what they say about it. */
export function codeOf(error: unknown): string {
  if (error instanceof SendFailed) return error.failure.code;
  const code = field(error, 'code') === 'ESOCKET' ? systemName(field(error, 'errno')) : field(error, 'code');
  if (typeof code === 'number') return `code_${code}`;
  if (typeof code !== 'string') return error instanceof Error ? error.name : 'unknown';
  if (NETWORK[code]) return NETWORK[code];
  if (TLS.test(code)) return 'tls';
  return /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? `pg_${code}` : code.toLowerCase();
}

/** Why a send failed. A mail server's 5xx about this mail is final; all else may be better later. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SendFailed) return error.failure;
  const answer = field(error, 'responseCode');
  if (typeof answer === 'number') {
    const aboutThisMail = /^(EENVELOPE|EMESSAGE)$/.test(String(field(error, 'code')));
    return { code: `smtp_${answer}`, permanent: aboutThisMail && answer >= 500 };
  }
  return { code: codeOf(error), permanent: false };
}

export type Activity = (...input: never[]) => Promise<unknown>;

/** Activities whose failures say a code of ours and no foreign word: Temporal keeps what they say in histories. */
export function inCodes<A extends { readonly [Name in keyof A]: Activity }>(activities: A): A {
  const coded = Object.entries<Activity>(activities).map(([name, activity]) => [
    name,
    async (...input: never[]) => {
      try {
        return await activity(...input);
      } catch (error) {
        if (error instanceof ApplicationFailure) throw error;
        throw ApplicationFailure.create({ type: codeOf(error), message: codeOf(error) });
      }
    },
  ]);
  return Object.fromEntries(coded) as A;
}

/** Structured logs on stdout, one JSON object a line: ids, codes and durations, never what a person wrote. */
import { pino, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Logger;

/** A log of one service. Pass errors as `err`: they are cut down to what holds no values. */
export function createLog(service: string, level: LogLevel): Log {
  return pino({
    level,
    base: { service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: plainError },
  });
}

interface PlainError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: PlainError;
}

/** A SQLSTATE: five characters of digits and capitals, and not one of Node's own codes (`EPIPE`). */
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * The part of an error that may be logged. Postgres puts a row's values into message and detail ("Key (phone)=(138…)
 * already exists"), so of its errors only the code and the names of table and constraint are kept.
 */
export function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const code = 'code' in error && ['string', 'number'].includes(typeof error.code) ? String(error.code) : undefined;
  const ofPostgres = code !== undefined && SQLSTATE.test(code) && 'severity' in error;
  const message = ofPostgres ? databaseMessage(error, code) : error.message;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.constructor.name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(frames === undefined ? {} : { stack: frames.slice(0, 12).join('\n') }),
    ...(error.cause === undefined ? {} : { cause: plainError(error.cause) }),
  };
}

function databaseMessage(error: object, code: string): string {
  const names = (['table', 'constraint', 'column'] as const).flatMap((part) => {
    const name = (error as Record<string, unknown>)[part];
    return typeof name === 'string' ? [`${part} ${name}`] : [];
  });
  return ['database error', code, ...names].join(' ');
}

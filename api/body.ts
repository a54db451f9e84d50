import express, { type Request, type RequestHandler } from 'express';
import { Problem } from './problem.ts';

const BODY_LIMIT_BYTES = 256 * 1024;
const DEEPEST = 32;

/** Bytes first: which text they are, and whether it may be kept, is decided below and not guessed. */
export const readBytes: RequestHandler = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES });

function bytesOf(req: Request): Buffer {
  const body: unknown = req.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** The bytes as UTF-8 text. @throws Problem */
export function textOf(req: Request): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(req));
  } catch {
    throw new Problem('malformed_body', { detail: 'The body is not UTF-8.' });
  }
}

const pointerTo = (path: readonly string[]): string =>
  path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What Postgres would refuse or silently change. */
export const isKeepable = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);

function checkText(text: string, path: readonly string[]): void {
  if (isKeepable(text)) return;
  throw new Problem('malformed_text', {
    detail: 'Text may hold neither NUL nor half a surrogate pair.',
    errors: [{ pointer: pointerTo(path), code: 'malformed_text', message: 'no NUL, no lone surrogate' }],
  });
}

/** Refuses text that cannot be kept, names that reach into prototypes, and nesting no body here has. @throws Problem */
function checkValue(value: unknown, path: readonly string[]): void {
  if (typeof value === 'string') {
    checkText(value, path);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  if (path.length >= DEEPEST) throw new Problem('malformed_body', { detail: `Nested deeper than ${DEEPEST}.` });
  for (const [name, inner] of Object.entries(value)) {
    if (!isKeepable(name) || name === '__proto__') {
      throw new Problem('malformed_body', { detail: 'The body names a field that no body may have.' });
    }
    checkValue(inner, [...path, name]);
  }
}

/** The JSON body of a request; undefined when it has none. @throws Problem */
export function jsonOf(req: Request): unknown {
  if (bytesOf(req).length === 0) return undefined;
  const charset = /;\s*charset="?([^";\s]+)/i.exec(req.get('content-type') ?? '')?.[1] ?? 'utf-8';
  if (!req.is('application/json') || charset.toLowerCase() !== 'utf-8') {
    throw new Problem('unsupported_media_type', {
      detail: 'Send application/json in UTF-8.',
      headers: { 'Accept-Post': 'application/json' },
    });
  }
  const text = textOf(req);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem('malformed_body');
  }
  checkValue(value, []);
  return value;
}

/** The query as it was sent. @throws Problem */
export function queryOf(req: Request): Record<string, unknown> {
  const query: Record<string, unknown> = { ...req.query };
  for (const [name, value] of Object.entries(query)) {
    checkText(name, []);
    for (const text of [value].flat()) {
      // Node reads bytes that are not UTF-8 as U+FFFD
      if (typeof text === 'string' && (!isKeepable(text) || text.includes('�'))) {
        throw new Problem('malformed_request', { detail: 'The query is not well-formed UTF-8 text.' });
      }
    }
  }
  return query;
}

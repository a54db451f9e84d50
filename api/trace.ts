import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What log, metrics and problem bodies say of a request. */
interface Trace {
  readonly requestId: string;
  readonly startedAt: number;
  /** Template of its path; ids and tokens in the path itself are nobody's business. */
  route: string;
  caseId?: string;
  /** Number of the key, or `admin`. */
  key?: string;
}

const traces = new WeakMap<IncomingMessage, Trace>();

/** A UUID or a trace id with letters in it. Anything freer may be a phone number, and ids that others chose are in no log. */
const TRACE_ID = /^(?=.*[a-f])([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{32})$/i;

/** The trace of a request, begun when first asked for. */
export function traceOf(req: IncomingMessage): Trace {
  const known = traces.get(req);
  if (known) return known;
  const given = req.headers['x-request-id'];
  const requestId = typeof given === 'string' && TRACE_ID.test(given) ? given : randomUUID();
  const trace: Trace = { requestId, startedAt: Date.now(), route: 'none' };
  traces.set(req, trace);
  return trace;
}

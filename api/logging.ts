import type { RequestHandler } from 'express';
import type { Log } from '../log.ts';
import { traceOf } from './trace.ts';

const QUIET = ['/healthz', '/readyz', '/metrics'];

/** One line a request: what was asked by template, by which key, of which case of ours. No body, header or address. */
export const createRequestLog =
  (log: Log): RequestHandler =>
  (req, res, next) => {
    res.once('close', () => {
      const { startedAt, ...trace } = traceOf(req);
      if (QUIET.includes(trace.route)) return;
      const line = { ...trace, method: req.method, status: res.statusCode, ms: Date.now() - startedAt };
      if (!res.writableFinished) log.warn(line, 'the caller left');
      else if (res.statusCode >= 500) log.warn(line, 'answered');
      else log.info(line, 'answered');
    });
    next();
  };

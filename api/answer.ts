import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { problemOf } from './failures.ts';
import { Problem } from './problem.ts';
import type { Answer } from './route.ts';
import { traceOf } from './trace.ts';

const isProblem = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && 'requestId' in body && 'code' in body;

/** Sends an answer. A problem that is told again carries the id of the request it is told to. */
export function sendAnswer(req: Request, res: Response, { status, body, headers = {} }: Answer): void {
  res.status(status).set(headers).set('Cache-Control', 'private, no-cache');
  if (body === undefined || body === null) {
    res.end();
  } else if (status >= 400 && isProblem(body)) {
    res.type('application/problem+json').send(JSON.stringify({ ...body, requestId: traceOf(req).requestId }));
  } else if (typeof body === 'string') {
    res.type('text/csv').send(body);
  } else {
    res.json(body);
  }
}

/** Tells any error as problem+json; one that nobody has foreseen is logged and told as 500 without its words. */
export function sendProblem(req: Request, res: Response, error: unknown, log: Logger): void {
  const { requestId, route } = traceOf(req);
  let problem = problemOf(error);
  if (!problem) {
    log.error({ err: error, requestId, route }, 'a request failed');
    problem = new Problem('internal');
  }
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { status, headers } = problem;
  sendAnswer(req, res, { status, headers, body: problem.body(requestId) });
}

import type { Request, Response, Router } from 'express';
import express from 'express';
import type { Logger } from 'pino';
import { findCaseRef, type CaseRef } from '../store/case-reads.ts';
import type { Db } from '../store/db.ts';
import { sendAnswer, sendProblem } from './answer.ts';
import { audited } from './audit.ts';
import { sha256, type Authenticate } from './auth.ts';
import { jsonOf, queryOf } from './body.ts';
import { canonical, idempotencyKeyOf, once } from './idempotency.ts';
import { shopInQuestion } from './paging.ts';
import { Problem, unavailable } from './problem.ts';
import type { TokenBuckets } from './rate-limit.ts';
import type { Caller } from './roles.ts';
import { isConditional, isIdempotent, type Answer, type Call, type Route, type Services } from './route.ts';
import { traceOf } from './trace.ts';

/** Until then a request is answered, if only with 503: within 3 s also where the machine is busy. */
const ANSWERED_WITHIN_MS = 2_600;
/** What is asked of others is bounded a little closer, so that their own answer is the one that is told. */
const MARGIN_MS = 150;

interface Door {
  readonly services: Services;
  readonly authenticate: Authenticate;
  readonly keyLimit: TokenBuckets;
  readonly log: Logger;
}

/** Whoever is refused a verdict is written down beside the case, where it is one of theirs. */
async function checkRole(row: Route, caller: Caller, req: Request, door: Door): Promise<void> {
  if (row.roles.includes(caller.role)) return;
  const { db } = door.services;
  const theCase = row.verdict === true ? await ownCase(db, caller, req.params['caseId']) : null;
  await audited(db, { row, caller, theCase }, () => Promise.reject(refusedRole(row)));
}

const refusedRole = (row: Route): Problem => new Problem('forbidden', { detail: `Allowed: ${row.roles.join(', ')}.` });

function checkRate(limit: TokenBuckets, caller: Caller, res: Response): void {
  if (caller.unlimited) return;
  const { allowed, remaining, retryAfter } = limit.take(caller.key);
  res.set('RateLimit-Policy', limit.policy).set('RateLimit', `"key";r=${remaining}`);
  if (!allowed) throw new Problem('rate_limited', { headers: { 'Retry-After': String(retryAfter) } });
}

function paramsOf(row: Route, req: Request): Readonly<Record<string, string>> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(req.params)) {
    if (typeof value !== 'string' || row.params?.[name]?.test(value) === false) {
      throw new Problem(row.missing ?? 'not_found');
    }
    params[name] = value;
  }
  return params;
}

async function ownCase(db: Db, caller: Caller, caseId: unknown): Promise<CaseRef | null> {
  if (typeof caseId !== 'string' || !/^[A-Z0-9-]{1,60}$/.test(caseId)) return null;
  const ref = await findCaseRef(db, caseId);
  return ref && (caller.shop === null || caller.shop === ref.shop) ? ref : null;
}

/** A case of another shop is answered like one that does not exist. */
async function caseInPath({ services: { db } }: Door, caller: Caller, caseId: string, req: Request): Promise<CaseRef> {
  const ref = await ownCase(db, caller, caseId);
  if (!ref) throw new Problem('case_not_found');
  traceOf(req).caseId = ref.caseId;
  return ref;
}

function expectedVersionOf(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new Problem('if_match_invalid', { detail: 'Send one ETag as it was given: "7".' });
  return Number(version);
}

/** Everything between the request and its row's handler. */
async function answer(row: Route, req: Request, res: Response, door: Door): Promise<Answer> {
  const { services } = door;
  const trace = traceOf(req);
  const caller = await door.authenticate(req.get('authorization'));
  trace.key = caller.key;
  checkRate(door.keyLimit, caller, res);
  await checkRole(row, caller, req, door);
  const types = ['application/json', 'application/problem+json', ...(row.csv === true ? ['text/csv'] : [])];
  const accepted = req.accepts(types);
  if (accepted === false) throw new Problem('not_acceptable');

  const key = isIdempotent(row) ? idempotencyKeyOf(req.get('idempotency-key')) : undefined;
  const params = paramsOf(row, req);
  const body = jsonOf(req);
  const handle = row.prepare({ body, query: queryOf(req) });
  const ifMatch = isConditional(row) ? req.get('if-match') : undefined;
  const expectedVersion = expectedVersionOf(ifMatch);
  if (row.scope === 'shop') await shopInQuestion(services.db, caller, shopNamed(params, caller));

  const call: Omit<Call, 'body' | 'query'> = {
    caller,
    params,
    requestKey: key === undefined ? '' : sha256(`${caller.key}\n${key}`),
    expectedVersion,
    ifNoneMatch: req.get('if-none-match'),
    csv: accepted === 'text/csv',
    answerBy: trace.startedAt + ANSWERED_WITHIN_MS - MARGIN_MS,
    theCase: row.scope === 'case' ? await caseInPath(door, caller, params['caseId'] ?? '', req) : null,
  };
  const { theCase } = call;
  const run = (): Promise<Answer> => audited(services.db, { row, caller, theCase }, () => handle(call, services));
  if (key === undefined) return run();
  const content = canonical([row.method, row.path, params, expectedVersion ?? null, body ?? null]);
  return once(services.db, { caller: caller.key, key, content, secrets: row.secrets ?? [] }, run);
}

/** A caller of every shop may name one that is still to be made; the handler looks. */
const shopNamed = (params: Readonly<Record<string, string>>, caller: Caller): string | undefined =>
  caller.shop === null ? undefined : params['shopId'];

/** An answer in time, or 503. What is still under way comes to its end and is found by a retry. */
async function inTime(startedAt: number, answering: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => {
        reject(unavailable());
      },
      startedAt + ANSWERED_WITHIN_MS - Date.now(),
    );
  });
  try {
    return await Promise.race([answering, late]);
  } finally {
    clearTimeout(timer);
  }
}

const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** The router of the route table; a method that no row has at a path is a 405, a path without rows a 404. */
export function createDoor(rows: readonly Route[], door: Door): Router {
  const router = express.Router();
  for (const path of new Set(rows.map((row) => row.path))) {
    const here = rows.filter((row) => row.path === path);
    const methods = here.map((row) => row.method.toUpperCase());
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort().join(', ');
    const at = router.route(expressPath(path));
    at.all((req, _res, next) => {
      traceOf(req).route = `/v1${path}`;
      next();
    });
    for (const row of here) {
      at[row.method](async (req: Request, res: Response) => {
        try {
          sendAnswer(req, res, await inTime(traceOf(req).startedAt, answer(row, req, res, door)));
        } catch (error) {
          sendProblem(req, res, error, door.log);
        }
      });
    }
    at.all((req, res) => {
      const problem = new Problem('method_not_allowed', { headers: { Allow: allow } });
      sendProblem(req, res, problem, door.log);
    });
  }
  return router;
}

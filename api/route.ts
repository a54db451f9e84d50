import type { Client } from '@temporalio/client';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Intake } from '../intake/index.ts';
import type { CaseRef } from '../store/case-reads.ts';
import type { Db } from '../store/db.ts';
import type { Watch } from './alarms/watch.ts';
import { faultsOf } from './failures.ts';
import { Problem, type ProblemCode } from './problem.ts';
import type { TokenBuckets } from './rate-limit.ts';
import type { Caller, Role } from './roles.ts';

/** What handlers work with. */
export interface Services {
  readonly db: Db;
  readonly intake: Intake;
  readonly temporal: Client;
  readonly config: Config;
  readonly caseLimit: TokenBuckets;
  readonly watch: Watch;
}

/** `case`: the id in the path is a case of the caller's shop. `shop`: likewise. `caller`: the handler looks itself. */
type Scope = 'case' | 'shop' | 'caller';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that passed the door: known caller, allowed role, own shop, agreed shape. */
export interface Call<Body = unknown, Query = unknown, S extends Scope = Scope> {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly query: Query;
  /** SHA-256 of caller and Idempotency-Key: the same for every retry, and nobody else's. Empty without one. */
  readonly requestKey: string;
  /** From If-Match. */
  readonly expectedVersion: number | undefined;
  readonly ifNoneMatch: string | undefined;
  /** CSV is wanted, of a row that has it. */
  readonly csv: boolean;
  /** Instant at which the answer has to be out. */
  readonly answerBy: number;
  /** The case in the path, where the scope is `case`. */
  readonly theCase: S extends 'case' ? CaseRef : null;
}

/** A call about a case in the path. */
export type CaseCall = Call<unknown, unknown, 'case'>;

interface Described {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly example?: unknown;
}

interface Common {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/v1`, as OpenAPI writes it: `/cases/{caseId}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  /** What the other parts of the path look like; one that does not is answered with `missing`. */
  readonly params?: Readonly<Record<string, RegExp>>;
  readonly missing?: ProblemCode;
  /** Asks the case's workflow: bounded in time, If-Match honoured. */
  readonly verdict?: boolean;
  /** Only reckons: changes nothing, so that a POST needs no Idempotency-Key. */
  readonly preview?: boolean;
  /** Answers CSV to those who accept nothing but that: the handler looks at `csv` and answers with text. */
  readonly csv?: boolean;
  /** Changes something that has versions: If-Match honoured. */
  readonly versioned?: boolean;
  readonly answers: Readonly<Record<number, Described>>;
  /** Refusals beyond those of every route. */
  readonly problems?: readonly ProblemCode[];
  /** A body that works as it stands. */
  readonly example?: unknown;
  /** A query that works as it stands. */
  readonly exampleQuery?: string;
  /** Fields shown once: a stored answer lacks them. */
  readonly secrets?: readonly string[];
}

interface Definition<B extends z.ZodType, Q extends z.ZodObject, S extends Scope> extends Common {
  readonly scope: S;
  readonly body?: B;
  readonly query?: Q;
  readonly handle: (call: Call<z.output<B>, z.output<Q>, S>, services: Services) => Promise<Answer>;
}

type Parsed = Pick<Call, 'body' | 'query'>;

const NO_BODY = z.strictObject({}).optional();
const NO_QUERY = z.strictObject({});

function parsed<T extends z.ZodType>(where: 'body' | 'query', schema: T, given: unknown): z.output<T> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Problem('invalid_request', {
    detail: `Something in the ${where} is not as agreed; see errors.`,
    errors: faultsOf(result.error, where),
  });
}

/** One row of the route table: it drives router, authorization, OpenAPI, documentation and their tests. */
export interface Route extends Common {
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  /** Checks body and query; what it returns runs the handler. @throws Problem */
  prepare(input: Parsed): (call: Omit<Call, keyof Parsed>, services: Services) => Promise<Answer>;
}

/** Ties the types of a row's schemas to its handler. */
export function route<B extends z.ZodType, Q extends z.ZodObject, S extends Scope>(
  definition: Definition<B, Q, S>,
): Route {
  const { handle, ...row } = definition;
  return {
    ...row,
    prepare({ body, query }) {
      const input = {
        query: parsed('query', definition.query ?? NO_QUERY, query) as z.output<Q>,
        body: parsed('body', definition.body ?? NO_BODY, body) as z.output<B>,
      };
      return ({ theCase, ...call }, services) =>
        handle({ ...call, ...input, theCase: theCase as Call<unknown, unknown, S>['theCase'] }, services);
    },
  };
}

/** Every POST that changes something is repeated safely by its Idempotency-Key. */
export const isIdempotent = (row: Route): boolean => row.method === 'post' && row.preview !== true;

/** Whether If-Match counts. */
export const isConditional = (row: Route): boolean => row.verdict === true || row.versioned === true;

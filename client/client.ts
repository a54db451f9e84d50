import { createHash, randomUUID } from 'node:crypto';
import createFetchClient, { type FetchOptions } from 'openapi-fetch';
import { sendPatiently } from './patience.ts';
import type { paths } from './schema.ts';

export interface ClientOptions {
  /** Where the service answers, without `/v1`: `https://caseloop.example.com`. */
  readonly baseUrl: string;
  /** `csk_…`, of one shop. */
  readonly apiKey: string;
  /** Milliseconds for a call with all its attempts; 30000. */
  readonly deadlineMs?: number;
  /** Milliseconds for one attempt; 10000. The service answers within 3 s, if only with 503. */
  readonly attemptMs?: number;
  /** Sends one attempt; the platform's `fetch` unless given. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** What any call may be given beside its own parameters and body. */
interface CallOptions {
  /** Instead of the one that the client makes: the same for a call that a restarted process repeats. */
  readonly idempotencyKey?: string;
  /** Instead of the client's. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type PathOf<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, object> ? P : never }[keyof paths];
type Operation<P extends keyof paths, M extends Method> = Extract<paths[P][M], Record<string | number, unknown>>;
type Own<P extends keyof paths, M extends Method> = Pick<FetchOptions<Operation<P, M>>, 'params' | 'body'>;
type Options<P extends keyof paths, M extends Method> = Own<P, M> &
  (M extends 'post' ? CallOptions : Omit<CallOptions, 'idempotencyKey'>);
/** An operation that needs nothing but its path: no part of a query is required anywhere. */
interface Plain {
  readonly parameters: { readonly path?: never };
  readonly requestBody?: never;
}
type PlainPathOf<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, Plain> ? P : never }[keyof paths];

/** What a call brings: the body as the API describes it, and the response for its headers. */
export interface Answer<Data> {
  readonly data: Data;
  readonly response: Response;
}

/** The document that the types are made from has successes only: refusals are thrown. */
type DataOf<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { responses: infer Responses } ? BodyOf<Responses[keyof Responses]> : never;
type BodyOf<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;

interface Call<M extends Method> {
  <P extends PlainPathOf<M>>(path: P, init?: Options<P, M>): Promise<Answer<DataOf<P, M>>>;
  <P extends PathOf<M>>(path: P, init: Options<P, M>): Promise<Answer<DataOf<P, M>>>;
}

/**
 * Every operation of the API by method and path, as its OpenAPI document writes them.
 * A call rejects with CaseloopProblem, CaseloopUnreachable, or the reason of its own signal.
 */
export interface Client {
  readonly GET: Call<'get'>;
  readonly POST: Call<'post'>;
  readonly PUT: Call<'put'>;
  readonly PATCH: Call<'patch'>;
  readonly DELETE: Call<'delete'>;
}

interface AnyInit extends CallOptions {
  readonly params?: { readonly header?: Record<string, unknown> };
}

/** A header takes ASCII; order numbers may have more. */
const headerOf = (key: string): string =>
  /^[\x21-\x7e]{1,255}$/.test(key) ? key : createHash('sha256').update(key).digest('hex');

/** A client of one service with one key. It keeps no state: one is enough for a process. */
export function createClient({
  baseUrl,
  apiKey,
  deadlineMs = 30_000,
  attemptMs = 10_000,
  fetch = globalThis.fetch,
}: ClientOptions): Client {
  const inner = createFetchClient<paths>({ baseUrl, headers: { authorization: `Bearer ${apiKey}` } });

  const call =
    (method: Method) =>
    async (path: string, { idempotencyKey, signal, ...init }: AnyInit = {}) => {
      const patience = { deadlineMs: init.deadlineMs ?? deadlineMs, attemptMs, signal };
      // a preview needs none and minds none
      const keyed = method === 'post' ? { 'idempotency-key': headerOf(idempotencyKey ?? randomUUID()) } : {};
      const name = `${method.toUpperCase()} ${path}`;
      const { data, response } = await inner.request(
        method,
        path as never,
        {
          ...init,
          headers: keyed,
          fetch: (request: Request) => sendPatiently(name, request, { ...patience, fetch }),
        } as never,
      );
      return { data, response };
    };

  const calls = {
    GET: call('get'),
    POST: call('post'),
    PUT: call('put'),
    PATCH: call('patch'),
    DELETE: call('delete'),
  };
  // the types are those of the paths; what is passed through has none of its own
  return calls as unknown as Client;
}

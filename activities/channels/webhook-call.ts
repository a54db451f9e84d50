import { Agent as HttpAgent, type ClientRequest, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { Webhook } from 'standardwebhooks';
import { allowedPlaces, hostOf, METADATA_ADDRESSES } from '../../public-address.ts';
import type { Db } from '../../store/db.ts';
import type { DisabledBecause, WebhookTarget } from '../../store/webhook-endpoints.ts';
import { noteFailed, noteGone, noteWell } from '../../store/webhook-health.ts';
import { SendFailed } from '../failures.ts';

/** Calls endpoints, signed as Standard Webhooks say, and keeps account of how each of them fares. */
export interface WebhookCaller {
  /**
   * Resolves with the status, a 2xx, when the endpoint has taken it. The id stays over all attempts.
   * @throws SendFailed
   */
  call(target: WebhookTarget, id: string, body: string): Promise<number>;
}

export interface WebhookCallerOptions {
  readonly db: Db;
  /** Hosts and addresses that may be reached although they are private. */
  readonly allow: readonly string[];
  /** Called when an answer, or the last of many failures, has disabled an endpoint. */
  readonly onDisabled?: (endpoint: DisabledEndpoint) => void;
  /** How names are resolved; the system's way unless given. */
  readonly lookup?: LookupFunction;
  readonly timeoutMs?: number;
}

export interface DisabledEndpoint {
  readonly id: string;
  readonly shop: string;
  readonly because: DisabledBecause;
}

interface Outcome {
  /** 0: no answer. */
  readonly status: number;
  readonly waitMs: number | undefined;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

const TIMEOUT_MS = 15_000;
/** Of an answer's body, which nobody reads; more of it ends the connection. */
const BODY_LIMIT = 65_536;
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Seconds or a date, capped at a day; undefined for anything else. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : undefined;
}

/** Agents that look at the address a connection really goes to, and plain ones for hosts the operator trusts. */
function createAgents(allow: readonly string[], lookup: LookupFunction | undefined) {
  const { hosts, addresses: allowIPAddressList } = allowedPlaces(allow);
  const options = lookup ? { lookup } : {};
  const filter = { ...options, allowIPAddressList, denyIPAddressList: [...METADATA_ADDRESSES] };
  const guarded = { http: new RequestFilteringHttpAgent(filter), https: new RequestFilteringHttpsAgent(filter) };
  const trusted = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  return (url: URL) => {
    const agents = hosts.has(hostOf(url)) ? trusted : guarded;
    return url.protocol === 'https:' ? agents.https : agents.http;
  };
}

function post(url: URL, agent: HttpAgent, headers: Record<string, string>, body: string, timeoutMs: number) {
  return new Promise<Answer>((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const signal = AbortSignal.timeout(timeoutMs);
    // redirects are not followed: the guard has looked at this address only, and the standard counts them as failures
    const request: ClientRequest = send(url, { method: 'POST', agent, headers, signal }, (response) => {
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > BODY_LIMIT) response.destroy();
      });
      response.on('error', () => undefined);
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The guard's refusals carry no code, only words. */
const isRefusedByGuard = (error: unknown): boolean =>
  error instanceof Error && !('code' in error) && error.message.includes('is not allowed');

function signedHeaders(secrets: readonly string[], id: string, now: Date, body: string): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Caseloop',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}

export function createWebhookCaller(options: WebhookCallerOptions): WebhookCaller {
  const { db, allow, onDisabled, lookup, timeoutMs = TIMEOUT_MS } = options;
  const agentFor = createAgents(allow, lookup);

  async function attempt(target: WebhookTarget, id: string, body: string): Promise<Answer> {
    const url = URL.canParse(target.url) ? new URL(target.url) : undefined;
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new SendFailed('bad_url');
    const headers = signedHeaders(target.secrets, id, new Date(), body);
    return post(url, agentFor(url), headers, body, timeoutMs).catch((error: unknown) => {
      throw isRefusedByGuard(error) ? new SendFailed('ssrf_blocked') : error;
    });
  }

  /** Account is kept as well as it can be: what was taken, or not, stays so while Postgres is away. */
  async function keepAccount(target: WebhookTarget, { status, waitMs }: Outcome): Promise<void> {
    const { id, shop } = target;
    try {
      if (status >= 200 && status < 300) {
        if (target.failing) await noteWell(db, id);
      } else if (status === 410) {
        if (await noteGone(db, id)) onDisabled?.({ id, shop, because: 'gone' });
      } else if (await noteFailed(db, id, waitMs)) onDisabled?.({ id, shop, because: 'failing' });
    } catch {
      // the next call notes it
    }
  }

  return {
    async call(target, id, body) {
      const { status, retryAfter } = await attempt(target, id, body).catch(async (error: unknown) => {
        await keepAccount(target, { status: 0, waitMs: undefined });
        throw error;
      });
      const waitMs = retryAfterMs(retryAfter, Date.now());
      await keepAccount(target, { status, waitMs });
      if (status >= 200 && status < 300) return status;
      throw new SendFailed(`http_${status}`, waitMs === undefined ? {} : { retryAfterMs: waitMs });
    },
  };
}

import { Agent as HttpAgent, type ClientRequest, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { Webhook } from 'standardwebhooks';
import type { Db } from '../../store/db.ts';
import type { Parcel } from '../../store/delivery-parcels.ts';
import { deleteWebhookEndpoint, webhookTargets } from '../../store/webhook-endpoints.ts';
import { SendFailed } from '../failures.ts';
import { isForCustomer, type Rendered } from './render.ts';

/** Sends to the shop's own backend, which owns the channels that have no sender of their own yet. */
export interface WebhookSender {
  /** Resolves when every endpoint of the shop has taken it; `api` when the shop has none and reads it itself. */
  send(parcel: Parcel, rendered: Rendered): Promise<'webhook' | 'api'>;
}

interface WebhookOptions {
  readonly db: Db;
  /** Hosts and addresses that may be reached although they are private. */
  readonly allow: readonly string[];
  /** Called when an endpoint has said that it is gone. */
  readonly onGone?: (endpoint: { readonly id: string; readonly shop: string }) => void;
  /** How names are resolved; the system's way unless given. */
  readonly lookup?: LookupFunction;
  readonly timeoutMs?: number;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

const TIMEOUT_MS = 15_000;
/** Of an answer's body, which nobody reads; more of it ends the connection. */
const BODY_LIMIT = 65_536;
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Facts for programs: instants as ISO-8601 in UTC. */
const factsOf = ({ facts }: Parcel): Record<string, number | string> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      name.endsWith('At') && typeof fact === 'number' ? new Date(fact).toISOString() : fact,
    ]),
  );

/** What the shop's backend gets: ids as the shop itself knows them, the words, no address unless it is dialled. */
function bodyOf(parcel: Parcel, rendered: Rendered): string {
  const { caseId, seq, shop, outlet, template, customer } = parcel;
  const toCustomer = {
    type: 'message.send',
    outlet,
    customer: {
      id: customer.id ?? undefined,
      threadId: customer.threadId ?? undefined,
      phone: outlet === 'sms' || outlet === 'hotline' ? (customer.phone ?? undefined) : undefined,
    },
    replyKind: parcel.message?.kind,
  };
  const toStaff = {
    type: 'notice',
    role: parcel.recipient,
    agentId: parcel.recipient === 'owner' ? (parcel.ownerId ?? undefined) : undefined,
  };
  const { locale, subject, text, link, attachments } = rendered;
  return JSON.stringify({
    ...(isForCustomer(parcel) ? toCustomer : toStaff),
    key: `${caseId}:${seq}`,
    caseId,
    seq,
    shop: shop.id,
    at: parcel.createdAt.toISOString(),
    template,
    locale,
    subject,
    text,
    facts: factsOf(parcel),
    link,
    attachments: attachments.length > 0 ? attachments : undefined,
  });
}

/** Seconds or a date, capped at a day; undefined for anything else. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : undefined;
}

/** Agents that look at the address a connection really goes to, and plain ones for hosts the operator trusts. */
function createAgents(allow: readonly string[], lookup: LookupFunction | undefined) {
  const hosts = new Set(allow.map((host) => host.toLowerCase()));
  const allowIPAddressList = allow.filter((host) => isIP(host) !== 0 || host.includes('/'));
  const options = lookup ? { lookup } : {};
  const guarded = {
    http: new RequestFilteringHttpAgent({ ...options, allowIPAddressList }),
    https: new RequestFilteringHttpsAgent({ ...options, allowIPAddressList }),
  };
  const trusted = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  return (url: URL) => {
    const agents = hosts.has(url.hostname.replace(/^\[|\]$/g, '')) ? trusted : guarded;
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

/**
 * Webhooks signed as Standard Webhooks say. The id is the key of the send and stays over all attempts; an endpoint that
 * took it gets it again when another of the same shop did not, and knows it by that id.
 */
export function createWebhookSender({
  db,
  allow,
  onGone,
  lookup,
  timeoutMs = TIMEOUT_MS,
}: WebhookOptions): WebhookSender {
  const agentFor = createAgents(allow, lookup);

  async function sendTo(target: { id: string; url: string; secret: string }, parcel: Parcel, body: string) {
    const url = URL.canParse(target.url) ? new URL(target.url) : undefined;
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new SendFailed('bad_url');
    const id = `${parcel.caseId}:${parcel.seq}`;
    const now = new Date();
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Caseloop',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(target.secret).sign(id, now, body),
    };
    const answer = await post(url, agentFor(url), headers, body, timeoutMs).catch((error: unknown) => {
      throw isRefusedByGuard(error) ? new SendFailed('ssrf_blocked') : error;
    });
    if (answer.status >= 200 && answer.status < 300) return;
    if (answer.status === 410) {
      await deleteWebhookEndpoint(db, target.id, parcel.shop.id);
      onGone?.({ id: target.id, shop: parcel.shop.id });
    }
    const wait = retryAfterMs(answer.retryAfter, now.getTime());
    throw new SendFailed(`http_${answer.status}`, wait === undefined ? {} : { retryAfterMs: wait });
  }

  return {
    async send(parcel, rendered) {
      const targets = await webhookTargets(db, parcel.shop.id);
      if (targets.length === 0) return 'api';
      const body = bodyOf(parcel, rendered);
      const results = await Promise.allSettled(targets.map((target) => sendTo(target, parcel, body)));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
      return 'webhook';
    },
  };
}

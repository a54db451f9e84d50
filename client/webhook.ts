import { Webhook } from 'standardwebhooks';
import type { components } from './schema.ts';

/** Something that happened to a case, as `GET /v1/events` lists it: codes and numbers, no words. */
export type CaseEvent = components['schemas']['Event'];

interface Sent {
  /** Of the send: the same over all attempts. */
  readonly key: string;
  readonly caseId: string;
  /** Number of the event in its case: a smaller one is older. */
  readonly seq: number;
  readonly shop: string;
  /** ISO-8601, UTC. */
  readonly at: string;
  readonly template: string;
  readonly locale: 'zh' | 'en';
  readonly subject: string;
  readonly text: string;
  /** What the words are made of; instants as ISO-8601 in UTC. */
  readonly facts: Readonly<Record<string, string | number>>;
  readonly link?: string;
  readonly attachments?: readonly { readonly name: string; readonly url: string }[];
}

/** The customer is to be told something by a channel of the shop. */
export interface MessageToSend extends Sent {
  readonly type: 'message.send';
  readonly outlet: string;
  /** As the shop knows the customer; the number only where it is dialled. */
  readonly customer: { readonly id?: string; readonly threadId?: string; readonly phone?: string };
  readonly replyKind?: string;
}

/** Somebody of the shop's staff is to be told something. */
export interface StaffNotice extends Sent {
  readonly type: 'notice';
  readonly role: string;
  /** Where it is the owner of the case. */
  readonly agentId?: string;
}

/** What `POST /v1/webhook-endpoints/{id}/test` sends. */
export type TestCall = Pick<CaseEvent, 'id' | 'shop' | 'at' | 'by' | 'data'> & { readonly type: 'test' };

interface Received<Is extends string, Body> {
  /** `webhook-id`, the same over all attempts: what came before is answered with 2xx and not done again. */
  readonly id: string;
  readonly is: Is;
  readonly body: Body;
}

export type VerifiedWebhook =
  | Received<'message', MessageToSend>
  | Received<'notice', StaffNotice>
  | Received<'event', CaseEvent>
  | Received<'test', TestCall>;

interface Delivery {
  /** The bytes as they came: a body that was parsed and written again has another signature. */
  readonly body: string | Uint8Array;
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** `whsec_…` of the endpoint; several where the receiver is moving from one to the next. */
  readonly secret: string | readonly string[];
}

/** A call that does not come from the service, or not now: answer it with 400 and do nothing. */
export class WebhookRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WebhookRefused';
  }
}

const KINDS = { 'message.send': 'message', notice: 'notice', test: 'test' } as const;

const kindOf = ({ type }: { readonly type: string }): VerifiedWebhook['is'] =>
  Object.hasOwn(KINDS, type) ? KINDS[type as keyof typeof KINDS] : 'event';

function headersOf(headers: Delivery['headers']): Record<string, string> {
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [])),
  );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Takes a webhook of the service for real: signed with one of the secrets (the service signs with both while one is
 * being replaced), at most five minutes old or ahead.
 * @throws WebhookRefused
 */
export function verifyWebhook({ body, headers, secret }: Delivery): VerifiedWebhook {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const given = headersOf(headers);
  let refusal = 'no secret to verify it with';
  for (const one of [secret].flat()) {
    try {
      const said = new Webhook(one).verify(text, given) as VerifiedWebhook['body'];
      return { id: given['webhook-id'] ?? '', is: kindOf(said), body: said } as VerifiedWebhook;
    } catch (error) {
      refusal = messageOf(error);
    }
  }
  throw new WebhookRefused(refusal);
}

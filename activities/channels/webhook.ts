import type { Db } from '../../store/db.ts';
import type { Parcel } from '../../store/delivery-parcels.ts';
import { webhookTargets } from '../../store/webhook-endpoints.ts';
import { failureOf, SendFailed } from '../failures.ts';
import { isForCustomer, type Rendered } from './render.ts';
import type { WebhookCaller } from './webhook-call.ts';

/** Sends to the shop's own backend, which owns the channels that have no sender of their own yet. */
export interface WebhookSender {
  /** Resolves when every endpoint of the shop has taken it; `api` when the shop has none and reads it itself. */
  send(parcel: Parcel, rendered: Rendered): Promise<'webhook' | 'api'>;
}

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

/** The failure after which trying again makes sense first. */
function soonest(errors: readonly unknown[]): unknown {
  const waitMs = (error: unknown): number => failureOf(error).retryAfterMs ?? 0;
  return [...errors].sort((one, other) => waitMs(one) - waitMs(other))[0];
}

/**
 * Messages by webhook. The id is the key of the send and stays over all attempts; an endpoint that took it gets it again
 * when another of the same shop did not, and knows it by that id.
 */
export function createWebhookSender({ db, caller }: { db: Db; caller: WebhookCaller }): WebhookSender {
  return {
    async send(parcel, rendered) {
      const targets = await webhookTargets(db, parcel.shop.id);
      if (targets.length === 0) return 'api';
      const enabled = targets.filter(({ disabled }) => !disabled);
      // the shop does not read it from the API: it waits until somebody enables or removes the endpoint
      if (enabled.length === 0) throw new SendFailed('webhook_disabled');
      const id = `${parcel.caseId}:${parcel.seq}`;
      const body = bodyOf(parcel, rendered);
      const results = await Promise.allSettled(
        enabled.map(async (target) => {
          // it asked for that at an earlier call, of this message or of another
          if (target.restMs > 0) throw new SendFailed('webhook_resting', { retryAfterMs: target.restMs });
          await caller.call(target, id, body);
        }),
      );
      const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      if (errors.length > 0) throw soonest(errors);
      return 'webhook';
    },
  };
}

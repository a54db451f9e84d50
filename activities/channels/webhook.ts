import type { Db } from '../../store/db.ts';
import { noteTakenBy, type Parcel } from '../../store/delivery-parcels.ts';
import { type WebhookTarget, webhookTargets } from '../../store/webhook-endpoints.ts';
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
 * Messages by webhook. The id is the key of the send and stays over all attempts. Endpoints that took it do not get it
 * again because others of the same shop did not; nor does one hold it up that was disabled after another took it.
 */
export function createWebhookSender({ db, caller }: { db: Db; caller: WebhookCaller }): WebhookSender {
  /** Those that took it, and why the others did not. */
  async function callAll(targets: readonly WebhookTarget[], id: string, body: string) {
    const takenBy: string[] = [];
    const errors: unknown[] = [];
    const call = async (target: WebhookTarget): Promise<void> => {
      try {
        // it asked for that at an earlier call, of this message or of another
        if (target.restMs > 0) throw new SendFailed('webhook_resting', { retryAfterMs: target.restMs });
        await caller.call(target, id, body);
        takenBy.push(target.id);
      } catch (error) {
        errors.push(error);
      }
    };
    await Promise.all(targets.map(call));
    return { takenBy, errors };
  }

  return {
    async send(parcel, rendered) {
      const targets = await webhookTargets(db, parcel.shop.id);
      const left = targets.filter(({ id, disabled }) => !disabled && !parcel.takenBy.includes(id));
      if (left.length === 0 && parcel.takenBy.length > 0) return 'webhook';
      if (targets.length === 0) return 'api';
      // the shop does not read it from the API: it waits until somebody enables or removes the endpoint
      if (left.length === 0) throw new SendFailed('webhook_disabled');
      const { takenBy, errors } = await callAll(left, `${parcel.caseId}:${parcel.seq}`, bodyOf(parcel, rendered));
      if (errors.length === 0) return 'webhook';
      // while Postgres is away they get it again, and know it by its id
      if (takenBy.length > 0) await noteTakenBy(db, parcel, takenBy).catch(() => undefined);
      throw soonest(errors);
    },
  };
}

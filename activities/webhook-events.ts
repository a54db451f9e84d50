import { eventWaitMs } from '../domain/delivery-schedule.ts';
import { tellEvent } from '../domain/told-event.ts';
import type { Db } from '../store/db.ts';
import { type ClaimedCall, markCallFailed, markCallTaken } from '../store/webhook-calls.ts';
import type { WebhookCaller } from './channels/webhook-call.ts';
import { failureOf, type SenderLog } from './failures.ts';

interface Deps {
  readonly db: Db;
  readonly webhooks: WebhookCaller;
  readonly log: SenderLog;
}

/** The same over all attempts, and another for each endpoint. */
const webhookId = ({ event, endpointId }: ClaimedCall): string => `${event}:${endpointId}`;

/** The same bytes at every attempt. */
const bodyOf = ({ told, event, type, target, createdAt }: ClaimedCall): string =>
  JSON.stringify(
    told === null
      ? { id: event, shop: target.shop, type, at: createdAt.toISOString(), by: 'system', data: {} }
      : tellEvent(told),
  );

/**
 * Tells an endpoint of an event and notes what came of it: taken, to be tried again by the schedule of about 75 hours,
 * or given up. A process that dies in between leaves its claim to end, and the endpoint gets the event again under the
 * same webhook-id.
 */
export async function callEndpoint({ db, webhooks, log }: Deps, call: ClaimedCall): Promise<void> {
  const { endpointId, event, attempts, target } = call;
  let status: number;
  try {
    status = await webhooks.call(target, webhookId(call), bodyOf(call));
  } catch (error) {
    const { code, retryAfterMs = 0 } = failureOf(error);
    log.warn({ endpointId, event, attempts, code }, 'webhook endpoint not told of an event');
    const wait = eventWaitMs(webhookId(call), attempts);
    const waitMs = wait === null ? null : Math.max(wait, retryAfterMs);
    await markCallFailed(db, call, { code, status: statusOf(code), waitMs });
    return;
  }
  await markCallTaken(db, call, status);
}

const statusOf = (code: string): number | null => Number(/^http_(\d{3})$/.exec(code)?.[1] ?? 0) || null;

import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/activity';
import type { Knex } from 'knex';
import { hasLink } from '../domain/templates.ts';
import type { Intake } from '../intake/index.ts';
import { createCustomerToken } from '../store/customer-tokens.ts';
import {
  claimDelivery,
  type DeliveryKey,
  giveUpDelivery,
  markDelivered,
  postponeDelivery,
  type Via,
} from '../store/deliveries.ts';
import { type Parcel, readParcel } from '../store/delivery-parcels.ts';
import { recordFact } from '../store/facts.ts';
import { findSurvey } from '../store/survey-reads.ts';
import { markSurveySent } from '../store/surveys.ts';
import type { ClaimedCall } from '../store/webhook-calls.ts';
import type { DeliveryActivities } from '../workflows/ports.ts';
import { type Channels, type ChannelSettings, createChannels } from './channels/index.ts';
import { isForCustomer, isTemplate, render } from './channels/render.ts';
import { codeOf, type Failure, failureOf, type SenderLog, SendFailed } from './failures.ts';
import { tellOfDisabledEndpoints } from './endpoint-notices.ts';
import { settleSurvey } from './survey-sms.ts';
import { callEndpoint } from './webhook-events.ts';

/** What the senders have to be told; a `Config` is one. */
interface SenderSettings extends ChannelSettings {
  /** Base of the customer's links. */
  readonly api: { readonly publicUrl: string };
}

/**
 * How an attempt ended: taken by the other side, or taken back by us because it may not leave, with a fact to tell the
 * case if one follows; or why it was not taken.
 */
export type Attempt =
  { readonly taken: true; readonly factId?: string } | { readonly taken: false; readonly failure: Failure };

/** Sends what the outbox and the `delivery` workflow have claimed. */
export interface Sender {
  /**
   * One attempt, within 45 s: never throws for what the other side does, and notes the arrival before it resolves. Asked
   * for again while it is under way it is the same attempt, so that a note that takes longer than a lease sends nothing twice.
   */
  attempt(key: DeliveryKey): Promise<Attempt>;
  /** One attempt to tell an endpoint of an event, within 20 s, and its outcome noted. Rejects when that could not be noted. */
  call(call: ClaimedCall): Promise<void>;
  /** Tells shops of endpoints that were disabled, as far as they have an address. */
  tellOfDisabled(): Promise<void>;
  /** Ends pooled connections. Attempts under way are not cut off. */
  close(): void;
}

// An attempt has to end well before its lease, or a second process would send beside it.
const ATTEMPT_MS = 45_000;
/** As long as an outage of Postgres may last before somebody else may send again. */
const NOTE_MS = 10 * 60_000;
const NOTE_EVERY_MS = 500;
const LINK_DAYS = 30;

interface SenderDeps {
  readonly db: Knex;
  readonly settings: SenderSettings;
  readonly log: SenderLog;
}

/** Binds the channels to the database: reads the words, sends them, notes the arrival. */
export function createSender({ db, settings, log }: SenderDeps): Sender {
  const channels = createChannels({
    db,
    settings,
    onDisabled: (endpoint) => {
      log.warn({ ...endpoint }, 'webhook endpoint disabled');
    },
  });
  const underWay = new Map<string, Promise<Attempt>>();
  const make = async (key: DeliveryKey): Promise<Attempt> => {
    try {
      const sent = await withLimit(send({ db, channels, settings }, key), ATTEMPT_MS);
      return { taken: true, ...('via' in sent ? await note({ db, log }, key, sent) : sent) };
    } catch (error) {
      return { taken: false, failure: failureOf(error) };
    }
  };
  return {
    attempt(key) {
      const name = `${key.caseId}:${key.seq}`;
      const running = underWay.get(name) ?? make(key).finally(() => underWay.delete(name));
      underWay.set(name, running);
      return running;
    },
    call: (call) => callEndpoint({ db, webhooks: channels.webhooks, log }, call),
    tellOfDisabled: () => tellOfDisabledEndpoints({ db, mail: channels.mail, log }),
    close: () => {
      channels.close();
    },
  };
}

/** Rejects with `timeout` when the work takes longer; the work itself goes on unheard. */
async function withLimit<T>(work: Promise<T>, ms: number): Promise<T> {
  const over = new AbortController();
  try {
    return await Promise.race([
      work,
      pause(ms, undefined, { signal: over.signal, ref: false }).then(() => {
        throw new SendFailed('timeout');
      }),
    ]);
  } finally {
    over.abort();
  }
}

interface SendDeps {
  readonly db: Knex;
  readonly channels: Channels;
  readonly settings: SenderSettings;
}

interface Sent {
  readonly parcel: Parcel;
  readonly via: Via;
}

/** What has left and by what; a survey that may not leave has the fact that says so at most. */
async function send({ db, channels, settings }: SendDeps, key: DeliveryKey): Promise<Sent | { factId?: string }> {
  const planned = await readParcel(db, key);
  if (!planned) throw new SendFailed('unknown_delivery', { permanent: true });
  const { parcel, ...told } = planned.template === 'survey' ? await settleSurvey(db, planned) : { parcel: planned };
  if (!parcel) return told;
  const link = await linkOf(db, settings.api.publicUrl, parcel);
  return { parcel, via: await channels.send(parcel, render(parcel, Date.now(), link)) };
}

/** A link of one's own for each attempt: only its hash is kept, so the one of the last attempt cannot be read again. */
async function linkOf(db: Knex, publicUrl: string, { caseId, template, facts }: Parcel): Promise<string | undefined> {
  if (!isTemplate(template) || !hasLink(template)) return undefined;
  const { expiresAt, round } = facts;
  const token = await createCustomerToken(db, {
    caseId,
    round: typeof round === 'number' ? round : 0,
    expiresAt: new Date(typeof expiresAt === 'number' ? expiresAt : Date.now() + LINK_DAYS * 86_400_000),
  });
  return `${publicUrl.replace(/\/+$/, '')}/s/${token}`;
}

/**
 * Notes the arrival, and keeps trying while Postgres is away: what has left must not leave twice because a database
 * restarted. The row stays claimed meanwhile.
 */
async function note(
  { db, log }: { db: Knex; log: SenderLog },
  key: DeliveryKey,
  { parcel, via }: Sent,
): Promise<{ factId?: string }> {
  const until = Date.now() + NOTE_MS;
  for (;;) {
    try {
      const factId = await db.transaction(async (trx) => {
        const marked = await markDelivered(trx, key, via);
        return marked && isForCustomer(parcel) ? surveyFact(trx, parcel, marked.deliveredAt) : undefined;
      });
      return factId === undefined ? {} : { factId };
    } catch (error) {
      if (Date.now() > until) throw error;
      log.warn({ ...key, code: codeOf(error) }, 'sent, and not yet noted as delivered');
      await pause(NOTE_EVERY_MS);
    }
  }
}

/** A survey that has left starts its own waiting: its fact is stored with the arrival, so that neither is without the other. */
async function surveyFact(trx: Knex.Transaction, parcel: Parcel, sentAt: Date): Promise<string | undefined> {
  const { round, expiresAt } = parcel.facts;
  if (parcel.template !== 'survey' || typeof round !== 'number' || typeof expiresAt !== 'number') return undefined;
  // sent again by hand: the row of the delivery is locked here, so no other attempt is between the two lines
  if ((await findSurvey(trx, parcel.caseId, round))?.sentAt) return undefined;
  await markSurveySent(trx, parcel.caseId, round, sentAt);
  return recordFact(trx, parcel.caseId, { type: 'surveySent', round, sentAt: sentAt.getTime(), expiresAt });
}

interface DeliveryDeps {
  readonly db: Knex;
  readonly intake: Pick<Intake, 'tell'>;
  readonly sender: Pick<Sender, 'attempt'>;
}

/** One attempt for the outbox or the workflow, and what the case learns from it. The sweep tells what is not told here. */
export async function attemptAndTell({ intake, sender }: Omit<DeliveryDeps, 'db'>, key: DeliveryKey): Promise<Attempt> {
  const attempt = await sender.attempt(key);
  if (attempt.taken && attempt.factId !== undefined) await intake.tell(attempt.factId).catch(() => undefined);
  return attempt;
}

/** The `delivery` workflow's hands. What the other side refuses ends the activity; the workflow's schedule goes on. */
export function createDeliveryActivities({ db, intake, sender }: DeliveryDeps): DeliveryActivities {
  return {
    async send(key) {
      const claim = await claimDelivery(db, key);
      // a send that is gone was taken back: its survey is cancelled
      if (claim === 'done' || claim === 'unknown') return;
      if (claim === 'busy') throw refused({ code: claim, permanent: false });
      const attempt = await attemptAndTell({ intake, sender }, key);
      if (attempt.taken) return;
      await postponeDelivery(db, key, attempt.failure.code, 0);
      throw refused(attempt.failure);
    },
    async giveUp(key) {
      await giveUpDelivery(db, key);
    },
  };
}

/** Not retried by the activity's own policy: the next attempt is the workflow's, hours later. */
const refused = (failure: Failure): ApplicationFailure =>
  ApplicationFailure.create({ message: failure.code, type: failure.code, nonRetryable: true, details: [failure] });

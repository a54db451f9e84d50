import type { Db } from './db.ts';
import type { DeliveryKey } from './deliveries.ts';

/** All that is needed to write one message. Holds people's words and addresses: never logged, never in a history. */
export interface Parcel extends DeliveryKey {
  readonly recipient: string;
  readonly outlet: string;
  readonly template: string;
  readonly facts: Readonly<Record<string, number | string>>;
  readonly createdAt: Date;
  /** Stored text that is sent, of a reply. */
  readonly message: { readonly text: string; readonly kind: string; readonly attachments: readonly unknown[] } | null;
  readonly shop: {
    readonly id: string;
    readonly name: string;
    readonly zone: string;
    readonly locale: string;
    readonly settings: Readonly<Record<string, unknown>>;
  };
  readonly customer: {
    readonly id: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly locale: string | null;
    readonly threadId: string | null;
  };
  /** What the rules said of the case's application, newest, by language. */
  readonly reasons: { readonly zh: string; readonly en: string } | null;
  /** The case's owner as the shop knows that person. */
  readonly ownerId: string | null;
  /** The case's first message to the same recipient, when it is an earlier one. */
  readonly firstSeq: number | null;
  /** What the customer's own mails of the case call themselves, oldest first; as the sender wrote them. */
  readonly mailIds: readonly string[];
  /** Webhook endpoints that have taken it, while others have not. */
  readonly takenBy: readonly string[];
}

/** Reads a send with its words; undefined when there is none such. */
export async function readParcel(db: Db, { caseId, seq }: DeliveryKey): Promise<Parcel | undefined> {
  const row: unknown = await db('deliveries as d')
    .join('intake as i', 'i.case_id', 'd.case_id')
    .join('shops as s', 's.id', 'd.shop')
    .join('customers as c', 'c.id', 'i.customer_id')
    .leftJoin('messages as m', 'm.id', 'd.message')
    .leftJoin('assignments as t', 't.case_id', 'd.case_id')
    .leftJoin('agents as a', 'a.id', 't.agent_id')
    .where({ 'd.case_id': caseId, 'd.seq': seq })
    .first({
      recipient: 'd.recipient',
      outlet: 'd.outlet',
      template: 'd.template',
      facts: 'd.facts',
      createdAt: 'd.created_at',
      message: db.raw(
        `case when m.id is not null
           then jsonb_build_object('text', m.text, 'kind', m.kind, 'attachments', m.attachments) end`,
      ),
      shop: db.raw(
        `jsonb_build_object('id', s.id, 'name', s.name, 'zone', s.zone, 'locale', s.locale, 'settings', s.settings)`,
      ),
      customer: db.raw(
        `jsonb_build_object('id', c.external_id, 'email', c.email, 'phone', c.phone, 'locale', coalesce(c.locale, i.opening->>'locale'),
           'threadId', i.thread_id)`,
      ),
      reasons: db.raw('(select reasons from reviews r where r.case_id = d.case_id order by seq desc limit 1)'),
      ownerId: 'a.external_id',
      firstSeq: db.raw(
        `(select min(seq) from deliveries f
          where f.case_id = d.case_id and f.recipient = d.recipient and f.seq < d.seq)`,
      ),
      mailIds: db.raw(
        `coalesce((select jsonb_agg(message_id order by id) from messages
          where case_id = d.case_id and channel = 'email' and direction = 'in' and accepted_at <= d.created_at), '[]')`,
      ),
      takenBy: db.raw('cast(d.taken_by as text[])'),
    });
  return row === undefined ? undefined : { caseId, seq, ...(row as Omit<Parcel, keyof DeliveryKey>) };
}

/** Notes which endpoints have taken a send that others have not. */
export async function noteTakenBy(db: Db, { caseId, seq }: DeliveryKey, endpointIds: readonly string[]): Promise<void> {
  await db('deliveries')
    .where({ case_id: caseId, seq })
    .whereNot({ state: 'delivered' })
    .update({ taken_by: db.raw('taken_by || cast(? as bigint[])', [[...endpointIds]]) });
}

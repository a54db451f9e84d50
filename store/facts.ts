import type { OpenCase } from '../domain/open-case.ts';
import type { ToldFact, ToldType } from '../domain/facts.ts';
import type { Db } from './db.ts';
import { type IntakeRow, lockCase } from './intake.ts';
import { messageColumns, type NewMessage } from './messages.ts';

type Bodies<F> = F extends ToldFact ? Omit<F, 'factId' | 'acceptedAt'> : never;
/** A fact as the workflow will be told, before it has its id and instant. */
export type FactBody = Bodies<ToldFact>;
/** The same, of a fact whose text is stored with it and gets its row there. */
export type FactBodyOf<T extends ToldType> = Omit<Extract<FactBody, { type: T }>, 'message'>;

export interface NewFact {
  readonly caseId: string;
  readonly body: FactBody | { [T in ToldType]: FactBodyOf<T> }[ToldType];
  readonly acceptedAt: number;
  /** Its row becomes the fact's `message`. */
  readonly message?: NewMessage;
  /** The case that the fact opens, stored with it. */
  readonly opens?: IntakeRow;
}

/** A stored fact that the workflow may still have to be told. */
export interface StoredFact {
  readonly id: number;
  readonly caseId: string;
  readonly fact: ToldFact;
  /** The workflow's input, when the fact is the first of its case: whoever tells it starts the workflow. */
  readonly opening: OpenCase | null;
}

// Case, fact and text refer to each other, so they are written in one statement; Postgres checks the keys at its end.
const STORE = `
  with ids as materialized (
    select nextval(pg_get_serial_sequence('facts', 'id')) as fact,
      case when :hasMessage then nextval(pg_get_serial_sequence('messages', 'id')) end as message
  ), opened as (
    insert into intake (case_id, shop, kind, channel, customer_id, thread_id, order_id, product_id, tags, follows, opening,
      opened_at)
    select case_id, shop, kind, channel, customer_id, thread_id, order_id, product_id, tags, follows, opening, :acceptedAt
    from jsonb_populate_recordset(cast(null as intake), cast(:opened as jsonb))
  ), told as (
    insert into facts (id, case_id, type, body, accepted_at) overriding system value
    select fact, :caseId, :type, cast(:body as jsonb)
      || case when message is null then '{}' else jsonb_build_object('message', message) end, :acceptedAt
    from ids
    returning body
  ), said as (
    insert into messages (id, case_id, shop, direction, channel, message_id, kind, agent_id, text, attachments, details,
      accepted_at, received_at, fact_id, scope) overriding system value
    select ids.message, :caseId, m.shop, m.direction, m.channel, m.message_id, m.kind, m.agent_id, m.text,
      m.attachments, m.details, :acceptedAt, m.received_at, ids.fact, m.scope
    from ids, jsonb_populate_recordset(cast(null as messages), cast(:messages as jsonb)) m
  )
  select ids.fact, ids.message, told.body from ids, told`;

/** Stores a fact with its text and, when it opens one, its case. Only under the customer's lock. */
export async function storeFact(trx: Db, fact: NewFact): Promise<{ stored: StoredFact; message: number | undefined }> {
  const { caseId, body, acceptedAt, message, opens } = fact;
  const { type, ...rest } = body;
  const { rows } = await trx.raw<{ rows: { fact: number; message: number | null; body: object }[] }>(STORE, {
    caseId,
    type,
    acceptedAt: new Date(acceptedAt),
    body: JSON.stringify(rest),
    hasMessage: message !== undefined,
    messages: JSON.stringify(message ? [messageColumns(message)] : []),
    opened: JSON.stringify(opens ? [intakeColumns(opens)] : []),
  });
  const [row] = rows;
  if (!row) throw new Error('storing a fact returned no row');
  const told = toFact({ id: row.fact, type, body: row.body, acceptedAt: new Date(acceptedAt) });
  const stored = { id: row.fact, caseId, fact: told, opening: opens?.opening ?? null };
  return { stored, message: row.message ?? undefined };
}

const intakeColumns = (row: IntakeRow) => ({
  case_id: row.caseId,
  shop: row.shop,
  kind: row.kind,
  channel: row.channel,
  customer_id: row.customerId,
  thread_id: row.threadId,
  order_id: row.orderId,
  product_id: row.productId,
  tags: row.tags,
  follows: row.follows,
  opening: row.opening,
});

/** The database's clock to the millisecond. Read it under the lock: it is the instant that counts. */
async function stamp(trx: Db): Promise<number> {
  const { rows } = await trx.raw<{ rows: { now: Date }[] }>(
    `select date_trunc('milliseconds', clock_timestamp()) as now`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database told no time');
  return row.now.getTime();
}

/**
 * Stores a fact that brings no text, with lock and stamp. To be told after the commit; the sweep does it otherwise.
 * Returns the fact's id, or undefined when there is no such case.
 */
export async function recordFact(trx: Db, caseId: string, body: FactBody): Promise<string | undefined> {
  if (!(await lockCase(trx, caseId))) return undefined;
  const { stored } = await storeFact(trx, { caseId, body, acceptedAt: await stamp(trx) });
  return stored.fact.factId;
}

interface FactRow {
  readonly id: number;
  readonly type: string;
  readonly body: object;
  readonly acceptedAt: Date;
}

const toFact = ({ id, type, body, acceptedAt }: FactRow): ToldFact =>
  ({ factId: String(id), type, acceptedAt: acceptedAt.getTime(), ...body }) as ToldFact;

interface UntoldRow extends FactRow {
  readonly caseId: string;
  readonly opening: OpenCase | null;
}

/** What a case's workflow has not been told, oldest first. */
export async function untoldFacts(db: Db, caseId: string): Promise<StoredFact[]> {
  const { rows } = await db.raw<{ rows: UntoldRow[] }>(
    `select f.id, f.case_id as "caseId", f.type, f.body, f.accepted_at as "acceptedAt",
       case when f.id = (select min(id) from facts where case_id = :caseId) then i.opening end as opening
     from facts f join intake i on i.case_id = f.case_id
     where f.case_id = :caseId and f.told_at is null order by f.id`,
    { caseId },
  );
  return rows.map((row) => ({ id: row.id, caseId: row.caseId, fact: toFact(row), opening: row.opening }));
}

/** One fact and the case it now belongs to, or undefined when there is none. */
export async function findFact(
  db: Db,
  factId: string,
): Promise<{ caseId: string; fact: ToldFact; told: boolean } | undefined> {
  const row = await db('facts')
    .where({ id: factId })
    .first<(FactRow & { caseId: string; told: boolean }) | undefined>(
      { id: 'id', caseId: 'case_id', type: 'type', body: 'body', acceptedAt: 'accepted_at' },
      db.raw('told_at is not null as told'),
    );
  return row && { caseId: row.caseId, fact: toFact(row), told: row.told };
}

export async function markTold(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db('facts').whereIn('id', ids).update({ told_at: db.fn.now() });
}

/** Whether the workflow has taken the fact in, by its stored events: it was told, and only the note of it was lost. */
export async function wasTakenIn(db: Db, caseId: string, fact: ToldFact): Promise<boolean> {
  const message = 'message' in fact ? String(fact.message) : null;
  const { rows } = await db.raw<{ rows: { taken: boolean }[] }>(
    `select exists (select from case_events where case_id = :caseId and (data->>'message' = :message
       or data->>'fact' = :factId or data->>'cause' = :factId or type = :type and at = :acceptedAt)) as taken`,
    { caseId, message, factId: fact.factId, type: fact.type, acceptedAt: new Date(fact.acceptedAt) },
  );
  return rows[0]?.taken ?? false;
}

/** Cases with facts that were stored so long ago and not told, those that waited longest first. */
export async function casesBehind(db: Db, olderThanMs: number, limit: number): Promise<string[]> {
  const rows: { id: string }[] = await db('facts')
    .whereNull('told_at')
    .whereRaw(`accepted_at <= now() - ? * interval '1 millisecond'`, [olderThanMs])
    .groupBy('case_id')
    .orderByRaw('min(accepted_at)')
    .limit(limit)
    .select({ id: 'case_id' });
  return rows.map((row) => row.id);
}

/** Gives a fact and its text to another case, whose workflow is still to be told. */
export async function moveFact(trx: Db, factId: string, to: string, body: FactBody): Promise<void> {
  const { type, ...rest } = body;
  await trx('facts')
    .where({ id: factId })
    .update({ case_id: to, type, body: JSON.stringify(rest), told_at: null });
  if ('message' in body) {
    await trx('messages').where({ id: body.message }).update({ case_id: to });
  }
}

/** Opens a case without a fact yet: one is moved to it in the same transaction. */
export async function storeIntake(trx: Db, row: IntakeRow): Promise<void> {
  await trx('intake').insert({
    ...intakeColumns(row),
    opening: JSON.stringify(row.opening),
    opened_at: new Date(row.opening.openedAt),
  });
}

import type { EventType } from '../domain/event-types.ts';
import type { PositionedEvent } from '../domain/told-event.ts';
import type { Db } from './db.ts';

/**
 * The events of all cases in one order. A position is given out before its transaction ends, so a later one may be
 * visible first; whoever then went on from it would never see the earlier. Therefore a writer says, by a lock that ends
 * with its transaction, from which position on it may still write, and a reader stays below.
 */

// The key of the lock, which `store_case_events` takes: this number in its upper 16 bits, a position below. Other locks
// have hashes for keys; one that fell among ours would make readers wait for its end, and nothing worse.
const FIRST_KEY = 'cast(17750 as bigint) << 48';
const LAST_KEY = 'cast(17751 as bigint) << 48';

const NEXT_POSITION = `select last_value + cast(is_called as integer) as next from case_events_position_seq`;

const RESERVED = `
  select min((cast(cast(classid as bigint) << 32 as bigint) | cast(objid as bigint)) - (${FIRST_KEY})) as first
  from pg_locks
  where locktype = 'advisory' and objsubid = 1
    and database = (select oid from pg_database where datname = current_database())
    and (cast(classid as bigint) << 32) >= (${FIRST_KEY}) and (cast(classid as bigint) << 32) < (${LAST_KEY})`;

/** Positions that one page looks through at most, so that a shop with few events does not wait for those of all. */
const LOOK_THROUGH = 20_000;

interface Page {
  /** The events, in order. */
  readonly events: readonly PositionedEvent[];
  /** Up to here nothing will be added any more, and all that is asked for has been given. */
  readonly position: number;
  /** There are positions beyond that can be read already. */
  readonly more: boolean;
}

interface Wanted {
  readonly after: number;
  readonly limit: number;
  readonly shop?: string | undefined;
  readonly types?: readonly EventType[] | undefined;
}

/**
 * Stored events after a position, in order: whoever goes on from the `position` of each page sees every event once,
 * whatever transactions run meanwhile.
 */
export async function eventsAfter(db: Db, { after, limit, shop, types }: Wanted): Promise<Page> {
  const readable = await lastReadable(db);
  if (readable <= after) return { events: [], position: after, more: false };
  const upTo = Math.min(readable, after + LOOK_THROUGH);
  const query = db('case_events as e')
    .join('intake as i', 'i.case_id', 'e.case_id')
    .where('e.position', '>', after)
    .andWhere('e.position', '<=', upTo)
    .orderBy('e.position')
    .limit(limit);
  if (shop !== undefined) void query.where('i.shop', shop);
  if (types !== undefined) void query.whereIn('e.type', types);
  const rows = await query.select<(Omit<PositionedEvent, 'at'> & { readonly at: Date })[]>({
    position: 'e.position',
    shop: 'i.shop',
    caseId: 'e.case_id',
    seq: 'e.seq',
    type: 'e.type',
    at: 'e.at',
    by: 'e.by',
    data: 'e.data',
  });
  const events = rows.map((row) => ({ ...row, at: row.at.getTime() }));
  const last = events.length === limit ? events.at(-1) : undefined;
  const position = last?.position ?? upTo;
  return { events, position, more: position < readable };
}

/**
 * The last position that no transaction can write below any more. The order counts: whatever was given out before the
 * first question is locked at the second, or has ended and is visible to the next statement.
 */
async function lastReadable(db: Db): Promise<number> {
  const given = await db.raw<{ rows: { next: number }[] }>(NEXT_POSITION);
  const reserved = await db.raw<{ rows: { first: number | null }[] }>(RESERVED);
  const next = given.rows[0]?.next ?? 1;
  return Math.min(next, reserved.rows[0]?.first ?? next) - 1;
}

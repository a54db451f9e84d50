import type { CaseEvent } from '../domain/case.ts';
import type { OpenCase } from '../domain/open-case.ts';
import type { Channel } from '../domain/channels.ts';
import type { Tier } from '../domain/policy.ts';
import { type CasePosition } from './case-reads.ts';
import { eventsOfCases } from './case-events.ts';
import type { Db } from './db.ts';

/** Which cases are looked at once more, all of one shop. */
export interface PastFilter {
  readonly shop: string;
  /** Opened in [from, to). */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly channels?: readonly Channel[] | undefined;
  readonly tiers?: readonly Tier[] | undefined;
  /** Only those that are not closed. */
  readonly open?: boolean;
}

/** A stored case with all its events, in their order. */
export interface StoredCase {
  readonly opening: OpenCase;
  readonly events: readonly CaseEvent[];
  readonly position: CasePosition;
}

interface Row {
  readonly caseId: string;
  readonly opening: OpenCase;
  readonly openedAt: Date;
  readonly exact: string;
}

const EXACT = `to_char(i.opened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact`;

/** Cases by opening, oldest first; those whose workflow has told nothing yet are left out. */
export async function storedCases(
  db: Db,
  filter: PastFilter,
  page: { readonly after: CasePosition | undefined; readonly limit: number },
): Promise<StoredCase[]> {
  const query = db('intake as i')
    .join('cases as c', 'c.case_id', 'i.case_id')
    .where('i.shop', filter.shop)
    .orderBy(['i.opened_at', 'i.case_id'])
    .limit(page.limit);
  if (filter.from) void query.where('i.opened_at', '>=', filter.from);
  if (filter.to) void query.where('i.opened_at', '<', filter.to);
  if (filter.channels) void query.whereIn('i.channel', filter.channels);
  if (filter.tiers) void query.whereIn('c.tier', filter.tiers);
  if (filter.open === true) void query.whereNot('c.status', 'closed');
  if (page.after) void query.whereRaw('(i.opened_at, i.case_id) > (?::timestamptz, ?)', [...page.after]);
  const rows = await query.select<Row[]>(
    { caseId: 'i.case_id', opening: 'i.opening', openedAt: 'i.opened_at' },
    db.raw(EXACT),
  );
  const events = await eventsOfCases(
    db,
    rows.map(({ caseId }) => caseId),
  );
  return rows.map(({ caseId, opening, openedAt, exact }) => ({
    opening: { ...opening, openedAt: openedAt.getTime() },
    events: events.get(caseId) ?? [],
    position: [exact, caseId],
  }));
}

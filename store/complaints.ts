import type { GoodwillBefore } from '../domain/kinds/complaint/measures.ts';
import type { Db } from './db.ts';

/** The goodwill that a case's customer was granted within so many seconds, in all of their cases. */
export async function goodwillBefore(db: Db, caseId: string, within: number): Promise<GoodwillBefore> {
  const { rows } = await db.raw<{ rows: GoodwillBefore[] }>(
    `select count(*)::integer as times, coalesce(sum((p.data->>'amount')::bigint), 0)::bigint as amount
     from case_events p join intake i on i.case_id = p.case_id
     where i.customer_id = (select customer_id from intake where case_id = :caseId)
       and p.type = 'measureProposed' and p.data->>'kind' = 'goodwill'
       and p.at > now() - :within * interval '1 second'
       and (p.data->>'waitsFor' is null or exists (
         select from case_events a
         where a.case_id = p.case_id and a.type = 'measureApproved' and a.data->>'measure' = p.data->>'measure'))`,
    { caseId, within },
  );
  return rows[0] ?? { times: 0, amount: 0 };
}

/** The customer's newest complaint about an order, or undefined. Only under the customer's lock. */
export async function complaintAbout(
  trx: Db,
  { shop, customerId, orderId }: { shop: string; customerId: number; orderId: string },
): Promise<string | undefined> {
  const row = await trx('intake as i')
    .leftJoin('cases as c', 'c.case_id', 'i.case_id')
    .where({ 'i.shop': shop, 'i.customer_id': customerId, 'i.order_id': orderId })
    .whereRaw(`coalesce(c.kind, i.kind) = 'complaint'`)
    .orderBy('i.opened_at', 'desc')
    .first<{ id: string } | undefined>({ id: 'i.case_id' });
  return row?.id;
}

/** The money on both sides. Each question selects one row for a difference, so that an empty answer is a good one. */
import type { Db } from '../../store/db.ts';
import type { Bargain } from './money-load.ts';

export interface MoneySheet {
  readonly shop: string;
  readonly bargains: readonly Bargain[];
}

const EVIDENCE = `
  with wanted as materialized (
    select * from jsonb_to_recordset(cast(:wanted as jsonb)) as w (order_id text, cents bigint)
  ), requests as materialized (
    select i.case_id, i.order_id, c.status, c.after_sales from intake i left join cases c using (case_id)
    where i.shop = :shop and i.kind = 'after-sales'
  ), paid as materialized (
    select r.* from reference_orders.refunds r where r.shop = :shop
  ), approved as materialized (
    select r.case_id, r.order_id, l.line, l."amountCents" as cents
    from requests r, jsonb_to_recordset(r.after_sales->'lines') as l (line integer, "amountCents" bigint, state text)
    where l.state = 'settled' and l."amountCents" > 0
  ), steps as materialized (
    select e.case_id, e.data->>'step' as step, cast(e.data->>'cents' as bigint) as cents
    from case_events e join requests using (case_id)
    where e.type = 'stepDone' and e.data->>'step' in ('refund', 'cancel')
  )
`;

const CHECKS: Readonly<Record<string, string>> = {
  'an approved item and not one refund of just its sum': `
    select coalesce(a.order_id, p.order_id) || ' line ' || coalesce(a.line, p.line) || ': '
      || coalesce(p.count, 0) || ' refunds, ' || coalesce(p.cents, 0) || ' for ' || coalesce(a.cents, 0) as difference
    from approved a
    full join (
      select order_id, line, count(*) as count, sum(amount_cents) as cents from paid group by order_id, line
    ) p on p.order_id = a.order_id and p.line = a.line
    where p.count is distinct from 1 or p.cents is distinct from a.cents`,
  'an order whose sums differ': `
    select coalesce(o.order_id, r.order_id) || ': ' || coalesce(o.refunded_cents, 0) || ' in the order system, '
      || coalesce(r.cents, 0) || ' in its case' as difference
    from (select * from reference_orders.refunded_by_order where shop = :shop) o
    full join (
      select order_id, sum(cast(after_sales->>'paidCents' as bigint)) as cents from requests group by order_id
    ) r on r.order_id = o.order_id
    where o.refunded_cents is distinct from r.cents`,
  'a case whose events say another sum': `
    select r.case_id || ': ' || coalesce(r.after_sales->>'paidCents', 'nothing') || ' shown, ' || coalesce(s.cents, 0)
      || ' done' as difference
    from requests r left join (select case_id, sum(cents) as cents from steps group by case_id) s using (case_id)
    where cast(r.after_sales->>'paidCents' as bigint) is distinct from coalesce(s.cents, 0)`,
  'an order that did not get what was agreed': `
    select w.order_id || ': ' || coalesce(o.refunded_cents, 0) || ' for ' || w.cents as difference
    from wanted w left join reference_orders.refunded_by_order o on o.order_id = w.order_id and o.shop = :shop
    where o.refunded_cents is distinct from w.cents`,
  'a command without its answer, or done on one side only': `
    select o.case_id || ':' || o.seq || ' ' || o.kind || ': ' || o.state as difference
    from order_commands o join requests using (case_id)
    left join reference_orders.commands c on c.key = o.case_id || ':' || o.seq
    where o.state not in ('done', 'refused') or (o.state = 'done') <> (c.key is not null and c.refusal is null)
    union all
    select distinct p.key || ': nobody asked for it' from paid p
    where p.key not in (select o.case_id || ':' || o.seq from order_commands o)`,
  'the way it was paid': `
    select p.order_id || ': ' || sum(p.refunded_cents) || ' went back' as difference
    from reference_orders.payments p
    left join reference_orders.refunded_by_order o on o.order_id = p.order_id and o.shop = p.shop
    where p.shop = :shop
    group by p.order_id, o.refunded_cents having sum(p.refunded_cents) <> coalesce(o.refunded_cents, 0)`,
  'stuck, and in nobody’s hands': `
    select case_id || ': ' || coalesce(status || ' ' || (after_sales->>'stage'), 'opening') as difference
    from requests
    where status is distinct from 'closed' and coalesce(after_sales->>'stage', '') not in ('decision', 'approval')`,
};

const FIGURES = `
  select (select count(*)::integer from requests) as requests,
    (select count(*)::integer from paid) as refunds,
    (select coalesce(sum(amount_cents), 0)::integer from paid) as "centsInOrderSystem",
    (select coalesce(sum(cents), 0)::integer from steps) as "centsInCases",
    (select coalesce(sum(attempts), 0)::integer from order_commands join requests using (case_id)) as "commandsSent",
    (select count(*)::integer from order_commands join requests using (case_id)) as commands,
    (select count(*)::integer from requests where status is distinct from 'closed') as "inHands"`;

/** Reads the money of a shop on both sides, and compares it with what was agreed. */
export async function reconcileMoney(
  db: Db,
  { shop, bargains }: MoneySheet,
): Promise<{ differences: string[]; figures: Readonly<Record<string, number>> }> {
  const wanted = bargains.map(({ order, refundCents }) => ({ order_id: order.orderId, cents: refundCents }));
  const bindings = { shop, wanted: JSON.stringify(wanted) };
  const differences: string[] = [];
  for (const [name, sql] of Object.entries(CHECKS)) {
    const { rows } = await db.raw<{ rows: { difference: string }[] }>(EVIDENCE + sql, bindings);
    differences.push(...rows.map(({ difference }) => `${name}: ${difference}`));
  }
  const { rows } = await db.raw<{ rows: Record<string, number>[] }>(EVIDENCE + FIGURES, bindings);
  return { differences, figures: rows[0] ?? {} };
}

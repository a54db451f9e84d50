/** Faults of money to be found: each changes one thing about the first order of the shop. */

interface PlantedMoney {
  readonly what: string;
  /** May name `:shop` and `:orderId`. */
  readonly sql: string;
  readonly notices: RegExp;
}

const CASE = `(select case_id from intake where shop = :shop and order_id = :orderId)`;
const REFUND = `shop = :shop and order_id = :orderId`;

export const PLANTED_MONEY: readonly PlantedMoney[] = [
  {
    what: 'a refund paid twice',
    sql: `with again as (
        insert into reference_orders.commands (key, body) select key || '0', body from reference_orders.commands
        where key in (select key from reference_orders.refunds where ${REFUND}) returning key
      )
      insert into reference_orders.refunds (key, shop, order_id, line, amount_cents)
      select a.key, shop, order_id, line, amount_cents from reference_orders.refunds r
      join again a on a.key = r.key || '0' where ${REFUND}`,
    notices: /not one refund of just its sum: .*2 refunds/,
  },
  {
    what: 'a cent too much',
    sql: `update reference_orders.refunds set amount_cents = amount_cents + 1 where ${REFUND}`,
    notices: /sums differ/,
  },
  {
    what: 'a refund that was never made',
    sql: `delete from reference_orders.refunds where ${REFUND}`,
    notices: /did not get what was agreed: .*: 0 for/,
  },
  {
    what: 'a case that shows another sum',
    sql: `update cases set after_sales = jsonb_set(after_sales, '{paidCents}', '1') where case_id = ${CASE}`,
    notices: /events say another sum/,
  },
  {
    what: 'a refund that nobody told the case',
    sql: `delete from case_events where case_id = ${CASE} and type = 'stepDone'`,
    notices: /events say another sum: .* 0 done/,
  },
  {
    what: 'a command without an answer',
    sql: `update order_commands set state = 'sent', settled_at = null where case_id = ${CASE}`,
    notices: /without its answer/,
  },
  {
    what: 'a request that is stuck',
    sql: `update cases set status = 'open' where case_id = ${CASE}`,
    notices: /nobody’s hands/,
  },
];

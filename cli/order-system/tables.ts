import type { Knex } from 'knex';

/** Any number: two processes that start at once make the tables one after the other. */
const LOCK = 7_305_002;

/** Makes the schema `reference_orders` where it is not there yet. Its constraints are the shop's last word on money. */
export async function createTables(db: Knex): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    await trx.raw(TABLES);
  });
}

const TABLES = `
  create schema if not exists reference_orders;
  set local search_path to reference_orders;

  create table if not exists orders (
    shop text not null,
    order_id text not null,
    customer_id text not null,
    status text not null check (status in ('unpaid', 'paid', 'packed', 'shipped', 'signed', 'cancelled')),
    facts jsonb not null,                         -- the instants, as they were given
    cancelled_at timestamptz,
    primary key (shop, order_id),
    check ((status = 'cancelled') = (cancelled_at is not null))
  );

  create table if not exists items (
    shop text not null,
    item_id text not null,
    stock integer check (stock >= 0),             -- null: nobody counts it
    primary key (shop, item_id)
  );

  -- line 0 is the freight
  create table if not exists lines (
    shop text not null,
    order_id text not null,
    line integer not null check (line >= 0),
    item_id text,
    quantity integer not null check (quantity > 0),
    paid_cents bigint not null check (paid_cents >= 0),
    refunded_cents bigint not null default 0 check (refunded_cents between 0 and paid_cents),
    facts jsonb not null,
    primary key (shop, order_id, line),
    foreign key (shop, order_id) references orders,
    foreign key (shop, item_id) references items
  );

  create table if not exists payments (
    shop text not null,
    order_id text not null,
    position integer not null,
    method text not null,
    amount_cents bigint not null check (amount_cents >= 0),
    refunded_cents bigint not null default 0 check (refunded_cents between 0 and amount_cents),
    primary key (shop, order_id, position),
    foreign key (shop, order_id) references orders
  );

  -- one row a key, whatever became of it: that is what makes a command happen once
  create table if not exists commands (
    key text primary key,
    body jsonb,                                   -- null: it was undone before it arrived
    number bigint generated always as identity,
    refusal text,
    at timestamptz not null default clock_timestamp()
  );

  create table if not exists refunds (
    key text not null references commands,
    shop text not null,
    order_id text not null,
    line integer not null,
    amount_cents bigint not null check (amount_cents > 0),
    primary key (key, line),
    foreign key (shop, order_id, line) references lines
  );

  create table if not exists coupons (
    key text primary key references commands,
    shop text not null,
    customer_id text not null,
    amount_cents bigint not null check (amount_cents > 0),
    used boolean not null default false,
    taken_back boolean not null default false,
    check (not (used and taken_back))
  );

  create table if not exists points (
    key text primary key references commands,
    shop text not null,
    customer_id text not null,
    points integer not null check (points > 0),
    used boolean not null default false,
    taken_back boolean not null default false,
    check (not (used and taken_back))
  );

  create table if not exists parcels (
    key text not null references commands,
    line integer not null,
    kind text not null check (kind in ('replacement', 'repair', 'label')),
    shop text not null,
    order_id text not null,
    item_id text not null,
    quantity integer not null check (quantity > 0),
    freight text check (freight in ('shop', 'customer')),
    used boolean not null default false,          -- it has left
    taken_back boolean not null default false,
    primary key (key, line),
    check ((kind = 'label') = (freight is not null)),
    check (not (used and taken_back)),
    foreign key (shop, order_id, line) references lines
  );

  create or replace view refunded_by_order as
    select shop, order_id, sum(amount_cents)::bigint as refunded_cents, count(distinct key)::integer as commands
    from refunds group by shop, order_id;
`;

import type { Knex } from 'knex';

/** Work orders, what happened to them, and a shop's own types of them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- a version is written once and never changed: work orders pin it
    create table work_order_types (
      shop text not null references shops,
      name text not null,
      version integer not null,
      document jsonb not null,
      created_at timestamptz not null default now(),
      created_by text not null,                   -- number of the key, or admin
      primary key (shop, name, version)
    );

    create table work_orders (
      id bigint generated always as identity primary key,
      case_id text not null references intake,
      shop text not null references shops,
      type text not null,
      type_version integer not null,
      state text not null,
      outcome text,                               -- how it ended; null: open
      title text,
      queue text not null,
      assignee_id bigint references agents,
      external_party text,
      due_at timestamptz,
      fields jsonb not null default '{}',         -- money in cents
      attachments jsonb not null default '[]',
      opened_by text not null,                    -- agent-7, or a rule
      opened_seq integer,                         -- the event by which the case opened it; null: a person did
      request_key text,                           -- of the request that opened it: a repetition opens no other
      version integer not null default 1,
      opened_at timestamptz not null,
      updated_at timestamptz not null,
      unique (case_id, opened_seq),
      unique (case_id, request_key)
    );
    create index work_orders_newest on work_orders (shop, id desc);
    create index work_orders_by_case on work_orders (case_id, id desc);
    create index work_orders_by_due on work_orders (shop, due_at) where outcome is null;

    -- what each version changed; from_state is null at the opening, and equal to to_state where nothing was moved
    create table work_order_moves (
      work_order bigint not null references work_orders,
      version integer not null,
      from_state text,
      to_state text not null,
      by text not null,
      at timestamptz not null,
      fields jsonb not null default '{}',         -- as they were given with it; null: taken away
      reason_code text,
      primary key (work_order, version)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table work_order_moves, work_orders, work_order_types');
}

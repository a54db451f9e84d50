import type { Knex } from 'knex';

/** What cases ask of the shop's order system. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- One row for each step, written before the order system is asked: it is what keeps a step from being done twice.
    create table order_commands (
      case_id text not null references intake,
      seq integer not null,
      kind text not null,
      -- sent: the order system may have it, so it is asked about the key before anything is repeated
      state text not null default 'recorded' check (state in ('recorded', 'sent', 'done', 'refused')),
      asked jsonb not null,                       -- the command as it is sent, the shop's own ids included
      amount_cents bigint check (amount_cents >= 0),
      attempts integer not null default 0,
      reference text,                             -- the order system's number for what it did
      refusal text,
      trouble text,                               -- why the last attempt had no outcome
      recorded_at timestamptz not null default now(),
      sent_at timestamptz,
      settled_at timestamptz,
      primary key (case_id, seq),
      check ((state = 'refused') = (refusal is not null)),
      check ((state in ('done', 'refused')) = (settled_at is not null))
    );

    -- The article that a customer wants in the place of a line's.
    create table order_wishes (
      case_id text not null references intake,
      line integer not null,
      item_id text not null,
      primary key (case_id, line)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table order_wishes, order_commands');
}

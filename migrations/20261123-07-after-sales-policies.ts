import type { Knex } from 'knex';

/** A shop's own after-sales policies beside those that ship. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- a version is written once and never changed: cases pin it
    create table after_sales_policies (
      shop text not null references shops,
      name text not null,
      version integer not null,
      document jsonb not null,
      created_at timestamptz not null default now(),
      created_by text not null,                   -- number of the key, or admin
      primary key (shop, name, version)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table after_sales_policies');
}

import type { Knex } from 'knex';

/** What people were refused, and what is known of a complaint. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- a verdict that its sender may not give leaves no trace in the case: here is who tried, and what it was
    create table audit_entries (
      id bigint generated always as identity primary key,
      case_id text not null references intake,
      shop text not null references shops,
      at timestamptz not null default now(),
      key text not null,                          -- number of the key, or admin
      role text not null,
      action text not null,                       -- the path, with its parts unnamed
      code text not null                          -- of the refusal
    );
    create index audit_entries_by_case on audit_entries (case_id, id);

    alter table cases add column complaint jsonb;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table cases drop column complaint; drop table audit_entries');
}

import type { Knex } from 'knex';

/** A shop's own policies and calendars beside those that ship; peak mode; cases without a promise. */
export async function up(knex: Knex): Promise<void> {
  for (const table of ['policies', 'calendars']) {
    await knex.raw(`
      -- a version is written once and never changed: open cases pin it
      create table ${table} (
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
  await knex.raw(`
    alter table shops add column peak_windows jsonb not null default '[]';

    -- whether the customer is promised an answer
    alter table cases add column promised boolean not null default true;
    create index cases_without_promise on cases (shop, opened_at desc, case_id desc)
      where not promised and status <> 'closed';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table cases drop column promised;
    alter table shops drop column peak_windows;
    drop table policies, calendars;
  `);
}

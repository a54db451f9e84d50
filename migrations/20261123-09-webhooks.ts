import type { Knex } from 'knex';

/** Endpoints that choose what they are told, and one row for each event that one of them is told of. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table webhook_endpoints
      add column messages boolean not null default true,      -- gets what is sent to customers and staff
      add column events text[] not null default '{}',         -- types of case events, or '*'
      add column kinds text[],                                -- null: cases of every kind
      add column old_secret text,                             -- signs too until then
      add column old_secret_until timestamptz,
      add column failing_since timestamptz,                   -- every call since has failed
      add column rests_until timestamptz,                     -- it asked to be left alone for so long
      add column disabled_at timestamptz,
      add column disabled_because text check (disabled_because in ('gone', 'failing', 'by-hand')),
      add column told_at timestamptz,                         -- the shop's people were told that it is disabled
      add constraint disabled_for_a_reason check ((disabled_at is null) = (disabled_because is null));

    create table webhook_calls (
      -- no reference: each event stored would lock the endpoint's row, and endpoints are never removed
      endpoint_id bigint not null,
      event text not null,                        -- <caseId>:<seq>, or of a test test:<uuid>
      case_id text,
      seq integer,
      type text not null,
      state text not null default 'pending' check (state in ('pending', 'delivered', 'given-up')),
      attempts integer not null default 0,
      next_attempt_at timestamptz not null default now(),
      delivered_at timestamptz,
      status smallint,                            -- what the endpoint answered last
      code text,                                  -- why the last attempt failed
      created_at timestamptz not null default now(),
      primary key (endpoint_id, event)
    );
    create index webhook_calls_due on webhook_calls (endpoint_id, next_attempt_at) where state = 'pending';
    create index webhook_calls_newest on webhook_calls (endpoint_id, created_at desc, event desc);
    create index webhook_calls_by_age on webhook_calls (created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table webhook_calls;
    alter table webhook_endpoints drop constraint disabled_for_a_reason,
      drop column messages, drop column events, drop column kinds, drop column old_secret, drop column old_secret_until,
      drop column failing_since, drop column rests_until, drop column disabled_at, drop column disabled_because,
      drop column told_at;
  `);
}

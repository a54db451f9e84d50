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

    -- Every append of a case comes through here. A function, for Postgres keeps its plans: as a statement of the client
    -- it was planned each time, which cost more than what it does.
    create function store_case_events(of_case text, of_shop text, of_kind text, batch jsonb) returns integer
    language plpgsql as $$
    declare stored integer;
    begin
      -- Before any position is given out: readers of all cases stay below what is locked (store/event-feed.ts).
      perform pg_advisory_xact_lock_shared((cast(17750 as bigint) << 48) + last_value + cast(is_called as integer))
        from case_events_position_seq;
      insert into case_events (case_id, seq, type, at, by, data, line)
        select of_case, e.seq, e.type, e.at, e.by, e.data, e.line
        from jsonb_to_recordset(batch)
          as e (seq integer, type text, at timestamptz, by text, data jsonb, line text)
        order by e.seq
        on conflict (case_id, seq) do nothing;
      get diagnostics stored = row_count;
      insert into webhook_calls (endpoint_id, event, case_id, seq, type)
        select w.id, of_case || ':' || e.seq, of_case, e.seq, e.type
        from webhook_endpoints w, jsonb_to_recordset(batch) as e (seq integer, type text)
        where w.shop = of_shop and w.deleted_at is null and w.disabled_at is null
          and w.events && array[e.type, '*'] and (w.kinds is null or of_kind = any (w.kinds))
        on conflict do nothing;
      if found then perform pg_notify('deliveries', ''); end if;
      return stored;
    end $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function store_case_events;
    drop table webhook_calls;
    alter table webhook_endpoints drop constraint disabled_for_a_reason,
      drop column messages, drop column events, drop column kinds, drop column old_secret, drop column old_secret_until,
      drop column failing_since, drop column rests_until, drop column disabled_at, drop column disabled_because,
      drop column told_at;
  `);
}

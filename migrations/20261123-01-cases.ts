import type { Knex } from 'knex';

/** Shops, people, intake, cases, sends, surveys, keys. Words and names live here and nowhere else. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table shops (
      id text primary key,
      prefix text not null unique,
      name text not null,
      zone text not null default 'Asia/Shanghai',
      locale text not null default 'zh',
      policy text not null default 'standard',
      -- company details, FAQ link, contacts of the staff roles: shown in templates and used for notices
      settings jsonb not null default '{}',
      created_at timestamptz not null default now()
    );

    create table api_keys (
      id bigint generated always as identity primary key,
      shop text references shops,                 -- null: all shops
      role text not null,
      name text not null,
      prefix text not null,                       -- the readable start of the key, to tell keys apart
      hash text not null unique,
      created_at timestamptz not null default now(),
      expires_at timestamptz,
      revoked_at timestamptz
    );

    create table customers (
      id bigint generated always as identity primary key,
      shop text not null references shops,
      key_hash text not null,                     -- SHA-256 of what identifies the customer in the shop
      external_id text, name text, email text, phone text, locale text,
      tier text not null default 'basic',
      created_at timestamptz not null default now(),
      unique (shop, key_hash)
    );

    create table agents (
      id bigint generated always as identity primary key,
      shop text not null references shops,
      external_id text not null,
      created_at timestamptz not null default now(),
      unique (shop, external_id)
    );

    create table case_sequences (
      shop text not null references shops,
      day text not null,
      last bigint not null,
      primary key (shop, day)
    );

    create table intake (
      case_id text primary key,
      shop text not null references shops,
      kind text not null,
      channel text not null,
      customer_id bigint not null references customers,
      thread_id text, order_id text, product_id text,
      tags text[] not null default '{}',          -- words: they stay here
      follows text references intake,
      opening jsonb not null,                     -- the workflow's input, facts only
      opened_at timestamptz not null
    );
    create index intake_by_customer on intake (shop, customer_id, opened_at desc);

    -- What has happened, stored before the workflow is told. The sweep tells again what was stored and not told.
    create table facts (
      id bigint generated always as identity primary key,
      case_id text not null references intake,
      type text not null,
      body jsonb not null,
      accepted_at timestamptz not null,
      told_at timestamptz
    );
    create index facts_untold on facts (accepted_at) where told_at is null;
    create index facts_by_case on facts (case_id, id);

    create table messages (
      id bigint generated always as identity primary key,
      case_id text not null references intake,
      shop text not null references shops,
      direction text not null check (direction in ('in', 'out', 'note')),
      channel text not null,
      message_id text not null,                   -- the sender's id: a second arrival is the same message
      kind text not null,                         -- what a customer's message says, or the kind of a reply
      agent_id bigint references agents,
      text text not null,
      attachments jsonb not null default '[]',
      details jsonb not null default '{}',        -- order, product, article, thread as given
      accepted_at timestamptz not null,
      received_at timestamptz,                    -- the sender's own clock: information only
      fact_id bigint references facts,
      -- an In-message is one per shop and channel, an own one per case
      scope text not null,
      unique (scope, message_id)
    );
    create index messages_by_case on messages (case_id, id);

    create table assignments (
      case_id text primary key references intake,
      agent_id bigint references agents,
      version bigint not null,
      changed_at timestamptz not null default now()
    );

    create table case_events (
      case_id text not null references intake,
      seq integer not null,
      position bigint generated always as identity,
      txid xid8 not null default pg_current_xact_id(),
      type text not null,
      at timestamptz not null,
      by text not null,
      data jsonb not null,
      line text not null,
      primary key (case_id, seq)
    );
    create unique index case_events_by_position on case_events (position);

    create table cases (
      case_id text primary key references intake,
      shop text not null references shops,
      kind text not null,
      status text not null,
      closed_how text,
      reason_code text,
      channel text not null,
      category text,
      tier text not null,
      level smallint,
      priority smallint not null,
      owner_id bigint references agents,
      queue text not null,
      customer_id bigint not null references customers,
      version integer not null,
      clocks jsonb not null,
      next_due_at timestamptz,
      breached boolean not null default false,
      round integer not null default 0,
      opened_at timestamptz not null,
      resolved_at timestamptz,
      closed_at timestamptz,
      reopen_until timestamptz,
      updated_at timestamptz not null default now()
    );
    create index cases_newest on cases (shop, opened_at desc, case_id desc);
    create index cases_by_status on cases (shop, status, opened_at desc, case_id desc);
    create index cases_by_due on cases (next_due_at) where status <> 'closed';

    -- What leaves the house, written with the event it follows from.
    create table deliveries (
      case_id text not null references intake,
      seq integer not null,
      shop text not null references shops,
      recipient text not null,                    -- customer, or a staff role
      outlet text not null,                       -- a channel, sms, or staff
      template text not null,
      facts jsonb not null,
      message bigint references messages,
      state text not null default 'pending' check (state in ('pending', 'delivered', 'stuck', 'given-up')),
      attempts integer not null default 0,
      next_attempt_at timestamptz not null,
      first_attempt_at timestamptz,
      delivered_at timestamptz,
      delivered_seq integer,                      -- the event that says so
      via text,                                   -- mail, webhook, api
      code text,                                  -- why the last attempt failed
      created_at timestamptz not null default now(),
      primary key (case_id, seq)
    );
    create index deliveries_due on deliveries (next_attempt_at) where state = 'pending';
    create index deliveries_stuck on deliveries (shop, created_at desc) where state in ('stuck', 'given-up');
    create index deliveries_unsaid on deliveries (case_id) where state = 'delivered' and delivered_seq is null;

    create table surveys (
      case_id text not null references intake,
      round integer not null,
      outlet text not null,
      queued_at timestamptz not null,
      expires_at timestamptz not null,
      sent_at timestamptz,
      cancelled text,                             -- why it is not sent
      answered_at timestamptz,
      stars smallint,
      quality smallint, speed smallint, professionalism smallint,
      wrong_answer boolean,
      text text,
      primary key (case_id, round)
    );

    -- The survey that has a customer's SMS. Its own row lock decides between two cases at one instant.
    create table survey_sms (
      customer_id bigint primary key references customers,
      case_id text not null references intake,
      round integer not null,
      claimed_at timestamptz not null
    );

    create table customer_tokens (
      hash text primary key,                      -- SHA-256 of 128 random bits; the token itself is nowhere
      case_id text not null references intake,
      round integer not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now()
    );

    create table idempotency_keys (
      api_key text not null,
      key_hash text not null,
      request_hash text not null,
      status integer,                             -- null while the first is still running
      body jsonb,
      created_at timestamptz not null default now(),
      primary key (api_key, key_hash)
    );
    create index idempotency_keys_by_age on idempotency_keys (created_at);

    -- What was asked of a workflow, as it was first asked: every retry of the request asks for the same.
    create table verdicts (
      request_key text primary key,
      case_id text not null references intake,
      verdict jsonb not null,
      created_at timestamptz not null default now()
    );
    create index verdicts_by_age on verdicts (created_at);

    create table webhook_endpoints (
      id bigint generated always as identity primary key,
      shop text not null references shops,
      url text not null,
      secret text not null,                       -- signs, so it has to be kept as it is
      created_at timestamptz not null default now(),
      deleted_at timestamptz
    );
    create index webhook_endpoints_by_shop on webhook_endpoints (shop) where deleted_at is null;

    insert into shops (id, prefix, name) values ('main', 'CS', '示例商城');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table webhook_endpoints, verdicts, idempotency_keys, customer_tokens, survey_sms, surveys, deliveries, cases, case_events,
      assignments, messages, facts, intake, case_sequences, agents, customers, api_keys, shops;
  `);
}

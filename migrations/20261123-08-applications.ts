import type { Knex } from 'knex';

/** After-sales applications as they were made, and what the rules said of them. Words stay here. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table applications (
      case_id text primary key references intake,
      request text not null,
      asked jsonb not null,                       -- what is wanted for which articles, and why
      changed_at timestamptz not null default now()
    );

    -- How a request stands: lines, steps and sums, for people to read.
    alter table cases add column after_sales jsonb;

    -- One row for each review a case asked for, by the event that asked: a second run of it finds the first one's verdict.
    create table reviews (
      case_id text not null references intake,
      seq integer not null,
      policy text not null,
      policy_version integer not null,
      result jsonb not null,                      -- as the case was told: codes and sums
      reasons jsonb not null,                     -- in words, by language
      facts jsonb not null,                       -- of the order and the application, as they were then
      reviewed_at timestamptz not null default now(),
      primary key (case_id, seq)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table cases drop column after_sales; drop table reviews, applications');
}

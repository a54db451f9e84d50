import type { Knex } from 'knex';

/** Which webhook endpoints have taken a send, until all have: it is repeated to the others only. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`alter table deliveries add column taken_by bigint[] not null default '{}'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table deliveries drop column taken_by');
}

import type { Knex } from 'knex';

/** Finds what was given up lately, for the alarms. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index deliveries_given_up on deliveries (next_attempt_at) where state = 'given-up';
    create index webhook_calls_given_up on webhook_calls (next_attempt_at) where state = 'given-up';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index deliveries_given_up; drop index webhook_calls_given_up');
}

import type { Knex } from 'knex';

/** Finds the cases of the last day, for the look for those that have never begun. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('create index intake_by_opening on intake (opened_at)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index intake_by_opening');
}

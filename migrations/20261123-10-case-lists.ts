import type { Knex } from 'knex';

/** Lists of one owner's cases, and of what has changed of late, that had to read a whole shop for one page. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index cases_by_owner on cases (owner_id, opened_at desc, case_id desc);
    create index cases_by_update on cases (shop, updated_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index cases_by_owner, cases_by_update');
}

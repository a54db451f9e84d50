import type { Knex } from 'knex';

/** Lists of cases that had to read a whole shop, or all shops, for one page. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index cases_of_all_shops on cases (opened_at desc, case_id desc);
    create index cases_by_owner on cases (owner_id, opened_at desc, case_id desc);
    create index cases_unclosed on cases (shop, opened_at desc, case_id desc) where status <> 'closed';
    create index cases_by_update on cases (shop, updated_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index cases_of_all_shops, cases_by_owner, cases_unclosed, cases_by_update');
}

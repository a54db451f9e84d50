import type { Knex } from 'knex';

/** Cases that go on in another one. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- the surviving case itself, never one that was merged on
    alter table intake add column merged_into text references intake;
    create index intake_merged on intake (merged_into) where merged_into is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table intake drop column merged_into');
}

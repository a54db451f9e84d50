import type { Knex } from 'knex';
import * as cases from './20261123-01-cases.ts';
import * as policies from './20261123-02-policies.ts';
import * as merges from './20261123-03-merges.ts';
import * as orderCommands from './20261123-04-order-commands.ts';
import * as workOrders from './20261123-05-work-orders.ts';
import * as audit from './20261123-06-audit.ts';
import * as afterSalesPolicies from './20261123-07-after-sales-policies.ts';
import * as applications from './20261123-08-applications.ts';
import * as webhooks from './20261123-09-webhooks.ts';
import * as caseLists from './20261123-10-case-lists.ts';
import * as openings from './20261123-11-openings.ts';
import * as givenUp from './20261123-12-given-up.ts';
import * as takenBy from './20261123-13-taken-by.ts';

interface Migration {
  readonly name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/** Every migration, oldest first. Names carry no extension: source and build must read the same database. */
const MIGRATIONS: readonly Migration[] = [
  { name: '20261123-01-cases', ...cases },
  { name: '20261123-02-policies', ...policies },
  { name: '20261123-03-merges', ...merges },
  { name: '20261123-04-order-commands', ...orderCommands },
  { name: '20261123-05-work-orders', ...workOrders },
  { name: '20261123-06-audit', ...audit },
  { name: '20261123-07-after-sales-policies', ...afterSalesPolicies },
  { name: '20261123-08-applications', ...applications },
  { name: '20261123-09-webhooks', ...webhooks },
  { name: '20261123-10-case-lists', ...caseLists },
  { name: '20261123-11-openings', ...openings },
  { name: '20261123-12-given-up', ...givenUp },
  { name: '20261123-13-taken-by', ...takenBy },
];

export const migrationSource: Knex.MigrationSource<Migration> = {
  getMigrations: () => Promise.resolve([...MIGRATIONS]),
  getMigrationName: (migration) => migration.name,
  getMigration: (migration) => Promise.resolve(migration),
};

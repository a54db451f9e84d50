/** `npm run migrate`: brings the database of DATABASE_URL up to date. */
import { fileURLToPath } from 'node:url';
import { loadDatabaseUrl } from '../config.ts';
import { migrationSource } from '../migrations/index.ts';
import { openDatabase } from '../store/db.ts';
import { explain } from './explain.ts';

/** Any number, the same in all versions: one migration at a time, whoever starts it. */
const LOCK = 7_305_001;

/** Runs what has not run yet and returns its names. Two at once are fine: the second waits and finds nothing to do. */
export async function migrateToLatest(url: string): Promise<readonly string[]> {
  const db = openDatabase(url, { applicationName: 'caseloop-migrate', max: 2, statementTimeoutMs: 0 });
  try {
    return await db.transaction(async (lock) => {
      await lock.raw('select pg_advisory_xact_lock(?)', [LOCK]);
      // Knex's own lock is a row that a killed migration leaves behind for ever; ours ends with its connection.
      await db.migrate.forceFreeMigrationsLock({ migrationSource });
      const [, names] = (await db.migrate.latest({ migrationSource })) as [number, string[]];
      return names;
    });
  } finally {
    await db.destroy();
  }
}

async function main(): Promise<void> {
  const names = await migrateToLatest(loadDatabaseUrl(process.env));
  console.log(names.length === 0 ? 'The database is up to date.' : `Migrated: ${names.join(', ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  });
}

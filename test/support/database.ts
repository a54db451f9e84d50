import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase } from '../../store/db.ts';

export interface TestDatabase {
  readonly url: string;
  readonly db: Knex;
  /** Ends the pool and drops the database. */
  drop(): Promise<void>;
}

/** A fresh, migrated database of one's own, in about a tenth of a second. For `beforeAll`; `drop()` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject('templateDatabase');
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  await administer(inject('databaseUrl'), `create database ${name} template ${template}`);
  const url = inDatabase(inject('databaseUrl'), name);
  const db = openDatabase(url, { applicationName: 'caseloop-test' });
  const drop = async () => {
    await db.destroy();
    await administer(inject('databaseUrl'), `drop database if exists ${name} with (force)`);
  };
  return { url, db, drop };
}

export function inDatabase(url: string, name: string): string {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
}

/** Runs one statement outside of any test's database. */
export async function administer(url: string, sql: string): Promise<pg.QueryResult> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return await client.query(sql);
    } catch (error) {
      // 55006: another test file clones the template at this moment.
      if (!(error instanceof pg.DatabaseError) || error.code !== '55006' || attempt === 20) throw error;
    } finally {
      await client.end();
    }
  }
}

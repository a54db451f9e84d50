import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrateToLatest } from '../../cli/migrate.ts';
import { openDatabase } from '../../store/db.ts';
import { administer, inDatabase } from '../support/database.ts';

const name = `${inject('templateDatabase')}_${randomBytes(4).toString('hex')}`;
const url = inDatabase(inject('databaseUrl'), name);

beforeAll(() => administer(inject('databaseUrl'), `create database ${name}`));
afterAll(() => administer(inject('databaseUrl'), `drop database ${name} with (force)`));

test('two at once: one migrates, the other waits and finds nothing to do', async () => {
  const both = await Promise.all([migrateToLatest(url), migrateToLatest(url)]);
  const migrated = both.filter((names) => names.length > 0);
  expect(migrated).toHaveLength(1);
  expect(migrated[0]?.every((migration) => !/\.[jt]s$/.test(migration))).toBe(true);
});

test('one that was killed has left its lock: the next one is not stopped by it', async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('update knex_migrations_lock set is_locked = 1');
  await client.end();
  expect(await migrateToLatest(url)).toEqual([]);
});

test('down takes back all that up has made', async () => {
  const { migrationSource } = await import('../../migrations/index.ts');
  const db = openDatabase(url, { statementTimeoutMs: 0 });
  await db.migrate.rollback({ migrationSource }, true);
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select relname from pg_class join pg_namespace n on n.oid = relnamespace
     where nspname = 'public' and relkind in ('r', 'S', 'v') and relname not like 'knex%'`,
  );
  await db.destroy();
  expect(rows).toEqual([]);
});

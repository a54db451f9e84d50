import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBinary } from '../../cli/embedded/binaries.ts';
import { migrateToLatest } from '../../cli/migrate.ts';
import { writeBundle } from '../../worker/bundle.ts';
import { administer, inDatabase } from './database.ts';
import { openFolder, startPostgres, startTemporal } from './servers.ts';
import { Undo } from './undo.ts';

/** For tests against real servers: Postgres (TEST_DATABASE_URL or the embedded one), Temporal, the workflow bundle. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const undo = new Undo();
  const teardown = () => undo.run();
  const provided = [provideDatabase(project, undo), provideTemporal(project, undo), provideBundle(project, undo)];
  // All of them are waited for: one that is still starting would be missed by the undoing.
  const failed = (await Promise.allSettled(provided)).find((result) => result.status === 'rejected');
  if (failed === undefined) return teardown;
  await teardown();
  throw failed.reason;
}

async function provideDatabase(project: TestProject, undo: Undo): Promise<void> {
  const given = process.env['TEST_DATABASE_URL'];
  const url = given === undefined || given === '' ? await startPostgres(undo) : given;
  const template = `caseloop_test_${randomBytes(4).toString('hex')}`;
  await administer(url, `create database ${template}`);
  undo.push(() => dropAll(url, template));
  await migrateToLatest(inDatabase(url, template));
  project.provide('databaseUrl', url);
  project.provide('templateDatabase', template);
}

/** The template and what tests that broke off have left. */
async function dropAll(url: string, prefix: string): Promise<void> {
  const found = await administer(url, `select datname from pg_database where datname ^@ '${prefix}'`);
  for (const { datname } of found.rows as { datname: string }[]) {
    await administer(url, `drop database if exists ${datname} with (force)`);
  }
}

async function provideTemporal(project: TestProject, undo: Undo): Promise<void> {
  const { path } = await findBinary('temporal', process.env);
  project.provide('temporalPath', path);
  project.provide('temporalAddress', await startTemporal(undo, path));
}

async function provideBundle(project: TestProject, undo: Undo): Promise<void> {
  const bundlePath = join(await openFolder(undo), 'workflows.js');
  await writeBundle(bundlePath);
  project.provide('bundlePath', bundlePath);
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBinary } from '../../cli/embedded/binaries.ts';
import { writeBundle } from '../../worker/bundle.ts';

/** For workflow tests: the bundle, built once, and the time-skipping server's program. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'caseloop-bundle-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const bundlePath = join(folder, 'workflows.js');
    const [server] = await Promise.all([findBinary('temporal-test-server', process.env), writeBundle(bundlePath)]);
    project.provide('bundlePath', bundlePath);
    project.provide('timeSkippingServerPath', server.path);
    return remove;
  } catch (error) {
    await remove();
    throw error;
  }
}

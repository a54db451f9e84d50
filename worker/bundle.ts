import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

// From source and from the build alike.
const workflowsPath = fileURLToPath(new URL(`../workflows/index${import.meta.url.slice(-3)}`, import.meta.url));

/** The workflows as one script. Takes about a second. */
export async function bundleWorkflows(): Promise<string> {
  // Below WARN it prints twenty lines about itself.
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  return code;
}

/** Writes the bundle; a worker that reads the file at the same time sees the old one or the new one. */
export async function writeBundle(path: string): Promise<void> {
  const code = await bundleWorkflows();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, code);
  await rename(`${path}.${process.pid}`, path);
}

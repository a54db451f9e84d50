/**
 * Packs `caseloop/client` for backends, `npm run client:pack [-- FOLDER]`: compiled, with its types, and with the two
 * packages that it needs instead of all that the service does. Prints the path of the tarball.
 */
import { execFile } from 'node:child_process';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

interface Manifest extends Readonly<Record<'name' | 'version' | 'license' | 'engines', unknown>> {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** As the service's, with what only the client needs. */
function manifestOf({ name, version, license, engines, dependencies }: Manifest): object {
  const needed = ['openapi-fetch', 'standardwebhooks'].map((one) => [one, dependencies[one]]);
  return {
    ...{ name, version, private: true, description: 'Caseloop for backends', license, type: 'module', engines },
    exports: { './client': { types: './client/index.d.ts', default: './client/index.js' } },
    dependencies: Object.fromEntries(needed) as unknown,
  };
}

const folder = resolve(process.argv[2] ?? join(root, 'dist'));
const built = join(folder, 'client');
await rm(built, { recursive: true, force: true });
await run(process.execPath, [
  ...[join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'client')],
  ...['--outDir', built],
]);
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
await writeFile(join(built, 'package.json'), JSON.stringify(manifestOf(manifest), null, 2));
await copyFile(join(root, 'LICENSE'), join(built, 'LICENSE'));
await copyFile(join(root, 'docs', 'client.md'), join(built, 'README.md'));
const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: built });
console.log(join(folder, stdout.trim()));

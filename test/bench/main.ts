/**
 * The benches one after another, each in a process of its own: `npm run bench`, small, as CI runs them, or with `-- --full`;
 * `-- list` one of them. Ends with 1 when one has.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BENCHES = ['calendar', 'list', 'throughput'];

const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith('--'));
const asked = words.filter((word) => !word.startsWith('--'));
for (const name of asked) if (!BENCHES.includes(name)) throw new Error(`no bench ${name}: ${BENCHES.join(', ')}`);

for (const name of asked.length > 0 ? asked : BENCHES) {
  console.log(`\n${name}`);
  const script = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', script, ...options], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

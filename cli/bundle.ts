/** `node --import tsx cli/bundle.ts FILE`: builds the workflow bundle that CASES_WORKFLOW_BUNDLE names. */
import { writeBundle } from '../worker/bundle.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Where to? The path of the bundle to write is wanted.');
await writeBundle(file);

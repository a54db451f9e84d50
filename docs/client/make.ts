/** Writes the types of the client anew: `npm run client:types`. */
import { writeFile } from 'node:fs/promises';
import { clientTypes, TYPES_FILE } from './types.ts';

await writeFile(TYPES_FILE, await clientTypes());

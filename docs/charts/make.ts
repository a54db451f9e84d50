/** Draws the flow charts and tables of the kinds' pages anew: `npm run charts`. */
import { writeFile } from 'node:fs/promises';
import { fileOf, pageOf, PAGES } from './pages.ts';

for (const kind of PAGES) await writeFile(fileOf(kind), (await pageOf(kind)).should);

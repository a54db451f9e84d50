/** Draws the pictures of `docs/promises.md` anew: `npm run picture`. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { picturedCase } from './case.ts';
import { draw } from './draw.ts';
import { LANGUAGES } from './words.ts';

const pictured = await picturedCase();
for (const language of LANGUAGES) {
  await writeFile(join(import.meta.dirname, `clocks.${language}.svg`), draw(pictured, language));
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { picturedCase } from '../../docs/pictures/case.ts';
import { draw } from '../../docs/pictures/draw.ts';
import { LANGUAGES } from '../../docs/pictures/words.ts';

it.each(LANGUAGES)('the picture of a case (%s) is what the code draws: npm run picture', async (language) => {
  const file = join(import.meta.dirname, '..', '..', 'docs', 'pictures', `clocks.${language}.svg`);
  expect(draw(await picturedCase(), language)).toBe(await readFile(file, 'utf8'));
});

it('the pictured clocks are those of the policy', async () => {
  const { clocks } = await picturedCase();
  expect(clocks.map(({ name, state, dueAt }) => [name, state, new Date(dueAt).toISOString()])).toEqual([
    ['acknowledge', 'met', '2026-11-25T01:10:00.000Z'],
    ['answer', 'breached', '2026-11-25T01:58:00.000Z'],
  ]);
});

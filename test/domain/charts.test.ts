import { expect, it } from 'vitest';
import { pageOf, PAGES } from '../../docs/charts/pages.ts';

it.each(PAGES)('the page of %s shows what the code does: npm run charts', { timeout: 120_000 }, async (kind) => {
  const { stands, should } = await pageOf(kind);
  expect(stands).toBe(should);
});

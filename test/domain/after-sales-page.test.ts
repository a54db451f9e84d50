import { expect, it } from 'vitest';
import { pageWithTable } from '../../docs/after-sales/page.ts';

it('the rules on the page are those of policy-cn: npm run rule-table', async () => {
  const { stands, should } = await pageWithTable();
  expect(stands).toBe(should);
});

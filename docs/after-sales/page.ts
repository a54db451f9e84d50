/** The page on after-sales policies, and where its tables stand in it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';
import { factTable } from './fact-table.ts';
import { ruleTable } from './rule-table.ts';

export const PAGE = join(import.meta.dirname, '..', 'after-sales-policy.md');

/** The page as it stands, and as it has to stand. */
export async function pageWithTable(): Promise<{ stands: string; should: string }> {
  const stands = await readFile(PAGE, 'utf8');
  const policy = SHIPPED_AFTER_SALES_POLICIES.find(({ name }) => name === 'policy-cn');
  if (!policy) throw new Error('policy-cn ships');
  let should = stands;
  for (const [name, table] of Object.entries({ facts: factTable(), rules: ruleTable(policy) })) {
    const [start, end] = [`<!-- ${name}: npm run rule-table -->`, `<!-- end of ${name} -->`];
    const [head, rest] = should.split(start);
    const tail = rest?.split(end)[1];
    if (head === undefined || tail === undefined) throw new Error(`the page has no place for its ${name}`);
    should = `${head}${start}\n\n${table}\n\n${end}${tail}`;
  }
  return { stands, should };
}

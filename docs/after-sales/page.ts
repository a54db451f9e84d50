/** The page on after-sales policies, and where its table stands in it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';
import { ruleTable } from './rule-table.ts';

export const PAGE = join(import.meta.dirname, '..', 'after-sales-policy.md');
const [START, END] = ['<!-- rules: npm run rule-table -->', '<!-- end of rules -->'];

/** The page as it stands, and as it has to stand. */
export async function pageWithTable(): Promise<{ stands: string; should: string }> {
  const stands = await readFile(PAGE, 'utf8');
  const policy = SHIPPED_AFTER_SALES_POLICIES.find(({ name }) => name === 'policy-cn');
  const [head, rest] = stands.split(START);
  const tail = rest?.split(END)[1];
  if (!policy || head === undefined || tail === undefined) throw new Error('the page has no place for its table');
  return { stands, should: `${head}${START}\n\n${ruleTable(policy)}\n\n${END}${tail}` };
}

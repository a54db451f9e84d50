import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';
import { review } from '../../domain/after-sales/review.ts';
import { scenariosIn } from './after-sales-scenarios.ts';

const SHARED = join('..', 'shared', 'data', 'after_sales_scenarios.jsonl');
const files = [join(import.meta.dirname, 'after-sales-examples.jsonl'), SHARED].filter((file) => existsSync(file));

describe.each(files)('the scenarios of %s', (file) => {
  const scenarios = scenariosIn(readFileSync(file, 'utf8'));
  test.each(scenarios.map((one) => [one.id, one] as const))('%s', (_id, { policy, expected, facts }) => {
    const document = SHIPPED_AFTER_SALES_POLICIES.find(({ name }) => name === policy);
    if (!document) throw new Error(`no policy ${policy}`);
    const verdict = review(document, facts);
    expect(verdict.decision).toBe(expected.decision);
    expect(verdict.rules).toEqual([expected.rule]);
    expect(verdict.reasons.zh + verdict.reasons.en).not.toMatch(/[{}–]{1}(?!\d)/);
  });
});

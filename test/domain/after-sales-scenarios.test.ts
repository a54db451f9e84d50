import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AfterSalesFacts } from '../../domain/after-sales/facts.ts';
import { SHIPPED_AFTER_SALES_POLICIES } from '../../domain/after-sales/policies/index.ts';
import { review } from '../../domain/after-sales/review.ts';

const SHARED = join('..', 'shared', 'data', 'after_sales_scenarios.jsonl');

interface Scenario {
  readonly id: string;
  readonly policy: string;
  readonly expected: { readonly decision: string; readonly rule: string };
  readonly facts: AfterSalesFacts;
}

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());

/** Keys in camelCase, values and the free map `options` as they stand. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [camel(name), name === 'options' ? inner : renamed(inner)]),
  );
}

function scenariosIn(file: string): Scenario[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { id, policy, expected, ...rest } = JSON.parse(line) as Omit<Scenario, 'facts'>;
      return { id, policy: policy.replaceAll('_', '-'), expected, facts: renamed(rest) as AfterSalesFacts };
    });
}

const files = [join(import.meta.dirname, 'after-sales-examples.jsonl'), SHARED].filter((file) => existsSync(file));

describe.each(files)('the scenarios of %s', (file) => {
  test.each(scenariosIn(file).map((one) => [one.id, one] as const))('%s', (_id, { policy, expected, facts }) => {
    const document = SHIPPED_AFTER_SALES_POLICIES.find(({ name }) => name === policy);
    if (!document) throw new Error(`no policy ${policy}`);
    const verdict = review(document, facts);
    expect(verdict).toMatchObject({ decision: expected.decision === 'escalate' ? 'human' : expected.decision });
    expect(verdict.rules).toEqual([expected.rule]);
    expect(verdict.reasons.zh + verdict.reasons.en).not.toMatch(/[{}–]{1}(?!\d)/);
  });
});

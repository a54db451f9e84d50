import type { AfterSalesFacts } from '../../domain/after-sales/facts.ts';

interface Scenario {
  readonly id: string;
  readonly policy: string;
  /** `escalate` is `human`. */
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

/** The scenarios of a file with one on each line. */
export function scenariosIn(lines: string): Scenario[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const { id, policy, expected, ...rest } = JSON.parse(line) as Omit<Scenario, 'facts'>;
      const decision = expected.decision === 'escalate' ? 'human' : expected.decision;
      return {
        id,
        policy: policy.replaceAll('_', '-'),
        expected: { ...expected, decision },
        facts: renamed(rest) as AfterSalesFacts,
      };
    });
}

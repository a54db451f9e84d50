/** Reasons in words: facts and parameters in place of the names in braces. */
import type { Look } from './evaluate.ts';
import type { AfterSalesDocument, AfterSalesRule, Condition } from './policy.ts';

type Reasons = AfterSalesRule['reasons'];

/** In place of a text that is not the policy's own. */
const ANOTHER: Reasons = { zh: '其他', en: 'something else' };

type Parameters = AfterSalesDocument['parameters'];

/** A parameter by name; `by`: the fact that chooses its row. */
interface Named {
  readonly param: string;
  readonly by?: string;
}
const isNamed = (operand: unknown): operand is Named =>
  typeof operand === 'object' && operand !== null && 'param' in operand;

/** The texts that a comparison names: one, a list, or a list that is a parameter. */
function textsIn(operand: unknown, parameters: Parameters): readonly string[] {
  const value: unknown = isNamed(operand) ? parameters[operand.param] : operand;
  return [value].flat().filter((one): one is string => typeof one === 'string');
}

/** What a condition compares a fact with, and the rows of a parameter that it chooses. */
function comparedWith(condition: Condition, path: string, parameters: Parameters): readonly string[] {
  const inside = (one: Condition): readonly string[] => comparedWith(one, path, parameters);
  if ('all' in condition) return condition.all.flatMap(inside);
  if ('any' in condition) return condition.any.flatMap(inside);
  if ('not' in condition) return inside(condition.not);
  if ('where' in condition) return inside(condition.where);
  const { fact, ...operands } = condition;
  const [operand] = Object.values(operands) as readonly unknown[];
  if (fact === path) return textsIn(operand, parameters);
  return isNamed(operand) && operand.by === path ? Object.keys(parameters[operand.param] ?? {}) : [];
}

/** Whether a policy names a text in its conditions on a fact. */
const names = ({ rules, parameters }: AfterSalesDocument, path: string, text: string): boolean =>
  rules.some(({ when }) => when !== undefined && comparedWith(when, path, parameters).includes(text));

/**
 * Reasons as they are told. Of texts only those are repeated that the policy itself names in a condition on that fact:
 * what others wrote is not passed on. A number after ¥ is a sum: `¥100.00`.
 * @param more what only these words may name besides
 */
export function told(
  reasons: Reasons,
  policy: AfterSalesDocument,
  look: Look,
  more: Readonly<Record<string, string>> = {},
): Reasons {
  const inWords = (language: keyof Reasons): string =>
    reasons[language].replaceAll(/(¥?)\{([^{}]+)\}/g, (_whole, sign: string, name: string) => {
      const value = policy.parameters[name] ?? look(name);
      if (typeof value === 'number') return sign + (sign === '' ? String(value) : value.toFixed(2));
      if (typeof value === 'string') return sign + (names(policy, name, value) ? value : ANOTHER[language]);
      return sign + (more[name] ?? '–');
    });
  return { zh: inWords('zh'), en: inWords('en') };
}

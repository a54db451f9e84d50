/** Whether one condition plainly follows from another: never said of one that does not, not found for every one that does. */
import type { Condition, Literal, Ordering } from './policy.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const ORDER: Readonly<Record<Ordering | 'eq', readonly (Ordering | 'eq')[]>> = {
  eq: ['eq', 'lte', 'gte', 'lt', 'gt'],
  lt: ['lt', 'lte'],
  lte: ['lte', 'lt'],
  gt: ['gt', 'gte'],
  gte: ['gte', 'gt'],
};

interface Bound {
  readonly how: Ordering | 'eq';
  readonly value: Literal;
}

function boundOf(condition: Condition): Bound | undefined {
  for (const how of ['eq', 'lt', 'lte', 'gt', 'gte'] as const) {
    const value = (condition as Partial<Record<typeof how, unknown>>)[how];
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return { how, value };
  }
  return undefined;
}

/** Whether every value within `given` is within `asked`. */
function within(given: Bound, asked: Bound): boolean {
  if (!ORDER[given.how].includes(asked.how)) return false;
  const { value } = given;
  const open = given.how === asked.how || given.how === 'lt' || given.how === 'gt';
  switch (asked.how) {
    case 'eq':
      return value === asked.value;
    case 'lt':
      return open ? value <= asked.value : value < asked.value;
    case 'lte':
      return value <= asked.value;
    case 'gt':
      return open ? value >= asked.value : value > asked.value;
    case 'gte':
      return value >= asked.value;
  }
}

const listOf = (condition: Condition): readonly string[] | undefined => {
  if ('in' in condition && !('param' in condition.in)) return condition.in;
  return 'eq' in condition && typeof condition.eq === 'string' ? [condition.eq] : undefined;
};

function comparisonImplies(given: Condition, asked: Condition): boolean {
  if (!('fact' in given) || !('fact' in asked) || given.fact !== asked.fact) return false;
  // whatever is compared is known
  if ('exists' in asked) return asked.exists && !('exists' in given);
  const [from, to] = [listOf(given), listOf(asked)];
  if (from && to && 'in' in asked) return from.every((value) => to.includes(value));
  const [bound, wanted] = [boundOf(given), boundOf(asked)];
  // 'lt' and 'gt' with the same bound as an equality are no subset
  return bound !== undefined && wanted !== undefined && within(bound, wanted);
}

/** Whether `asked` holds wherever `given` does. */
export function implies(given: Condition, asked: Condition): boolean {
  if (same(given, asked)) return true;
  if ('any' in given) return given.any.every((one) => implies(one, asked));
  if ('all' in asked) return asked.all.every((one) => implies(given, one));
  if ('any' in asked && asked.any.some((one) => implies(given, one))) return true;
  if ('all' in given) return given.all.some((one) => implies(one, asked));
  if ('not' in given && 'not' in asked) return implies(asked.not, given.not);
  if ('some' in given && 'some' in asked) return given.some === asked.some && implies(given.where, asked.where);
  if ('every' in given && 'every' in asked) return given.every === asked.every && implies(given.where, asked.where);
  return comparisonImplies(given, asked);
}

/** Conditions over facts of which some are not known: true, false, or unknown for want of named facts. */
import type { Condition, Operand, Ordering, Parameter } from './policy.ts';

/** `missing`: the facts for want of which it is unknown. */
export type Truth = true | false | { readonly missing: readonly string[] };

/** The value of a fact; undefined or null: not known. */
export type Look = (path: string) => unknown;

export interface Known {
  readonly look: Look;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

const unknown = (...missing: string[]): Truth => ({ missing });
const isUnknown = (truth: Truth): truth is { missing: readonly string[] } => typeof truth === 'object';

const not = (truth: Truth): Truth => (isUnknown(truth) ? truth : !truth);

/** False once one is false, unknown once one is unknown, else true. */
function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  const missing = truths.filter(isUnknown).flatMap((truth) => truth.missing);
  return missing.length > 0 ? { missing: [...new Set(missing)] } : true;
}

const any = (truths: readonly Truth[]): Truth => not(all(truths.map(not)));

type Value = string | number | boolean | readonly string[];
type Found = { readonly value: Value } | { readonly missing: readonly string[] };

function factOf(path: string, { look }: Known): Found {
  const value = look(path) as Value | null | undefined;
  return value === undefined || value === null ? { missing: [path] } : { value };
}

function parameterOf(name: string, by: string | undefined, known: Known): Found {
  const parameter = known.parameters[name];
  if (parameter === undefined) return { missing: [name] };
  if (typeof parameter === 'number' || Array.isArray(parameter)) return { value: parameter as Value };
  const row = factOf(by ?? '', known);
  if ('missing' in row) return row;
  const value = (parameter as Readonly<Record<string, number>>)[String(row.value)];
  return value === undefined ? { missing: [by ?? ''] } : { value };
}

function operandOf(operand: Operand, known: Known): Found {
  if (typeof operand !== 'object') return { value: operand };
  return 'fact' in operand ? factOf(operand.fact, known) : parameterOf(operand.param, operand.by, known);
}

/** Words as a person compares them: `no_longer_needed`, ` No longer needed` and `no longer needed` are one. */
const plain = (value: Value): Value =>
  typeof value === 'string'
    ? value
        .toLowerCase()
        .replaceAll(/[\s_-]+/gu, ' ')
        .trim()
    : value;

const COMPARE: Readonly<Record<Ordering | 'eq', (a: Value, b: Value) => boolean>> = {
  eq: (a, b) => a === b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
};

function compare(path: string, how: Ordering | 'eq', operand: Operand, known: Known): Truth {
  const [left, right] = [factOf(path, known), operandOf(operand, known)];
  // ids of two facts are the same to the letter
  const read = typeof operand === 'string' ? plain : (value: Value): Value => value;
  if ('value' in left && 'value' in right) return COMPARE[how](read(left.value), read(right.value));
  return unknown(...[left, right].flatMap((found) => ('missing' in found ? found.missing : [])));
}

function isIn(path: string, list: readonly string[] | { readonly param: string }, known: Known): Truth {
  const found = factOf(path, known);
  if ('missing' in found) return unknown(...found.missing);
  const allowed = 'param' in list ? (known.parameters[list.param] as readonly string[]) : list;
  const words = allowed.map(plain);
  return [found.value].flat().some((value) => words.includes(plain(value)));
}

/** What holds of each member of a list. */
function members(list: string, where: Condition, known: Known): readonly Truth[] | undefined {
  const value = known.look(list);
  if (!Array.isArray(value)) return undefined;
  const start = `${list}[].`;
  return (value as readonly Readonly<Record<string, unknown>>[]).map((member) => {
    const look: Look = (path) => (path.startsWith(start) ? member[path.slice(start.length)] : known.look(path));
    return evaluate(where, { ...known, look });
  });
}

/** Whether a condition holds. What it does not need may be unknown: false and unknown is false. */
export function evaluate(condition: Condition, known: Known): Truth {
  if ('all' in condition) return all(condition.all.map((one) => evaluate(one, known)));
  if ('any' in condition) return any(condition.any.map((one) => evaluate(one, known)));
  if ('not' in condition) return not(evaluate(condition.not, known));
  if ('some' in condition) {
    const truths = members(condition.some, condition.where, known);
    return truths ? any(truths) : unknown(condition.some);
  }
  if ('every' in condition) {
    const truths = members(condition.every, condition.where, known);
    return truths ? all(truths) : unknown(condition.every);
  }
  if ('exists' in condition) return 'value' in factOf(condition.fact, known) === condition.exists;
  if ('in' in condition) return isIn(condition.fact, condition.in, known);
  if ('eq' in condition) return compare(condition.fact, 'eq', condition.eq, known);
  if ('lt' in condition) return compare(condition.fact, 'lt', condition.lt, known);
  if ('lte' in condition) return compare(condition.fact, 'lte', condition.lte, known);
  if ('gt' in condition) return compare(condition.fact, 'gt', condition.gt, known);
  return compare(condition.fact, 'gte', condition.gte, known);
}

import type { Fault } from '../fault.ts';
import { FACTS, type FactType } from './facts.ts';
import { implies } from './implies.ts';
import {
  type AfterSalesDocument,
  type AfterSalesRule,
  type Comparison,
  type Condition,
  type Operand,
  ORDERINGS,
} from './policy.ts';

const fault = (pointer: string, code: string, message: string): Fault => ({ pointer, code, message });

interface Place {
  readonly pointer: string;
  readonly document: AfterSalesDocument;
  /** Lists whose members' facts are known here. */
  readonly inside: readonly string[];
}

const at = (place: Place, ...path: (string | number)[]): Place => ({
  ...place,
  pointer: `${place.pointer}${path.map((part) => `/${part}`).join('')}`,
});

function factFaults(path: string, { pointer, document, inside }: Place): Fault[] {
  if (!Object.hasOwn(document.facts, path)) {
    return [fault(pointer, 'unknown_fact', 'one of those that the document lists as its facts')];
  }
  const [list = ''] = path.split('[].');
  return path.includes('[].') && !inside.includes(list)
    ? [fault(pointer, 'outside_its_list', `inside some or every of ${list}`)]
    : [];
}

const typeFault = (pointer: string, type: string): Fault[] => [fault(pointer, 'wrong_type', `a ${type}`)];

function operandFaults(operand: Operand, type: FactType, place: Place): Fault[] {
  const { pointer, document } = place;
  if (typeof operand !== 'object') {
    const given = typeof operand === 'string' ? 'text' : typeof operand;
    return given === type ? [] : typeFault(pointer, type);
  }
  if ('fact' in operand) {
    const faults = factFaults(operand.fact, at(place, 'fact'));
    const fits = faults.length > 0 || document.facts[operand.fact] === type;
    return fits ? faults : typeFault(`${pointer}/fact`, type);
  }
  const parameter = Object.hasOwn(document.parameters, operand.param) ? document.parameters[operand.param] : undefined;
  if (parameter === undefined) return [fault(`${pointer}/param`, 'unknown_parameter', parametersOf(document))];
  if (type !== 'number' || Array.isArray(parameter)) return typeFault(`${pointer}/param`, type);
  const byRow = typeof parameter === 'object';
  if (byRow !== (operand.by !== undefined)) {
    return [fault(`${pointer}/by`, 'wrong_type', byRow ? 'the fact that chooses the row' : 'nothing: it has no rows')];
  }
  return operand.by === undefined ? [] : [...operandFaults({ fact: operand.by }, 'text', place)];
}

const parametersOf = ({ parameters }: AfterSalesDocument): string =>
  `one of: ${Object.keys(parameters).sort().join(', ') || 'none'}`;

function comparisonFaults(condition: Comparison, place: Place): Fault[] {
  const { fact } = condition;
  const unknown = factFaults(fact, at(place, 'fact'));
  const type = place.document.facts[fact];
  if (unknown.length > 0 || type === undefined) return unknown;
  if ('exists' in condition) return [];
  if ('in' in condition) {
    if (type !== 'text' && type !== 'texts') return typeFault(`${place.pointer}/fact`, 'text');
    if (!('param' in condition.in)) return [];
    const { param } = condition.in;
    const { parameters } = place.document;
    if (!Object.hasOwn(parameters, param)) {
      return [fault(`${place.pointer}/in/param`, 'unknown_parameter', parametersOf(place.document))];
    }
    return Array.isArray(parameters[param]) ? [] : typeFault(`${place.pointer}/in/param`, 'list of texts');
  }
  if ('eq' in condition) {
    if (type === 'list' || type === 'texts') return typeFault(`${place.pointer}/fact`, 'text, number or boolean');
    return operandFaults(condition.eq, type, at(place, 'eq'));
  }
  if (type !== 'number') return typeFault(`${place.pointer}/fact`, 'number');
  return ORDERINGS.flatMap((how) => {
    const operand = (condition as Partial<Record<typeof how, Operand>>)[how];
    return operand === undefined ? [] : operandFaults(operand, 'number', at(place, how));
  });
}

function conditionFaults(condition: Condition, place: Place): Fault[] {
  if ('all' in condition) return condition.all.flatMap((one, i) => conditionFaults(one, at(place, 'all', i)));
  if ('any' in condition) return condition.any.flatMap((one, i) => conditionFaults(one, at(place, 'any', i)));
  if ('not' in condition) return conditionFaults(condition.not, at(place, 'not'));
  if (!('where' in condition)) return comparisonFaults(condition, place);
  const [how, list] = 'some' in condition ? (['some', condition.some] as const) : (['every', condition.every] as const);
  const unknown = factFaults(list, at(place, how));
  if (unknown.length > 0) return unknown;
  if (place.document.facts[list] !== 'list') return typeFault(`${place.pointer}/${how}`, 'list');
  return conditionFaults(condition.where, { ...at(place, 'where'), inside: [...place.inside, list] });
}

const NAMED = /\{([^{}]*)\}/g;

/** Words name single facts, and parameters without rows. */
function wordFaults(words: AfterSalesRule['reasons'], place: Place, more: readonly string[] = []): Fault[] {
  const { facts, parameters } = place.document;
  const known = (name: string): boolean =>
    more.includes(name) ||
    (Object.hasOwn(facts, name) && !name.includes('[]') && ['text', 'number'].includes(facts[name] ?? '')) ||
    (Object.hasOwn(parameters, name) && typeof parameters[name] === 'number');
  return (['zh', 'en'] as const).flatMap((language) =>
    [...words[language].matchAll(NAMED)].flatMap(([, name = '']) =>
      known(name)
        ? []
        : [fault(`${place.pointer}/${language}`, 'unknown_variable', 'facts of text or number, and single numbers')],
    ),
  );
}

function ruleFaults(rule: AfterSalesRule, place: Place): Fault[] {
  const { when, verdict, grant, reasons } = rule;
  return [
    ...(when ? conditionFaults(when, at(place, 'when')) : []),
    ...(grant && verdict !== 'approve' ? [fault(`${place.pointer}/grant`, 'grant_without_use', 'of an approval')] : []),
    ...wordFaults(reasons, at(place, 'reasons')),
  ];
}

/** Rules that nothing reaches, because one before takes all of theirs. */
function unreachable(rules: readonly AfterSalesRule[]): Fault[] {
  return rules.flatMap(({ when }, i) => {
    const hidden = rules
      .slice(0, i)
      .some((before) => before.when === undefined || (when !== undefined && implies(when, before.when)));
    return hidden
      ? [fault(`/rules/${i}`, 'unreachable_rule', 'a rule before those that take all of its requests')]
      : [];
  });
}

function repeatedIds(rules: readonly AfterSalesRule[]): Fault[] {
  const ids = rules.map(({ id, part = '' }) => `${id} ${part}`);
  return ids.flatMap((id, i) =>
    ids.indexOf(id) === i ? [] : [fault(`/rules/${i}/id`, 'repeated_rule', 'another id, or another part of it')],
  );
}

function listedFaults({ facts }: AfterSalesDocument): Fault[] {
  return Object.entries(facts).flatMap(([path, type]) => {
    const pointer = `/facts/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Object.hasOwn(FACTS, path)) return [fault(pointer, 'unknown_fact', Object.keys(FACTS).join(', '))];
    return FACTS[path] === type ? [] : typeFault(pointer, FACTS[path] ?? '');
  });
}

/** Why an after-sales policy cannot be used, with places as its document has them; empty for one that can. */
export function afterSalesFaults(document: AfterSalesDocument): Fault[] {
  const { rules, missing } = document;
  const place: Place = { pointer: '', document, inside: [] };
  const last = rules.at(-1);
  return [
    ...listedFaults(document),
    ...wordFaults(missing.reasons, at(place, 'missing', 'reasons'), ['missing']),
    ...rules.flatMap((rule, i) => ruleFaults(rule, at(place, 'rules', i))),
    ...repeatedIds(rules),
    ...unreachable(rules),
    ...(last && last.when === undefined
      ? []
      : [fault('/rules', 'no_last_rule', 'a last rule for whatever came so far: one without a condition')]),
  ];
}

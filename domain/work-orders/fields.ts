import { dateOf, dayOf } from '../compiled-calendar.ts';
import type { Fault } from '../fault.ts';
import { yuan } from '../yuan.ts';
import type { FieldValue, FieldValues, WorkOrderField, WorkOrderTypeDocument } from './type.ts';

const LONGEST_TEXT = 2_000;
const LONGEST_REFERENCE = 200;
const LARGEST = 1e12;

/** What is wrong with a value: a code, and what is allowed; null: nothing. */
type Verdict = { readonly code: string; readonly message: string } | null;

const refused = (code: string, message: string): Verdict => ({ code, message });

function within(
  size: number,
  { min, max }: { min: number; max: number },
  what: string,
  shown: (size: number) => string = String,
): Verdict {
  if (size >= min && size <= max) return null;
  return refused('out_of_limits', `${what} from ${shown(min)} to ${shown(max)}`);
}

/** In code points. */
const lengthOf = (text: string): number => Array.from(text).length;

function textVerdict({ min = 1, max = LONGEST_TEXT }: WorkOrderField, value: unknown): Verdict {
  if (typeof value !== 'string') return refused('not_a_text', 'a text');
  if (value.trim() === '') return refused('blank', 'something in it');
  return within(lengthOf(value), { min, max }, 'a length');
}

function referenceVerdict({ min = 1, max = LONGEST_REFERENCE }: WorkOrderField, value: unknown): Verdict {
  if (typeof value !== 'string' || value.trim() !== value || /\p{Cc}/u.test(value)) {
    return refused('not_a_reference', 'one line without blanks around it');
  }
  return within(lengthOf(value), { min, max }, 'a length');
}

function numberVerdict({ min = -LARGEST, max = LARGEST }: WorkOrderField, value: unknown): Verdict {
  if (typeof value !== 'number' || !Number.isFinite(value)) return refused('not_a_number', 'a number');
  return within(value, { min, max }, 'a number');
}

function moneyVerdict({ min = 0, max = LARGEST }: WorkOrderField, value: unknown): Verdict {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    return refused('not_a_sum', 'a sum with at most two decimals, as a number');
  }
  return within(value, { min, max }, 'a sum', yuan);
}

function dateVerdict(value: unknown): Verdict {
  const written = typeof value === 'string' && /^[12]\d{3}-\d\d-\d\d$/.test(value) ? value : '';
  const day = dayOf(written);
  return Number.isFinite(day) && dateOf(day) === written ? null : refused('not_a_date', 'a date such as 2026-11-23');
}

function choiceVerdict({ choices = [] }: WorkOrderField, value: unknown): Verdict {
  const codes = choices.map(({ code }) => code);
  return codes.some((code) => code === value) ? null : refused('unknown_choice', `one of: ${codes.join(', ')}`);
}

function verdictOn(field: WorkOrderField, value: unknown): Verdict {
  switch (field.kind) {
    case 'text':
      return textVerdict(field, value);
    case 'number':
      return numberVerdict(field, value);
    case 'money':
      return moneyVerdict(field, value);
    case 'date':
      return dateVerdict(value);
    case 'choice':
      return choiceVerdict(field, value);
    case 'boolean':
      return typeof value === 'boolean' ? null : refused('not_a_boolean', 'true or false');
    case 'reference':
      return referenceVerdict(field, value);
  }
}

const pointerTo = (name: string): string => `/fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Why values cannot be a work order's, by their places; money is in cents. Empty for those that can. */
export function valueFaults({ fields }: WorkOrderTypeDocument, given: Readonly<Record<string, unknown>>): Fault[] {
  return Object.entries(given).flatMap(([name, value]): Fault[] => {
    const field = fields.find((one) => one.name === name);
    const verdict = field
      ? verdictOn(field, value)
      : refused('unknown_field', `one of: ${fields.map((one) => one.name).join(', ')}`);
    return verdict ? [{ pointer: pointerTo(name), ...verdict }] : [];
  });
}

/** Of some values those that a type has a use for: a shop may have changed a type that a workflow opens. */
export const fittingValues = (type: WorkOrderTypeDocument, given: FieldValues): Record<string, FieldValue> =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => valueFaults(type, { [name]: value }).length === 0),
  );

/** The fields that every work order of a type needs. */
export const requiredFields = ({ fields }: WorkOrderTypeDocument): string[] =>
  fields.filter(({ required }) => required === true).map(({ name }) => name);

/** A fault for each of the fields that has no value. */
export const missingFaults = (names: readonly string[], values: FieldValues): Fault[] =>
  names
    .filter((name) => !Object.hasOwn(values, name))
    .map((name) => ({ pointer: pointerTo(name), code: 'required', message: 'a value: it is needed here' }));

/** What kind of task a work order is, as data: its fields, its states, and who may move it from which to which. */

export const FIELD_KINDS = ['text', 'number', 'money', 'date', 'choice', 'boolean', 'reference'] as const;
type FieldKind = (typeof FIELD_KINDS)[number];

/** What a field holds: money in cents, a date as `2026-11-23`, a choice as its code. */
export type FieldValue = string | number | boolean;
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** How a work order ended, whatever its type calls that state. */
export const WORK_ORDER_OUTCOMES = ['done', 'refused', 'cancelled'] as const;
export type WorkOrderOutcome = (typeof WORK_ORDER_OUTCOMES)[number];

/** Who may make a move: roles of keys, whoever has the work order, or the external party it was given to. */
export const MOVERS = ['service', 'agent', 'senior', 'supervisor', 'manager', 'assignee', 'external'] as const;
export type Mover = (typeof MOVERS)[number];

export interface InBothLanguages {
  readonly zh: string;
  readonly en: string;
}

interface Choice {
  readonly code: string;
  readonly title: InBothLanguages;
}

export interface WorkOrderField {
  readonly name: string;
  readonly title: InBothLanguages;
  readonly kind: FieldKind;
  /** A person who opens one has to give it, and none ends `done` without it. */
  readonly required?: boolean;
  /** Least and greatest: of a number, of a sum in cents, of the length of a text or reference. */
  readonly min?: number;
  readonly max?: number;
  /** Of a choice. */
  readonly choices?: readonly Choice[];
}

export interface WorkOrderState {
  readonly name: string;
  readonly title: InBothLanguages;
  /** The one in which it is opened. */
  readonly initial?: true;
  /** It ends here, so. */
  readonly final?: WorkOrderOutcome;
}

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly by: readonly Mover[];
  /** Fields that have a value after it. */
  readonly requires?: readonly string[];
}

/** A type without its name and version. */
export interface WorkOrderTypeDocument {
  readonly title: InBothLanguages;
  readonly fields: readonly WorkOrderField[];
  readonly states: readonly WorkOrderState[];
  readonly moves: readonly Move[];
  /** Whose line it stands in unless told. */
  readonly queue: string;
  /** Who outside the house carries it out unless told, as a code: `carrier`. */
  readonly externalParty?: string;
  /** Seconds from its opening to its deadline unless told; none: no deadline. */
  readonly dueWithin?: number;
}

export interface WorkOrderType extends WorkOrderTypeDocument {
  readonly name: string;
  readonly version: number;
}

/** The state in which work orders of a type are opened. */
export function initialState({ states }: WorkOrderTypeDocument): string {
  const initial = states.find((state) => state.initial === true);
  if (!initial) throw new Error('a work order type without an initial state was kept');
  return initial.name;
}

/** How a work order in a state has ended; undefined while it is open. */
export const outcomeOf = ({ states }: WorkOrderTypeDocument, name: string): WorkOrderOutcome | undefined =>
  states.find((state) => state.name === name)?.final;

/** The state for an end; a type that never refuses cancels instead. */
export function stateFor({ states }: WorkOrderTypeDocument, outcome: WorkOrderOutcome): string {
  const end = states.find(({ final }) => final === outcome) ?? states.find(({ final }) => final === 'cancelled');
  if (!end) throw new Error('a work order type without an end was kept');
  return end.name;
}

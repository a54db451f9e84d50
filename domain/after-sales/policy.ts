/** An after-sales policy as data: explicit rules over facts, of which the first that matches decides. */
import type { FactType } from './facts.ts';

/** What an approval grants. */
export const REMEDIES = ['cancel', 'intercept', 'refund', 'return', 'exchange', 'resend', 'repair', 'advance'] as const;
export type Remedy = (typeof REMEDIES)[number];

export const VERDICTS = ['approve', 'deny', 'human'] as const;
export const FREIGHT_PAYERS = ['shop', 'customer'] as const;
export const BASES = ['law', 'practice'] as const;
export const COMPENSATIONS = ['published', 'price-drop', 'share', 'amount'] as const;

export type Literal = string | number | boolean;
/** `by`: the fact that chooses a parameter's row. */
export type Parameter = number | readonly string[] | Readonly<Record<string, number>>;
interface ParameterRef {
  readonly param: string;
  readonly by?: string;
}
export type Operand = Literal | { readonly fact: string } | ParameterRef;

export const ORDERINGS = ['lt', 'lte', 'gt', 'gte'] as const;
export type Ordering = (typeof ORDERINGS)[number];

/** A comparison of one fact; of a list of texts, `in` is true when one of them is. */
export type Comparison =
  | { readonly fact: string; readonly eq: Operand }
  | { readonly fact: string; readonly in: readonly string[] | { readonly param: string } }
  | { readonly fact: string; readonly exists: boolean }
  | { readonly fact: string; readonly lt: Operand }
  | { readonly fact: string; readonly lte: Operand }
  | { readonly fact: string; readonly gt: Operand }
  | { readonly fact: string; readonly gte: Operand };

/** `some` and `every` name a list; inside them its members' facts are known, as `items[].customMade`. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly some: string; readonly where: Condition }
  | { readonly every: string; readonly where: Condition }
  | Comparison;

interface Reasons {
  readonly zh: string;
  readonly en: string;
}

interface RuleGrant {
  readonly remedy: Remedy;
  /** What the customer may have instead: whichever of these was asked for. */
  readonly choice?: readonly Remedy[];
  readonly freight: (typeof FREIGHT_PAYERS)[number];
  readonly compensation?: (typeof COMPENSATIONS)[number];
}

export interface AfterSalesRule {
  readonly id: string;
  /** Tells rules of one id apart. */
  readonly part?: string;
  /** None: whatever came so far. */
  readonly when?: Condition;
  readonly verdict: (typeof VERDICTS)[number];
  /** Of an approval only. */
  readonly grant?: RuleGrant;
  /** Who pays the freight where nothing is granted yet. */
  readonly freight?: (typeof FREIGHT_PAYERS)[number];
  /** A severe complaint is proposed. */
  readonly severe?: true;
  /** Law: to be confirmed by a lawyer. */
  readonly basis: (typeof BASES)[number];
  /** With facts and parameters in braces. */
  readonly reasons: Reasons;
}

/** A policy without its name and version. */
export interface AfterSalesDocument {
  /** The facts that it may name. */
  readonly facts: Readonly<Record<string, FactType>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** What decides, to a human, when a rule cannot be told for want of facts; `{missing}` names them. */
  readonly missing: { readonly id: string; readonly reasons: Reasons };
  readonly rules: readonly AfterSalesRule[];
}

export interface AfterSalesPolicy extends AfterSalesDocument {
  readonly name: string;
  readonly version: number;
}

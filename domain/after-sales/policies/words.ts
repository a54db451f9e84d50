/** Words of conditions that the shipped policies use again and again. */
import { FACTS } from '../facts.ts';
import type { AfterSalesDocument, Condition, Literal } from '../policy.ts';

export const all = (...conditions: Condition[]): Condition => ({ all: conditions });
export const any = (...conditions: Condition[]): Condition => ({ any: conditions });
export const not = (condition: Condition): Condition => ({ not: condition });
export const is = (fact: string, eq: Literal = true): Condition => ({ fact, eq });
export const among = (fact: string, ...values: string[]): Condition => ({ fact, in: values });
export const asks = (...types: string[]): Condition => among('requestType', ...types);
export const some = (where: Condition, list = 'items'): Condition => ({ some: list, where });
export const every = (where: Condition, list = 'items'): Condition => ({ every: list, where });

/** For what is only told when it is so: not told is not so. */
export const told = (fact: string, condition: Condition = is(fact)): Condition =>
  all({ fact, exists: true }, condition);

/** The facts that a document may name, with their types. */
export const mayName = (names: readonly string[]): AfterSalesDocument['facts'] =>
  Object.fromEntries(Object.entries(FACTS).filter(([path]) => names.some((name) => path.startsWith(name))));

import type { Fault } from '../fault.ts';
import { missingFaults, requiredFields } from './fields.ts';
import { type FieldValues, type Move, outcomeOf, type WorkOrderTypeDocument } from './type.ts';

/** Who is about to move a work order. */
export interface WhoMoves {
  /** Of the key that asks; an `admin` may make every move. */
  readonly role: string;
  /** The work order is theirs. */
  readonly assignee: boolean;
  /** Told for the external party: then only what that party may do. */
  readonly external: boolean;
}

/** Why a work order is not moved. */
export type MoveRejection =
  /** From its state it does not go there; where it goes. */
  | { readonly code: 'unknown_move'; readonly allowed: readonly string[] }
  /** Others make this move. */
  | { readonly code: 'move_of_others'; readonly by: Move['by'] }
  | { readonly code: 'fields_missing'; readonly faults: readonly Fault[] };

function mayMake({ by }: Move, { role, assignee, external }: WhoMoves): boolean {
  if (external) return by.includes('external');
  if (role === 'admin' || (assignee && by.includes('assignee'))) return true;
  return by.some((mover) => mover === role && mover !== 'assignee' && mover !== 'external');
}

/** The moves that somebody may make from a state. */
export const movesFrom = (type: WorkOrderTypeDocument, state: string, who: WhoMoves): Move[] =>
  type.moves.filter((move) => move.from === state && mayMake(move, who));

/** The fields that have to have a value after a move. */
export const neededFor = (type: WorkOrderTypeDocument, { to, requires = [] }: Move): string[] => [
  ...new Set([...requires, ...(outcomeOf(type, to) === 'done' ? requiredFields(type) : [])]),
];

/** Why a move is not made, or null when it is. `values` are those after it. */
export function rejectionOfMove(
  type: WorkOrderTypeDocument,
  { from, to, who, values }: { from: string; to: string; who: WhoMoves; values: FieldValues },
): MoveRejection | null {
  const onward = type.moves.filter((move) => move.from === from);
  const move = onward.find((one) => one.to === to);
  if (!move) return { code: 'unknown_move', allowed: onward.map((one) => one.to) };
  if (!mayMake(move, who)) return { code: 'move_of_others', by: move.by };
  const faults = missingFaults(neededFor(type, move), values);
  return faults.length > 0 ? { code: 'fields_missing', faults } : null;
}

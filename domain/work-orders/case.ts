import type { Actor } from '../case.ts';
import type { CaseRecord } from '../record.ts';
import type { WorkOrderMovedFact } from './news.ts';
import type { ShippedWorkOrderName } from './shipped/index.ts';
import type { FieldValues, WorkOrderOutcome } from './type.ts';

/** What a case opens a work order with. Nothing of it is a word or an id that somebody else chose. */
export interface OpenedByCase {
  readonly workOrderType: ShippedWorkOrderName;
  /** The type's own unless told. */
  readonly queue?: string;
  /** The type's own time from now unless told. */
  readonly dueAt?: number;
  /** Sums in cents, numbers, dates and codes of choices; a field that the shop's type does not have is left out. */
  readonly fields?: FieldValues;
  /** The policy unless told. */
  readonly by?: Actor;
}

/**
 * Opens a work order from within a case; its row is written with the event, once. Returns the sequence number of that
 * event: later events of this work order name it as `of`.
 */
export function openWorkOrder(record: CaseRecord, at: number, { by = 'policy', ...opened }: OpenedByCase): number {
  record.add(at, by, { type: 'workOrderOpened', ...opened });
  return record.state.version;
}

/**
 * Ends a work order of the case: what it was for has come about, or is given up. One that a person has ended meanwhile
 * stays as it is; the case is told of that by its own fact.
 * @param workOrder the row number of one that a person opened, or `of`, the event by which the case did
 */
export function endWorkOrder(
  record: CaseRecord,
  at: number,
  {
    by = 'policy',
    ...ended
  }: ({ readonly workOrder: number } | { readonly of: number }) & {
    readonly workOrderType: string;
    readonly outcome: WorkOrderOutcome;
    readonly reasonCode?: string;
    readonly by?: Actor;
  },
): void {
  record.add(at, by, { type: 'workOrderEnded', ...ended });
}

/** Takes in that somebody opened or moved a work order. */
export function workOrderMoved(record: CaseRecord, fact: WorkOrderMovedFact & { readonly acceptedAt: number }): void {
  const { acceptedAt, agent, type, workOrder, workOrderType, of, from, to, outcome, queue, dueAt } = fact;
  if (from === null) {
    const stands = { ...(queue === undefined ? {} : { queue }), ...(dueAt === undefined ? {} : { dueAt }) };
    record.add(acceptedAt, agent, { type: 'workOrderOpened', workOrder, workOrderType, ...stands });
    return;
  }
  const ended = { ...(outcome === undefined ? {} : { outcome }), ...(of === undefined ? {} : { of }) };
  record.add(acceptedAt, agent, { type, workOrder, workOrderType, from, to, ...ended });
}

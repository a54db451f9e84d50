import type { Knex } from 'knex';
import type { CaseEvent, EventOf } from '../domain/case.ts';
import { fittingValues } from '../domain/work-orders/fields.ts';
import { initialState, outcomeOf, stateFor } from '../domain/work-orders/type.ts';
import { findVersion, newestVersions, WORK_ORDER_TYPES } from '../store/versions.ts';
import { changeWorkOrder, insertWorkOrder, lockOwnWorkOrder } from '../store/work-orders.ts';

interface Case {
  readonly caseId: string;
  readonly shop: string;
}

/** Writes the work orders that a case opened or ended by these events; those that people opened have their rows. */
export async function keepWorkOrders(
  trx: Knex.Transaction,
  theCase: Case,
  numbered: readonly { readonly seq: number; readonly event: CaseEvent }[],
): Promise<void> {
  for (const { seq, event } of numbered) {
    if (event.type === 'workOrderOpened' && event.workOrder === undefined) await open(trx, theCase, seq, event);
    if (event.type === 'workOrderEnded') await end(trx, theCase, event);
  }
}

/** Under the type that the shop has now. */
async function open(
  trx: Knex.Transaction,
  { caseId, shop }: Case,
  openedSeq: number,
  event: EventOf<'workOrderOpened'>,
): Promise<void> {
  const { at, by, workOrderType, queue, dueAt, fields = {} } = event;
  const type = (await newestVersions(trx, WORK_ORDER_TYPES, shop)).get(workOrderType);
  if (!type) throw new Error(`there is no work order type ${workOrderType}`);
  const { document } = type;
  const ordinarily = document.dueWithin === undefined ? null : at + document.dueWithin * 1000;
  await insertWorkOrder(trx, {
    caseId,
    shop,
    type: workOrderType,
    typeVersion: type.version,
    state: initialState(document),
    queue: queue ?? document.queue,
    externalParty: document.externalParty,
    dueAt: dueAt ?? ordinarily,
    fields: fittingValues(document, fields),
    by,
    at,
    openedSeq,
  });
}

/** One that a person has ended meanwhile stays as it is. */
async function end(trx: Knex.Transaction, { caseId }: Case, event: EventOf<'workOrderEnded'>): Promise<void> {
  const order = await lockOwnWorkOrder(trx, caseId, event);
  if (order?.outcome !== null) return;
  const { shop, type: name, typeVersion: version, fields } = order;
  const type = await findVersion(trx, WORK_ORDER_TYPES, { shop, name, version });
  if (!type) throw new Error(`there is no version ${version} of the work order type ${name}`);
  const state = stateFor(type.document, event.outcome);
  const outcome = outcomeOf(type.document, state) ?? null;
  const { at, by, reasonCode } = event;
  await changeWorkOrder(trx, order, { state, outcome, fields }, { by, at, given: {}, reasonCode });
}

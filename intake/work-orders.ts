import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { agentRef } from '../domain/ids.ts';
import { missingFaults, requiredFields, valueFaults } from '../domain/work-orders/fields.ts';
import { rejectionOfMove } from '../domain/work-orders/moves.ts';
import { type FieldValue, initialState, outcomeOf, type WorkOrderTypeDocument } from '../domain/work-orders/type.ts';
import { agentNumber } from '../store/agents.ts';
import { storeFact } from '../store/facts.ts';
import { lockSurvivor } from '../store/merges.ts';
import type { Attachment } from '../store/messages.ts';
import { lookAroundCase } from '../store/surroundings.ts';
import type { Version } from '../store/versions.ts';
import {
  changeWorkOrder,
  findWorkOrder,
  insertWorkOrder,
  lockWorkOrder,
  openedByRequest,
  type WorkOrderRow,
} from '../store/work-orders.ts';
import { atomically } from './atomically.ts';
import { UnknownCase, UnknownWorkOrder, WorkOrderRefused } from './errors.ts';
import type { Taken } from './receive.ts';

/** What people say of a work order; what is left out has its type's own, or stays. */
interface Details {
  readonly title?: string | null | undefined;
  readonly queue?: string | undefined;
  /** In the shop's staff system; null: nobody. */
  readonly assignee?: string | null | undefined;
  readonly externalParty?: string | null | undefined;
  /** Epoch ms; null: none. */
  readonly dueAt?: number | null | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  /** Money in cents, whatever else was sent as it was; null takes a value away. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

export interface OpenedWorkOrder extends Details {
  readonly type: Version<WorkOrderTypeDocument>;
  readonly agentId: string;
  /** The same for every repetition of the request, and of no other. */
  readonly requestKey: string;
}

export interface ChangedWorkOrder extends Details {
  /** That of the work order, in its version. */
  readonly type: WorkOrderTypeDocument;
  /** The state it is in after the change. */
  readonly state?: string | undefined;
  /** Role of the key that asks. */
  readonly role: string;
  /** Who does it; undefined: the external party, as the shop's backend tells. */
  readonly agentId?: string | undefined;
  readonly expectedVersion?: number | undefined;
}

/** What was done to a work order. */
export type WorkOrderTaken = Taken & { readonly workOrder: number };

function checked(type: WorkOrderTypeDocument, given: Readonly<Record<string, unknown>>): Record<string, FieldValue> {
  const faults = valueFaults(type, given);
  if (faults.length > 0) throw new WorkOrderRefused('invalid', { faults });
  return given as Record<string, FieldValue>;
}

const withoutNulls = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));

/**
 * Stores a person's work order with the fact that tells its case. A repeated request finds the one it opened.
 * @throws UnknownCase
 * @throws WorkOrderRefused
 */
export const takeWorkOrder = (db: Knex, named: string, input: OpenedWorkOrder): Promise<WorkOrderTaken> =>
  atomically(db, async (trx) => {
    const survivor = await lockSurvivor(trx, named);
    if (!survivor) throw new UnknownCase(named);
    const { caseId, shop } = survivor.row;
    const { now, behind } = await lookAroundCase(trx, { caseId, scope: '', messageId: undefined });
    const { type, requestKey } = input;
    // a case that was merged since was another by the same name
    const twin = await openedByRequest(trx, [named, caseId], requestKey);
    if (twin !== undefined) return { caseId, joined: true, duplicate: true, behind, workOrder: twin };

    const { document } = type;
    const fields = checked(document, withoutNulls(input.fields ?? {}));
    const missing = missingFaults(requiredFields(document), fields);
    if (missing.length > 0) throw new WorkOrderRefused('invalid', { faults: missing });
    const agent = agentRef(await agentNumber(trx, shop, input.agentId));
    const ordinarily = document.dueWithin === undefined ? null : now + document.dueWithin * 1000;
    const dueAt = input.dueAt === undefined ? ordinarily : input.dueAt;
    const queue = input.queue ?? document.queue;
    const to = initialState(document);
    const workOrder = await insertWorkOrder(trx, {
      caseId,
      shop,
      type: type.name,
      typeVersion: type.version,
      state: to,
      title: input.title ?? undefined,
      queue,
      assignee: input.assignee == null ? null : await agentNumber(trx, shop, input.assignee),
      externalParty: input.externalParty === undefined ? document.externalParty : input.externalParty,
      dueAt,
      fields,
      attachments: input.attachments,
      by: agent,
      at: now,
      requestKey,
    });
    if (workOrder === null) throw new Error('a work order was not written');
    const due = dueAt === null ? {} : { dueAt };
    const opened = { workOrder, workOrderType: type.name, from: null, to, agent, queue, ...due };
    const body = { type: 'workOrderMoved', ...opened } as const;
    const { stored } = await storeFact(trx, { caseId, body, acceptedAt: now });
    return { caseId, joined: true, duplicate: false, stored, behind, workOrder };
  });

/** Of what was asked for, what is not so already: a repeated request changes nothing. */
function differing({ fields, ...details }: Details, order: WorkOrderRow): Details {
  const stands = { ...order, dueAt: order.dueAt?.getTime() ?? null };
  const other = Object.entries(details).filter(
    ([name, value]) => value !== undefined && !isDeepStrictEqual(stands[name as keyof typeof details], value),
  );
  const given = Object.entries(fields ?? {}).filter(([name, value]) => (order.fields[name] ?? null) !== value);
  return { ...Object.fromEntries(other), ...(given.length > 0 ? { fields: Object.fromEntries(given) } : {}) };
}

/** The fields after a change. @throws WorkOrderRefused */
function fieldsAfter(type: WorkOrderTypeDocument, order: WorkOrderRow, given: Readonly<Record<string, unknown>>) {
  const kept = Object.entries(order.fields).filter(([name]) => given[name] !== null);
  return { ...Object.fromEntries(kept), ...checked(type, withoutNulls(given)) };
}

function checkMove(type: WorkOrderTypeDocument, move: Parameters<typeof rejectionOfMove>[1]): void {
  const rejection = rejectionOfMove(type, move);
  switch (rejection?.code) {
    case undefined:
      return;
    case 'unknown_move':
      throw new WorkOrderRefused('unknown_move', { allowed: rejection.allowed });
    case 'move_of_others':
      throw new WorkOrderRefused('move_of_others', { allowed: rejection.by });
    case 'fields_missing':
      throw new WorkOrderRefused('invalid', { faults: rejection.faults });
  }
}

/**
 * Moves a work order, or changes what is said of it, under its row's lock; a move is told to its case.
 * @throws UnknownWorkOrder
 * @throws WorkOrderRefused
 */
export const takeWorkOrderChange = (db: Knex, id: number, input: ChangedWorkOrder): Promise<WorkOrderTaken> =>
  atomically(db, async (trx) => {
    const found = await findWorkOrder(trx, id);
    const survivor = found && (await lockSurvivor(trx, found.caseId));
    const order = await lockWorkOrder(trx, id);
    if (!survivor || !order) throw new UnknownWorkOrder(id);
    const { caseId } = survivor.row;
    const { now, behind } = await lookAroundCase(trx, { caseId, scope: '', messageId: undefined });
    const done = { caseId, joined: true, duplicate: false, behind, workOrder: id };
    const { type, role, agentId, expectedVersion, state: to = order.state, ...details } = input;
    const { fields: given = {}, assignee, ...other } = differing(details, order);
    const moves = to !== order.state;
    if (!moves && assignee === undefined && Object.keys({ ...given, ...other }).length === 0) return done;
    if (expectedVersion !== undefined && expectedVersion !== order.version) throw new WorkOrderRefused('changed');
    if (order.outcome !== null) throw new WorkOrderRefused('ended');

    const fields = fieldsAfter(type, order, given);
    const who = {
      role,
      assignee: agentId !== undefined && agentId === order.assignee,
      external: agentId === undefined,
    };
    if (moves) checkMove(type, { from: order.state, to, who, values: fields });
    const by = agentId === undefined ? 'external' : agentRef(await agentNumber(trx, order.shop, agentId));
    const outcome = outcomeOf(type, to);
    const holder = assignee == null ? assignee : await agentNumber(trx, order.shop, assignee);
    const change = { ...other, state: to, outcome: outcome ?? null, fields, assignee: holder };
    await changeWorkOrder(trx, order, change, { by, at: now, given: given as Record<string, FieldValue | null> });
    if (!moves) return done;
    const { stored } = await storeFact(trx, {
      caseId,
      body: movedBody(order, caseId, { to, outcome, by }),
      acceptedAt: now,
    });
    return { ...done, stored };
  });

/** A surviving case knows nothing of the events of those that were merged into it. */
const movedBody = (
  { id, caseId: own, type: workOrderType, state: from, openedSeq }: WorkOrderRow,
  caseId: string,
  { to, outcome, by }: { to: string; outcome: ReturnType<typeof outcomeOf>; by: string },
) => ({
  type: 'workOrderMoved' as const,
  workOrder: id,
  workOrderType,
  from,
  to,
  agent: by,
  ...(outcome === undefined ? {} : { outcome }),
  ...(openedSeq === null || own !== caseId ? {} : { of: openedSeq }),
});

/** Work orders. What they say in words, and ids that others chose, live here only. */
import type { Actor } from '../domain/case.ts';
import type { FieldValue, FieldValues, WorkOrderOutcome } from '../domain/work-orders/type.ts';
import type { Db } from './db.ts';
import type { Attachment } from './messages.ts';

export interface WorkOrderRow {
  readonly id: number;
  readonly caseId: string;
  readonly shop: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly state: string;
  /** How it ended; null: open. */
  readonly outcome: WorkOrderOutcome | null;
  readonly title: string | null;
  readonly queue: string;
  /** The id, in the shop's staff system, of whoever has it. */
  readonly assignee: string | null;
  readonly externalParty: string | null;
  readonly dueAt: Date | null;
  readonly fields: FieldValues;
  readonly attachments: readonly Attachment[];
  readonly openedBy: Actor;
  /** Sequence number of the event by which its case opened it; null: a person did. */
  readonly openedSeq: number | null;
  readonly version: number;
  readonly openedAt: Date;
  readonly updatedAt: Date;
  /** By the database's clock. */
  readonly overdue: boolean;
}

const COLUMNS = {
  id: 'w.id',
  caseId: 'w.case_id',
  shop: 'w.shop',
  type: 'w.type',
  typeVersion: 'w.type_version',
  state: 'w.state',
  outcome: 'w.outcome',
  title: 'w.title',
  queue: 'w.queue',
  assignee: 'a.external_id',
  externalParty: 'w.external_party',
  dueAt: 'w.due_at',
  fields: 'w.fields',
  attachments: 'w.attachments',
  openedBy: 'w.opened_by',
  openedSeq: 'w.opened_seq',
  version: 'w.version',
  openedAt: 'w.opened_at',
  updatedAt: 'w.updated_at',
};
const OVERDUE = 'coalesce(w.outcome is null and w.due_at <= now(), false) as overdue';

const workOrders = (db: Db) => db('work_orders as w').leftJoin('agents as a', 'a.id', 'w.assignee_id');

export const findWorkOrder = (db: Db, id: number): Promise<WorkOrderRow | undefined> =>
  workOrders(db).where('w.id', id).first<WorkOrderRow | undefined>(COLUMNS, db.raw(OVERDUE));

/** The same under its row's lock: of two who change it at once the second sees what the first did. */
export async function lockWorkOrder(trx: Db, id: number): Promise<WorkOrderRow | undefined> {
  await trx('work_orders').where({ id }).forUpdate().select('id');
  return findWorkOrder(trx, id);
}

/** The work order that a request opened before, in one of some cases. */
export async function openedByRequest(
  trx: Db,
  cases: readonly string[],
  requestKey: string,
): Promise<number | undefined> {
  const row = await trx('work_orders')
    .whereIn('case_id', cases)
    .andWhere({ request_key: requestKey })
    .first<{ id: number } | undefined>('id');
  return row?.id;
}

/** One to be opened; `assignee` is our number of an agent. */
export interface NewWorkOrder {
  readonly caseId: string;
  readonly shop: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly state: string;
  readonly title?: string | undefined;
  readonly queue: string;
  readonly assignee?: number | null | undefined;
  readonly externalParty?: string | null | undefined;
  readonly dueAt: number | null;
  readonly fields: FieldValues;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly by: Actor;
  readonly at: number;
  readonly openedSeq?: number;
  readonly requestKey?: string;
}

/** Writes a work order and its opening. Null where its case has opened it by the same event before. */
export async function insertWorkOrder(trx: Db, order: NewWorkOrder): Promise<number | null> {
  const at = new Date(order.at);
  const [row] = await trx('work_orders')
    .insert({
      case_id: order.caseId,
      shop: order.shop,
      type: order.type,
      type_version: order.typeVersion,
      state: order.state,
      title: order.title ?? null,
      queue: order.queue,
      assignee_id: order.assignee ?? null,
      external_party: order.externalParty ?? null,
      due_at: order.dueAt === null ? null : new Date(order.dueAt),
      fields: JSON.stringify(order.fields),
      attachments: JSON.stringify(order.attachments ?? []),
      opened_by: order.by,
      opened_seq: order.openedSeq ?? null,
      request_key: order.requestKey ?? null,
      opened_at: at,
      updated_at: at,
    })
    .onConflict(['case_id', 'opened_seq'])
    .ignore()
    .returning<{ id: number }[]>('id');
  if (!row) return null;
  const { state, fields, by } = order;
  await insertMove(trx, { id: row.id, version: 1, from: null, to: state, by, at, given: fields });
  return row.id;
}

interface NewMove {
  readonly id: number;
  readonly version: number;
  readonly from: string | null;
  readonly to: string;
  readonly by: Actor;
  readonly at: Date;
  readonly given: Readonly<Record<string, FieldValue | null>>;
  readonly reasonCode?: string | undefined;
}

async function insertMove(trx: Db, move: NewMove): Promise<void> {
  await trx('work_order_moves').insert({
    work_order: move.id,
    version: move.version,
    from_state: move.from,
    to_state: move.to,
    by: move.by,
    at: move.at,
    fields: JSON.stringify(move.given),
    reason_code: move.reasonCode ?? null,
  });
}

/** What is different after a change; what is left out stays. */
export interface WorkOrderChange {
  readonly state: string;
  readonly outcome: WorkOrderOutcome | null;
  readonly fields: FieldValues;
  readonly title?: string | null | undefined;
  readonly queue?: string | undefined;
  /** Our number of an agent; null: nobody. */
  readonly assignee?: number | null | undefined;
  readonly externalParty?: string | null | undefined;
  readonly dueAt?: number | null | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
}

/** Writes the next version of a work order that is locked, and what it changed. */
export async function changeWorkOrder(
  trx: Db,
  before: Pick<WorkOrderRow, 'id' | 'state' | 'version'>,
  change: WorkOrderChange,
  { by, at, given, reasonCode }: Pick<NewMove, 'by' | 'given' | 'reasonCode'> & { readonly at: number },
): Promise<void> {
  const { id, state: from } = before;
  const version = before.version + 1;
  const { state, outcome, fields, title, queue, assignee, externalParty, dueAt, attachments } = change;
  const told = {
    title,
    queue,
    assignee_id: assignee,
    external_party: externalParty,
    due_at: dueAt === undefined || dueAt === null ? dueAt : new Date(dueAt),
    attachments: attachments && JSON.stringify(attachments),
  };
  await trx('work_orders')
    .where({ id })
    .update({
      ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
      state,
      outcome,
      fields: JSON.stringify(fields),
      version,
      updated_at: new Date(at),
    });
  await insertMove(trx, { id, version, from, to: state, by, at: new Date(at), given, reasonCode });
}

/** A work order of a case by its row, or by the event that opened it, locked. */
export async function lockOwnWorkOrder(
  trx: Db,
  caseId: string,
  { workOrder, of }: { readonly workOrder?: number; readonly of?: number },
): Promise<WorkOrderRow | undefined> {
  const key = workOrder === undefined ? { case_id: caseId, opened_seq: of ?? -1 } : { case_id: caseId, id: workOrder };
  const row = await trx('work_orders').where(key).first<{ id: number } | undefined>('id');
  return row && lockWorkOrder(trx, row.id);
}

export interface WorkOrderFilter {
  readonly shop?: string | undefined;
  readonly caseId?: string | undefined;
  readonly state?: string | undefined;
  readonly open?: boolean | undefined;
  readonly type?: string | undefined;
  readonly queue?: string | undefined;
  /** In the shop's staff system. */
  readonly assignee?: string | undefined;
  /** Epoch ms; those without a deadline are due never. */
  readonly dueBefore?: number | undefined;
}

/** Work orders, newest first. */
export async function listWorkOrders(
  db: Db,
  { open, dueBefore, ...filter }: WorkOrderFilter,
  page: { readonly after: number | undefined; readonly limit: number },
): Promise<WorkOrderRow[]> {
  const query = workOrders(db).orderBy('w.id', 'desc').limit(page.limit);
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) void query.where(COLUMNS[name as keyof typeof filter], value);
  }
  if (open !== undefined) void (open ? query.whereNull('w.outcome') : query.whereNotNull('w.outcome'));
  if (dueBefore !== undefined) void query.where('w.due_at', '<', new Date(dueBefore));
  if (page.after !== undefined) void query.where('w.id', '<', page.after);
  return query.select<WorkOrderRow[]>(COLUMNS, db.raw(OVERDUE));
}

export interface WorkOrderMoveRow {
  readonly version: number;
  readonly from: string | null;
  readonly to: string;
  readonly by: Actor;
  readonly at: Date;
  readonly fields: Readonly<Record<string, FieldValue | null>>;
  readonly reasonCode: string | null;
}

/** How many changes of one work order are told. */
const HISTORY = 200;

/** What happened to a work order, its newest changes, oldest first. */
export async function movesOf(db: Db, id: number): Promise<WorkOrderMoveRow[]> {
  const rows = await db('work_order_moves')
    .where({ work_order: id })
    .orderBy('version', 'desc')
    .limit(HISTORY)
    .select<WorkOrderMoveRow[]>({
      version: 'version',
      from: 'from_state',
      to: 'to_state',
      by: 'by',
      at: 'at',
      fields: 'fields',
      reasonCode: 'reason_code',
    });
  return rows.reverse();
}

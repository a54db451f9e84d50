/** How work orders are shown, and how what is sent about them is read. */
import { z } from 'zod';
import { workOrderId } from '../domain/ids.ts';
import { movesFrom, neededFor } from '../domain/work-orders/moves.ts';
import { outcomeOf, WORK_ORDER_OUTCOMES, type WorkOrderTypeDocument } from '../domain/work-orders/type.ts';
import { agentNames } from '../store/case-reads.ts';
import type { Db } from '../store/db.ts';
import { isReference, referenced } from '../store/references.ts';
import { findVersion, WORK_ORDER_TYPES } from '../store/versions.ts';
import { findWorkOrder, movesOf, type WorkOrderMoveRow, type WorkOrderRow } from '../store/work-orders.ts';
import { centsOf, yuanOf } from './money.ts';
import { Problem } from './problem.ts';
import type { Caller } from './roles.ts';
import { instantOut, told, toldAt } from './views.ts';

export const WORK_ORDER_ID = /^WO-(?:\d{6}|[1-9]\d{6,14})$/;

const value = z.union([z.string(), z.number(), z.boolean()]);
const both = z.strictObject({ zh: z.string(), en: z.string() });

const shown = {
  workOrderId: z.string(),
  caseId: z.string(),
  shop: z.string(),
  type: z.string(),
  typeVersion: z.int(),
  state: z.string(),
  outcome: z.enum(WORK_ORDER_OUTCOMES).optional().meta({ description: 'How it ended; absent while it is open' }),
  title: z.string().optional(),
  queue: z.string(),
  assignee: z.string().optional().meta({ description: 'An agentId' }),
  externalParty: z.string().optional(),
  dueAt: instantOut.optional(),
  overdue: z.boolean().meta({ description: 'Open past its deadline' }),
  fields: z.record(z.string(), value).meta({ description: 'Sums as decimals' }),
  attachments: z.array(z.record(z.string(), z.unknown())),
  openedBy: z.string().meta({ description: '`policy`, or a person as `agent-7`' }),
  openedAt: instantOut,
  updatedAt: instantOut,
  version: z.int().meta({ description: 'The ETag' }),
};

export const WorkOrderView = z.strictObject(shown).meta({ id: 'WorkOrder' });

export const WorkOrderWholeView = z
  .strictObject({
    ...shown,
    moves: z
      .array(
        z.strictObject({
          to: z.string(),
          title: both,
          outcome: z.enum(WORK_ORDER_OUTCOMES).optional(),
          requires: z.array(z.string()).meta({ description: 'Fields that have to have a value after it' }),
        }),
      )
      .meta({ description: 'Those that the caller may make now' }),
    history: z
      .array(
        z.strictObject({
          version: z.int(),
          from: z.string().optional().meta({ description: 'Absent at its opening' }),
          to: z.string().meta({ description: 'The same as `from` where nothing was moved' }),
          by: z.string(),
          agentId: z.string().optional(),
          at: instantOut,
          fields: z.record(z.string(), value.nullable()),
          reasonCode: z.string().optional(),
        }),
      )
      .meta({ description: 'Its newest 200 changes, oldest first' }),
  })
  .meta({ id: 'WorkOrderWhole' });

const sums = ({ fields }: WorkOrderTypeDocument): ReadonlySet<string> =>
  new Set(fields.filter(({ kind }) => kind === 'money').map(({ name }) => name));

const mapped = <V, W>(given: Readonly<Record<string, V>>, turned: (value: V, name: string) => W): Record<string, W> =>
  Object.fromEntries(Object.entries(given).map(([name, one]) => [name, turned(one, name)]));

/** Values as they are kept: sums in cents. What is no sum of cents is refused where the type is looked at. */
export function valuesIn(type: WorkOrderTypeDocument, given: Readonly<Record<string, unknown>>) {
  const money = sums(type);
  return mapped(given, (one, name) => (money.has(name) && typeof one === 'number' ? centsOf(one) : one));
}

function valuesOut<V>(type: WorkOrderTypeDocument, kept: Readonly<Record<string, V>>): Record<string, V | number> {
  const money = sums(type);
  return mapped(kept, (one, name) => (money.has(name) && typeof one === 'number' ? yuanOf(one) : one));
}

/** The type of a work order in the version under which it was opened. */
export async function typeOf(db: Db, { shop, type: name, typeVersion: version }: WorkOrderRow) {
  const found = await findVersion(db, WORK_ORDER_TYPES, { shop, name, version });
  if (!found) throw new Error(`there is no version ${version} of the work order type ${name}`);
  return found.document;
}

/** The work order that a path names; another shop's is answered like one that does not exist. @throws Problem */
export async function workOrderNamed(db: Db, caller: Caller, id: string | undefined): Promise<WorkOrderRow> {
  const row = await findWorkOrder(db, Number(id?.slice('WO-'.length)));
  if (!row || (caller.shop !== null && caller.shop !== row.shop)) throw new Problem('work_order_not_found');
  return row;
}

function workOrderView(
  { id, outcome, title, assignee, externalParty, dueAt, openedSeq: _own, ...row }: WorkOrderRow,
  type: WorkOrderTypeDocument,
): z.output<typeof WorkOrderView> {
  return {
    ...row,
    workOrderId: workOrderId(id),
    ...told('outcome', outcome),
    ...told('title', title),
    ...told('assignee', assignee),
    ...told('externalParty', externalParty),
    ...toldAt('dueAt', dueAt),
    fields: valuesOut(type, row.fields),
    attachments: [...row.attachments],
    openedAt: row.openedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Each row with its type; one look-up for each version of a type. */
export async function workOrderViews(db: Db, rows: readonly WorkOrderRow[]): Promise<z.output<typeof WorkOrderView>[]> {
  const known = new Map<string, ReturnType<typeof typeOf>>();
  return Promise.all(
    rows.map(async (row) => {
      const key = `${row.shop} ${row.type} ${row.typeVersion}`;
      const type = known.get(key) ?? typeOf(db, row);
      known.set(key, type);
      return workOrderView(row, await type);
    }),
  );
}

const agentIn = (by: string): number[] => (isReference(by) ? [referenced(by)] : []);

function moveView(type: WorkOrderTypeDocument, row: WorkOrderMoveRow, names: ReadonlyMap<number, string>) {
  const [agent] = agentIn(row.by);
  return {
    version: row.version,
    ...told('from', row.from),
    to: row.to,
    by: row.by,
    ...told('agentId', agent === undefined ? undefined : names.get(agent)),
    at: row.at.toISOString(),
    fields: valuesOut(type, row.fields),
    ...told('reasonCode', row.reasonCode),
  };
}

/** A work order with its history, and with the moves that this caller, or the agent named, may make. */
export async function wholeView(
  db: Db,
  row: WorkOrderRow,
  { role, agentId }: { readonly role: string; readonly agentId: string | undefined },
): Promise<z.output<typeof WorkOrderWholeView>> {
  const type = await typeOf(db, row);
  const history = await movesOf(db, row.id);
  const names = await agentNames(
    db,
    history.flatMap(({ by }) => agentIn(by)),
  );
  const assignee = agentId !== undefined && agentId === row.assignee;
  const moves = movesFrom(type, row.state, { role, assignee, external: false });
  const titles = new Map(type.states.map(({ name, title }) => [name, title]));
  return {
    ...workOrderView(row, type),
    moves: moves.map((move) => ({
      to: move.to,
      title: titles.get(move.to) ?? { zh: move.to, en: move.to },
      ...told('outcome', outcomeOf(type, move.to)),
      requires: neededFor(type, move),
    })),
    history: history.map((one) => moveView(type, one, names)),
  };
}

import { newestVersions, WORK_ORDER_TYPES } from '../../store/versions.ts';
import { findWorkOrder, listWorkOrders } from '../../store/work-orders.ts';
import { pageOf, readCursor, shopInQuestion } from '../paging.ts';
import { Problem } from '../problem.ts';
import { BACKENDS, EVERYBODY, WORKERS } from '../roles.ts';
import { route, type Answer, type Call, type Route, type Services } from '../route.ts';
import { CASE_ID } from '../samples.ts';
import { listOf } from '../views.ts';
import { WorkOrderBody, WorkOrderChangeBody, WorkOrderListQuery, WorkOrderQuery } from '../work-order-schemas.ts';
import {
  typeOf,
  valuesIn,
  WORK_ORDER_ID,
  workOrderNamed,
  WorkOrderView,
  workOrderViews,
  WorkOrderWholeView,
  wholeView,
} from '../work-orders.ts';

const line = {
  workOrderId: 'WO-000001',
  caseId: CASE_ID,
  shop: 'main',
  type: 'refund',
  typeVersion: 1,
  state: 'open',
  queue: 'finance',
  assignee: 'E-012',
  dueAt: '2026-11-24T06:00:00.000Z',
  overdue: false,
  fields: { amount: 206.67, method: 'original' },
  attachments: [],
  openedBy: 'agent-7',
  openedAt: '2026-11-23T06:00:00.000Z',
  updatedAt: '2026-11-23T06:00:00.000Z',
  version: 1,
};
const opening = { version: 1, to: 'open', by: 'agent-7', agentId: 'E-007', at: line.openedAt, fields: line.fields };
const done = {
  to: 'done',
  title: { zh: '已退款', en: 'Refunded' },
  outcome: 'done',
  requires: ['refundNumber', 'amount'],
};
const example = { ...line, moves: [done], history: [opening] };

const one = {
  path: '/work-orders/{workOrder}',
  tag: 'Work orders',
  scope: 'caller',
  params: { workOrder: WORK_ORDER_ID },
  missing: 'work_order_not_found',
} as const;

/** The work order as it is now. */
async function answered(
  status: number,
  id: number,
  { caller, agentId }: Pick<Call, 'caller'> & { agentId: string | undefined },
  { db }: Services,
): Promise<Answer> {
  const row = await findWorkOrder(db, id);
  if (!row) throw new Problem('work_order_not_found');
  const body = await wholeView(db, row, { role: caller.role, agentId });
  const location = status === 201 ? { Location: `/v1/work-orders/${body.workOrderId}` } : {};
  return { status, body, headers: { ETag: `"${body.version}"`, ...location } };
}

/** The newest type of that name. @throws Problem */
async function typeNamed(shop: string, name: string, { db }: Services) {
  const types = await newestVersions(db, WORK_ORDER_TYPES, shop);
  const type = types.get(name);
  if (type) return type;
  const message = `one of: ${[...types.keys()].sort().join(', ')}`;
  throw new Problem('invalid_request', { errors: [{ pointer: '/type', code: 'unknown_type', message }] });
}

export const workOrderRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/cases/{caseId}/work-orders',
    tag: 'Work orders',
    summary: 'Open a work order in a case',
    description:
      'A task beside the conversation: it moves on while no agent is free. Required fields of its type have to be given; its case is told, and stands wherever it stands.',
    roles: WORKERS,
    scope: 'case',
    body: WorkOrderBody,
    example: { agentId: 'E-007', type: 'refund', assignee: 'E-012', fields: { amount: 206.67, method: 'original' } },
    answers: { 201: { description: 'Opened', schema: WorkOrderWholeView, example } },
    async handle({ theCase: { caseId, shop }, body, requestKey, caller }, services) {
      const { type: name, fields = {}, ...details } = body;
      const type = await typeNamed(shop, name, services);
      const given = { ...details, type, requestKey, fields: valuesIn(type.document, fields) };
      const id = await services.intake.openWorkOrder(caseId, given);
      return answered(201, id, { caller, agentId: body.agentId }, services);
    },
  }),
  route({
    method: 'get',
    path: '/work-orders',
    tag: 'Work orders',
    summary: 'List work orders, newest first',
    roles: EVERYBODY,
    scope: 'caller',
    query: WorkOrderListQuery,
    exampleQuery: 'open=true&queue=finance',
    answers: {
      200: {
        description: 'A page of work orders',
        schema: listOf(WorkOrderView),
        example: { items: [line], nextCursor: null },
      },
    },
    problems: ['shop_not_found'],
    async handle({ caller, query: { shop: named, limit, cursor, ...filter } }, { db }) {
      const shop = (await shopInQuestion(db, caller, named)) ?? undefined;
      const after = readCursor(cursor, [/^\d{1,15}$/])?.[0];
      const page = { after: after === undefined ? undefined : Number(after), limit: limit + 1 };
      const rows = await listWorkOrders(db, { ...filter, shop }, page);
      const { nextCursor } = pageOf(
        rows,
        limit,
        (row) => row,
        (row) => [row.id],
      );
      return { status: 200, body: { items: await workOrderViews(db, rows.slice(0, limit)), nextCursor } };
    },
  }),
  route({
    ...one,
    method: 'get',
    summary: 'One work order',
    description:
      'With what happened to it and the moves that this key, or the agent named, may make. The ETag is the version.',
    roles: EVERYBODY,
    query: WorkOrderQuery,
    answers: { 200: { description: 'The work order', schema: WorkOrderWholeView, example } },
    async handle({ caller, params, query: { agentId } }, services) {
      const { id } = await workOrderNamed(services.db, caller, params['workOrder']);
      return answered(200, id, { caller, agentId }, services);
    },
  }),
  route({
    ...one,
    method: 'patch',
    summary: 'Move a work order, or change what is said of it',
    description:
      'What is left out stays. Its type says from which state it goes to which, who makes that move, and what has to be filled in. Two at once: the second is told that it has changed (If-Match) or does not go there any more. Sent again, it changes nothing.',
    roles: WORKERS,
    versioned: true,
    body: WorkOrderChangeBody,
    example: { agentId: 'E-012', state: 'done', fields: { refundNumber: 'R20261123-17' } },
    answers: { 200: { description: 'The work order after it', schema: WorkOrderWholeView, example } },
    problems: ['work_order_ended', 'work_order_move_unknown', 'work_order_move_forbidden', 'work_order_changed'],
    async handle({ caller, params, body, expectedVersion }, services) {
      const { external, ...change } = body;
      const row = await workOrderNamed(services.db, caller, params['workOrder']);
      if (external && !BACKENDS.includes(caller.role)) {
        throw new Problem('forbidden', { detail: `For the external party speaks: ${BACKENDS.join(', ')}.` });
      }
      const type = await typeOf(services.db, row);
      const fields = body.fields && { fields: valuesIn(type, body.fields) };
      const { role } = caller;
      await services.intake.changeWorkOrder(row.id, { ...change, ...fields, type, role, expectedVersion });
      return answered(200, row.id, { caller, agentId: body.agentId }, services);
    },
  }),
];

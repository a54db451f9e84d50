import { z } from 'zod';
import { DELIVERY_STATES, listDeliveries, resendDelivery, type DeliveryItem } from '../../store/deliveries.ts';
import { readCursor, shopInQuestion } from '../paging.ts';
import { Problem } from '../problem.ts';
import { EVERYBODY, LEADS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { CASE_ID } from '../samples.ts';
import { DeliveryListQuery, DeliveryStateQuery } from '../schemas.ts';
import { instantOut, listOf } from '../views.ts';

const DeliveryView = z
  .strictObject({
    key: z.string().meta({ description: '`<caseId>:<seq>`: every send carries it' }),
    caseId: z.string(),
    seq: z.int(),
    shop: z.string(),
    recipient: z.string(),
    outlet: z.string(),
    template: z.string(),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    code: z.string().optional().meta({ description: 'Why the last attempt failed' }),
    nextAttemptAt: instantOut.optional(),
    deliveredAt: instantOut.optional(),
    via: z.enum(['mail', 'webhook', 'api']).optional(),
    createdAt: instantOut,
  })
  .meta({ id: 'Delivery' });

function deliveryView(item: DeliveryItem): z.output<typeof DeliveryView> {
  const { key, caseId, seq, shop, recipient, outlet, template, state, attempts, code, via } = item;
  return {
    key,
    caseId,
    seq,
    shop,
    recipient,
    outlet,
    template,
    state,
    attempts,
    ...(code === null ? {} : { code }),
    ...(item.nextAttemptAt ? { nextAttemptAt: item.nextAttemptAt.toISOString() } : {}),
    ...(item.deliveredAt ? { deliveredAt: item.deliveredAt.toISOString() } : {}),
    ...(via === null ? {} : { via }),
    createdAt: item.createdAt.toISOString(),
  };
}

const example = {
  key: `${CASE_ID}:4`,
  caseId: CASE_ID,
  seq: 4,
  shop: 'main',
  recipient: 'customer',
  outlet: 'email',
  template: 'reply',
  state: 'stuck',
  attempts: 9,
  code: 'smtp_refused',
  createdAt: '2026-11-23T06:10:00.000Z',
};

const list = {
  method: 'get',
  tag: 'Deliveries',
  answers: {
    200: {
      description: 'A page of deliveries',
      schema: listOf(DeliveryView),
      example: { items: [example], nextCursor: null },
    },
  },
} as const;

/** The store reads its own cursors and starts anew with any other: such a one is refused here. */
const POSITION = [/^\d{4}-\d\d-\d\d [\d:.]+[+-][\d:]+$/, /^[A-Z0-9-]{1,60}$/, /^\d{1,9}$/];

const pageView = ({ items, nextCursor }: Awaited<ReturnType<typeof listDeliveries>>) => ({
  status: 200,
  body: { items: items.map(deliveryView), nextCursor },
});

export const deliveryRoutes: readonly Route[] = [
  route({
    ...list,
    path: '/deliveries',
    summary: 'List what leaves the house, newest first',
    description:
      'With `state=stuck` what could not be delivered and is still tried, with `state=given-up` what is not.',
    roles: LEADS,
    scope: 'caller',
    query: DeliveryListQuery,
    exampleQuery: 'state=stuck',
    problems: ['shop_not_found'],
    async handle({ caller, query: { shop: named, ...query } }, { db }) {
      const shop = await shopInQuestion(db, caller, named);
      readCursor(query.cursor, POSITION);
      return pageView(await listDeliveries(db, { ...query, ...(shop === null ? {} : { shop }) }));
    },
  }),
  route({
    ...list,
    path: '/cases/{caseId}/deliveries',
    summary: 'What left the house in one case',
    roles: EVERYBODY,
    scope: 'case',
    query: DeliveryStateQuery,
    async handle({ theCase: { caseId }, query }, { db }) {
      readCursor(query.cursor, POSITION);
      return pageView(await listDeliveries(db, { ...query, caseId }));
    },
  }),
  route({
    method: 'post',
    path: '/cases/{caseId}/deliveries/{seq}/resend',
    tag: 'Deliveries',
    summary: 'Send again, under the same key',
    description: 'The other side knows the key and may drop what it has. One that is still tried is left as it is.',
    roles: LEADS,
    scope: 'case',
    params: { seq: /^[1-9]\d{0,8}$/ },
    missing: 'delivery_not_found',
    answers: {
      202: {
        description: 'It will be sent',
        schema: z.strictObject({ key: z.string() }),
        example: { key: `${CASE_ID}:4` },
      },
    },
    problems: ['delivery_not_found'],
    async handle({ theCase: { caseId }, params }, { db }) {
      const seq = Number(params['seq']);
      if (!(await resendDelivery(db, { caseId, seq }))) throw new Problem('delivery_not_found');
      return { status: 202, body: { key: `${caseId}:${seq}` } };
    },
  }),
];

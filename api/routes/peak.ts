import { z } from 'zod';
import { findShop, putPeakWindows, type ShopRow } from '../../store/shops.ts';
import { shopInQuestion } from '../paging.ts';
import { Problem } from '../problem.ts';
import { EVERYBODY, RULERS } from '../roles.ts';
import { route, type Route, type Services } from '../route.ts';
import { PeakBody, ShopQuery } from '../schemas.ts';
import { instantOut } from '../views.ts';

const PeakView = z
  .strictObject({
    shop: z.string(),
    windows: z.array(z.strictObject({ from: instantOut, until: instantOut })),
  })
  .meta({ id: 'Peak' });

const peakView = (shop: string, windows: ShopRow['peakWindows']): z.output<typeof PeakView> => ({
  shop,
  windows: windows.map(({ from, until }) => ({
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
  })),
});

/** The shop that is meant; a key of every shop has to name it. @throws Problem */
async function shopMeant(
  pointer: string,
  given: Parameters<typeof shopInQuestion>[1],
  named: string | undefined,
  { db }: Services,
) {
  const shop = await shopInQuestion(db, given, named);
  if (shop !== null) return shop;
  throw new Problem('invalid_request', {
    errors: [{ pointer, code: 'required', message: 'a shop: this key is of every shop' }],
  });
}

const body = { shop: 'main', windows: [{ from: '2026-11-10T12:00:00.000Z', until: '2026-11-11T16:00:00.000Z' }] };

export const peakRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/peak',
    tag: 'Peak mode',
    summary: 'When a shop expects a rush',
    roles: EVERYBODY,
    scope: 'caller',
    query: ShopQuery,
    exampleQuery: 'shop=main',
    answers: { 200: { description: 'Its windows', schema: PeakView, example: body } },
    problems: ['shop_not_found'],
    async handle({ caller, query }, services) {
      const shop = await shopMeant('?shop', caller, query.shop, services);
      const row = await findShop(services.db, shop);
      return { status: 200, body: peakView(shop, row?.peakWindows ?? []) };
    },
  }),
  route({
    method: 'put',
    path: '/peak',
    tag: 'Peak mode',
    summary: 'Set when a shop expects a rush',
    description:
      "All windows of the shop. Cases opened in one have the policy's rows for peak mode, for as long as they live; what is published to customers stays.",
    roles: RULERS,
    scope: 'caller',
    body: PeakBody,
    example: body,
    answers: { 200: { description: 'Set', schema: PeakView, example: body } },
    problems: ['shop_not_found'],
    async handle({ caller, body: { shop: named, windows } }, services) {
      const shop = await shopMeant('/shop', caller, named, services);
      await putPeakWindows(services.db, shop, windows);
      return { status: 200, body: peakView(shop, windows) };
    },
  }),
];

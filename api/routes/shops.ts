import { z } from 'zod';
import { findShop, listShops, putShop, type ShopRow } from '../../store/shops.ts';
import { newestVersions, POLICIES } from '../../store/versions.ts';
import { pageOf, readCursor } from '../paging.ts';
import { Problem } from '../problem.ts';
import { ADMINS, EVERYBODY } from '../roles.ts';
import { route, type Answer, type Route } from '../route.ts';
import { PageQuery, ShopBody } from '../schemas.ts';
import { instantOut, listOf } from '../views.ts';

const SHOP_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

const ShopView = z
  .strictObject({
    id: z.string(),
    prefix: z.string().meta({ description: 'Start of its case ids; never changes' }),
    name: z.string(),
    zone: z.string(),
    locale: z.string(),
    policy: z.string(),
    settings: z.record(z.string(), z.unknown()),
    createdAt: instantOut,
  })
  .meta({ id: 'Shop' });

const shopView = ({ peakWindows: _peak, ...row }: ShopRow): z.output<typeof ShopView> => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
});

const settings = {
  companyDetails: '示例商城 · 客服热线 400-000-0000',
  faqUrl: 'https://shop.example.com/faq',
  staff: { supervisor: { email: 'supervisor@shop.example.com' }, owner: { webhook: true } },
};
const body = { prefix: 'CS', name: '示例商城', zone: 'Asia/Shanghai', locale: 'zh', policy: 'standard', settings };
const example = { id: 'main', ...body, createdAt: '2026-11-23T06:00:00.000Z' };

const answered = (status: number, row: ShopRow): Answer => ({ status, body: shopView(row) });

export const shopRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/shops',
    tag: 'Shops',
    summary: 'List the shops of this key',
    roles: EVERYBODY,
    scope: 'caller',
    query: PageQuery,
    answers: {
      200: {
        description: 'A page of shops',
        schema: listOf(ShopView),
        example: { items: [example], nextCursor: null },
      },
    },
    async handle({ caller, query: { limit, cursor } }, { db }) {
      const after = readCursor(cursor, [SHOP_ID])?.[0];
      const page = { only: caller.shop, limit: limit + 1, ...(after === undefined ? {} : { after }) };
      return { status: 200, body: pageOf(await listShops(db, page), limit, shopView, (row) => [row.id]) };
    },
  }),
  route({
    method: 'get',
    path: '/shops/{shopId}',
    tag: 'Shops',
    summary: 'One shop',
    roles: EVERYBODY,
    scope: 'shop',
    params: { shopId: SHOP_ID },
    missing: 'shop_not_found',
    answers: { 200: { description: 'The shop', schema: ShopView, example } },
    problems: ['shop_not_found'],
    async handle({ params }, { db }) {
      const row = await findShop(db, params['shopId'] ?? '');
      if (!row) throw new Problem('shop_not_found');
      return answered(200, row);
    },
  }),
  route({
    method: 'put',
    path: '/shops/{shopId}',
    tag: 'Shops',
    summary: 'Make a shop, or change it',
    description:
      'The whole shop: what is left out gets its default. A key of one shop changes its own; only a key of every shop makes new ones. A policy counts for cases opened from then on.',
    roles: ADMINS,
    scope: 'shop',
    params: { shopId: SHOP_ID },
    missing: 'shop_not_found',
    body: ShopBody,
    example: body,
    answers: {
      200: { description: 'Changed', schema: ShopView, example },
      201: { description: 'Made', schema: ShopView, example },
    },
    problems: ['shop_not_found', 'shop_prefix_fixed', 'shop_prefix_taken'],
    async handle({ params, body: shop }, { db }) {
      const id = params['shopId'] ?? '';
      const before = await findShop(db, id);
      const policies = await newestVersions(db, POLICIES, before ? id : null);
      if (!policies.has(shop.policy)) {
        const message = `one of: ${[...policies.keys()].sort().join(', ')}`;
        throw new Problem('invalid_request', { errors: [{ pointer: '/policy', code: 'unknown_policy', message }] });
      }
      if (before && before.prefix !== shop.prefix) throw new Problem('shop_prefix_fixed');
      const put = await putShop(db, { id, ...shop });
      if (!put) throw new Problem('shop_prefix_taken');
      return answered(put.created ? 201 : 200, put.shop);
    },
  }),
];

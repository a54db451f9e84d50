import { z } from 'zod';
import { ACTIVE_KEYS_PER_NAME, insertApiKey, listApiKeys, revokeApiKey, type ApiKeyRow } from '../../store/api-keys.ts';
import { newApiKey } from '../auth.ts';
import { pageOf, readCursor, shopInQuestion } from '../paging.ts';
import { Problem } from '../problem.ts';
import { ADMINS, ROLES } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { ApiKeyBody, ShopPageQuery } from '../schemas.ts';
import { instantOut, listOf } from '../views.ts';

const fields = {
  id: z.string(),
  shop: z.string().nullable().meta({ description: 'Null: every shop' }),
  role: z.enum(ROLES),
  name: z.string(),
  prefix: z.string().meta({ description: 'Start of the key, to tell keys apart' }),
  createdAt: instantOut,
  expiresAt: instantOut.optional(),
};
const KeyView = z.strictObject(fields).meta({ id: 'ApiKey' });
const NewKeyView = z
  .strictObject({
    ...fields,
    key: z.string().optional().meta({ description: 'Shown this once, absent in a replay: it is kept nowhere' }),
  })
  .meta({ id: 'CreatedApiKey' });

const keyView = ({ id, shop, role, name, prefix, createdAt, expiresAt }: ApiKeyRow) => ({
  id: String(id),
  shop,
  role,
  name,
  prefix,
  createdAt: createdAt.toISOString(),
  ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
});

const example = {
  id: '1',
  shop: 'main',
  role: 'service',
  name: 'shop backend',
  prefix: 'csk_2v8kQx1a',
  createdAt: '2026-11-23T06:00:00.000Z',
};

export const apiKeyRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/api-keys',
    tag: 'API keys',
    summary: 'Make a key for a shop and a role',
    description: `At most ${ACTIVE_KEYS_PER_NAME} keys of one name are active in a shop: make the new one, move over, delete the old one. A deleted key is dead within 5 seconds.`,
    roles: ADMINS,
    scope: 'caller',
    body: ApiKeyBody,
    example: { shop: 'main', role: 'service', name: 'shop backend' },
    answers: {
      201: { description: 'Created', schema: NewKeyView, example: { ...example, key: 'csk_shown-only-here' } },
    },
    problems: ['shop_not_found', 'two_keys_active'],
    secrets: ['key'],
    async handle({ caller, body }, { db }) {
      const shop = await shopInQuestion(db, caller, body.shop);
      if (shop === null && body.role !== 'admin') {
        throw new Problem('invalid_request', {
          errors: [{ pointer: '/shop', code: 'required', message: 'only an admin key may be of every shop' }],
        });
      }
      const { key, prefix, hash } = newApiKey();
      const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt);
      const row = await insertApiKey(db, { shop, role: body.role, name: body.name, prefix, hash, expiresAt });
      if (!row) throw new Problem('two_keys_active', { detail: 'Delete one of them first.' });
      return { status: 201, body: { ...keyView(row), key } };
    },
  }),
  route({
    method: 'get',
    path: '/api-keys',
    tag: 'API keys',
    summary: 'List keys that were not deleted, newest first',
    roles: ADMINS,
    scope: 'caller',
    query: ShopPageQuery,
    answers: {
      200: {
        description: 'A page of keys',
        schema: listOf(KeyView),
        example: { items: [example], nextCursor: null },
      },
    },
    problems: ['shop_not_found'],
    async handle({ caller, query: { shop: named, limit, cursor } }, { db }) {
      const only = await shopInQuestion(db, caller, named);
      const before = readCursor(cursor, [/^\d{1,15}$/])?.[0];
      const rows = await listApiKeys(db, { only, limit: limit + 1, ...(before === undefined ? {} : { before }) });
      return { status: 200, body: pageOf(rows, limit, keyView, (row) => [row.id]) };
    },
  }),
  route({
    method: 'delete',
    path: '/api-keys/{id}',
    tag: 'API keys',
    summary: 'Revoke a key',
    roles: ADMINS,
    scope: 'caller',
    params: { id: /^[1-9]\d{0,14}$/ },
    missing: 'api_key_not_found',
    answers: { 204: { description: 'Revoked' } },
    problems: ['api_key_not_found'],
    async handle({ caller, params }, { db }) {
      if (!(await revokeApiKey(db, params['id'] ?? '', caller.shop))) throw new Problem('api_key_not_found');
      return { status: 204 };
    },
  }),
];

/** What the routes of policies and calendars have in common. */
import { z } from 'zod';
import type { Fault } from '../domain/fault.ts';
import { findVersion, newestVersions, putVersion, type Shelf, type Version } from '../store/versions.ts';
import { pageOf, readCursor, shopInQuestion } from './paging.ts';
import { Problem, type ProblemCode } from './problem.ts';
import type { Answer, Call, Services } from './route.ts';
import { LAST_VERSION, whole } from './elements.ts';
import { paged, ShopQuery } from './schemas.ts';
import { instantOut } from './views.ts';

export const VERSION_NAME = /^[a-z][a-z0-9-]{0,62}$/;

export const VersionQuery = z.strictObject({
  ...ShopQuery.shape,
  version: whole(1, LAST_VERSION).exactOptional().meta({ description: 'The newest unless told' }),
});
export const VersionListQuery = z.strictObject({ ...ShopQuery.shape, ...paged });

const fields = {
  version: z.int().meta({ description: 'The ETag' }),
  shop: z.string().nullable().meta({ description: 'Whose own version it is; null: it ships' }),
  createdAt: instantOut.optional(),
  createdBy: z.string().optional().meta({ description: 'Number of the key, or `admin`' }),
};

/** The view of one version and of a line in a list, told apart by the document. */
export const versionViews = (id: 'name' | 'id', what: string, body: z.ZodType) => ({
  line: z.strictObject({ [id]: z.string(), ...fields }).meta({ id: `${what}Version` }),
  whole: z.strictObject({ [id]: z.string(), ...fields, document: body }).meta({ id: what }),
});

const headOf = <Document>({ version, shop, createdAt, createdBy }: Version<Document>) => ({
  version,
  shop,
  ...(createdAt ? { createdAt: createdAt.toISOString() } : {}),
  ...(createdBy === null ? {} : { createdBy }),
});

interface Kept<Document> {
  readonly shelf: Shelf<Document>;
  /** How a version is called: `name`, `id`. */
  readonly id: string;
  readonly missing: ProblemCode;
  readonly unusable: ProblemCode;
  readonly show: (document: Document) => unknown;
}

type Asked = Pick<Call, 'caller' | 'params'>;

/** The newest versions of a shop, by name. */
export async function listOfVersions<Document>(
  { shelf, id }: Kept<Document>,
  { caller, query }: Asked & { query: z.output<typeof VersionListQuery> },
  { db }: Services,
): Promise<Answer> {
  const shop = await shopInQuestion(db, caller, query.shop);
  const after = readCursor(query.cursor, [VERSION_NAME])?.[0] ?? '';
  const newest = [...(await newestVersions(db, shelf, shop)).values()]
    .filter(({ name }) => name > after)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = newest.slice(0, query.limit + 1);
  const line = (one: Version<Document>) => ({ [id]: one.name, ...headOf(one) });
  return { status: 200, body: pageOf(page, query.limit, line, (one) => [one.name]) };
}

const answered = <Document>(status: number, kept: Kept<Document>, one: Version<Document>): Answer => ({
  status,
  body: { [kept.id]: one.name, ...headOf(one), document: kept.show(one.document) },
  headers: { ETag: `"${one.version}"` },
});

/** One version. @throws Problem */
export async function oneVersion<Document>(
  kept: Kept<Document>,
  { caller, params, query }: Asked & { query: z.output<typeof VersionQuery> },
  { db }: Services,
): Promise<Answer> {
  const shop = await shopInQuestion(db, caller, query.shop);
  const name = nameIn(params);
  const found =
    query.version === undefined
      ? (await newestVersions(db, kept.shelf, shop)).get(name)
      : await findVersion(db, kept.shelf, { shop, name, version: query.version });
  if (!found) throw new Problem(kept.missing);
  return answered(200, kept, found);
}

const nameIn = (params: Readonly<Record<string, string>>): string => Object.values(params)[0] ?? '';

/**
 * Writes the next version of a shop's document, once it has no faults.
 * @param faultsOf looks with the eyes of that shop
 * @throws Problem
 */
export async function nextVersion<Document>(
  kept: Kept<Document>,
  call: Asked & Pick<Call, 'expectedVersion'> & { query: z.output<typeof ShopQuery>; body: Document },
  { db }: Services,
  faultsOf: (shop: string) => Promise<Fault[]> | Fault[],
): Promise<Answer> {
  const { caller, params, query, body: document, expectedVersion: expected } = call;
  const shop = await shopInQuestion(db, caller, query.shop);
  if (shop === null) {
    const message = 'the shop whose version it is: this key is of every shop';
    throw new Problem('invalid_request', { errors: [{ pointer: '?shop', code: 'required', message }] });
  }
  const errors = await faultsOf(shop);
  if (errors.length > 0) throw new Problem(kept.unusable, { detail: 'See errors.', errors });
  const put = await putVersion(db, kept.shelf, {
    shop,
    name: nameIn(params),
    document,
    createdBy: caller.key,
    expected,
  });
  if (!put) throw new Problem('document_changed', { detail: 'Read the newest version and change that.' });
  return answered(put.created ? 201 : 200, kept, put.written);
}

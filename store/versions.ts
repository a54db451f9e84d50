/** Policies, calendars, types of work orders and after-sales policies as data. Those that ship are code, every version of them; a shop's own are rows. */
import { isDeepStrictEqual } from 'node:util';
import { SHIPPED_AFTER_SALES_POLICIES } from '../domain/after-sales/policies/index.ts';
import type { AfterSalesDocument } from '../domain/after-sales/policy.ts';
import { type CalendarDocument, SHIPPED_CALENDARS } from '../domain/calendars.ts';
import { SHIPPED_POLICIES } from '../domain/policies/index.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import { SHIPPED_WORK_ORDER_TYPES } from '../domain/work-orders/shipped/index.ts';
import type { WorkOrderTypeDocument } from '../domain/work-orders/type.ts';
import type { Db } from './db.ts';

/** One version of a document. It never changes. */
export interface Version<Document> {
  readonly name: string;
  readonly version: number;
  /** Whose own it is; null: it ships. */
  readonly shop: string | null;
  readonly document: Document;
  readonly createdAt: Date | null;
  /** Number of the key that wrote it, or `admin`. */
  readonly createdBy: string | null;
}

export interface Shelf<Document> {
  readonly table: 'policies' | 'calendars' | 'work_order_types' | 'after_sales_policies';
  readonly shipped: readonly Version<Document>[];
}

const ships = <Document>(name: string, version: number, document: Document): Version<Document> => ({
  name,
  version,
  shop: null,
  document,
  createdAt: null,
  createdBy: null,
});

export const POLICIES: Shelf<PolicyDocument> = {
  table: 'policies',
  shipped: SHIPPED_POLICIES.map(({ name, version, ...document }) => ships(name, version, document)),
};

export const CALENDARS: Shelf<CalendarDocument> = {
  table: 'calendars',
  shipped: SHIPPED_CALENDARS.map(({ id, version, ...document }) => ships(id, version, document)),
};

export const WORK_ORDER_TYPES: Shelf<WorkOrderTypeDocument> = {
  table: 'work_order_types',
  shipped: SHIPPED_WORK_ORDER_TYPES.map(({ name, version, ...document }) => ships(name, version, document)),
};

export const AFTER_SALES_POLICIES: Shelf<AfterSalesDocument> = {
  table: 'after_sales_policies',
  shipped: SHIPPED_AFTER_SALES_POLICIES.map(({ name, version, ...document }) => ships(name, version, document)),
};

const COLUMNS = ['name', 'version', 'shop', 'document', 'created_at as createdAt', 'created_by as createdBy'];

/** The newest shipped version of each name. */
export function newestShipped<Document>({ shipped }: Shelf<Document>): Map<string, Version<Document>> {
  const newest = new Map<string, Version<Document>>();
  for (const one of shipped) {
    if (one.version >= (newest.get(one.name)?.version ?? 0)) newest.set(one.name, one);
  }
  return newest;
}

/**
 * The newest version of each name for a shop: its own, else the one that ships. No shop: what ships.
 * @param until those that held at an instant, in milliseconds; now unless told
 */
export async function newestVersions<Document>(
  db: Db,
  shelf: Shelf<Document>,
  shop: string | null,
  until?: number,
): Promise<Map<string, Version<Document>>> {
  const newest = newestShipped(shelf);
  if (shop === null) return newest;
  const own = await db(shelf.table)
    .distinctOn('name')
    .where({ shop })
    .modify((query) => {
      if (until !== undefined) void query.where('created_at', '<=', new Date(until));
    })
    .orderBy([{ column: 'name' }, { column: 'version', order: 'desc' }])
    .select<Version<Document>[]>(COLUMNS);
  for (const one of own) newest.set(one.name, one);
  return newest;
}

export const shippedVersion = <Document>(
  { shipped }: Shelf<Document>,
  name: string,
  version: number,
): Version<Document> | undefined => shipped.find((one) => one.name === name && one.version === version);

/** A version by its number: a shop's own goes before one that ships. */
export async function findVersion<Document>(
  db: Db,
  shelf: Shelf<Document>,
  key: { readonly shop: string | null; readonly name: string; readonly version: number },
): Promise<Version<Document> | undefined> {
  const { shop, name, version } = key;
  const own =
    shop === null
      ? undefined
      : await db(shelf.table)
          .where({ shop, name, version })
          .first<Version<Document> | undefined>(...COLUMNS);
  return own ?? shippedVersion(shelf, name, version);
}

/** All versions that a shop has had, those that ship first, each name's oldest first. */
export async function allVersions<Document>(
  db: Db,
  shelf: Shelf<Document>,
  shop: string,
): Promise<readonly Version<Document>[]> {
  const own = await db(shelf.table).where({ shop }).orderBy(['name', 'version']).select<Version<Document>[]>(COLUMNS);
  return [...shelf.shipped, ...own];
}

interface NewVersion<Document> {
  readonly shop: string;
  readonly name: string;
  readonly document: Document;
  readonly createdBy: string;
  /** The version that the change was made on. */
  readonly expected?: number | undefined;
}

/**
 * Writes a shop's next version, numbered above all that the shop has had, shipped ones among them; a document that says
 * what the newest says makes none. Undefined when the newest is not the one expected.
 */
export function putVersion<Document>(
  db: Db,
  shelf: Shelf<Document>,
  { shop, name, document, createdBy, expected }: NewVersion<Document>,
): Promise<{ written: Version<Document>; created: boolean } | undefined> {
  return db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${shelf.table} ${shop}/${name}`]);
    const newest = (await newestVersions(trx, shelf, shop)).get(name);
    if (expected !== undefined && expected !== newest?.version) return undefined;
    if (newest && isDeepStrictEqual(newest.document, document)) return { written: newest, created: false };
    const version = Math.max(newest?.version ?? 0, newestShipped(shelf).get(name)?.version ?? 0) + 1;
    const [written] = await trx(shelf.table)
      .insert({ shop, name, version, document: JSON.stringify(document), created_by: createdBy })
      .returning<Version<Document>[]>(COLUMNS);
    if (!written) throw new Error('an insert returned no row');
    return { written, created: true };
  });
}

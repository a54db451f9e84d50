import type { PeakWindow } from '../domain/peak.ts';
import type { Db } from './db.ts';

/** A shop as it is stored; `settings` holds its company details, FAQ link and staff contacts. */
export interface ShopRow {
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly zone: string;
  readonly locale: string;
  readonly policy: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly peakWindows: readonly PeakWindow[];
  readonly createdAt: Date;
}

const COLUMNS = [
  'id',
  'prefix',
  'name',
  'zone',
  'locale',
  'policy',
  'settings',
  'peak_windows as peakWindows',
  'created_at as createdAt',
];

export const findShop = (db: Db, id: string): Promise<ShopRow | undefined> =>
  db<ShopRow>('shops')
    .where({ id })
    .first<ShopRow | undefined>(...COLUMNS);

/** Shops by id, from after `after` on; only `only` when it is given. */
export async function listShops(
  db: Db,
  page: { only: string | null; after?: string; limit: number },
): Promise<ShopRow[]> {
  const query = db('shops').orderBy('id').limit(page.limit);
  if (page.only !== null) void query.where('id', page.only);
  if (page.after !== undefined) void query.where('id', '>', page.after);
  return query.select<ShopRow[]>(COLUMNS);
}

export type NewShop = Omit<ShopRow, 'createdAt' | 'peakWindows'>;

/** Writes a shop; its prefix stays what it was, for case ids carry it. Null where another shop has the prefix. */
export async function putShop(db: Db, shop: NewShop): Promise<{ shop: ShopRow; created: boolean } | null> {
  const { id, prefix, ...rest } = shop;
  const values = { ...rest, settings: JSON.stringify(shop.settings) };
  const inserted = await db('shops')
    .insert({ id, prefix, ...values })
    .onConflict()
    .ignore()
    .returning<ShopRow[]>(COLUMNS);
  if (inserted[0]) return { shop: inserted[0], created: true };
  const updated = await db('shops').where({ id }).update(values).returning<ShopRow[]>(COLUMNS);
  return updated[0] ? { shop: updated[0], created: false } : null;
}

/** Sets all windows of a shop's peak mode. False when there is no such shop. */
export async function putPeakWindows(db: Db, id: string, windows: readonly PeakWindow[]): Promise<boolean> {
  const changed = await db('shops')
    .where({ id })
    .update({ peak_windows: JSON.stringify(windows) });
  return changed > 0;
}

import type { Knex } from 'knex';
import { findShop } from '../store/shops.ts';
import { Problem } from './problem.ts';
import type { Caller } from './roles.ts';

const badCursor = (): Problem =>
  new Problem('invalid_request', {
    errors: [
      { pointer: '?cursor', code: 'invalid_cursor', message: '`nextCursor` of the page before, as it was given' },
    ],
  });

/** The cursor of a position. */
export const writeCursor = (position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** The place a cursor names, part by part checked against what was written. @throws Problem */
export function readCursor(cursor: string | undefined, parts: readonly RegExp[]): string[] | undefined {
  if (cursor === undefined) return undefined;
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw badCursor();
  }
  if (!Array.isArray(read) || read.length !== parts.length) throw badCursor();
  return parts.map((part, i) => {
    const value = String((read as unknown[])[i]);
    if (!part.test(value)) throw badCursor();
    return value;
  });
}

/** A page out of one row more than the page holds. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  position: (row: Row) => readonly (string | number)[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(item), nextCursor: last ? writeCursor(position(last)) : null };
}

/**
 * The shop a request is about: the one named, else the caller's own. Another shop than the caller's is answered like
 * one that does not exist. Null: every shop.
 * @throws Problem
 */
export async function shopInQuestion(db: Knex, caller: Caller, named: string | undefined): Promise<string | null> {
  if (named === undefined) return caller.shop;
  if (caller.shop !== null) {
    if (caller.shop !== named) throw new Problem('shop_not_found');
    return named;
  }
  if (!(await findShop(db, named))) throw new Problem('shop_not_found');
  return named;
}

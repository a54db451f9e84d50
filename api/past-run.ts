import type { CasePosition } from '../store/case-reads.ts';
import type { Db } from '../store/db.ts';
import { type PastFilter, type StoredCase, storedCases } from '../store/past-cases.ts';
import { readCursor, writeCursor } from './paging.ts';

/** Cases read at once. */
const BATCH = 25;
/** Left for the answer to be made and sent. */
const TO_SPARE_MS = 500;

/** How far one request goes: so many cases, or until it has to be answered. */
export interface Bounds {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly answerBy: number;
}

const POSITION = [/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, /^[A-Z0-9-]{1,60}$/];

function placeOf(cursor: string | undefined): CasePosition | undefined {
  const read = readCursor(cursor, POSITION);
  return read && [read[0] ?? '', read[1] ?? ''];
}

/**
 * Hands case after case to a visitor, within the bounds. Answers how many, and the cursor from which to go on; null when
 * there are no more. @throws Problem for a cursor that is none
 */
export async function visitCases(
  db: Db,
  filter: PastFilter,
  { limit, cursor, answerBy }: Bounds,
  visit: (one: StoredCase) => Promise<void>,
): Promise<{ looked: number; nextCursor: string | null }> {
  let after = placeOf(cursor);
  let looked = 0;
  for (;;) {
    const wanted = Math.min(BATCH, limit - looked);
    const cases = await storedCases(db, filter, { after, limit: wanted + 1 });
    for (const one of cases.slice(0, wanted)) {
      // one at least, else a caller that follows the cursor never comes to the end
      if (looked > 0 && Date.now() > answerBy - TO_SPARE_MS)
        return { looked, nextCursor: after ? writeCursor(after) : null };
      await visit(one);
      after = one.position;
      looked += 1;
      // others have their turn between two cases
      await new Promise(setImmediate);
    }
    if (cases.length <= wanted) return { looked, nextCursor: null };
    if (looked >= limit) return { looked, nextCursor: after ? writeCursor(after) : null };
  }
}

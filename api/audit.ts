import { keepAuditEntry } from '../store/audit.ts';
import type { CaseRef } from '../store/case-reads.ts';
import type { Db } from '../store/db.ts';
import { Problem } from './problem.ts';
import type { Caller } from './roles.ts';
import type { Route } from './route.ts';

interface Tried {
  readonly row: Route;
  readonly caller: Caller;
  readonly theCase: CaseRef | null;
}

/**
 * A verdict that its sender may not give, by role or by rank, leaves its trace here and none in the case. The refusal
 * goes on to whoever asked.
 */
export async function audited<T>(db: Db, { row, caller, theCase }: Tried, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (row.verdict === true && theCase && error instanceof Problem && error.status === 403) {
      const { caseId, shop } = theCase;
      const { key, role } = caller;
      await keepAuditEntry(db, { caseId, shop, key, role, action: row.path, code: error.code });
    }
    throw error;
  }
}

import type { Db } from './db.ts';
import { type IntakeRow, lockCase } from './intake.ts';

/** The case that an id stands for now, and the status that its workflow last told. */
interface Standing {
  readonly mergedInto: string | null;
  /** Null before the workflow has told anything. */
  readonly status: string | null;
}

/** Read after the lock: what a statement sees that has waited for it is older. */
async function standingOf(trx: Db, caseId: string): Promise<Standing | undefined> {
  return trx('intake as i')
    .leftJoin('cases as p', 'p.case_id', 'i.case_id')
    .where('i.case_id', caseId)
    .first<Standing | undefined>({ mergedInto: 'i.merged_into', status: 'p.status' });
}

/** A locked case, and whether it is closed. */
export interface Survivor {
  readonly row: IntakeRow;
  readonly closed: boolean;
}

/** Locks a case, or the one that it was merged into. Undefined when there is no such case. */
export async function lockSurvivor(trx: Db, caseId: string): Promise<Survivor | undefined> {
  let id = caseId;
  for (;;) {
    const row = await lockCase(trx, id);
    const standing = await standingOf(trx, id);
    if (!row || !standing) return undefined;
    if (standing.mergedInto === null) return { row, closed: standing.status === 'closed' };
    id = standing.mergedInto;
  }
}

/** Lets a case, and all that were merged into it before, go on in another. */
export async function mergeInto(trx: Db, caseId: string, into: string): Promise<void> {
  await trx('intake').where({ case_id: caseId }).orWhere({ merged_into: caseId }).update({ merged_into: into });
}

/** The case that a case was merged into; null for one that was not. */
export async function mergedInto(db: Db, caseId: string): Promise<string | null> {
  return (await standingOf(db, caseId))?.mergedInto ?? null;
}

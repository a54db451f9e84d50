import type { Db } from './db.ts';

/** What somebody tried and was refused; codes only, no words and no names of people. */
export interface AuditEntry {
  readonly caseId: string;
  readonly shop: string;
  /** Number of the key, or `admin`. */
  readonly key: string;
  readonly role: string;
  /** `/cases/{caseId}/decision` */
  readonly action: string;
  /** Of the refusal. */
  readonly code: string;
}

export async function keepAuditEntry(db: Db, { caseId, ...entry }: AuditEntry): Promise<void> {
  await db('audit_entries').insert({ case_id: caseId, ...entry });
}

export interface AuditRow extends Omit<AuditEntry, 'caseId' | 'shop'> {
  readonly id: number;
  readonly at: Date;
}

/** Of one case, the oldest first. */
export const listAuditEntries = (
  db: Db,
  caseId: string,
  page: { after?: number | undefined; limit: number },
): Promise<AuditRow[]> =>
  db('audit_entries')
    .where({ case_id: caseId })
    .andWhere('id', '>', page.after ?? 0)
    .orderBy('id')
    .limit(page.limit)
    .select<AuditRow[]>('id', 'at', 'key', 'role', 'action', 'code');

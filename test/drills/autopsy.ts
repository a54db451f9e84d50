/** All that is known of a case that does not reconcile, for whoever has to find out why. */
import type { Client } from '@temporalio/client';
import type { Db } from '../../store/db.ts';

const MOST = 3;
const CASE_ID = /\b[A-Z][A-Z0-9]{1,7}-\d{8}-\d{6}\b/;

/** Facts, events and failed workflow tasks of the first few cases that differences name. */
export async function autopsy(db: Db, temporal: Client, differences: readonly string[]): Promise<string[]> {
  const cases = new Set(differences.flatMap((line) => CASE_ID.exec(line)?.[0] ?? []));
  const reports = [...cases].slice(0, MOST).map(async (caseId) => {
    const facts = await linesOf(
      db,
      `select accepted_at as at, type || ' ' || body || ' told ' || coalesce(told_at::text, 'never') as line
       from facts where case_id = ? order by id`,
      caseId,
    );
    const events = await linesOf(
      db,
      `select at, seq || ' ' || type || ' ' || data || ' in transaction ' || txid as line
       from case_events where case_id = ? order by seq`,
      caseId,
    );
    return [`  ${caseId}`, ...facts, ...events, ...(await failedTasks(temporal, caseId))];
  });
  return (await Promise.all(reports)).flat();
}

async function linesOf(db: Db, sql: string, caseId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { at: Date; line: string }[] }>(sql, [caseId]);
  return rows.map(({ at, line }) => `    ${at.toISOString()} ${line}`);
}

async function failedTasks(temporal: Client, caseId: string): Promise<string[]> {
  const history = await temporal.workflow
    .getHandle(`case:${caseId}`)
    .fetchHistory()
    .catch(() => undefined);
  return (history?.events ?? []).flatMap(({ eventId, workflowTaskFailedEventAttributes: failed }) =>
    failed ? [`    history event ${String(eventId)}: task failed: ${failed.failure?.message ?? ''}`] : [],
  );
}

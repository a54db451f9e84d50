/** All that is known of a case that does not reconcile, for whoever has to find out why. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Db } from '../../store/db.ts';
import { temporal as proto } from '../workflows/temporal-proto.ts';

const MOST = 3;
const CASE_ID = /\b[A-Z][A-Z0-9]{1,7}-\d{8}-\d{6}\b/;

/** Facts, events and histories of the first few cases that differences name. */
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
    return [`  ${caseId}`, ...facts, ...events, ...(await historyOf(temporal, caseId))];
  });
  return (await Promise.all(reports)).flat();
}

async function linesOf(db: Db, sql: string, caseId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { at: Date; line: string }[] }>(sql, [caseId]);
  return rows.map(({ at, line }) => `    ${at.toISOString()} ${line}`);
}

/** A workflow's history in one line for each event, whole in a file to replay, and why its tasks failed. */
async function historyOf(temporal: Client, caseId: string): Promise<string[]> {
  const history = await temporal.workflow
    .getHandle(`case:${caseId}`)
    .fetchHistory()
    .catch(() => undefined);
  if (!history) return ['    no history'];
  const file = join(tmpdir(), `${caseId}-${Date.now()}.json`);
  await writeFile(file, historyToJSON(history));
  const lines = (history.events ?? []).map(({ eventId, eventTime, eventType, workflowTaskFailedEventAttributes }) => {
    const type = proto.api.enums.v1.EventType[eventType ?? 0]?.replace('EVENT_TYPE_', '').toLowerCase() ?? '';
    const at = new Date(Number(eventTime?.seconds ?? 0) * 1000 + (eventTime?.nanos ?? 0) / 1e6).toISOString();
    return `    ${at} history ${String(eventId)} ${type} ${workflowTaskFailedEventAttributes?.failure?.message ?? ''}`;
  });
  return [...lines, `    ${file}`];
}

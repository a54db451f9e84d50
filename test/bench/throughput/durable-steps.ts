/** What a case makes durable, counted: steps in Temporal's history, rows in Postgres. */
import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { caseWorkflowId } from '../../../domain/ids.ts';
import { temporal as proto } from '../../workflows/temporal-proto.ts';

/** A number by what it is of, in the order of the names. */
export type Counts = Readonly<Record<string, number>>;

/** Written once for each thing that somebody asked to be durable; tasks and their like only follow from them. */
const STEPS = [
  'WORKFLOW_EXECUTION_SIGNALED',
  'WORKFLOW_EXECUTION_UPDATE_ACCEPTED',
  'MARKER_RECORDED',
  'TIMER_STARTED',
  'TIMER_CANCELED',
  'TIMER_FIRED',
  'ACTIVITY_TASK_SCHEDULED',
  'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES',
];

const TABLES = [
  'customers',
  'intake',
  'facts',
  'messages',
  'assignments',
  'verdicts',
  'case_events',
  'cases',
  'deliveries',
];

/** How many histories are looked at. */
const SAMPLE = 10;

/** Steps of a case's history, and its length: means over some of the cases. */
export async function stepsOf(
  temporal: Client,
  caseIds: readonly string[],
): Promise<{ readonly steps: Counts; readonly events: number }> {
  const sample = caseIds.slice(0, SAMPLE);
  const names: string[] = [];
  for (const caseId of sample) {
    const { events } = await temporal.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
    names.push(...(events ?? []).map(({ eventType }) => proto.api.enums.v1.EventType[eventType ?? 0] ?? ''));
  }
  const steps = STEPS.map((step) => {
    const count = names.filter((name) => name === `EVENT_TYPE_${step}`).length;
    return [step.replaceAll('_', ' '), count / sample.length] as const;
  });
  return { steps: Object.fromEntries(steps), events: names.length / sample.length };
}

/** Rows of a shop's cases by table, each case's share. */
export async function rowsOf(db: Knex, shop: string, cases: number): Promise<Counts> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const query = db(table).count<{ count: number }[]>();
    const ofShop = db('intake').where({ shop }).select('case_id');
    const [row] = await (table === 'customers' ? query.where({ shop }) : query.whereIn('case_id', ofShop));
    counts[table] = (row?.count ?? 0) / cases;
  }
  return counts;
}

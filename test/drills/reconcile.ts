/**
 * Proves that nothing was lost and nothing happened twice: compares what callers were promised and what has arrived
 * at the other sides with what Postgres and Temporal hold. Reads only; works on any shop, whatever was done to it.
 */
import type { Client } from '@temporalio/client';
import type { Db } from '../../store/db.ts';
import { CHECKS, EVIDENCE, FIGURES } from './reconcile-sql.ts';

/** A command that the API has answered with a 2xx. One entry however often it was sent. */
export interface Accepted {
  readonly what: 'message' | 'reply' | 'resolution' | 'confirmation' | 'survey';
  /** As the answer said. */
  readonly caseId: string;
  /** Of what has one; unique in the shop, so that its row can be told from any other. */
  readonly messageId?: string;
  readonly text?: string;
  /** Of a survey. */
  readonly round?: number;
  readonly stars?: number;
}

/** A send that the other side has received whole: a key received twice is two of them. */
export interface Arrival {
  /** `<caseId>:<seq>`. */
  readonly key: string;
  readonly via: 'mail' | 'webhook';
  /** Epoch ms. */
  readonly at: number;
}

/** A workflow execution of the shop's cases. */
export interface Execution {
  readonly workflowId: string;
  /** As Temporal names it: `COMPLETED`, `RUNNING`, `FAILED`, … */
  readonly status: string;
  /** Epoch ms; null while it runs. */
  readonly closedAt: number | null;
}

export interface Evidence {
  /** A transaction sees what it has changed itself: that is how the reconciliation is tested. */
  readonly db: Db;
  readonly shop: string;
  readonly accepted: readonly Accepted[];
  readonly arrivals: readonly Arrival[];
  readonly executions: readonly Execution[];
  /** Instants (epoch ms) at which a process that sends was killed: only over them a key may arrive again. */
  readonly kills: readonly number[];
}

export interface Reconciliation {
  /** One line each; none when all is well. */
  readonly differences: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

const instant = (at: number): string => new Date(at).toISOString();

/**
 * Reconciles one shop after its cases have ended. What is still on its way counts as a difference, so call it when all
 * has come to rest.
 */
export async function reconcile(evidence: Evidence): Promise<Reconciliation> {
  const { db, shop, accepted, arrivals, executions, kills } = evidence;
  const bindings = {
    shop,
    accepted: JSON.stringify(
      accepted.map(({ caseId, messageId, ...rest }) => ({ ...rest, case_id: caseId, message_id: messageId })),
    ),
    arrivals: JSON.stringify(arrivals.map(({ at, ...rest }) => ({ ...rest, at: instant(at) }))),
    executions: JSON.stringify(
      executions.map(({ workflowId, status, closedAt }) => ({
        workflow_id: workflowId,
        status,
        closed_at: closedAt === null ? null : instant(closedAt),
      })),
    ),
    kills: JSON.stringify(kills.map((at) => ({ at: instant(at) }))),
  };
  const differences: string[] = [];
  for (const [name, sql] of Object.entries(CHECKS)) {
    const { rows } = await db.raw<{ rows: { difference: string }[] }>(EVIDENCE + sql, bindings);
    differences.push(...rows.map(({ difference }) => `${name}: ${difference}`));
  }
  const { rows } = await db.raw<{ rows: Record<string, number>[] }>(EVIDENCE + FIGURES, bindings);
  return { differences, figures: rows[0] ?? {} };
}

/** Every execution of a shop's cases and their surveys and deliveries, by the prefix of its case ids. */
export async function readExecutions(temporal: Client, prefix: string): Promise<Execution[]> {
  const ids = ['case', 'survey', 'delivery'].map((type) => `WorkflowId STARTS_WITH "${type}:${prefix}-"`);
  const found: Execution[] = [];
  for await (const { workflowId, status, closeTime } of temporal.workflow.list({ query: ids.join(' OR ') })) {
    found.push({ workflowId, status: status.name, closedAt: closeTime?.getTime() ?? null });
  }
  return found;
}

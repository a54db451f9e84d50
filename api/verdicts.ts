import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure, WorkflowNotFoundError, type UpdateDefinition } from '@temporalio/common';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { z } from 'zod';
import { REJECTIONS, type CommandType, type Verdict } from '../domain/facts.ts';
import { agentRef, caseWorkflowId } from '../domain/ids.ts';
import { agentNumber } from '../store/agents.ts';
import { clockNow, findCase } from '../store/case-reads.ts';
import { keepVerdict } from '../store/verdicts.ts';
import type { Ruled } from '../workflows/messages.ts';
import { Problem, rejectedAs, unavailable } from './problem.ts';
import { WORKERS } from './roles.ts';
import type { Answer, CaseCall, Services } from './route.ts';
import { ruled } from './samples.ts';

/** Between two tries of a verdict that was refused by a case behind its rows. */
const ASK_AGAIN_MS = 250;

const RefusedAsOf = z.object({ version: z.int() });

const RuledView = z
  .strictObject({ caseId: z.string(), version: z.int().meta({ description: 'Of the case after it; the ETag' }) })
  .meta({ id: 'Ruled' });

/** What the rows of all verdicts have in common. */
export const verdictRow = {
  method: 'post',
  tag: 'Verdicts',
  roles: WORKERS,
  scope: 'case',
  verdict: true,
  answers: { 200: { description: 'Decided', schema: RuledView, example: ruled } },
} as const;

/** How the verdict's agent, instant and expected version reach the workflow. */
export async function seal(call: CaseCall, agentId: string, { db }: Services) {
  const number = await agentNumber(db, call.theCase.shop, agentId);
  const expected = call.expectedVersion === undefined ? {} : { expectedVersion: call.expectedVersion };
  return { number, sealed: { agent: agentRef(number), acceptedAt: await clockNow(db), ...expected } };
}

/**
 * Asks a case's workflow for a verdict. Update id and verdict are the same for every retry of one request, so a verdict
 * given while the answer was lost is told again and not given twice.
 * @throws Problem the domain's refusal; `unavailable` when no worker answers in time
 */
export async function ask<T extends CommandType>(
  update: UpdateDefinition<Ruled, [Verdict<T>]>,
  verdict: Verdict<T>,
  call: CaseCall,
  { temporal, db }: Services,
): Promise<Answer> {
  const { caseId } = call.theCase;
  const { requestKey } = call;
  const kept = await keepVerdict(db, { requestKey, caseId, verdict });
  for (;;) {
    try {
      const { version } = await temporal.withDeadline(call.answerBy, () =>
        temporal.workflow
          .getHandle(caseWorkflowId(caseId))
          .executeUpdate(update, { args: [kept], updateId: requestKey }),
      );
      return { status: 200, body: { caseId, version }, headers: { ETag: `"${version}"` } };
    } catch (error) {
      if (!(await isBehind(error, caseId, db))) throw await refusalOf(error, caseId, db);
      if (Date.now() + ASK_AGAIN_MS > call.answerBy) throw unavailable('The case is still taking in what was stored.');
    }
    await sleep(ASK_AGAIN_MS);
  }
}

/**
 * Whether the case refused as of a version older than the stored one: a worker died between storing events and telling
 * Temporal, and the case has yet to find them. What people see is what they decide on.
 */
async function isBehind(error: unknown, caseId: string, db: Services['db']): Promise<boolean> {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) return false;
  const refused = RefusedAsOf.safeParse(error.cause.details?.[0]);
  if (!refused.success) return false;
  const row = await findCase(db, caseId);
  return row !== undefined && row.version > refused.data.version;
}

async function refusalOf(error: unknown, caseId: string, db: Services['db']): Promise<unknown> {
  if (error instanceof WorkflowUpdateFailedError) {
    const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    const rejection = REJECTIONS.find((known) => known === type);
    if (rejection) return new Problem(rejectedAs(rejection));
    // the case ended while the update was on its way
    if (type === 'AcceptedUpdateCompletedWorkflow') return unavailable();
    return error;
  }
  if (error instanceof WorkflowNotFoundError) {
    const row = await findCase(db, caseId);
    // not told to Temporal yet: the sweep will start it
    return row?.status === 'closed' ? new Problem('case_closed') : unavailable('The case is still being opened.');
  }
  return error;
}

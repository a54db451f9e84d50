import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Knex } from 'knex';
import { attemptAndTell, type Sender } from '../activities/deliveries.ts';
import { codeOf, type Failure, type SenderLog } from '../activities/failures.ts';
import { quickWaitMs } from '../domain/delivery-schedule.ts';
import { deliveryWorkflowId } from '../domain/ids.ts';
import type { Intake } from '../intake/index.ts';
import {
  claimDueDeliveries,
  type ClaimedDelivery,
  DELIVERIES_CHANNEL,
  markStuck,
  postponeDelivery,
} from '../store/deliveries.ts';
import { recordFact } from '../store/facts.ts';
import { claimDueCalls, type ClaimedCall } from '../store/webhook-calls.ts';
import type { DeliveryInput } from '../workflows/messages.ts';
import { startLine } from './line.ts';
import { listen } from './listen.ts';

export interface OutboxDeps {
  readonly db: Knex;
  /** For a connection of its own that listens. */
  readonly databaseUrl: string;
  readonly sender: Sender;
  readonly intake: Pick<Intake, 'tell'>;
  /** Starts `delivery` for what the quick attempts could not send. */
  readonly temporal: Client;
  /** How long the quick attempts go on, from the first one. */
  readonly retrySeconds: number;
  readonly log: SenderLog;
}

const TEMPORAL_MS = 5000;
const DRAIN_MS = 8000;

/**
 * Sends what leaves the house, beside the cases: at once when Postgres tells of it, else within a second; any number of
 * processes side by side. A message that fails is tried again in quick steps, then handed to the workflow `delivery`; an
 * event that an endpoint does not take is tried again by its own schedule. Neither holds the other up. Outages of
 * Postgres and Temporal are waited out. `stop` takes nothing new and waits up to 8 s for what is under way.
 */
export function startOutbox(deps: OutboxDeps): { stop(): Promise<void> } {
  const { db, databaseUrl, log, sender } = deps;
  const lines = [
    startLine<ClaimedDelivery>({
      log,
      claim: (room) => claimDueDeliveries(db, room),
      handle: (claimed) => handle(deps, claimed),
      about: ({ caseId, seq, attempts }) => ({ caseId, seq, attempts }),
    }),
    startLine<ClaimedCall>({
      log,
      claim: (room, underWay) => claimDueCalls(db, { room, underWay }),
      handle: (call) => sender.call(call),
      about: ({ endpointId, event, attempts }) => ({ endpointId, event, attempts }),
    }),
  ];
  const listener = listen({
    databaseUrl,
    channel: DELIVERIES_CHANNEL,
    onNotify: () => {
      for (const line of lines) line.ring();
    },
    onLost: (error) => {
      log.warn({ code: codeOf(error) }, 'outbox lost its listening connection');
    },
  });

  return {
    async stop() {
      await Promise.all(lines.map((line) => line.stop(DRAIN_MS)));
      await listener.stop();
    },
  };
}

/** One claimed send to its end. What cannot be noted now is claimed again when its lease is over. */
async function handle(deps: OutboxDeps, claimed: ClaimedDelivery): Promise<void> {
  const { caseId, seq, attempts } = claimed;
  const attempt = await attemptAndTell(deps, claimed);
  if (attempt.taken) return;
  deps.log.warn({ caseId, seq, attempts, code: attempt.failure.code }, 'send failed');
  await settle(deps, claimed, attempt.failure);
}

async function settle(deps: OutboxDeps, claimed: ClaimedDelivery, failure: Failure): Promise<void> {
  if (failure.permanent) return leaveToOthers(deps, claimed, failure.code, 'given-up');
  const waitMs = Math.max(quickWaitMs(claimed, claimed.attempts), failure.retryAfterMs ?? 0);
  if (claimed.ageSeconds + waitMs / 1000 <= deps.retrySeconds) {
    return postponeDelivery(deps.db, claimed, failure.code, waitMs);
  }
  try {
    // before the row says so: a crash in between only sends once more, the other order would lose it
    await startDelivery(deps.temporal, claimed, failure);
  } catch (error) {
    const { caseId, seq } = claimed;
    deps.log.warn({ caseId, seq, code: codeOf(error) }, 'delivery workflow not started, quick attempts go on');
    return postponeDelivery(deps.db, claimed, failure.code, quickWaitMs(claimed, claimed.attempts));
  }
  return leaveToOthers(deps, claimed, failure.code, 'stuck');
}

/** Starts the long schedule; one that runs already goes on. */
async function startDelivery(
  temporal: Client,
  { caseId, seq }: ClaimedDelivery,
  { retryAfterMs: waitMs }: Failure,
): Promise<void> {
  const input: DeliveryInput = { caseId, seq, ...(waitMs === undefined ? {} : { waitMs }) };
  try {
    await temporal.withDeadline(Date.now() + TEMPORAL_MS, () =>
      temporal.workflow.start('delivery', {
        workflowId: deliveryWorkflowId(caseId, seq),
        taskQueue: 'delivery',
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: `Message ${seq} of ${caseId} has not arrived`,
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Ends the quick attempts; the case learns it by a fact of the same transaction. */
async function leaveToOthers(
  { db, intake }: OutboxDeps,
  { caseId, seq }: ClaimedDelivery,
  code: string,
  state: 'stuck' | 'given-up',
): Promise<void> {
  const factId = await db.transaction(async (trx) => {
    const marked = await markStuck(trx, { caseId, seq }, code, state);
    return marked
      ? recordFact(trx, caseId, { type: 'deliveryFailed', of: seq, recipient: marked.recipient, code })
      : undefined;
  });
  if (factId !== undefined) await intake.tell(factId).catch(() => undefined);
}

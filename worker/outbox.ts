import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Knex } from 'knex';
import { attemptAndTell, type Sender, type SenderLog } from '../activities/deliveries.ts';
import { codeOf, type Failure } from '../activities/failures.ts';
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
import type { DeliveryInput } from '../workflows/messages.ts';
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

const AT_ONCE = 20;
const TICK_MS = 1000;
const TEMPORAL_MS = 5000;
const DRAIN_MS = 8000;
const LONGEST_TROUBLE_MS = 30_000;

/**
 * Sends what leaves the house, beside the cases: at once when Postgres tells of it, else within a second; any number of
 * processes side by side. What fails is tried again in quick steps, then handed to the workflow `delivery`. Outages of
 * Postgres and Temporal are waited out. `stop` takes nothing new and waits up to 8 s for what is
 * under way.
 */
export function startOutbox(deps: OutboxDeps): { stop(): Promise<void> } {
  const { db, databaseUrl, log } = deps;
  const bell = createBell();
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  const start = (claimed: ClaimedDelivery): void => {
    const work = handle(deps, claimed).finally(() => {
      underWay.delete(work);
      bell.ring();
    });
    underWay.add(work);
  };

  const run = async (): Promise<void> => {
    let troubleMs = 0;
    while (!stopping.signal.aborted) {
      const room = AT_ONCE - underWay.size;
      try {
        const claimed = room > 0 ? await claimDueDeliveries(db, room) : [];
        claimed.forEach(start);
        troubleMs = 0;
      } catch (error) {
        troubleMs = Math.min(troubleMs * 2 || TICK_MS, LONGEST_TROUBLE_MS);
        log.warn({ code: codeOf(error), retryInMs: troubleMs }, 'outbox cannot read its sends');
      }
      // in trouble nothing may hurry the next try: the bell rings for every send that ends
      if (troubleMs > 0) await pause(troubleMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      else await bell.rung(TICK_MS);
    }
  };

  const listener = listen({
    databaseUrl,
    channel: DELIVERIES_CHANNEL,
    onNotify: bell.ring,
    onLost: (error) => {
      log.warn({ code: codeOf(error) }, 'outbox lost its listening connection');
    },
  });
  const running = run();

  return {
    async stop() {
      stopping.abort();
      bell.ring();
      await running;
      // what the other side keeps hanging longer is sent again by whoever finds its lease over
      await Promise.race([Promise.all(underWay), pause(DRAIN_MS, undefined, { ref: false })]);
      await listener.stop();
    },
  };
}

/** Wakes one sleeper; a ring while nobody sleeps is kept for the next. */
function createBell() {
  let wake: (() => void) | undefined;
  let kept = false;
  return {
    ring: (): void => {
      if (wake) wake();
      else kept = true;
    },
    rung: (withinMs: number): Promise<void> =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          wake = undefined;
          kept = false;
          resolve();
        };
        const timer = setTimeout(done, kept ? 0 : withinMs);
        wake = done;
      }),
  };
}

/** One claimed send to its end. Never rejects: what cannot be noted now is claimed again when its lease is over. */
async function handle(deps: OutboxDeps, claimed: ClaimedDelivery): Promise<void> {
  const { log } = deps;
  const { caseId, seq, attempts } = claimed;
  try {
    const attempt = await attemptAndTell(deps, claimed);
    if (attempt.taken) return;
    log.warn({ caseId, seq, attempts, code: attempt.failure.code }, 'send failed');
    await settle(deps, claimed, attempt.failure);
  } catch (error) {
    log.warn({ caseId, seq, attempts, code: codeOf(error) }, 'outcome of a send not noted');
  }
}

async function settle(deps: OutboxDeps, claimed: ClaimedDelivery, failure: Failure): Promise<void> {
  if (failure.permanent) return leaveToOthers(deps, claimed, failure.code, 'given-up');
  const waitMs = Math.max(quickWaitMs(claimed, claimed.attempts), failure.retryAfterMs ?? 0);
  if (claimed.ageSeconds + waitMs / 1000 <= deps.retrySeconds) {
    return postponeDelivery(deps.db, claimed, failure.code, waitMs);
  }
  try {
    // before the row says so: a crash in between only sends once more, the other order would lose it
    await startDelivery(deps.temporal, claimed);
  } catch (error) {
    const { caseId, seq } = claimed;
    deps.log.warn({ caseId, seq, code: codeOf(error) }, 'delivery workflow not started, quick attempts go on');
    return postponeDelivery(deps.db, claimed, failure.code, quickWaitMs(claimed, claimed.attempts));
  }
  return leaveToOthers(deps, claimed, failure.code, 'stuck');
}

/** Starts the long schedule; one that runs already goes on. */
async function startDelivery(temporal: Client, { caseId, seq }: DeliveryInput): Promise<void> {
  const input: DeliveryInput = { caseId, seq };
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

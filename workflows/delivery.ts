import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  log,
  proxyActivities,
  setCurrentDetails,
  sleep,
} from '@temporalio/workflow';
import { deliveryWaitMs, LONG_SCHEDULE } from '../domain/delivery-schedule.ts';
import type { DeliveryInput } from './messages.ts';
import type { DeliveryActivities } from './ports.ts';

const { send, giveUp } = proxyActivities<DeliveryActivities>({
  taskQueue: 'delivery',
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '5 minutes' },
});

/**
 * Sends again what the quick attempts could not: over about 75 hours, then it is left to people. A re-send by hand in
 * between ends it at its next attempt.
 */
export async function delivery({ caseId, seq, waitMs: firstWaitMs = 0 }: DeliveryInput): Promise<void> {
  let code = 'the quick attempts failed';
  let askedToWaitMs = firstWaitMs;
  for (const attempt of LONG_SCHEDULE.keys()) {
    const waitMs = Math.max(deliveryWaitMs({ caseId, seq }, attempt), askedToWaitMs);
    tellOperators({ caseId, seq }, attempt, waitMs, code);
    await sleep(waitMs, { summary: `attempt ${attempt + 1} of ${LONG_SCHEDULE.length}` });
    const failure = await attemptToSend({ caseId, seq });
    if (failure === null) return;
    ({ code, askedToWaitMs } = failure);
    if (failure.permanent) break;
  }
  setCurrentDetails(`**Given up** (${code}). It stays in the list of deliveries until a person sends it again.`);
  await giveUp({ caseId, seq });
  log.warn('delivery given up', { caseId, seq, code });
}

/** Null when the other side has taken it. */
async function attemptToSend(
  input: DeliveryInput,
): Promise<{ code: string; permanent: boolean; askedToWaitMs: number } | null> {
  try {
    await send(input);
    return null;
  } catch (error) {
    if (isCancellation(error)) throw error;
    const cause = error instanceof ActivityFailure ? error.cause : undefined;
    const said = cause instanceof ApplicationFailure ? cause : undefined;
    const failure = said?.details?.[0] as { permanent?: boolean; retryAfterMs?: number } | undefined;
    return {
      code: said?.type ?? 'unknown',
      permanent: failure?.permanent ?? false,
      askedToWaitMs: failure?.retryAfterMs ?? 0,
    };
  }
}

function tellOperators({ caseId, seq }: DeliveryInput, attempt: number, waitMs: number, code: string): void {
  const nextAt = new Date(Date.now() + waitMs).toISOString();
  setCurrentDetails(
    `Message **${seq}** of \`${caseId}\` has not arrived: ${code}\n\n` +
      `Attempt ${attempt + 1} of ${LONG_SCHEDULE.length} at ${nextAt}; by hand: POST /v1/cases/${caseId}/deliveries/${seq}/resend`,
  );
}

/** The same durable steps as an inquiry of Caseloop, and no rule: what is said here is what is done. */
import {
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  isCancellation,
  proxyLocalActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import type { BareActivities, Turn } from './activities.ts';

export interface BareInput {
  readonly caseId: string;
  readonly shop: string;
  readonly customer: number;
  /** How long the closed case stays. */
  readonly endsAfterMs: number;
}

export const told = defineSignal<[{ readonly factId: string; readonly acceptedAt: number }]>('told');
export const resolveBare = defineUpdate<number, [{ readonly agent: string; readonly acceptedAt: number }]>('resolve');

const { readPlan, write } = proxyLocalActivities<BareActivities>({
  startToCloseTimeout: '1 second',
  retry: { initialInterval: '200 milliseconds', maximumAttempts: 3 },
});

const OWNER = defineSearchAttributeKey('Owner', 'KEYWORD');
const STATUS = defineSearchAttributeKey('CaseStatus', 'KEYWORD');
const NEXT_DUE_AT = defineSearchAttributeKey('NextDueAt', 'DATETIME');
const HOUR_MS = 3_600_000;

export async function bareCase({ caseId, shop, customer, endsAfterMs }: BareInput): Promise<void> {
  let news = 0;
  let version = 0;
  let rang = false;
  let timer: CancellationScope | undefined;
  setHandler(told, () => {
    news += 1;
  });
  setHandler(resolveBare, async () => {
    news += 1;
    const wanted = version + 1;
    await condition(() => version > wanted);
    return version;
  });

  const store = async (turn: Pick<Turn, 'events' | 'status' | 'sends'>): Promise<void> => {
    await write({ caseId, shop, customer, fromSeq: version + 1, ...turn });
    version += turn.events.length;
  };
  const arm = (ms: number): void => {
    const before = timer;
    timer = new CancellationScope();
    timer
      .run(() => sleep(ms))
      .then(
        () => {
          rang = true;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
    before?.cancel();
  };
  const show = (status: string | null, dueInMs: number): void => {
    const shown = status === null ? { key: OWNER, value: 'nobody' } : { key: STATUS, value: status };
    upsertSearchAttributes([shown, { key: NEXT_DUE_AT, value: new Date(Date.now() + dueInMs) }]);
    arm(dueInMs);
  };
  const hear = async (): Promise<void> => {
    await condition(() => news > 0);
    news -= 1;
  };

  await readPlan({ shop });
  await hear();
  await store({ events: ['opened', 'messageReceived'], status: 'open', sends: 0 });
  show(null, HOUR_MS);
  await hear();
  await store({ events: ['messageReceived'], status: 'open', sends: 0 });
  await hear();
  await store({ events: ['assigned', 'replied'], status: 'open', sends: 1 });
  show(null, 2 * HOUR_MS);
  await hear();
  await store({ events: ['resolved', 'confirmationAsked'], status: 'resolved', sends: 1 });
  show('resolved', 3 * HOUR_MS);
  await hear();
  await store({ events: ['confirmed', 'closed', 'surveyCancelled', 'delivered'], status: 'closed', sends: 0 });
  show('closed', endsAfterMs);
  await condition(() => rang);
  await store({ events: ['delivered'], status: 'closed', sends: 0 });
}

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Channel } from '../../domain/channels.ts';
import type { Plan } from '../../domain/policy.ts';
import { createWebhookEndpoint } from '../../store/webhook-endpoints.ts';
import { LiveService } from '../support/live-service.ts';
import { type HookServer, type MailServer, startHookServer, startMailServer } from '../support/outgoing.ts';
import { temporal as proto } from '../workflows/temporal-proto.ts';

/** What a whole inquiry may cost. */
const BUDGET = { events: 80, bytes: 18 * 1024 };
/** Both of seven days: as in the policy they end at one instant. */
const AFTER_THE_END_SECONDS = 12;

const endingSoon = (plan: Plan): Plan => ({
  ...plan,
  closing: { ...plan.closing, reopenWindow: AFTER_THE_END_SECONDS, grace: 0 },
  survey: { ...plan.survey, answerWithin: AFTER_THE_END_SECONDS },
});

let mail: MailServer;
let shop: HookServer;
let service: LiveService;

beforeAll(async () => {
  [mail, shop] = await Promise.all([startMailServer(), startHookServer()]);
  service = await LiveService.open({ policy: 'standard', plan: endingSoon, smtpUrl: mail.url });
  await createWebhookEndpoint(service.db, { shop: 'main', url: shop.url });
  await service.work();
  service.sendOut();
});
afterAll(async () => {
  await service.close();
  await Promise.all([mail.close(), shop.close()]);
});

/** Resolves when nothing that has been told is still to be processed, and nothing to be sent still on its way. */
async function settled(caseId: string, type: string, times = 1): Promise<void> {
  await service.until(caseId, type, times);
  await vi.waitFor(
    async () => {
      const states = await service.db('deliveries').where({ case_id: caseId }).pluck<string[]>('state');
      expect(states.filter((state) => state !== 'delivered')).toEqual([]);
      expect((await service.handle(caseId).describe()).raw.pendingWorkflowTask ?? null).toBeNull();
    },
    { timeout: 20_000, interval: 50 },
  );
}

/** Every step waits until the one before it has been processed: nothing shares a task by luck. */
async function wholeInquiry(channel: Channel): Promise<string> {
  const from = { channel, threadId: 'thread', customer: { id: randomUUID(), email: 'wang@customer.test' } };
  const { caseId } = await service.says({ ...from, level: 2 });
  await settled(caseId, 'messageReceived');
  await service.answers(caseId);
  await settled(caseId, 'replied');
  await service.says({ ...from, text: '那滤芯在哪里可以买到?' });
  await settled(caseId, 'messageReceived', 2);
  await service.says({ ...from, text: '有没有优惠套装?' });
  await settled(caseId, 'messageReceived', 3);
  await service.answers(caseId, '店铺首页就有,两支装减二十元。');
  await settled(caseId, 'replied', 2);
  await service.resolves(caseId);
  await settled(caseId, 'confirmationAsked');
  await service.intake.confirm(caseId, { messageId: 'yes', confirmed: true });
  await settled(caseId, 'surveySent');
  await service.intake.answerSurvey(caseId, 1, { stars: 5, text: '很满意' });
  await settled(caseId, 'surveyAnswered');
  await service.handle(caseId).result();
  return caseId;
}

interface Cost {
  readonly what: string;
  events: number;
  bytes: number;
}

/** Where the events and bytes of a history are, the most expensive kind first. */
async function costsOf(caseId: string): Promise<Cost[]> {
  const { events } = await service.handle(caseId).fetchHistory();
  const costs = new Map<string, Cost>();
  for (const event of events ?? []) {
    const type = proto.api.enums.v1.EventType[event.eventType ?? 0] ?? 'unknown';
    const said = event.userMetadata?.summary?.data;
    const local = event.markerRecordedEventAttributes && said ? ` ${Buffer.from(said).toString()}` : '';
    const what = type.replace('EVENT_TYPE_', '').toLowerCase().replaceAll('_', ' ') + local;
    const cost = costs.get(what) ?? { what, events: 0, bytes: 0 };
    cost.events += 1;
    cost.bytes += proto.api.history.v1.HistoryEvent.encode(event).finish().length;
    costs.set(what, cost);
  }
  return [...costs.values()].sort((a, b) => b.bytes - a.bytes);
}

describe('a whole inquiry, from the first message to the end of its workflow', () => {
  it.concurrent.each(['email', 'chat'] as const)('by %s keeps to its budget of history', async (channel) => {
    const caseId = await wholeInquiry(channel);
    const { historyLength, historySize } = await service.handle(caseId).describe();
    const costs = await costsOf(caseId);
    console.log(
      [`${channel}: ${historyLength} events, ${historySize} bytes`]
        .concat(
          costs.map(({ what, events, bytes }) => `${String(events).padStart(5)} ${String(bytes).padStart(7)}  ${what}`),
        )
        .join('\n'),
    );
    const types = await service.typesOf(caseId);
    expect(types.filter((type) => /Breached|Warned|escalated/.test(type))).toEqual([]);
    expect(await service.db('surveys').where({ case_id: caseId }).first('stars')).toEqual({ stars: 5 });
    expect(historyLength).toBeLessThanOrEqual(BUDGET.events);
    expect(historySize).toBeLessThanOrEqual(BUDGET.bytes);
  });
});

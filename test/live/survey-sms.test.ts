import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Plan } from '../../domain/policy.ts';
import { listSurveys } from '../../store/survey-reads.ts';
import { LiveService } from '../support/live-service.ts';

const atOnce = (plan: Plan): Plan => ({
  ...plan,
  // the run is still there when the test looks at it, and the week does not pass meanwhile
  closing: { ...plan.closing, reopenWindow: 600 },
  survey: { ...plan.survey, atConfirmation: true, smsEvery: 7 * 86_400, answerWithin: 600 },
});

let service: LiveService;

beforeAll(async () => {
  service = await LiveService.open({ plan: atOnce });
  await service.work();
  service.sendOut();
});
afterAll(() => service.close());

const CUSTOMER = { id: 'one-with-two-cases', phone: '+8613800000001' };
let count = 0;

async function calls(): Promise<string> {
  const { caseId } = await service.says({
    channel: 'hotline',
    level: 2,
    customer: CUSTOMER,
    orderId: `order-${++count}`,
  });
  await service.until(caseId, 'messageReceived');
  return caseId;
}

it('two cases of one customer, solved at the same instant: one is surveyed by SMS, the other’s survey is cancelled', async () => {
  const caseIds = await Promise.all([calls(), calls()]);
  expect(new Set(caseIds).size).toBe(2);
  await Promise.all(
    caseIds.map((caseId) => service.intake.confirm(caseId, { messageId: `yes-${caseId}`, confirmed: true })),
  );
  await vi.waitFor(
    async () => {
      const ends = (await Promise.all(caseIds.map((caseId) => service.typesOf(caseId))))
        .flat()
        .filter((type) => type === 'surveySent' || type === 'surveyCancelled');
      expect(ends.sort()).toEqual(['surveyCancelled', 'surveySent']);
    },
    { timeout: 20_000, interval: 50 },
  );

  const stories = await Promise.all(
    caseIds.map(async (caseId) => {
      const [state, events, [survey]] = await Promise.all([
        service.state(caseId),
        service.eventsOf(caseId),
        listSurveys(service.db, { caseId }, { limit: 5 }),
      ]);
      return {
        caseId,
        clock: state.clocks.find(({ name }) => name === 'survey')?.state,
        reason: events.find(({ type }) => type === 'surveyCancelled')?.data['reason'],
        survey: survey && { outlet: survey.outlet, sent: survey.sentAt !== null, cancelled: survey.cancelled },
        sends: await service.db('deliveries').where({ case_id: caseId, template: 'survey' }).pluck<string[]>('state'),
      };
    }),
  );
  const [cancelled, sent] = stories.sort((a) => (a.reason === undefined ? 1 : -1));
  expect(sent).toMatchObject({
    clock: 'met',
    survey: { outlet: 'sms', sent: true, cancelled: null },
    sends: ['delivered'],
  });
  expect(cancelled).toMatchObject({
    clock: 'cancelled',
    reason: 'sms-limit',
    survey: { outlet: 'sms', sent: false, cancelled: 'sms-limit' },
    sends: [],
  });
  const answer = service.intake.answerSurvey(cancelled?.caseId ?? '', 1, { stars: 5 });
  await expect(answer).rejects.toMatchObject({ reason: 'cancelled' });
  const untold = await service.db('facts').whereIn('case_id', caseIds).whereNull('told_at');
  expect(untold).toEqual([]);
});

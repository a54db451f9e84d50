import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPlans } from '../../activities/plans.ts';
import type { CaseState } from '../../domain/case.ts';
import { retold } from '../../domain/retelling.ts';
import { storedEvents } from '../../store/case-events.ts';
import { findCaseRef } from '../../store/case-reads.ts';
import { LiveService } from '../support/live-service.ts';

/** A whole inquiry, told again from Postgres, against the workflow that lived it. */

let service: LiveService;

beforeAll(async () => {
  service = await LiveService.open();
  await service.work();
});
afterAll(() => service.close());

/** Without what stands in no event. */
const known = (state: CaseState): CaseState => ({ ...state, seen: [], reach: [] });

/** Waits until the workflow has taken everything in, then compares. */
async function expectSameTold(caseId: string): Promise<void> {
  const ref = await findCaseRef(service.db, caseId);
  if (!ref) throw new Error('no such case');
  const state = await service.state(caseId);
  // a deadline may have passed between the two looks
  const events = (await storedEvents(service.db, caseId, 1)).slice(0, state.version);
  expect(events).toHaveLength(state.version);
  expect(known(await retold(ref.opening, events, createPlans().openPlan))).toEqual(known(state));
}

it('an inquiry told again is as its workflow has it, from the question to the closed loop', async () => {
  const { caseId } = await service.says({ level: 1 });
  await service.until(caseId, 'messageReceived');
  await expectSameTold(caseId);

  await service.intake.reply(caseId, { messageId: 'q', agentId: 'E-007', kind: 'question', text: '亲,是哪一款?' });
  await service.until(caseId, 'paused');
  await expectSameTold(caseId);

  await service.intake.requestHuman(caseId, {});
  await service.until(caseId, 'humanRequested');
  await service.answers(caseId);
  await service.resolves(caseId);
  await service.until(caseId, 'resolved');
  await service.intake.confirm(caseId, { messageId: 'no', confirmed: false });
  await service.until(caseId, 'reopened');
  await expectSameTold(caseId);

  await service.answers(caseId);
  await service.resolves(caseId);
  await service.until(caseId, 'resolved', 2);
  await service.intake.confirm(caseId, { messageId: 'yes', confirmed: true });
  await service.until(caseId, 'surveyQueued');
  expect((await service.state(caseId)).status).toBe('closed');
  await expectSameTold(caseId);
});

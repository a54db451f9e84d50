import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { LiveService } from '../support/live-service.ts';
import { startUp } from '../support/up.ts';
import { resolve } from '../../workflows/messages.ts';

let service: LiveService;

beforeAll(async () => {
  service = await LiveService.open({ policy: 'standard' });
});
afterEach(() => service.rest());
afterAll(() => service.close());

/** A worker that is gone as soon as an event of this type is stored. */
const dyingAfter = (type: string) =>
  startUp('test/live/dying-worker.ts', {
    DATABASE_URL: service.database.url,
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: service.namespace,
    CASES_WORKFLOW_BUNDLE: inject('bundlePath'),
    DIES_AFTER: type,
  });

const resolves = (caseId: string, withinMs: number) =>
  service.temporal.withDeadline(Date.now() + withinMs, () =>
    service.handle(caseId).executeUpdate(resolve, {
      updateId: `resolves ${caseId}`,
      args: [{ type: 'resolve', agent: 'agent-1', outcome: 'solved', acceptedAt: Date.now() }],
    }),
  );

it('goes on from what a worker stored that died before its task was recorded: a verdict', async () => {
  const worker = dyingAfter('resolved');
  const { caseId } = await service.says({ level: 2 });
  await service.until(caseId, 'messageReceived');
  // the update is in no history: nobody repeats it but its sender
  const refused = resolves(caseId, 3000).catch((error: unknown) => error);
  await worker.ended;
  expect(await refused).toBeInstanceOf(Error);
  await service.until(caseId, 'resolved');
  await service.answers(caseId);

  await service.work();
  await service.until(caseId, 'replied');
  await resolves(caseId, 15_000);
  await service.intake.confirm(caseId, { messageId: 'yes', confirmed: true });
  await service.until(caseId, 'closed');
  const types = await service.typesOf(caseId);
  expect(types.filter((type) => type === 'resolved')).toHaveLength(1);
  expect(types.filter((type) => type === 'replied')).toHaveLength(1);
}, 60_000);

it('goes on from what a worker stored that died before its task was recorded: facts', async () => {
  const { caseId } = await service.says({ level: 2 });
  const worker = dyingAfter('opened');
  await worker.ended;
  const before = await service.eventsOf(caseId);
  await service.answers(caseId);
  await service.says({ channel: 'chat', customer: { id: 'another' } });

  await service.work();
  await service.until(caseId, 'replied');
  expect((await service.eventsOf(caseId)).slice(0, before.length)).toEqual(before);
  // not wedged: it still gives verdicts
  await resolves(caseId, 20_000);
  await service.until(caseId, 'confirmationAsked');
}, 60_000);

it('goes on from what a worker stored that died before its task was recorded: a fact accepted before, told after', async () => {
  const { caseId } = await service.says({ level: 2 });
  const early = Date.now();
  const worker = dyingAfter('replied');
  await service.until(caseId, 'messageReceived');
  await service.answers(caseId);
  await worker.ended;
  const before = await service.eventsOf(caseId);
  await service.intake.tell(await service.plantAnswer(caseId, early));

  await service.work();
  await service.until(caseId, 'replied', 2);
  expect((await service.eventsOf(caseId)).slice(0, before.length)).toEqual(before);
  // not wedged: it still gives verdicts
  await resolves(caseId, 20_000);
  await service.until(caseId, 'confirmationAsked');
}, 60_000);

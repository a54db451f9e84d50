import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createIntake, DeskConflict, type Intake } from '../../intake/index.ts';
import { openDatabase } from '../../store/db.ts';
import { type House, message, openHouse, told } from './house.ts';

let house: House;
let caseId: string;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  ({ caseId } = await house.intake.receive(message()));
});

const changes = async () => (await told(house.temporal, caseId)).filter((fact) => fact.type === 'ownerChanged');

/** As a client would: a refusal is an answer, a server too busy to give one is asked again. */
async function claim(intake: Intake, agentId: string): Promise<{ owner: string | null; mine: boolean }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return { owner: (await intake.claim(caseId, { agentId })).agentId, mine: true };
    } catch (error) {
      if (error instanceof DeskConflict) return { owner: error.owner, mine: false };
      if (attempt === 10) throw error;
    }
  }
}

it('of two hundred who claim at once, in four processes, one owns the case and the others learn who', async () => {
  const pools = Array.from({ length: 4 }, () => openDatabase(house.url));
  const intakes = pools.map((db) => createIntake({ db, temporal: house.temporal, tellWithinMs: 15_000 }));
  const answers = await Promise.all(
    intakes.flatMap((intake, desk) => Array.from({ length: 50 }, (_, n) => claim(intake, `E-${desk}-${n}`))),
  );
  await Promise.all(pools.map((db) => db.destroy()));
  expect(answers.filter((answer) => answer.mine)).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer.owner)).size).toBe(1);
  expect(await changes()).toMatchObject([{ assignmentVersion: 1 }]);
});

it('a claim of one’s own case is the same again and no news', async () => {
  const first = await house.intake.claim(caseId, { agentId: 'E-1' });
  expect(await house.intake.claim(caseId, { agentId: 'E-1' })).toEqual(first);
  expect(await changes()).toHaveLength(1);
});

it('a case is handed on, back to the queue, and taken again; each change counts', async () => {
  await house.intake.claim(caseId, { agentId: 'E-1' });
  expect(await house.intake.transfer(caseId, { fromAgentId: 'E-1', toAgentId: 'E-2' })).toEqual({
    caseId,
    agentId: 'E-2',
    assignmentVersion: 2,
  });
  expect(await house.intake.transfer(caseId, { toAgentId: null })).toMatchObject({
    agentId: null,
    assignmentVersion: 3,
  });
  expect(await house.intake.transfer(caseId, { toAgentId: null })).toMatchObject({ assignmentVersion: 3 });
  expect(await house.intake.claim(caseId, { agentId: 'E-3' })).toMatchObject({ assignmentVersion: 4 });
  const facts = await changes();
  const [claimed] = facts;
  expect(facts).toMatchObject([
    { assignmentVersion: 1, by: claimed?.agent },
    { assignmentVersion: 2, by: claimed?.agent },
    { assignmentVersion: 3, agent: null, by: 'system' },
    { assignmentVersion: 4 },
  ]);
});

it('nobody hands on what is not theirs', async () => {
  await house.intake.claim(caseId, { agentId: 'E-1' });
  const attempt = house.intake.transfer(caseId, { fromAgentId: 'E-2', toAgentId: 'E-3' });
  await expect(attempt).rejects.toThrow(DeskConflict);
  await expect(attempt).rejects.toMatchObject({ owner: 'E-1' });
});

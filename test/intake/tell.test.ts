import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIntake, type Intake, TemporalUnavailable } from '../../intake/index.ts';
import { end, type House, hungServer, message, openHouse, told } from './house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** An intake whose Temporal is away. */
async function cutOff(address: string, run: (intake: Intake) => Promise<void>): Promise<void> {
  const connection = Connection.lazy({ address });
  const temporal = new Client({ connection });
  try {
    await run(createIntake({ db: house.db, temporal, tellWithinMs: 500 }));
  } finally {
    await connection.close();
  }
}

const NOBODY = '127.0.0.1:1';
const untold = async (): Promise<number> => {
  const [row] = await house.db('facts').whereNull('told_at').count<{ count: number }[]>({ count: '*' });
  return row?.count ?? -1;
};
const caseOf = async (messageId: string): Promise<string> => {
  const row = await house.db('messages').where({ message_id: messageId }).first<{ case_id: string }>('case_id');
  return row.case_id;
};

describe('while Temporal is away', () => {
  it.each(['nobody listens', 'it hangs'])(
    'says so in time, keeps the fact, and the sweep tells it: %s',
    async (how) => {
      const server = how === 'it hangs' ? await hungServer() : undefined;
      const input = message();
      await cutOff(server?.address ?? NOBODY, async (intake) => {
        const from = Date.now();
        await expect(intake.receive(input)).rejects.toThrow(TemporalUnavailable);
        expect(Date.now() - from).toBeLessThan(4000);
      });
      await server?.close();
      expect(await untold()).toBe(1);

      expect(await house.intake.sweep(60_000)).toBe(0);
      expect(await house.intake.sweep(0)).toBe(1);
      expect(await untold()).toBe(0);
      expect(await told(house.temporal, await caseOf(input.messageId))).toHaveLength(1);
    },
  );

  it('a repetition tells the stored message', async () => {
    const input = message();
    await cutOff(NOBODY, async (intake) => {
      await expect(intake.receive(input)).rejects.toThrow(TemporalUnavailable);
      await expect(intake.receive(input)).rejects.toThrow(TemporalUnavailable);
    });
    const received = await house.intake.receive(input);
    expect(received).toMatchObject({ duplicate: true, joined: false });
    expect(await told(house.temporal, received.caseId)).toHaveLength(1);
    expect(await untold()).toBe(0);
  });

  it('whatever came meanwhile is told in the order in which it was accepted, before what comes next', async () => {
    const input = message({ channel: 'chat' });
    await cutOff(NOBODY, async (intake) => {
      await expect(intake.receive(input)).rejects.toThrow(TemporalUnavailable);
      const caseId = await caseOf(input.messageId);
      await expect(intake.claim(caseId, { agentId: 'E-1' })).rejects.toThrow(TemporalUnavailable);
      await expect(
        intake.reply(caseId, { messageId: 'r1', agentId: 'E-1', kind: 'answer', text: '您好' }),
      ).rejects.toThrow(TemporalUnavailable);
    });
    const next = await house.intake.receive(message({ channel: 'chat', customer: input.customer }));
    const facts = await told(house.temporal, next.caseId);
    expect(facts.map((fact) => fact.type)).toEqual([
      'customerMessaged',
      'ownerChanged',
      'agentReplied',
      'customerMessaged',
    ]);
  });

  it('a sweep ends at the first cases that nobody takes, and waits once', async () => {
    for (let n = 0; n < 10; n++) await Promise.all(Array.from({ length: 8 }, () => house.intake.receive(message())));
    const ids = house.db('facts').orderBy('id', 'desc').limit(80).select('id');
    await house.db('facts').whereIn('id', ids).update({ told_at: null });
    await cutOff(NOBODY, async (intake) => {
      const from = Date.now();
      expect(await intake.sweep(0)).toBe(0);
      expect(Date.now() - from).toBeLessThan(3000);
    });
    expect(await house.intake.sweep(0)).toBe(80);
    expect(await untold()).toBe(0);
  });
});

it('a fact that cannot be told holds up no other case', async () => {
  const stuck = await Promise.all(Array.from({ length: 10 }, () => house.intake.receive(message())));
  const ids = stuck.map(({ caseId }) => caseId);
  await house.db.raw(`update intake set opening = opening || '{"kind": "praise"}' where case_id = any(?)`, [ids]);
  await house.db('facts').whereIn('case_id', ids).update({ told_at: null });
  const { caseId } = await house.intake.receive(message());
  await house.db('facts').where({ case_id: caseId }).update({ told_at: null });
  expect(await house.intake.sweep(0)).toBe(1);
  expect(await untold()).toBe(10);
  await house.db('facts').update({ told_at: new Date() });
});

it('told twice is one fact: the note of the first telling was lost', async () => {
  const { caseId } = await house.intake.receive(message());
  await house.db('facts').where({ case_id: caseId }).update({ told_at: null });
  const { id } = await house.db('facts').where({ case_id: caseId }).first<{ id: number }>('id');
  await house.intake.tell(String(id));
  await house.intake.tell(String(id));
  const facts = await told(house.temporal, caseId);
  expect(facts).toHaveLength(2);
  expect(new Set(facts.map((fact) => JSON.stringify(fact))).size).toBe(1);
  expect(await untold()).toBe(0);
});

it('a fact that nobody has stored is not told', async () => {
  await expect(house.intake.tell('999999')).resolves.toBeUndefined();
});

it('a case whose start was told and not noted is not opened again after its end', async () => {
  const { caseId, messageRow } = await house.intake.receive(message());
  await house.db('facts').where({ case_id: caseId }).update({ told_at: null });
  await house.db('case_events').insert({
    case_id: caseId,
    seq: 2,
    type: 'messageReceived',
    at: new Date(),
    by: 'customer',
    data: { message: messageRow },
    line: '',
  });
  await end(house, caseId);
  expect(await house.intake.sweep(0)).toBe(1);
  expect(await house.db('intake').where({ follows: caseId })).toEqual([]);
});

it('a survey that was sent starts its workflow once; the case is told of both, whatever has become of it', async () => {
  const { caseId } = await house.intake.receive(message());
  const [sent] = await house
    .db('facts')
    .insert({
      case_id: caseId,
      type: 'surveySent',
      body: { round: 1, sentAt: 1000, expiresAt: 2000 },
      accepted_at: new Date(),
    })
    .returning<{ id: number }[]>('id');
  const factId = String(sent?.id);
  await house.intake.tell(factId);
  await house.db('facts').where({ id: factId }).update({ told_at: null });
  await house.intake.tell(factId);

  const survey = house.temporal.workflow.getHandle(`survey:${caseId}:1`);
  const { events } = await survey.fetchHistory();
  const input = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  expect(JSON.parse(Buffer.from(input ?? []).toString())).toEqual({
    caseId,
    round: 1,
    expiresAt: 2000,
  });
  expect((await told(house.temporal, caseId)).at(-1)).toMatchObject({ type: 'surveySent', factId, sentAt: 1000 });

  const surveys = house.db('surveys');
  const times = { queued_at: new Date(), expires_at: new Date(Date.now() + 60_000) };
  await surveys.insert([1, 2].map((round) => ({ case_id: caseId, round, outlet: 'email', ...times })));
  await house.intake.answerSurvey(caseId, 1, { stars: 5 });
  expect((await survey.fetchHistory()).events?.at(-1)?.workflowExecutionSignaledEventAttributes?.signalName).toBe(
    'surveyAnswered',
  );
  expect((await told(house.temporal, caseId)).at(-1)).toMatchObject({ type: 'surveyAnswered', stars: 5 });
  // no survey workflow for round 2: it was never noted as sent
  await house.intake.answerSurvey(caseId, 2, { stars: 2, wrongAnswer: true });
  expect((await told(house.temporal, caseId)).at(-1)).toMatchObject({
    type: 'surveyAnswered',
    stars: 2,
    wrongAnswer: true,
  });
});

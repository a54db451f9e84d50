import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SurveyClosed, UnknownCase } from '../../intake/index.ts';
import { UnstorableText } from '../../store/messages.ts';
import { type House, message, openHouse, told } from './house.ts';

let house: House;
let caseId: string;
let customer: { id?: string };

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  const input = message({ channel: 'email', threadId: 'T1' });
  customer = { id: input.customer.id ?? '' };
  ({ caseId } = await house.intake.receive(input));
});

const lastTold = async () => (await told(house.temporal, caseId)).at(-1);
const reply = (given: Partial<Parameters<House['intake']['reply']>[1]> = {}) =>
  house.intake.reply(caseId, { messageId: 'r1', agentId: 'E-7', kind: 'answer', text: '每六个月更换一次。', ...given });

describe('a reply', () => {
  it('to a case that nobody owns assigns it, in the same fact', async () => {
    const accepted = await reply({ articleId: 'A-1', expectedAt: 4_000_000_000_000 });
    expect(await lastTold()).toMatchObject({
      type: 'agentReplied',
      message: accepted.messageRow,
      agent: expect.stringMatching(/^agent-\d+$/) as string,
      kind: 'answer',
      channel: 'email',
      expectedAt: 4_000_000_000_000,
      assignmentVersion: 1,
    });
    expect(await house.db('messages').where({ id: accepted.messageRow }).first()).toMatchObject({
      direction: 'out',
      text: '每六个月更换一次。',
      details: { articleId: 'A-1' },
    });
    expect(await house.intake.claim(caseId, { agentId: 'E-7' })).toMatchObject({ assignmentVersion: 1 });
  });

  it('to another’s case leaves it with its owner', async () => {
    await house.intake.claim(caseId, { agentId: 'E-1' });
    await reply();
    expect(await lastTold()).not.toHaveProperty('assignmentVersion');
  });

  it('repeated is the same reply, also many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => reply()));
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.messageRow)).size).toBe(1);
    const facts = await told(house.temporal, caseId);
    expect(new Set(facts.map((fact) => fact.factId)).size).toBe(2);
  });

  it('leaves by the channel of the customer’s newest message, or by the one given', async () => {
    await house.intake.receive(message({ channel: 'email', threadId: 'T1', customer }));
    await house.intake.customerSays(caseId, { messageId: `chat-${caseId}`, channel: 'chat', text: '在线等' });
    await reply();
    expect(await lastTold()).toMatchObject({ channel: 'chat' });
    await reply({ messageId: 'r2', channel: 'sms' });
    expect(await lastTold()).toMatchObject({ channel: 'sms' });
  });
});

it('a message to a case is the same message as the one from the channel', async () => {
  const input = message({ channel: 'email', threadId: 'T1', customer });
  const first = await house.intake.receive(input);
  const again = await house.intake.customerSays(caseId, { messageId: input.messageId, text: input.text });
  expect(again).toEqual({ caseId, messageRow: first.messageRow, duplicate: true });
});

it('a note, a reply and a confirmation have lists of ids of their own', async () => {
  await reply({ messageId: '1' });
  expect(await house.intake.note(caseId, { messageId: '1', agentId: 'E-7', text: '已致电', call: true })).toMatchObject(
    {
      duplicate: false,
    },
  );
  expect(await lastTold()).toMatchObject({ type: 'agentNoted', call: true });
  expect(await house.intake.confirm(caseId, { messageId: '1', confirmed: false, text: '没有' })).toMatchObject({
    duplicate: false,
  });
  expect(await lastTold()).toMatchObject({ type: 'customerConfirmed', confirmed: false });
  expect(await house.intake.confirm(caseId, { messageId: '1', confirmed: false })).toMatchObject({ duplicate: true });
});

it('a wish for a person and a withdrawal are one each for their id, and one for each call without', async () => {
  await house.intake.requestHuman(caseId, { messageId: 'h1' });
  expect(await house.intake.requestHuman(caseId, { messageId: 'h1' })).toMatchObject({ duplicate: true });
  await house.intake.withdraw(caseId, { messageId: 'h1' });
  await house.intake.withdraw(caseId, {});
  const facts = await told(house.temporal, caseId);
  expect(facts.map((fact) => fact.type).slice(1)).toEqual(['humanRequested', 'customerWithdrew', 'customerWithdrew']);
});

describe('a survey', () => {
  const survey = (round: number, expiresIn: number) =>
    house.db('surveys').insert({
      case_id: caseId,
      round,
      outlet: 'email',
      queued_at: new Date(),
      expires_at: new Date(Date.now() + expiresIn),
    });

  it('takes one answer, also of twenty at the same instant', async () => {
    await survey(1, 60_000);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => house.intake.answerSurvey(caseId, 1, { stars: (n % 5) + 1, text: `${n}` })),
    );
    const kept = answers.findIndex(({ status }) => status === 'fulfilled');
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await house.db('surveys').where({ case_id: caseId }).first()).toMatchObject({ text: `${kept}` });
    expect(await lastTold()).toEqual({
      type: 'surveyAnswered',
      round: 1,
      stars: (kept % 5) + 1,
      wrongAnswer: false,
      factId: expect.any(String) as string,
      acceptedAt: expect.any(Number) as number,
    });
    await expect(house.intake.answerSurvey(caseId, 1, { stars: 1 })).rejects.toMatchObject({ reason: 'answered' });
  });

  it('takes none after its time, and none that was never queued', async () => {
    await survey(1, -1000);
    await expect(house.intake.answerSurvey(caseId, 1, { stars: 5 })).rejects.toMatchObject({ reason: 'expired' });
    await expect(house.intake.answerSurvey(caseId, 2, { stars: 5 })).rejects.toThrow(SurveyClosed);
  });
});

it('no fact for a case that does not exist', async () => {
  const nowhere = 'CS-20261123-999999';
  await expect(house.intake.customerSays(nowhere, { messageId: 'm', text: '在吗' })).rejects.toThrow(UnknownCase);
  await expect(house.intake.note(nowhere, { agentId: 'E-7', text: '在吗' })).rejects.toThrow(UnknownCase);
  await expect(house.intake.claim(nowhere, { agentId: 'E-7' })).rejects.toThrow(UnknownCase);
  await expect(house.intake.answerSurvey(nowhere, 1, { stars: 5 })).rejects.toThrow(UnknownCase);
});

it('a text that cannot be stored as it is is refused whole', async () => {
  const sent = message({ text: 'half a pair \ud83d here' });
  await expect(house.intake.receive(sent)).rejects.toThrow(UnstorableText);
  await expect(house.intake.receive({ ...sent, text: 'NUL \0 here' })).rejects.toThrow(UnstorableText);
  expect(await house.intake.receive({ ...sent, text: '😀 𠮷 "quoted" \\ \n' })).toMatchObject({ duplicate: false });
  expect(await house.db('messages').where({ message_id: sent.messageId }).first('text')).toEqual({
    text: '😀 𠮷 "quoted" \\ \n',
  });
});

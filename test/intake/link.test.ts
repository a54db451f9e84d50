import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenCase } from '../../domain/open-case.ts';
import { UnknownCase } from '../../intake/index.ts';
import { end, type House, message, openHouse, project, told } from './house.ts';

let house: House;
/** Of a case on chat that has ended. */
let ended: string;
let customer: { id?: string };

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

beforeEach(async () => {
  const input = message({ channel: 'chat', orderId: 'O1' });
  customer = { id: input.customer.id ?? '' };
  ended = (await house.intake.receive(input)).caseId;
  await end(house, ended);
});

const linked = async (): Promise<{ case_id: string; opening: OpenCase; order_id: string | null }[]> =>
  house.db('intake').where({ follows: ended });
const untold = (caseId: string): Promise<unknown[]> => house.db('facts').where({ case_id: caseId, told_at: null });

describe('a fact after the end', () => {
  it('a message opens a case that follows the ended one, as a matter', async () => {
    const accepted = await house.intake.customerSays(ended, { messageId: `late-${ended}`, text: '在吗' });
    const [row] = await linked();
    expect(accepted).toMatchObject({ caseId: row?.case_id, duplicate: false });
    expect(row).toMatchObject({
      order_id: 'O1',
      opening: { follows: ended, channel: 'chat', customer: expect.any(String) as string },
    });
    const [fact] = await told(house.temporal, accepted.caseId);
    expect(fact).toMatchObject({ type: 'customerMessaged', says: 'matter', message: accepted.messageRow });
    expect(row?.opening.openedAt).toBe(fact?.acceptedAt);
    expect(await house.db('messages').where({ id: accepted.messageRow }).first('case_id')).toEqual({
      case_id: row?.case_id,
    });
    expect(await untold(accepted.caseId)).toEqual([]);
  });

  it('a repetition of it answers with the linked case', async () => {
    const input = { messageId: `late-${ended}`, text: '还是不行' };
    const first = await house.intake.customerSays(ended, input);
    expect(await house.intake.customerSays(ended, input)).toEqual({ ...first, duplicate: true });
    expect(await told(house.temporal, first.caseId)).toHaveLength(1);
  });

  it('a message from the channel whose case ended while it was on its way', async () => {
    await project(house.db, ended, 'closed', new Date(Date.now() + 60_000)); // the projection lags behind the run
    const received = await house.intake.receive(message({ channel: 'chat', customer, text: '还是不行' }));
    expect(received).toMatchObject({ joined: true });
    expect((await linked()).map((row) => row.case_id)).toEqual([received.caseId]);
    const next = await house.intake.receive(message({ channel: 'chat', customer }));
    expect(next.caseId).toBe(received.caseId);
  });

  it('several go to one linked case', async () => {
    const says = (n: number) =>
      house.intake.customerSays(ended, { messageId: `late-${ended}-${n}`, text: `还有第${n}个问题` });
    const accepted = await Promise.all([says(1), says(2), says(3)]);
    expect(new Set((await linked()).map((row) => row.case_id)).size).toBe(1);
    const caseId = (await linked())[0]?.case_id ?? '';
    expect(accepted.map((one) => one.caseId)).toEqual([caseId, caseId, caseId]);
    expect(new Set((await told(house.temporal, caseId)).map((fact) => fact.factId)).size).toBe(3);
  });

  it('goes on to a third case when the linked one has ended too', async () => {
    const second = await house.intake.customerSays(ended, { messageId: `late-${ended}-1`, text: '还是不行' });
    await end(house, second.caseId);
    const third = await house.intake.customerSays(ended, { messageId: `late-${ended}-2`, text: '还是不行' });
    expect(third.caseId).not.toBe(second.caseId);
    expect(await told(house.temporal, third.caseId)).toHaveLength(1);
  });

  it('an agent’s reply opens a linked case that is the agent’s, and is its first fact', async () => {
    const reply = { messageId: 'r1', agentId: 'E-7', kind: 'answer' as const, text: '迟到的答复' };
    const accepted = await house.intake.reply(ended, reply);
    expect(accepted.caseId).not.toBe(ended);
    expect(await told(house.temporal, accepted.caseId)).toMatchObject([
      { type: 'agentReplied', message: accepted.messageRow, channel: 'chat', assignmentVersion: 1 },
    ]);
    expect(await house.intake.claim(accepted.caseId, { agentId: 'E-7' })).toMatchObject({ assignmentVersion: 1 });
    expect(await house.intake.reply(ended, reply)).toEqual({ ...accepted, duplicate: true });
  });

  it('"not solved" is a message there', async () => {
    const accepted = await house.intake.confirm(ended, { messageId: 'c1', confirmed: false, text: '没解决' });
    expect(await told(house.temporal, accepted.caseId)).toMatchObject([
      { type: 'customerMessaged', says: 'matter', channel: 'chat', message: accepted.messageRow },
    ]);
    expect(accepted.caseId).not.toBe(ended);
  });

  it('who asks for a person gets one', async () => {
    const accepted = await house.intake.requestHuman(ended, {});
    expect(accepted.caseId).not.toBe(ended);
    expect(await told(house.temporal, accepted.caseId)).toMatchObject([{ type: 'humanRequested' }]);
  });

  it.each([
    ['a courtesy', () => house.intake.customerSays(ended, { messageId: `thanks-${ended}`, text: '谢谢' })],
    ['a confirmation', () => house.intake.confirm(ended, { messageId: 'c1', confirmed: true })],
    ['a withdrawal', () => house.intake.withdraw(ended, { messageId: 'w1' })],
    ['a note', () => house.intake.note(ended, { agentId: 'E-7', text: '已归档' })],
    ['a claim', () => house.intake.claim(ended, { agentId: 'E-7' })],
  ])('%s opens nothing, stays with its case and is not told again', async (_name, act) => {
    expect(await act()).toMatchObject({ caseId: ended });
    expect(await linked()).toEqual([]);
    expect(await untold(ended)).toEqual([]);
  });
});

describe('moved by the workflow itself', () => {
  const late = async (): Promise<string> => {
    const [row] = await house
      .db('facts')
      .insert({ case_id: ended, type: 'humanRequested', body: {}, accepted_at: new Date(), told_at: new Date() })
      .returning<{ id: number }[]>('id');
    return String(row?.id);
  };

  it('twice is once', async () => {
    const factId = await late();
    const [one, two] = await Promise.all([house.intake.link(ended, factId), house.intake.link(ended, factId)]);
    expect(one).not.toBe(ended);
    expect(two).toBe(one);
    expect(await house.intake.link(ended, factId)).toBe(one);
    expect(await linked()).toHaveLength(1);
    expect(new Set((await told(house.temporal, one)).map((fact) => fact.factId))).toEqual(new Set([factId]));
  });

  it('a fact or a case that does not exist is an error', async () => {
    await expect(house.intake.link(ended, '999999')).rejects.toThrow(UnknownCase);
    await expect(house.intake.link('CS-20261123-999999', await late())).rejects.toThrow(UnknownCase);
  });
});

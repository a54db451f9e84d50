import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MergeRefused, UnknownCase } from '../../intake/index.ts';
import { type House, message, openHouse, project, told } from './house.ts';

let house: House;
/** Two cases of two customers. */
let [first, second] = ['', ''];
let firstSays: ReturnType<typeof message>;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  firstSays = message({ channel: 'chat' });
  ({ caseId: first } = await house.intake.receive(firstSays));
  ({ caseId: second } = await house.intake.receive(message({ channel: 'wechat' })));
});

const merge = (caseId: string, into: string) => house.intake.merge(caseId, { into, agentId: 'E-7' });
const refusal = async (merging: Promise<unknown>): Promise<string> => {
  const error: unknown = await merging.then(
    () => new Error('not refused'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof MergeRefused) return error.reason;
  throw error;
};
const typesTold = async (caseId: string) => (await told(house.temporal, caseId)).map(({ type }) => type);
const reply = (caseId: string, messageId: string) =>
  house.intake.reply(caseId, { messageId, agentId: 'E-7', kind: 'answer', text: '已为您处理。' });

describe('a merge', () => {
  it('is told to both cases, once however often it is asked for', async () => {
    expect(await merge(first, second)).toBe(second);
    expect(await merge(first, second)).toBe(second);
    expect(await told(house.temporal, first)).toMatchObject([{}, { type: 'merged', into: second }]);
    expect(await told(house.temporal, second)).toMatchObject([{}, { type: 'mergedFrom', caseId: first }]);
  });

  it('gives what comes for the merged case to the surviving one, exactly once', async () => {
    const before = await reply(first, 'r0');
    await merge(first, second);
    expect(await reply(first, 'r0')).toMatchObject({ caseId: first, messageRow: before.messageRow, duplicate: true });
    expect(await reply(first, 'r1')).toMatchObject({ caseId: second, duplicate: false });
    expect(await reply(first, 'r1')).toMatchObject({ caseId: second, duplicate: true });
    expect(await house.intake.customerSays(first, { messageId: `m-${first}`, text: '还有一件事' })).toMatchObject({
      caseId: second,
    });
    const again = { ...firstSays, messageId: `again-${first}`, text: '在线等' };
    expect(await house.intake.receive(again)).toMatchObject({ caseId: second, joined: true });
    expect(await typesTold(second)).toEqual([
      'customerMessaged',
      'mergedFrom',
      'agentReplied',
      'customerMessaged',
      'customerMessaged',
    ]);
    expect(await typesTold(first)).toEqual(['customerMessaged', 'agentReplied', 'merged']);
  });

  it('makes no circle: not of two, not of three, not at the same instant', async () => {
    const { caseId: third } = await house.intake.receive(message({ channel: 'chat' }));
    await merge(first, second);
    expect(await refusal(merge(second, first))).toBe('merged');
    await merge(second, third);
    expect(await refusal(merge(third, first))).toBe('merged');
    expect((await reply(first, 'r1')).caseId).toBe(third);

    const { caseId: left } = await house.intake.receive(message({ channel: 'chat' }));
    const { caseId: right } = await house.intake.receive(message({ channel: 'chat' }));
    const both = await Promise.allSettled([merge(left, right), merge(right, left)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const rows = await house.db('intake').whereIn('case_id', [left, right]).whereNotNull('merged_into');
    expect(rows).toHaveLength(1);
  });

  it('is refused for a closed case, into a closed one, and into itself', async () => {
    await project(house.db, first, 'closed');
    expect(await refusal(merge(first, second))).toBe('closed');
    expect(await refusal(merge(second, first))).toBe('target-closed');
    expect(await refusal(merge(second, second))).toBe('merged');
  });

  it('knows only cases of the same shop', async () => {
    await expect(merge(first, 'CS-20261123-999999')).rejects.toThrow(UnknownCase);
    await house.db('shops').insert({ id: 'other', prefix: 'OT', name: 'Other' }).onConflict().ignore();
    const { caseId: foreign } = await house.intake.receive(message({ shop: 'other' }));
    await expect(merge(first, foreign)).rejects.toThrow(UnknownCase);
  });
});

describe('an escalation', () => {
  it('is acknowledged by the number of its event', async () => {
    const event = { case_id: first, at: new Date(), by: 'policy', line: '' };
    await house.db('case_events').insert([
      { ...event, seq: 3, type: 'clockBreached', data: { clock: 'answer' } },
      { ...event, seq: 4, type: 'escalated', data: { clock: 'answer', role: 'owner' } },
    ]);
    await house.intake.acknowledge(first, { seq: 4, agentId: 'E-7' });
    expect((await told(house.temporal, first)).at(-1)).toMatchObject({
      type: 'escalationAcknowledged',
      of: 4,
      clock: 'answer',
      agent: expect.stringMatching(/^agent-\d+$/) as string,
    });
    await expect(house.intake.acknowledge(first, { seq: 3, agentId: 'E-7' })).rejects.toThrow('no escalation 3');
  });
});

describe('a bot’s answer', () => {
  it('gives the case to nobody', async () => {
    const answer = { messageId: 'b1', agentId: 'bot', kind: 'answer', text: '滤芯六个月更换。', byBot: true } as const;
    await house.intake.reply(first, answer);
    expect((await told(house.temporal, first)).at(-1)).toMatchObject({ type: 'botAnswered', channel: 'chat' });
    expect(await house.db('assignments').where({ case_id: first })).toEqual([]);
  });
});

describe('a customer’s tier', () => {
  it('goes with the message that tells it', async () => {
    const { customer } = firstSays;
    await house.intake.receive({ ...firstSays, messageId: `vip-${first}`, customer: { ...customer, tier: 'vip' } });
    expect((await told(house.temporal, first)).at(-1)).toMatchObject({ type: 'customerMessaged', tier: 'vip' });
  });
});

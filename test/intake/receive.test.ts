import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenCase } from '../../domain/open-case.ts';
import { CASE_ID } from '../../domain/ids.ts';
import { createIntake, type InboundMessage, UnknownShop } from '../../intake/index.ts';
import { openDatabase } from '../../store/db.ts';
import { type House, message, openHouse, project, told } from './house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const opening = async (caseId: string): Promise<OpenCase> => {
  const row = await house.db('intake').where({ case_id: caseId }).first<{ opening: OpenCase }>('opening');
  return row.opening;
};
const count = async (table: string, where: object): Promise<number> => {
  const [row] = await house.db(table).where(where).count<{ count: number }[]>({ count: '*' });
  return row?.count ?? -1;
};

describe('one message, one case', () => {
  it('opens a case, stores the text and tells the workflow with its start', async () => {
    const input = message({ channel: 'form', text: '订单什么时候发货?' });
    const received = await house.intake.receive(input);

    expect(received).toMatchObject({ joined: false, duplicate: false });
    expect(received.caseId).toMatch(CASE_ID);
    expect(await house.db('messages').where({ id: received.messageRow }).first()).toMatchObject({
      case_id: received.caseId,
      text: '订单什么时候发货?',
      direction: 'in',
      kind: 'matter',
    });
    const [fact] = await told(house.temporal, received.caseId);
    expect(fact).toMatchObject({
      type: 'customerMessaged',
      message: received.messageRow,
      channel: 'form',
      says: 'matter',
    });
    const row = (await house.db('facts').where({ case_id: received.caseId }).first()) as {
      id: number;
      accepted_at: Date;
    };
    expect(fact).toMatchObject({ factId: String(row.id), acceptedAt: row.accepted_at.getTime() });
    expect(row).toMatchObject({ told_at: expect.any(Date) as Date });
  });

  it('answers a repetition with the same case and adds nothing', async () => {
    const input = message();
    const first = await house.intake.receive(input);
    const again = await house.intake.receive({ ...input, text: 'another text' });
    expect(again).toEqual({ ...first, duplicate: true });
    expect(await told(house.temporal, first.caseId)).toHaveLength(1);
    expect(await count('messages', { case_id: first.caseId })).toBe(1);
  });

  it('is one case also when two processes get the message fifty times at the same instant', async () => {
    const input = message();
    const other = openDatabase(house.url, { max: 10 });
    const second = createIntake({ db: other, temporal: house.temporal, tellWithinMs: 15_000 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? second : house.intake).receive(input)),
    );
    await other.destroy();

    const [{ caseId } = { caseId: '' }] = answers;
    expect(new Set(answers.map((answer) => answer.caseId))).toEqual(new Set([caseId]));
    expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
    expect(await count('facts', { case_id: caseId })).toBe(1);
    expect(new Set((await told(house.temporal, caseId)).map((fact) => fact.factId)).size).toBe(1);
  });

  it('is one case when its sender gives one message id to two customers at the same instant', async () => {
    const input = message();
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) =>
        house.intake.receive({ ...input, customer: { id: `${input.messageId}-${id}` } }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.caseId)).size).toBe(1);
  });

  it('is one case for twenty messages that one customer sends at the same instant, each told once and in order', async () => {
    const first = message({ channel: 'chat' });
    const { customer } = first;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        house.intake.receive(message({ channel: 'chat', customer, text: `第${n}条?` })),
      ),
    );
    expect(new Set(answers.map((answer) => answer.caseId)).size).toBe(1);
    const facts = await told(house.temporal, answers[0]?.caseId ?? '');
    const ids = [...new Set(facts.map((fact) => Number(fact.factId)))];
    expect(ids).toHaveLength(20);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(facts.map((fact) => fact.acceptedAt)).toEqual(facts.map((fact) => fact.acceptedAt).toSorted());
  });

  it('knows no case of a shop that does not exist', async () => {
    await expect(house.intake.receive(message({ shop: 'nowhere' }))).rejects.toThrow(UnknownShop);
  });

  it('opens a case of its own where one is asked for, once', async () => {
    const first = message({ channel: 'chat' });
    const joined = await house.intake.receive(first);
    const input = { ...message({ channel: 'chat', customer: first.customer }), kind: 'inquiry' as const };
    const opened = await house.intake.open(input);
    expect(opened.caseId).not.toBe(joined.caseId);
    expect(await house.intake.open(input)).toEqual({ ...opened, duplicate: true });
  });
});

describe('what joins an open case', () => {
  const same: Partial<InboundMessage> = { channel: 'email', threadId: 'T1' };
  const rules: [name: string, first: Partial<InboundMessage>, second: Partial<InboundMessage>, joins: boolean][] = [
    ['the same thread', same, same, true],
    ['another thread', same, { ...same, threadId: 'T2' }, false],
    ['the same thread name on another channel', same, { ...same, channel: 'form' }, false],
    ['a mail without a thread', { channel: 'email' }, { channel: 'email' }, false],
    [
      'the same order on another channel',
      { channel: 'email', orderId: 'O1' },
      { channel: 'chat', orderId: 'O1' },
      true,
    ],
    ['another order in the same thread', { ...same, orderId: 'O1' }, { ...same, orderId: 'O2' }, false],
    ['no order in the thread of an order', { ...same, orderId: 'O1' }, same, true],
    ['an order in a thread that had none', same, { ...same, orderId: 'O1' }, true],
    ['the one conversation on chat', { channel: 'chat' }, { channel: 'chat' }, true],
    ['the one conversation on WeChat', { channel: 'wechat' }, { channel: 'wechat' }, true],
    ['the one conversation on social', { channel: 'social' }, { channel: 'social' }, true],
    ['chat after WeChat', { channel: 'wechat' }, { channel: 'chat' }, false],
    ['a call after a call', { channel: 'hotline' }, { channel: 'hotline' }, false],
    ['another thread on chat', { channel: 'chat', threadId: 'A' }, { channel: 'chat', threadId: 'B' }, false],
    ['another order on chat', { channel: 'chat', orderId: 'O1' }, { channel: 'chat', orderId: 'O2' }, false],
  ];
  it.each(rules)('%s', async (_name, first, second, joins) => {
    const one = message(first);
    const { caseId } = await house.intake.receive(one);
    const received = await house.intake.receive(message({ ...second, customer: one.customer }));
    expect(received.joined).toBe(joins);
    expect(received.caseId === caseId).toBe(joins);
  });

  it('nothing of another customer', async () => {
    const one = await house.intake.receive(message({ ...same, orderId: 'O9' }));
    const other = await house.intake.receive(message({ ...same, orderId: 'O9' }));
    expect(other.caseId).not.toBe(one.caseId);
  });

  it('the order that a later message named, from then on', async () => {
    const one = message(same);
    const { caseId } = await house.intake.receive(one);
    const say = (given: Partial<InboundMessage>) => house.intake.receive(message({ customer: one.customer, ...given }));
    await say({ ...same, orderId: 'O1' });
    expect(await say({ channel: 'store', orderId: 'O1' })).toMatchObject({ caseId, joined: true });
    expect(await say({ ...same, orderId: 'O2' })).toMatchObject({ joined: false });
  });

  it('a conversation that began with the order goes on without it', async () => {
    const one = message({ channel: 'email', orderId: 'O1' });
    const { caseId } = await house.intake.receive(one);
    await house.intake.receive(message({ customer: one.customer, channel: 'chat', orderId: 'O1' }));
    expect(await house.intake.receive(message({ customer: one.customer, channel: 'chat' }))).toMatchObject({ caseId });
  });

  it.each([
    ['open', 'open', null, true],
    ['resolved', 'resolved', null, true],
    ['closed and in its window', 'closed', 60_000, true],
    ['closed and past its window', 'closed', -1000, false],
  ] as const)('a case that is %s', async (_name, status, window, joins) => {
    const one = message({ channel: 'chat' });
    const { caseId } = await house.intake.receive(one);
    await project(house.db, caseId, status, window === null ? null : new Date(Date.now() + window));
    const next = await house.intake.receive(message({ channel: 'chat', customer: one.customer }));
    expect(next.caseId === caseId).toBe(joins);
  });
});

describe('what the workflow is told at its opening', () => {
  it.each([
    ['chat', undefined, null],
    ['wechat', undefined, null],
    ['email', undefined, 2],
    ['hotline', undefined, 2],
    ['email', 1, 1],
    ['chat', 3, 3],
  ] as const)('by %s with level %s: level %s', async (channel, level, expected) => {
    const { caseId } = await house.intake.receive(message({ channel, level }));
    expect(await opening(caseId)).toMatchObject({ level: expected });
  });

  it('the ways to reach the customer, and a new one when it is learnt', async () => {
    const one = message({ channel: 'chat', customer: { id: 'reach-1' } });
    const { caseId } = await house.intake.receive(one);
    expect(await opening(caseId)).toMatchObject({ reach: ['chat'] });
    await house.intake.receive(message({ channel: 'chat', customer: { id: 'reach-1', phone: '13800000000' } }));
    await house.intake.receive(message({ channel: 'chat', customer: { id: 'reach-1' } }));
    const facts = await told(house.temporal, caseId);
    expect(facts.map((fact) => ('reach' in fact ? fact.reach : undefined))).toEqual([
      undefined,
      ['chat', 'sms'],
      ['chat', 'sms'],
    ]);
  });

  it('tier and locale as given, else as stored, else the shop’s', async () => {
    const customer = { id: 'tier-1', tier: 'vip', locale: 'en-GB' } as const;
    const first = await house.intake.receive(message({ customer }));
    expect(await opening(first.caseId)).toMatchObject({ tier: 'vip', locale: 'en' });
    const second = await house.intake.receive(message({ customer: { id: 'tier-1' } }));
    expect(await opening(second.caseId)).toMatchObject({ tier: 'vip', locale: 'en' });
    const other = await house.intake.receive(message());
    expect(await opening(other.caseId)).toMatchObject({ tier: 'basic', locale: 'zh', policy: 'standard' });
  });

  it.each([
    [{ text: '你好' }, 'greeting'],
    [{ text: '好的谢谢' }, 'courtesy'],
    [{ text: '没收到货' }, 'matter'],
    [{ text: '来电未接', channel: 'hotline', call: 'missed' }, 'missed-call'],
  ] as const)('what %o says: %s', async (given, says) => {
    const { caseId } = await house.intake.receive(message(given));
    expect(await told(house.temporal, caseId)).toMatchObject([{ says }]);
  });

  it('nothing that somebody else chose: no name, address, order, thread or message id', async () => {
    const canary = 'CANARY13912345678';
    const { caseId } = await house.intake.receive({
      shop: 'main',
      channel: 'email',
      messageId: `${canary}-message`,
      customer: { id: `${canary}-id`, name: `${canary}-name`, email: `${canary}@example.com`, phone: '13912345678' },
      text: `${canary}-text?`,
      attachments: [{ url: `https://example.com/${canary}` }],
      orderId: `${canary}-order`,
      productId: `${canary}-product`,
      threadId: `${canary}-thread`,
    });
    const handle = house.temporal.workflow.getHandle(`case:${caseId}`);
    const described = await handle.describe();
    const history = await handle.fetchHistory();
    const payloads = JSON.stringify([described.raw, history], (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString() : value,
    );
    expect(payloads).toContain(caseId);
    expect(payloads).not.toMatch(/CANARY|13912345678/);
    expect(await described.staticSummary()).toBe('inquiry · email · basic · level 2');
    expect(described.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value])).toEqual(
      expect.arrayContaining([
        ['CaseKind', 'inquiry'],
        ['CaseStatus', 'open'],
        ['Shop', 'main'],
        ['Channel', 'email'],
        ['Tier', 'basic'],
        ['Queue', 'inquiries'],
        ['Breached', false],
      ]),
    );
    expect(described.priority).toMatchObject({ priorityKey: 3 });
  });
});

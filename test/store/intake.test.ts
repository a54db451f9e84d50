import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerKey } from '../../store/customers.ts';
import { mintCaseId } from '../../store/intake.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('case ids', () => {
  const shop = async (id: string, prefix: string, zone: string) => {
    await database.db('shops').insert({ id, prefix, name: id, zone });
    return (at: string) => database.db.transaction((trx) => mintCaseId(trx, { id, prefix }, Date.parse(at)));
  };

  it('count anew with every day of the shop, from its own midnight on', async () => {
    const mint = await shop('shanghai', 'SH', 'Asia/Shanghai');
    expect(await mint('2026-11-23T15:59:59.999Z')).toBe('SH-20261123-000001');
    expect(await mint('2026-11-23T16:00:00.000Z')).toBe('SH-20261124-000001');
    expect(await mint('2026-11-23T15:00:00.000Z')).toBe('SH-20261123-000002');
    expect(await mint('2026-12-31T16:00:00.000Z')).toBe('SH-20270101-000001');
  });

  it('follow the shop’s zone where it changes its clocks', async () => {
    const mint = await shop('berlin', 'BE', 'Europe/Berlin');
    expect(await mint('2026-10-24T21:59:59Z')).toBe('BE-20261024-000001');
    expect(await mint('2026-10-24T22:00:00Z')).toBe('BE-20261025-000001');
    expect(await mint('2026-10-25T22:59:59Z')).toBe('BE-20261025-000002'); // a day of 25 hours
    expect(await mint('2026-10-25T23:00:00Z')).toBe('BE-20261026-000001');
  });

  it('are each given once, also to fifty at the same instant', async () => {
    const mint = await shop('busy', 'BU', 'UTC');
    const ids = await Promise.all(Array.from({ length: 50 }, () => mint('2026-11-23T00:00:00Z')));
    expect(new Set(ids).size).toBe(50);
    expect(ids.toSorted().at(-1)).toBe('BU-20261123-000050');
  });

  it('of a transaction that was rolled back are not missed', async () => {
    const mint = await shop('gap', 'GA', 'UTC');
    await mint('2026-11-23T00:00:00Z');
    const { db } = database;
    await expect(
      db.transaction(async (trx) => {
        await mintCaseId(trx, { id: 'gap', prefix: 'GA' }, Date.parse('2026-11-23T00:00:00Z'));
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await mint('2026-11-23T00:00:00Z')).toMatch(/^GA-20261123-00000[23]$/);
  });

  it('grow beyond six digits', async () => {
    const mint = await shop('large', 'LA', 'UTC');
    await database.db('case_sequences').insert({ shop: 'large', day: '20261123', last: 999_999 });
    expect(await mint('2026-11-23T00:00:00Z')).toBe('LA-20261123-1000000');
  });
});

describe('a customer', () => {
  it.each([
    ['by the shop’s id before anything else', { id: '7', email: 'a@x.cn' }, { id: '7', phone: '138' }, true],
    ['by the mail address, however it is written', { email: ' Li@X.cn ' }, { email: 'li@x.cn', phone: '138' }, true],
    ['by the phone, however it is written', { phone: '138-0000 0000' }, { phone: '13800000000' }, true],
    ['not by an id that is another’s phone', { id: '13800000000' }, { phone: '13800000000' }, false],
    ['not by the name', { name: '李' }, { name: '李' }, false],
  ])('is known again %s', (_name, one, two, same) => {
    expect(customerKey(one, 'message 1') === customerKey(two, 'message 2')).toBe(same);
  });

  it('of whom nothing is known is the thread', () => {
    expect(customerKey({}, 'thread chat 1')).toBe(customerKey({ name: '李' }, 'thread chat 1'));
  });
});

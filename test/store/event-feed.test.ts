import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case.ts';
import { insertCaseEvents } from '../../store/case-events.ts';
import { eventsAfter } from '../../store/event-feed.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { plantCase } from '../support/outgoing.ts';

let database: TestDatabase;
let start: number;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  start = (await readAll(0)).position;
});

const AT = Date.parse('2026-11-23T02:00:00Z');
const closed: CaseEvent = { type: 'closed', at: AT, by: 'policy', how: 'silent' };

async function write(
  db: Knex,
  { caseId, shop }: { caseId: string; shop: string },
  fromSeq = 1,
  events: readonly CaseEvent[] = [{ type: 'humanRequested', at: AT, by: 'customer' }],
): Promise<void> {
  expect(await insertCaseEvents(db, { caseId, fromSeq, events, state: { shop, kind: 'inquiry' } })).toBe(true);
}

type Asked = Omit<Parameters<typeof eventsAfter>[1], 'after' | 'limit'>;

async function readAll(after: number, asked: Asked = {}) {
  const ids: string[] = [];
  let position = after;
  for (;;) {
    const page = await eventsAfter(database.db, { after: position, limit: 3, ...asked });
    ids.push(...page.events.map(({ caseId, seq }) => `${caseId}:${seq}`));
    ({ position } = page);
    if (!page.more) return { ids, position };
  }
}

it('does not go past a transaction that has its position and has not ended', async () => {
  const { db } = database;
  const [first, second] = [await plantCase(db), await plantCase(db)];
  // the older transaction writes later and ends sooner: neither its number nor its end tells that one is missing below
  const older = await db.transaction();
  await older.raw('select pg_current_xact_id()');
  const younger = await db.transaction();
  await write(younger, first);
  await write(older, second);
  await older.commit();
  expect(await readAll(start)).toMatchObject({ ids: [] });
  await younger.commit();
  expect((await readAll(start)).ids).toEqual([`${first.caseId}:1`, `${second.caseId}:1`]);
});

it('goes past one that was taken back', async () => {
  const { db } = database;
  const [lost, kept] = [await plantCase(db), await plantCase(db)];
  const taken = await db.transaction();
  await write(taken, lost);
  await write(db, kept);
  expect((await readAll(start)).ids).toEqual([]);
  await taken.rollback();
  expect((await readAll(start)).ids).toEqual([`${kept.caseId}:1`]);
});

it('does not wait for transactions that write no events', async () => {
  const { db } = database;
  const theCase = await plantCase(db);
  const busy = await db.transaction();
  await busy('shops').where({ id: theCase.shop }).update({ name: 'busy' });
  await write(db, theCase);
  expect((await readAll(start)).ids).toEqual([`${theCase.caseId}:1`]);
  await busy.rollback();
});

it('gives every event once, in order, to readers beside many writers', async () => {
  const { db } = database;
  const [writers, rounds] = [6, 25];
  const cases = await Promise.all(Array.from({ length: writers }, () => plantCase(db)));
  const kept: string[] = [];
  let ended = false;
  const read = async () => {
    const seen: string[] = [];
    let position = start;
    for (;;) {
      const last = ended;
      const page = await eventsAfter(db, { after: position, limit: 50 });
      const positions = page.events.map((event) => event.position);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      seen.push(...page.events.map(({ caseId, seq }) => `${caseId}:${seq}`));
      ({ position } = page);
      if (last && !page.more) return seen;
      await pause(1);
    }
  };
  const follow = [read(), read()];
  await Promise.all(
    cases.map(async (theCase, writer) => {
      for (let round = 1; round <= rounds; round++) {
        const trx = await db.transaction();
        await write(trx, theCase, 2 * round - 1);
        await pause((writer * 7 + round * 5) % 13);
        await write(trx, theCase, 2 * round);
        if ((writer + round) % 4 === 0) await trx.rollback();
        else {
          await trx.commit();
          kept.push(`${theCase.caseId}:${2 * round - 1}`, `${theCase.caseId}:${2 * round}`);
        }
      }
    }),
  );
  ended = true;
  for (const seen of await Promise.all(follow)) {
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.toSorted()).toEqual(kept.toSorted());
  }
});

it('gives the events of one shop, of some types, and says how far it has looked', async () => {
  const { db } = database;
  const [ours, theirs] = [await plantCase(db), await plantCase(db)];
  await write(db, ours);
  await write(db, theirs, 1, [closed]);
  await write(db, ours, 2, [closed]);
  await write(db, theirs, 2);
  const own = await readAll(start, { shop: ours.shop });
  expect(own.ids).toEqual([`${ours.caseId}:1`, `${ours.caseId}:2`]);
  // also beyond the last event of the shop, so that the next reading does not look through the same again
  expect(own.position).toBe((await readAll(start)).position);
  const ended = await eventsAfter(db, { after: start, limit: 10, types: ['closed'] });
  expect(ended.events.map(({ type, caseId }) => [type, caseId])).toEqual([
    ['closed', theirs.caseId],
    ['closed', ours.caseId],
  ]);
  expect(ended.events[1]).toMatchObject({ shop: ours.shop, at: AT, by: 'policy', data: { how: 'silent' } });
  expect(await eventsAfter(db, { after: own.position, limit: 1 })).toEqual({
    events: [],
    position: own.position,
    more: false,
  });
});

it('looks through a stretch of positions at a time, and says that more may follow', async () => {
  const { db } = database;
  const theCase = await plantCase(db);
  await db.raw(`select setval('case_events_position_seq', (select last_value + 45000 from case_events_position_seq))`);
  await write(db, theCase);
  const first = await eventsAfter(db, { after: start, limit: 10 });
  expect(first).toEqual({ events: [], position: start + 20_000, more: true });
  expect((await readAll(start)).ids).toEqual([`${theCase.caseId}:1`]);
});

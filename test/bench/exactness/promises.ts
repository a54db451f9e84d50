/** Cases whose agent has stated until when there will be more: their deadlines can be put where they are wanted. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from './house.ts';

/** An open case that owes its customer something by an instant. */
export interface Promised {
  readonly caseId: string;
  readonly dueAt: number;
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

const OPENERS = 8;

/** At least so many cases a second have to be opened, or the run is called off. */
const SLOWEST_PER_SECOND = 8;
const START_MS = 5_000;

/** Where the deadlines of so many cases can be, when their opening begins now. */
export function windowFor(cases: number, seconds: number): Window {
  const from = Date.now() + START_MS + (cases / SLOWEST_PER_SECOND) * 1000;
  return { from, to: from + seconds * 1000 };
}

/**
 * Opens the cases by email, each with a deadline somewhere in the window, and waits until nothing else is on its way.
 * No other deadline of theirs comes within two hours.
 * @throws when the window begins before that
 */
export async function openPromised(house: House, cases: number, { from, to }: Window): Promise<readonly Promised[]> {
  const promised: Promised[] = [];
  let begun = 0;
  const opener = async (): Promise<void> => {
    while (begun++ < cases) {
      const dueAt = from + Math.floor(Math.random() * (to - from));
      promised.push({ caseId: await openOne(house, dueAt), dueAt });
    }
  };
  await Promise.all(Array.from({ length: OPENERS }, opener));
  await atRest(house, from);
  return promised;
}

async function openOne({ intake }: House, dueAt: number): Promise<string> {
  const id = randomUUID();
  const { caseId } = await intake.receive({
    ...{ shop: 'main', channel: 'email', messageId: id, level: 2 },
    customer: { id, email: `${id}@customer.test` },
    text: '请问这款净水器的滤芯多久换一次?',
  });
  const said = { messageId: id, agentId: 'E-007', kind: 'acknowledgement', text: '马上查' } as const;
  await intake.reply(caseId, { ...said, expectedAt: dueAt });
  return caseId;
}

const ON_THEIR_WAY = `
  select (select count(*) from facts where told_at is null)
    + (select count(*) from deliveries where state = 'pending')
    + (select count(*) from facts where type = 'agentReplied')
    - (select count(*) from case_events where type = 'replied') as left`;

/**
 * Waits until every fact is told and taken in and every send has left.
 * @throws when that is not so in time
 */
export async function atRest({ db }: Pick<House, 'db'>, until: number): Promise<void> {
  for (;;) {
    const { rows } = await db.raw<{ rows: { left: number }[] }>(ON_THEIR_WAY);
    if (rows[0]?.left === 0) return;
    if (Date.now() > until) throw new Error(`too slow: ${String(rows[0]?.left)} facts or sends are still on their way`);
    await sleep(200);
  }
}

/** Faults to be found: a reconciliation that finds nothing has to be able to find something. */
import type { Knex } from 'knex';
import type { Evidence } from './reconcile.ts';

type Sheet = Omit<Evidence, 'db'>;

interface Planted {
  readonly what: string;
  readonly plant: (trx: Knex.Transaction, sheet: Sheet) => Promise<Sheet>;
  readonly notices: RegExp;
}

/** A fault in the database; `:caseId` is the first case of the shop. */
const inDatabase = (what: string, notices: RegExp, ...statements: string[]): Planted => ({
  what,
  notices,
  plant: async (trx, sheet) => {
    for (const sql of statements) await trx.raw(sql, { caseId: sheet.accepted[0]?.caseId ?? '' });
    return sheet;
  },
});

/** A fault in what was promised, received or run. */
const onPaper = (what: string, notices: RegExp, change: (sheet: Sheet) => Partial<Sheet>): Planted => ({
  what,
  notices,
  plant: (_trx, sheet) => Promise.resolve({ ...sheet, ...change(sheet) }),
});

const DOUBLE = (type: string): string => `
  insert into case_events (case_id, seq, type, at, by, data, line)
  select case_id, (select max(seq) + 1 from case_events where case_id = :caseId), type, at, by, data, line
  from case_events where case_id = :caseId and type = '${type}' limit 1`;
const VERSION = `update cases set version = version + 1 where case_id = :caseId`;
const FIRST_MESSAGE = `(select min(id) from messages where case_id = :caseId)`;

export const PLANTED: readonly Planted[] = [
  inDatabase(
    'a removed message',
    /not stored once as it was: message/,
    `delete from messages where id = ${FIRST_MESSAGE}`,
  ),
  inDatabase(
    'a text cut off',
    /not stored once as it was/,
    `update messages set text = left(text, 3) where id = ${FIRST_MESSAGE}`,
  ),
  inDatabase(
    'a message that nobody sent',
    /never accepted: .*stranger/,
    `insert into messages (case_id, shop, direction, channel, message_id, kind, text, accepted_at, scope)
     select case_id, shop, direction, channel, 'stranger', kind, text, accepted_at, 'other' from messages
     where id = ${FIRST_MESSAGE}`,
  ),
  inDatabase('a doubled reply event', /not one event: .* 2 events/, DOUBLE('replied'), VERSION),
  inDatabase('a doubled closing', /an event twice: .* closed/, DOUBLE('closed'), VERSION),
  inDatabase('a removed event', /with a gap/, `delete from case_events where case_id = :caseId and seq = 3`),
  inDatabase(
    'a second case of one customer',
    /not one case: customer/,
    `insert into intake select 'DW-20261123-999999', shop, kind, channel, customer_id, thread_id, order_id, product_id,
       tags, follows, opening, opened_at from intake where case_id = :caseId`,
  ),
  inDatabase('an untold fact', /a fact untold/, `update facts set told_at = null where case_id = :caseId`),
  inDatabase(
    'a projection left behind',
    /not projected as it happened/,
    `update cases set version = 4 where case_id = :caseId`,
  ),
  inDatabase('a case left open', /not closed/, `update cases set status = 'resolved' where case_id = :caseId`),
  inDatabase('a removed send', /without its send/, `delete from deliveries where case_id = :caseId`),
  inDatabase('a stuck send', /not delivered/, `update deliveries set state = 'stuck' where case_id = :caseId`),
  inDatabase('a lost survey answer', /and not kept/, `update surveys set stars = 1 where case_id = :caseId`),
  onPaper('a send that never arrived', /never arrived/, ({ arrivals }) => ({ arrivals: arrivals.slice(1) })),
  onPaper('a send that nobody made', /arrived, and unknown/, ({ arrivals }) => ({
    arrivals: [...arrivals, { key: 'DW-20261123-000001:999', via: 'mail', at: 0 }],
  })),
  onPaper('a send twice without a kill', /without a kill/, ({ arrivals }) => ({
    arrivals: [...arrivals, ...arrivals.slice(0, 1)],
    kills: [],
  })),
  onPaper('a lost workflow', /not one workflow/, ({ executions }) => ({
    executions: executions.filter(({ workflowId }) => !workflowId.startsWith('case:')).slice(1),
  })),
  onPaper('a failed workflow', /FAILED/, ({ executions }) => ({
    executions: executions.map((one, index) => (index === 0 ? { ...one, status: 'FAILED' } : one)),
  })),
  onPaper('a message in two cases', /not one case: .* 2 cases/, ({ accepted }) => {
    const [one] = accepted;
    const other = accepted.find(({ caseId }) => caseId !== one?.caseId);
    return { accepted: one && other ? [...accepted, { ...one, caseId: other.caseId }] : [] };
  }),
];

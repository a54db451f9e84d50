/** What happens to goods, money and application of an after-sales request, stored as facts of its case. */
import type { Knex } from 'knex';
import { agentRef } from '../domain/ids.ts';
import type { GoodsMove, Inspected } from '../domain/kinds/after-sales/events.ts';
import { agentNumber } from '../store/agents.ts';
import { type Application, keepApplication } from '../store/applications.ts';
import { takeOwnFact } from './case-facts.ts';
import type { Taken } from './receive.ts';

/** Who told it: a person of the shop's staff, or the shop's backend. */
interface By {
  readonly agentId?: string | undefined;
}

const BACKEND = 'service';

const byOf = async (trx: Knex.Transaction, shop: string, { agentId }: By): Promise<string> =>
  agentId === undefined ? BACKEND : agentRef(await agentNumber(trx, shop, agentId));

/** Stores that goods have moved; without lines: all that can have. */
export const takeGoodsMove = (
  db: Knex,
  caseId: string,
  input: By & { readonly move: GoodsMove; readonly lines?: readonly number[] | undefined },
): Promise<Taken> =>
  takeOwnFact(db, { caseId, what: 'after-sales' }, async (trx, { shop }) => {
    const { move, lines } = input;
    const by = await byOf(trx, shop, input);
    return { body: { type: 'goodsMoved', move, by, ...(lines ? { lines } : {}) } };
  });

/** Stores what somebody found who looked at the goods. */
export const takeInspection = (
  db: Knex,
  caseId: string,
  input: By & { readonly lines: readonly Inspected[] },
): Promise<Taken> =>
  takeOwnFact(db, { caseId, what: 'after-sales' }, async (trx, { shop }) => ({
    body: { type: 'goodsInspected', lines: input.lines, by: await byOf(trx, shop, input) },
  }));

/** Stores that the customer has the money. */
export const takeMoneyArrival = (db: Knex, caseId: string, input: By): Promise<Taken> =>
  takeOwnFact(db, { caseId, what: 'after-sales' }, async (trx, { shop }) => ({
    body: { type: 'moneyArrived', by: await byOf(trx, shop, input) },
  }));

/** Stores whether the customer takes what is offered instead. */
export const takeOfferAnswer = (db: Knex, caseId: string, accepted: boolean): Promise<Taken> =>
  takeOwnFact(db, { caseId, what: 'after-sales' }, () => ({ body: { type: 'offerAnswered', accepted } }));

/** Stores that the customer keeps what was not sent back yet. */
export const takeKeptLines = (db: Knex, caseId: string, lines: readonly number[]): Promise<Taken> =>
  takeOwnFact(db, { caseId, what: 'after-sales' }, () => ({ body: { type: 'linesWithdrawn', lines } }));

/** Stores that the application, or what is known of it, is another now. */
export const takeApplication = (db: Knex, caseId: string, input: By & Application): Promise<Taken> =>
  takeOwnFact(db, { caseId, what: 'after-sales' }, async (trx, row) => {
    await keepApplication(trx, row.caseId, input);
    return { body: { type: 'applicationAmended', request: input.request, by: await byOf(trx, row.shop, input) } };
  });

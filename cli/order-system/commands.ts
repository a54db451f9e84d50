import type { Knex } from 'knex';
import type { z } from 'zod';
import type { Command } from '../../order-system/port.ts';
import type { CommandAnswer } from '../../order-system/wire.ts';
import { giveCoupon, givePoints, sendGoods, undoGoods } from './goods.ts';
import { cancel, refund } from './money.ts';
import { Refusal, type RefusalCode } from './refusal.ts';

type Answer = z.output<typeof CommandAnswer>;

interface CommandRow {
  readonly number: number;
  readonly refusal: RefusalCode | null;
  readonly same: boolean | null;
}

/** Carries a command out under its key, once; whoever comes second gets the first one's answer. */
export async function perform(db: Knex, key: string, command: Command): Promise<Answer> {
  return db.transaction(async (trx) => {
    const inserted = await trx('reference_orders.commands')
      .insert({ key, body: JSON.stringify(command) })
      .onConflict('key')
      .ignore()
      .returning<{ number: number }[]>('number');
    if (inserted.length === 0) return told(key, await findCommand(trx, key, command));
    const refusal = await attempt(trx, key, command);
    if (refusal !== null) await trx('reference_orders.commands').where({ key }).update({ refusal });
    return told(key, await findCommand(trx, key, command));
  });
}

/** What became of a key so far. */
export async function askAbout(db: Knex, key: string): Promise<Answer> {
  return told(key, await findCommand(db, key));
}

const findCommand = (db: Knex, key: string, command?: Command): Promise<CommandRow | undefined> =>
  db('reference_orders.commands')
    .where({ key })
    .first<CommandRow | undefined>(
      'number',
      'refusal',
      db.raw('body = cast(? as jsonb) as same', [command === undefined ? null : JSON.stringify(command)]),
    );

function told(key: string, row: CommandRow | undefined): Answer {
  if (!row) return { state: 'never-seen', key };
  if (row.same === false) return { state: 'refused', key, code: 'key_reused' };
  if (row.refusal !== null) return { state: 'refused', key, code: row.refusal };
  return { state: 'done', key, reference: `R-${row.number}` };
}

/** Why it was refused, with everything taken back that it had begun; null: done. */
async function attempt(trx: Knex, key: string, command: Command): Promise<RefusalCode | null> {
  try {
    await trx.transaction((inner) => carryOut(inner, key, command));
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function carryOut(trx: Knex, key: string, command: Command): Promise<void> {
  switch (command.kind) {
    case 'cancel':
      return cancel(trx, key, command);
    case 'refund':
      return refund(trx, key, command);
    case 'replacement':
    case 'repair':
    case 'label':
      return sendGoods(trx, key, command);
    case 'coupon':
      return giveCoupon(trx, key, command);
    case 'points':
      return givePoints(trx, key, command);
    case 'undo':
      return undo(trx, command.of);
  }
}

/** A command that never came is refused when it does. */
async function undo(trx: Knex, of: string): Promise<void> {
  const early = await trx('reference_orders.commands')
    .insert({ key: of, body: null, refusal: 'undone' })
    .onConflict('key')
    .ignore()
    .returning('key');
  if (early.length > 0) return;
  const row = await trx('reference_orders.commands')
    .where({ key: of })
    .forUpdate()
    .first<{ refusal: string | null; kind: Command['kind'] | null } | undefined>(
      'refusal',
      trx.raw(`body ->> 'kind' as kind`),
    );
  if (row?.refusal !== null) return;
  if (row.kind === 'undo') throw new Refusal('invalid');
  if (row.kind === 'refund' || row.kind === 'cancel') throw new Refusal('no_undo');
  await undoGoods(trx, of);
}

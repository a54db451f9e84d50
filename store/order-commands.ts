/** What cases asked of the shop's order system, and how it ended. Ids that the shop chose live here only. */
import type { CommandResult, OrderCommand, Refusal } from '../domain/order-commands.ts';
import type { Db } from './db.ts';

export interface CommandStep {
  readonly caseId: string;
  readonly seq: number;
}

/** Whom and what the commands of a case are about, as the shop itself knows them. */
export interface CaseAbout {
  readonly shop: string;
  readonly orderId: string | null;
  readonly customerId: string | null;
  /** Articles that the customer wants in the place of those that were ordered. */
  readonly instead: readonly { readonly line: number; readonly itemId: string }[];
}

/** Throws where there is no such case. */
export async function caseAbout(db: Db, caseId: string): Promise<CaseAbout> {
  const { rows } = await db.raw<{ rows: CaseAbout[] }>(
    `select i.shop, i.order_id as "orderId", c.external_id as "customerId",
       (select coalesce(jsonb_agg(jsonb_build_object('line', w.line, 'itemId', w.item_id) order by w.line), '[]')
        from order_wishes w where w.case_id = i.case_id) as instead
     from intake i join customers c on c.id = i.customer_id where i.case_id = ?`,
    [caseId],
  );
  const [about] = rows;
  if (!about) throw new Error(`there is no case ${caseId}`);
  return about;
}

/** What is known of a step: `sent` means that the order system may have it. */
export interface RecordedCommand {
  readonly state: 'recorded' | 'sent' | 'done' | 'refused';
  readonly refusal: Refusal | null;
  /** The command as it was recorded first, with the shop's own ids. */
  readonly asked: OrderCommand & { readonly shop: string };
  /** Whether it is the command that is wanted now. */
  readonly same: boolean;
}

/** What was recorded of a step; `command`: the one that is wanted now. */
export async function findCommand(
  db: Db,
  { caseId, seq }: CommandStep,
  command: OrderCommand,
): Promise<RecordedCommand | undefined> {
  return db('order_commands')
    .where({ case_id: caseId, seq })
    .first<RecordedCommand | undefined>(
      'state',
      'refusal',
      'asked',
      // all but the ids: those may be told to the case later
      db.raw(`asked - array['shop', 'orderId', 'customerId', 'instead'] = cast(? as jsonb) as same`, [
        JSON.stringify(command),
      ]),
    );
}

/** Writes a step down before anything is sent; one that was written before stays as it is. */
export async function recordCommand(
  db: Db,
  { caseId, seq }: CommandStep,
  asked: RecordedCommand['asked'],
): Promise<void> {
  await db('order_commands')
    .insert({ case_id: caseId, seq, kind: asked.kind, asked: JSON.stringify(asked), amount_cents: moneyOf(asked) })
    .onConflict(['case_id', 'seq'])
    .ignore();
}

function moneyOf(command: OrderCommand): number | null {
  if (command.kind === 'refund') return command.lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return 'amountCents' in command ? command.amountCents : null;
}

/** From now on the order system may have it. */
export async function markCommandSent(db: Db, { caseId, seq }: CommandStep): Promise<void> {
  await db('order_commands')
    .where({ case_id: caseId, seq })
    .whereIn('state', ['recorded', 'sent'])
    .update({ state: 'sent', attempts: db.raw('attempts + 1'), sent_at: db.fn.now() });
}

/** Notes why an attempt had no outcome. */
export async function noteCommandTrouble(db: Db, { caseId, seq }: CommandStep, trouble: string): Promise<void> {
  await db('order_commands').where({ case_id: caseId, seq, state: 'sent' }).update({ trouble });
}

/** Notes how it ended for good; the first end stands. */
export async function settleCommand(
  db: Db,
  { caseId, seq }: CommandStep,
  result: CommandResult & { readonly reference?: string },
): Promise<void> {
  await db('order_commands')
    .where({ case_id: caseId, seq, state: 'sent' })
    .update({
      state: result.state,
      reference: result.reference ?? null,
      refusal: result.state === 'refused' ? result.code : null,
      settled_at: db.fn.now(),
    });
}

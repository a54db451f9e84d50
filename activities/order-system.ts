import { ApplicationFailure } from '@temporalio/activity';
import type { Knex } from 'knex';
import type { CommandResult, OrderCommand, OrderFacts, Refusal, Refused } from '../domain/order-commands.ts';
import type { Command, Order, OrderSystem, Settled, Unsettled } from '../order-system/port.ts';
import {
  type CaseAbout,
  caseAbout,
  findCommand,
  markCommandSent,
  noteCommandTrouble,
  recordCommand,
  settleCommand,
} from '../store/order-commands.ts';
import { inCodes } from './failures.ts';
import type { OrderCommandInput, OrderSystemActivities } from '../workflows/ports.ts';

/**
 * What cases ask of the shop's order system. Each command is written down before it is sent, and its outcome after: an
 * activity that runs again asks first what became of its key. Without an order system every command is refused.
 */
export function createOrderSystemActivities(db: Knex, orderSystem: OrderSystem | undefined): OrderSystemActivities {
  const carryOut = (input: OrderCommandInput) => carryOutOnce(db, orderSystem, input);
  return inCodes({
    lookUpOrder: ({ caseId }) => lookUp(db, orderSystem, caseId),
    cancelOrder: carryOut,
    refund: carryOut,
    createReplacement: carryOut,
    createRepairOrder: carryOut,
    issueCoupon: carryOut,
    issuePoints: carryOut,
    createReturnLabel: carryOut,
    undoCommand: carryOut,
  });
}

async function lookUp(db: Knex, orderSystem: OrderSystem | undefined, caseId: string) {
  if (!orderSystem) return refused('no_order_system');
  const { shop, orderId } = await caseAbout(db, caseId);
  if (orderId === null) return refused('no_order');
  const answer = await orderSystem.lookUp({ shop, orderId });
  if (answer.state === 'found') return { state: 'found', order: factsOf(answer.order) } as const;
  return answer.state === 'refused' ? refused(answer.code) : fail(answer);
}

/** What a history may know of an order: everything but ids and names. */
function factsOf({ orderId: _order, customerId: _customer, lines, ...facts }: Order): OrderFacts {
  return { ...facts, lines: lines.map(({ itemId: _item, productId: _product, name: _name, ...line }) => line) };
}

async function carryOutOnce(
  db: Knex,
  orderSystem: OrderSystem | undefined,
  { caseId, seq, command }: OrderCommandInput,
): Promise<CommandResult> {
  const step = { caseId, seq };
  if (!(await findCommand(db, step, command))) {
    if (!orderSystem) return refused('no_order_system');
    const about = await caseAbout(db, caseId);
    const missing = missingFor(command, about);
    if (missing) return refused(missing);
    await recordCommand(db, step, addressed(command, about));
  }
  const recorded = await findCommand(db, step, command);
  if (!recorded) throw new Error(`step ${seq} of ${caseId} was not recorded`);
  if (!recorded.same) return refused('key_reused');
  if (recorded.state === 'done') return { state: 'done' };
  if (recorded.state === 'refused') return refused(recorded.refusal ?? 'other');
  if (!orderSystem) {
    // it may have been sent while there was one
    return recorded.state === 'sent' ? fail({ state: 'not-now', code: 'unreachable' }) : refused('no_order_system');
  }

  const key = `${caseId}:${seq}`;
  const known = recorded.state === 'sent' ? await orderSystem.askAbout(key) : ({ state: 'never-seen' } as const);
  await markCommandSent(db, step);
  const outcome = known.state === 'never-seen' ? await orderSystem.perform(key, recorded.asked) : known;
  if (!isSettled(outcome)) {
    await noteCommandTrouble(db, step, outcome.code);
    return fail(outcome);
  }
  await settleCommand(db, step, outcome);
  return outcome.state === 'done' ? { state: 'done' } : refused(outcome.code);
}

const ABOUT_ORDER: readonly OrderCommand['kind'][] = ['cancel', 'refund', 'replacement', 'repair', 'label'];
const ABOUT_CUSTOMER: readonly OrderCommand['kind'][] = ['coupon', 'points'];

function missingFor({ kind }: OrderCommand, { orderId, customerId }: CaseAbout): Refusal | undefined {
  if (ABOUT_ORDER.includes(kind) && orderId === null) return 'no_order';
  return ABOUT_CUSTOMER.includes(kind) && customerId === null ? 'no_customer' : undefined;
}

/** The command with the ids by which the shop knows what it is about. */
function addressed(command: OrderCommand, { shop, orderId, customerId, instead }: CaseAbout): Command {
  const wished = command.kind === 'replacement' ? instead.filter((wish) => isOf(command.lines, wish.line)) : [];
  return {
    ...command,
    shop,
    ...(orderId === null ? {} : { orderId }),
    ...(customerId === null ? {} : { customerId }),
    ...(wished.length === 0 ? {} : { instead: wished }),
  };
}

const isOf = (lines: readonly { readonly line: number }[], line: number): boolean =>
  lines.some((one) => one.line === line);

const isSettled = (outcome: Settled | Unsettled): outcome is Settled =>
  outcome.state === 'done' || outcome.state === 'refused';

const refused = (code: Refusal): Refused => ({ state: 'refused', code });

/** Temporal tries again, later where the other side has asked for it. */
function fail({ code, retryAfterMs }: Unsettled): never {
  throw ApplicationFailure.create({
    type: code,
    message: code,
    ...(retryAfterMs === undefined ? {} : { nextRetryDelay: retryAfterMs }),
  });
}

import type { Knex } from 'knex';
import { complains, saysOf } from '../domain/says.ts';
import type { Saying } from '../domain/case.ts';
import type { Channel, Outlet } from '../domain/channels.ts';
import type { CaseKind } from '../domain/kinds/index.ts';
import type { Tier } from '../domain/policy.ts';
import { type Application, keepApplication } from '../store/applications.ts';
import { customerKey, findCustomer, updateCustomer } from '../store/customers.ts';
import { type FactBodyOf, type StoredFact, storeFact } from '../store/facts.ts';
import { adoptOrder, type IntakeRow, lockCustomer, mintCaseId } from '../store/intake.ts';
import { lockSurvivor } from '../store/merges.ts';
import { type NewMessage, scopes } from '../store/messages.ts';
import { lookAround, lookAroundCase, type Surroundings } from '../store/surroundings.ts';
import { atomically } from './atomically.ts';
import { UnknownCase, UnknownShop } from './errors.ts';
import { asComplaint } from './complaint.ts';
import type { InboundMessage, NewCase, OwnMessage } from './inputs.ts';
import { openingOf, reachOf } from './opening.ts';

/** What a transaction of intake has done; the telling comes after it. */
export interface Taken {
  readonly caseId: string;
  readonly joined: boolean;
  readonly duplicate: boolean;
  readonly message?: number;
  /** The fact it stored. */
  readonly stored?: StoredFact;
  /** Older facts of the case are untold. */
  readonly behind: boolean;
}

/**
 * Stores a customer's message with the case it belongs to, in one transaction: the same message is found again, a
 * message of an open matter joins, any other opens a case.
 * @throws UnknownShop
 */
export const takeMessage = (
  db: Knex,
  input: InboundMessage & Pick<NewCase, 'complaint'>,
  as: { readonly kind: CaseKind; readonly mayJoin: boolean; readonly application?: Application | undefined },
): Promise<Taken> =>
  atomically(db, async (trx) => {
    const { shop, channel, messageId, customer: details, threadId, orderId } = input;
    const scope = scopes.inbound(shop, channel);
    const alone = threadId === undefined ? `message ${channel} ${messageId}` : `thread ${channel} ${threadId}`;
    const key = customerKey(details, alone);
    await lockCustomer(trx, shop, key);
    const join = as.mayJoin ? { channel, threadId: threadId ?? null, orderId: orderId ?? null } : null;
    const around = await lookAround(trx, { shop, key, details, scope, messageId, join });
    if (!around) throw new UnknownShop(shop);
    if (around.twin) return { ...around.twin, duplicate: true, behind: around.behind };

    // a merged matter goes on in a case of perhaps another customer, whose turn has to be waited for too
    if (around.open?.merged) await lockSurvivor(trx, around.open.caseId);
    const customer = await updateCustomer(trx, around.customer, details);
    const known = { ...around, customer };
    const place = around.open ? await joining(trx, input, known, around.open) : await opening(trx, input, known, as);
    const { stored, message } = await storeFact(trx, {
      caseId: place.caseId,
      acceptedAt: around.now,
      body: {
        type: 'customerMessaged',
        channel,
        says: saying(input),
        ...place.reach,
        ...place.tier,
        ...complaint(input),
      },
      message: inbound(input, scope, saying(input)),
      ...place.opens,
    });
    if (place.opens && as.application) await keepApplication(trx, place.caseId, as.application);
    const joined = around.open !== null;
    return { caseId: place.caseId, joined, duplicate: false, ...messageOf(message), stored, behind: around.behind };
  });

/** The customer's own words make a complaint, at once. */
const complaint = ({ text }: { readonly text: string }): { readonly complains?: true } =>
  complains(text) ? { complains: true } : {};

const messageOf = (message: number | undefined) => (message === undefined ? {} : { message });

interface Place {
  readonly caseId: string;
  /** What the workflow does not know yet of how the customer can be reached. */
  readonly reach?: { readonly reach?: readonly Outlet[] };
  readonly tier?: { readonly tier?: Tier };
  readonly opens?: { readonly opens: IntakeRow };
}

async function joining(
  trx: Knex.Transaction,
  { channel, orderId, customer: { tier } }: InboundMessage,
  { customer }: Surroundings,
  open: NonNullable<Surroundings['open']>,
): Promise<Place> {
  if (orderId !== undefined && open.orderId === null) await adoptOrder(trx, open.caseId, orderId);
  return {
    caseId: open.caseId,
    // one that has risen counts at once; what was told before need not be told again
    tier: tier === undefined ? {} : { tier },
    reach: newReach(open.reach, reachOf(customer, [...open.channels, channel], open.reach)),
  };
}

const newReach = (before: readonly Outlet[], reach: readonly Outlet[]) =>
  reach.length > before.length ? { reach } : {};

async function opening(
  trx: Knex.Transaction,
  input: InboundMessage & Pick<NewCase, 'complaint'>,
  { shop, customer, now }: Surroundings,
  { kind, application }: { readonly kind: CaseKind; readonly application?: Application | undefined },
): Promise<Place> {
  const { channel, level, category, tags = [] } = input;
  const complained = kind === 'complaint' ? await asComplaint(trx, input, customer.id) : {};
  const caseId = await mintCaseId(trx, { id: input.shop, prefix: shop.prefix }, now);
  const opens: IntakeRow = {
    caseId,
    shop: input.shop,
    kind,
    channel,
    customerId: customer.id,
    threadId: input.threadId ?? null,
    orderId: input.orderId ?? null,
    productId: input.productId ?? null,
    tags,
    follows: complained.follows ?? null,
    opening: openingOf({
      caseId,
      shop: { id: input.shop, ...shop },
      kind,
      channel,
      customer,
      openedAt: now,
      level,
      category,
      request: application?.request,
      ...complained,
    }),
  };
  return { caseId, opens: { opens } };
}

const saying = ({ call, channel, text }: { call?: string | undefined; channel: Channel; text: string }): Saying =>
  call === 'missed' && channel === 'hotline' ? 'missed-call' : saysOf(text);

function inbound(input: InboundMessage, scope: string, kind: Saying): NewMessage {
  const { shop, channel, messageId, text, attachments, orderId, productId, threadId, receivedAt } = input;
  return {
    shop,
    direction: 'in',
    channel,
    scope,
    messageId,
    kind,
    text,
    attachments: attachments ?? [],
    details: { orderId, productId, threadId },
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
}

/**
 * Stores a customer's message to a case they name. It is the same message as one with its id that came from the channel.
 * @throws UnknownCase
 */
export const takeOwnMessage = (db: Knex, named: string, input: OwnMessage): Promise<Taken> =>
  atomically(db, async (trx) => {
    const survivor = await lockSurvivor(trx, named);
    if (!survivor) throw new UnknownCase(named);
    const { row } = survivor;
    const { caseId } = row;
    const { messageId, text, attachments, channel = row.channel } = input;
    const scope = scopes.inbound(row.shop, channel);
    const around = await lookAroundCase(trx, { caseId, scope, messageId });
    if (around.twin) return { ...around.twin, joined: true, duplicate: true, behind: around.behind };
    const customer = await findCustomer(trx, row.customerId);
    const before = row.opening.reach;
    const reach = customer ? reachOf(customer, [...around.channels, channel], before) : before;
    const says = saysOf(text);
    const body: FactBodyOf<'customerMessaged'> = {
      type: 'customerMessaged',
      channel,
      says,
      ...newReach(before, reach),
      ...complaint(input),
    };
    const message: NewMessage = {
      shop: row.shop,
      direction: 'in',
      channel,
      scope,
      messageId,
      kind: says,
      text,
      attachments: attachments ?? [],
    };
    const done = await storeFact(trx, { caseId, body, acceptedAt: around.now, message });
    const { behind } = around;
    return { caseId, joined: true, duplicate: false, ...messageOf(done.message), stored: done.stored, behind };
  });

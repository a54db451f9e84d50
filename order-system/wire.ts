/** What goes over the wire between the service and an order system: docs/order-system.md in code. */
import { z } from 'zod';
import { ORDER_STATUSES, PAYMENT_METHODS, REFUSALS } from '../domain/order-commands.ts';
import type { Command, Order } from './port.ts';

/** Ids and names of others: whatever Postgres can keep. */
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\0\p{Surrogate}]+$/u);
const id = text(200);
const cents = z.int().min(0).max(1_000_000_000_00);
const someCents = cents.min(1);
const count = z.int().min(1).max(1_000_000);
const line = z.int().min(1).max(1000);

/** A list that names each line once. */
const linesOf = <T extends z.ZodObject<{ line: z.ZodInt }>>(entry: T) =>
  z
    .array(entry)
    .min(1)
    .max(1000)
    .refine((lines) => new Set(lines.map((one) => one.line)).size === lines.length);

const about = {
  shop: id,
  orderId: id.exactOptional(),
  customerId: id.exactOptional(),
  instead: linesOf(z.strictObject({ line, itemId: id })).exactOptional(),
};
const goods = linesOf(z.strictObject({ line, quantity: count }));
const refunds = linesOf(z.strictObject({ line: z.int().min(0).max(1000), amountCents: someCents }));

/** `<case id>:<number of the step>`. */
export const CommandKey = z.string().regex(/^[A-Z0-9-]{1,60}:\d{1,9}$/);

export const CommandBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cancel'), ...about, amountCents: cents }),
  z.strictObject({ kind: z.literal('refund'), ...about, lines: refunds }),
  z.strictObject({ kind: z.literal('replacement'), ...about, lines: goods }),
  z.strictObject({ kind: z.literal('repair'), ...about, lines: goods }),
  z.strictObject({ kind: z.literal('coupon'), ...about, amountCents: someCents }),
  z.strictObject({ kind: z.literal('points'), ...about, points: count }),
  z.strictObject({ kind: z.literal('label'), ...about, lines: goods, freight: z.enum(['shop', 'customer']) }),
  z.strictObject({ kind: z.literal('undo'), ...about, of: CommandKey }),
]) satisfies z.ZodType<Command>;

/** A code that is none of ours is kept as `other`. */
const Refused = z.object({
  state: z.literal('refused'),
  code: z.enum(REFUSALS).or(z.string().transform(() => 'other' as const)),
});

/** Each names the key that it is about: an answer that came twice must not pass for that of the next command. */
export const CommandAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done'), key: CommandKey, reference: id }),
  Refused.extend({ key: CommandKey }),
  z.object({ state: z.literal('running'), key: CommandKey }),
  z.object({ state: z.literal('never-seen'), key: CommandKey }),
]);

const instant = z.iso.datetime({ offset: true }).transform((time) => Date.parse(time));
const maybe = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);

const LineBody = z.object({
  line,
  itemId: id,
  productId: id,
  name: text(500),
  quantity: count,
  priceCents: cents,
  discountCents: cents,
  paidCents: cents,
  refundedCents: cents,
  available: maybe(z.int().min(0)),
  customMade: maybe(z.boolean()),
  perishable: maybe(z.boolean()),
  exclusionMarked: maybe(z.boolean()),
  exclusionConfirmed: maybe(z.boolean()),
  activated: maybe(z.boolean()),
  warrantyUntil: maybe(instant),
  repairsOfSameFault: maybe(z.int().min(0)),
  publicPriceCents: maybe(cents),
});

/** Instants are ISO-8601 with an offset; a fact that is not told is null. */
export const OrderBody = z.object({
  orderId: id,
  customerId: id,
  status: z.enum(ORDER_STATUSES),
  placedAt: instant,
  paidAt: maybe(instant),
  packedAt: maybe(instant),
  promisedShipAt: maybe(instant),
  shippedAt: maybe(instant),
  lastScanAt: maybe(instant),
  signedAt: maybe(instant),
  pickedUpAt: maybe(instant),
  cancelledAt: maybe(instant),
  freight: z.object({ paidCents: cents, refundedCents: cents }),
  lines: linesOf(LineBody),
  payments: z.array(
    z.object({ method: z.enum(PAYMENT_METHODS).catch('other'), amountCents: cents, refundedCents: cents }),
  ),
}) satisfies z.ZodType<Order>;

export const OrderAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('found'), order: OrderBody }),
  Refused.extend({ orderId: id }),
]);

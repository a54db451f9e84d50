/** What a policy is told of an application and its order: what the shop's system knows, and what the customer says. */
import type { AfterSalesFacts } from '../domain/after-sales/facts.ts';
import type { Review } from '../domain/after-sales/review.ts';
import type { Grant, GrantedLine } from '../domain/kinds/after-sales/events.ts';
import type { LineFacts, OrderFacts } from '../domain/order-commands.ts';
import type { Request, Tier } from '../domain/policy.ts';

/** A line that something is wanted for, by its number in the order. */
interface AppliedLine {
  readonly line: number;
  readonly quantity?: number;
  readonly wantedItemId?: string;
  readonly [fact: string]: unknown;
}

/** What is asked, as the application was kept. */
interface Asked {
  readonly lines?: readonly AppliedLine[];
  readonly [fact: string]: unknown;
}

export interface Known {
  readonly request: Request;
  readonly asked: Asked;
  readonly tier: Tier;
  /** Null: the order system does not know it, or there is none. */
  readonly order: OrderFacts | null;
  /** Returns without a reason that the customer has asked for in 90 days, this one left out. */
  readonly noReasonReturns90d: number;
  readonly requestedAt: number;
}

/** How policies call what is asked for. */
const REQUEST_TYPES: Readonly<Record<Request, string>> = {
  cancel: 'cancel',
  'refund-only': 'refund_only',
  'price-protection': 'price_protection',
  lost: 'missing_parcel',
  missing: 'missing_parcel',
  wrong: 'wrong_item',
  return: 'return',
  exchange: 'exchange',
  repair: 'repair',
  warranty: 'warranty',
};

const decimal = (cents: number): number => cents / 100;
const decimalOrNull = (cents: number | null): number | null => (cents === null ? null : decimal(cents));

const appliedTo = (order: OrderFacts, { lines }: Asked): readonly AppliedLine[] =>
  lines ?? order.lines.map(({ line }) => ({ line }));

/** What is said of a line or an application, without what is for the order system and not for the rules. */
const saidOf = (said: Asked | AppliedLine): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(said).filter(([name]) => !NOT_FOR_RULES.includes(name)));
const NOT_FOR_RULES: readonly string[] = ['line', 'lines', 'quantity', 'wantedItemId'];

/** An article of the order, with what the customer says of it. */
const article = (facts: LineFacts, said: AppliedLine | undefined) => ({
  itemId: String(facts.line),
  productId: String(facts.line),
  price: decimal(facts.paidCents - facts.refundedCents),
  publicPriceNow: decimalOrNull(facts.publicPriceCents),
  customMade: facts.customMade,
  perishable: facts.perishable,
  exclusionMarked: facts.exclusionMarked,
  exclusionConfirmed: facts.exclusionConfirmed,
  activated: facts.activated,
  warrantyUntil: facts.warrantyUntil,
  repairsOfSameFault: facts.repairsOfSameFault,
  ...saidOf(said ?? {}),
});

/** Everything known, in the shape that policies ask about. */
export function factsOf(known: Known): AfterSalesFacts {
  const { request, asked, tier, order, noReasonReturns90d, requestedAt } = known;
  const applied = order ? appliedTo(order, asked) : [];
  return {
    requestType: REQUEST_TYPES[request],
    customer: { tier, noReasonReturns90d },
    order: order && {
      status: order.status,
      packed: order.packedAt !== null || order.shippedAt !== null,
      amountPaid: decimal(
        order.lines.reduce((sum, { paidCents, refundedCents }) => sum + paidCents - refundedCents, 0),
      ),
      paidWith: order.payments.map(({ method }) => method),
      paidAt: order.paidAt,
      promisedShipAt: order.promisedShipAt,
      lastScanAt: order.lastScanAt,
      signedAt: order.signedAt,
      pickedUpAt: order.pickedUpAt,
      items: order.lines.map((line) =>
        article(
          line,
          applied.find((one) => one.line === line.line),
        ),
      ),
    },
    request: { ...saidOf(asked), requestedAt, ...(order ? { itemIds: applied.map(({ line }) => String(line)) } : {}) },
  };
}

/** VIPs have their money when the carrier has the parcel, up to so many cents. */
const FAST_REFUND = 500_00;

/** The line of an order that is its freight. */
const FREIGHT = 0;

/** What a rule grants, in lines and cents: what was paid for the pieces asked for, and not paid back yet. */
export function grantOf(granted: NonNullable<Review['grant']>, { asked, order, tier }: Known): Grant | null {
  if (!order) return null;
  const { remedy, freight, compensation } = granted;
  const lines = appliedTo(order, asked).flatMap((wanted): GrantedLine[] => {
    const found = order.lines.find(({ line }) => line === wanted.line);
    if (!found) return [];
    const quantity = Math.min(wanted.quantity ?? found.quantity, found.quantity);
    const left = found.paidCents - found.refundedCents;
    return [{ line: found.line, quantity, amountCents: Math.round((left * quantity) / found.quantity) }];
  });
  const [first] = lines;
  if (!first) return null;
  const freightLeft = order.freight.paidCents - order.freight.refundedCents;
  // nothing was carried: an order that is stopped is paid back whole, or the order system refuses
  if (remedy === 'cancel' && freightLeft > 0) {
    return { remedy, freight, lines: [...lines, { line: FREIGHT, quantity: 1, amountCents: freightLeft }] };
  }
  if (compensation?.kind === 'price-drop') {
    const cents = compensation.cents;
    return cents === undefined ? null : { remedy, freight, lines: [{ ...first, amountCents: cents }] };
  }
  const sum = lines.reduce((all, { amountCents }) => all + amountCents, 0);
  const isFast = remedy === 'return' && tier === 'vip' && sum <= FAST_REFUND;
  const beside = compensation?.kind === 'published' ? compensation.cents : undefined;
  return {
    remedy,
    freight,
    lines,
    ...(beside === undefined ? {} : { compensationCents: beside }),
    ...(isFast ? { atFirstScan: true } : {}),
  };
}

/**
 * What a case asks of the shop's order system, as far as a history may know it: our own numbers, codes, and the order
 * system's numbers of an order's lines (1, 2, …). Money is in cents, instants are epoch ms.
 */

/** Why an order system refuses for good. What it says beyond that is not kept. */
export const REFUSALS = [
  'unknown_order',
  'unknown_line',
  'unknown_item',
  'unknown_customer',
  /** A line would get more than is left of what was paid for it. */
  'insufficient_amount',
  /** A cancellation would pay back another amount than was approved. */
  'amount_differs',
  'already_cancelled',
  'already_shipped',
  'not_shipped',
  'out_of_stock',
  /** A coupon was used, points were spent, a parcel has left: there is nothing to take back. */
  'already_used',
  /** Money that has left does not come back. */
  'no_undo',
  /** It was undone before it arrived. */
  'undone',
  /** The key was used for another command before. */
  'key_reused',
  'not_supported',
  'invalid',
  /** Another reason of the order system's. */
  'other',
] as const;

/** Why nothing could be asked at all: no system set, a case without an order, a customer whom the shop did not name. */
type NotAsked = 'no_order_system' | 'no_order' | 'no_customer';

export type Refusal = (typeof REFUSALS)[number] | NotAsked;

export interface Refused {
  readonly state: 'refused';
  readonly code: Refusal;
}

/** How a command ended for good. What it did was exactly what was asked. */
export type CommandResult = { readonly state: 'done' } | Refused;

/** Money for a line; line 0 is the freight of the order. */
export interface LineAmount {
  readonly line: number;
  readonly amountCents: number;
}

export interface LineQuantity {
  readonly line: number;
  readonly quantity: number;
}

/** What is wanted of the order system. Ids and names are added where it is asked. */
export type OrderCommand =
  /** Stops the order and pays back all that is left of it, which has to be this amount; 0 for an unpaid one. */
  | { readonly kind: 'cancel'; readonly amountCents: number }
  /** Pays back the way it was paid. */
  | { readonly kind: 'refund'; readonly lines: readonly LineAmount[] }
  /** Sends goods again, free of charge: the same, or those that the case has noted as wanted instead. */
  | { readonly kind: 'replacement'; readonly lines: readonly LineQuantity[] }
  | { readonly kind: 'repair'; readonly lines: readonly LineQuantity[] }
  | { readonly kind: 'coupon'; readonly amountCents: number }
  | { readonly kind: 'points'; readonly points: number }
  /** For goods that come back; who pays the freight. */
  | { readonly kind: 'label'; readonly lines: readonly LineQuantity[]; readonly freight: 'shop' | 'customer' }
  /** Takes back the command of a key: done also when that was refused, or never arrived and now never will. */
  | { readonly kind: 'undo'; readonly of: string };

export const ORDER_STATUSES = ['unpaid', 'paid', 'packed', 'shipped', 'signed', 'cancelled'] as const;

export const PAYMENT_METHODS = ['alipay', 'wechat', 'card', 'gift_card', 'points', 'transfer', 'other'] as const;

/** A line as a rule needs it. A fact that the order system does not tell is null. */
export interface LineFacts {
  readonly line: number;
  readonly quantity: number;
  /** Of all pieces, before discounts. */
  readonly priceCents: number;
  readonly discountCents: number;
  readonly paidCents: number;
  readonly refundedCents: number;
  /** Pieces left to send as a replacement. */
  readonly available: number | null;
  readonly customMade: boolean | null;
  readonly perishable: boolean | null;
  readonly exclusionMarked: boolean | null;
  readonly exclusionConfirmed: boolean | null;
  readonly activated: boolean | null;
  readonly warrantyUntil: number | null;
  readonly repairsOfSameFault: number | null;
  readonly publicPriceCents: number | null;
}

/** An order as a rule needs it. */
export interface OrderFacts {
  readonly status: (typeof ORDER_STATUSES)[number];
  readonly placedAt: number;
  readonly paidAt: number | null;
  readonly packedAt: number | null;
  readonly promisedShipAt: number | null;
  readonly shippedAt: number | null;
  readonly lastScanAt: number | null;
  readonly signedAt: number | null;
  readonly pickedUpAt: number | null;
  readonly cancelledAt: number | null;
  readonly freight: { readonly paidCents: number; readonly refundedCents: number };
  readonly lines: readonly LineFacts[];
  readonly payments: readonly {
    readonly method: (typeof PAYMENT_METHODS)[number];
    readonly amountCents: number;
    readonly refundedCents: number;
  }[];
}

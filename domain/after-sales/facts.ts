/** What an after-sales policy may ask about a request: the shape of the facts, and the type of each. */

export type FactType = 'text' | 'texts' | 'number' | 'boolean' | 'list';

export interface PaymentMethod {
  readonly id?: string | null;
  readonly source?: string | null;
  readonly balance?: number | null;
}

/** An article, as ordered or as wanted instead. Sums are decimals as the shop has them. */
export interface Article {
  readonly itemId?: string | null;
  readonly productId?: string | null;
  readonly price?: number | null;
  readonly publicPriceNow?: number | null;
  readonly [fact: string]: unknown;
}

type Part = Readonly<Record<string, unknown>>;

/** One request with everything known about it. A fact that is null or absent is not known. */
export interface AfterSalesFacts {
  readonly requestType: string;
  readonly customer: Part & { readonly paymentMethods?: readonly PaymentMethod[] | null };
  readonly order: (Part & { readonly items?: readonly Article[] | null }) | null;
  readonly request: Part & { readonly newItems?: readonly Article[] | null };
}

/** Every fact by its path; `[]` stands for each article of a list. */
export const FACTS: Readonly<Record<string, FactType>> = {
  requestType: 'text',
  'customer.memberLevel': 'text',
  'customer.tier': 'text',
  'customer.noReasonReturns90d': 'number',
  'customer.orders90d': 'number',
  'order.status': 'text',
  'order.itemsModified': 'boolean',
  'order.placedDaysAgo': 'number',
  'order.boughtDaysAgo': 'number',
  'order.deliveredDaysAgo': 'number',
  'order.amountPaid': 'number',
  'order.paidWith': 'texts',
  'order.hasReceipt': 'boolean',
  'order.originalPackaging': 'boolean',
  'order.shopMistake': 'boolean',
  'order.refundStatus': 'text',
  'order.freightInsurance': 'boolean',
  'order.badges': 'texts',
  'request.reason': 'text',
  'request.fault': 'text',
  'request.issue': 'text',
  'request.evidence': 'texts',
  'request.claims': 'texts',
  'request.misuse': 'text',
  items: 'list',
  'items[].category': 'text',
  'items[].customMade': 'boolean',
  'items[].inProduction': 'boolean',
  'items[].perishable': 'boolean',
  'items[].exclusionMarked': 'boolean',
  'items[].exclusionConfirmed': 'boolean',
  'items[].sealBroken': 'boolean',
  'items[].tagsIntact': 'boolean',
  'items[].worn': 'boolean',
  'items[].dirty': 'boolean',
  'items[].activated': 'boolean',
  'items[].altered': 'boolean',
  'items[].personalData': 'boolean',
  'items[].repairsOfSameFault': 'number',
  'items[].daysInRepair': 'number',
  'items[].price': 'number',
  'items[].publicPriceNow': 'number',
  'items[].priceProtected': 'boolean',
  'items[].priceProtectionExcluded': 'boolean',
  'request.newItems': 'list',
  'request.newItems[].available': 'boolean',
  // worked out from instants, where zones and holidays are known
  'order.daysSinceSigning': 'number',
  'order.hoursSinceSigning': 'number',
  'order.hoursSinceLastScan': 'number',
  'order.daysSincePayment': 'number',
  'order.shipOverdue': 'boolean',
  'items[].inWarranty': 'boolean',
  // worked out from other facts
  'order.ofAnother': 'boolean',
  'order.shipped': 'boolean',
  'order.packed': 'boolean',
  'customer.noReasonShare90d': 'number',
  'payment.ofCustomer': 'boolean',
  'payment.source': 'text',
  'payment.balance': 'number',
  'payment.original': 'boolean',
  'payment.unchanged': 'boolean',
  'request.amount': 'number',
  'request.priceDifference': 'number',
  'request.priceDrop': 'number',
  'request.newItems[].sameProduct': 'boolean',
};

/** What has to be told for a fact that is worked out. */
export const TOLD_BY: Readonly<Record<string, readonly string[]>> = {
  'order.daysSinceSigning': ['order.signedAt'],
  'order.hoursSinceSigning': ['order.signedAt'],
  'order.hoursSinceLastScan': ['order.lastScanAt'],
  'order.daysSincePayment': ['order.paidAt'],
  'order.shipOverdue': ['order.promisedShipAt'],
  'items[].inWarranty': ['items[].warrantyUntil'],
  'order.ofAnother': ['request.orderOwner', 'request.requestedBy'],
  'customer.noReasonShare90d': ['customer.noReasonReturns90d', 'customer.orders90d'],
  'payment.ofCustomer': ['request.paymentMethodId', 'customer.paymentMethods'],
  'payment.source': ['request.paymentMethodId', 'customer.paymentMethods'],
  'payment.balance': ['customer.paymentMethods'],
  'payment.original': ['request.paymentMethodId', 'order.paidWith'],
  'payment.unchanged': ['request.paymentMethodId', 'order.paidWith'],
  'request.amount': ['order.amountPaid', 'items[].price'],
  'request.priceDrop': ['order.amountPaid', 'items[].price', 'items[].publicPriceNow'],
  'request.newItems[].sameProduct': ['request.itemIds', 'request.newItems[].productId'],
  items: ['order.items', 'request.itemIds'],
};

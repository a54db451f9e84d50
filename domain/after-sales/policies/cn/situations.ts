/** Situations that several rules of policy-cn tell of. */
import type { Condition } from '../../policy.ts';
import { all, among, any, asks, is, some, told } from '../words.ts';

/** A return without a stated fault. */
export const noReason = all(asks('return', 'refund_only'), is('request.fault', 'none'));

/** Requests about goods that the customer has. */
export const goods = asks('return', 'refund_only', 'exchange', 'repair', 'warranty');

/** A fault of the article, claimed or found; what to do about it the customer says. */
export const faulty = all(goods, among('request.fault', 'claimed', 'confirmed'));

export const signedWithin = (param: string): Condition => ({ fact: 'order.daysSinceSigning', lte: { param } });

const ofCategory = (...categories: string[]): Condition => among('items[].category', ...categories);

/**
 * Opening the box and trying it reasonably is not among these. What an article does not have is not told of it; what
 * is told of one whose category nobody told is a person's to judge.
 */
export const notIntact = some(
  any(
    all(ofCategory('food', 'cosmetics', 'medical'), told('items[].sealBroken')),
    all(
      ofCategory('electronics', 'computer', 'phone', 'appliance'),
      any(told('items[].altered'), told('items[].activated'), told('items[].personalData')),
    ),
    all(
      ofCategory('clothing', 'shoes', 'bags'),
      any(told('items[].tagsIntact', is('items[].tagsIntact', false)), told('items[].worn'), told('items[].dirty')),
    ),
  ),
);

const category = (...categories: string[]): Condition => told('items[].category', ofCategory(...categories));

/** An article that the law lets nobody send back without a reason. */
export const neverReturned = any(
  is('items[].customMade'),
  is('items[].perishable'),
  category('digital', 'newspaper', 'fresh-food'),
  all(category('audio-video', 'software'), is('items[].sealBroken')),
);

/** Excluded on the page and confirmed in that purchase; without proof of the confirmation it is not excluded. */
export const excluded = all(told('items[].exclusionConfirmed'), is('items[].exclusionMarked'));

export const frequentReturns = all(
  { fact: 'customer.noReasonReturns90d', gt: { param: 'manyReturns' } },
  { fact: 'customer.noReasonShare90d', gt: { param: 'shareOfOrders' } },
);

export const freightCovered = any(
  told('order.freightInsurance'),
  told('order.badges', among('order.badges', 'free-return')),
);

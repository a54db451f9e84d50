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

const category = (...categories: string[]): Condition =>
  told('items[].category', among('items[].category', ...categories));

/** Opening the box and trying it reasonably is not among these. What an article does not have is not told of it. */
export const notIntact = some(
  any(
    told('items[].sealBroken'),
    told('items[].altered'),
    told('items[].activated'),
    told('items[].worn'),
    told('items[].tagsIntact', is('items[].tagsIntact', false)),
    all(category('food', 'cosmetics', 'medical'), is('items[].sealBroken')),
    all(category('electronics', 'computer', 'phone'), is('items[].activated')),
    all(category('clothing', 'shoes', 'bags'), is('items[].tagsIntact', false)),
  ),
);

/** What the law lets nobody send back without a reason. */
export const neverReturned = some(
  any(
    is('items[].customMade'),
    is('items[].perishable'),
    category('digital', 'newspaper', 'fresh-food'),
    all(category('audio-video', 'software'), is('items[].sealBroken')),
  ),
);

/** Excluded on the page and confirmed in that purchase; without proof of the confirmation it is not excluded. */
export const excluded = some(all(told('items[].exclusionConfirmed'), is('items[].exclusionMarked')));

export const frequentReturns = all(
  { fact: 'customer.noReasonReturns90d', gt: { param: 'manyReturns' } },
  { fact: 'customer.noReasonShare90d', gt: { param: 'shareOfOrders' } },
);

export const freightCovered = any(
  told('order.freightInsurance'),
  told('order.badges', among('order.badges', 'free-return')),
);

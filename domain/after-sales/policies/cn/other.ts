import type { AfterSalesRule } from '../../policy.ts';
import { all, among, any, asks, is, not, some, told } from '../words.ts';
import { frequentReturns } from './situations.ts';

const lost = all(
  asks('missing_parcel'),
  any(told('request.issue', among('request.issue', 'signed-not-received')), {
    fact: 'order.hoursSinceLastScan',
    gte: { param: 'silentHours' },
  }),
);
const priceProtection = asks('price_protection');
const protectable = all(
  priceProtection,
  { fact: 'order.daysSincePayment', lte: { param: 'priceProtectionDays' } },
  not(some(any(is('items[].priceProtected'), told('items[].priceProtectionExcluded')))),
  { fact: 'request.priceDrop', gt: 0 },
);

/** CN-40 to CN-90: parcels that do not arrive, price protection, and what is left. */
export const OTHER_RULES: readonly AfterSalesRule[] = [
  {
    id: 'CN-40',
    when: all(lost, { fact: 'request.amount', lte: { param: 'advanceUpTo' } }, not(frequentReturns)),
    verdict: 'approve',
    grant: { remedy: 'advance', freight: 'shop', compensation: 'amount' },
    basis: 'law',
    reasons: {
      zh: '物流{silentHours}小时无更新,或显示签收但未收到:已联系快递核查(48小时),¥{advanceUpTo}以内先行赔付。',
      en: 'No movement for {silentHours} h, or signed for but not received: the carrier is asked (48 h), and up to ¥{advanceUpTo} the shop pays first.',
    },
  },
  {
    id: 'CN-40',
    part: 'human',
    when: lost,
    verdict: 'human',
    freight: 'shop',
    basis: 'law',
    reasons: {
      zh: '物流无更新,或显示签收但未收到:已联系快递核查(48小时),赔付由专人审核。',
      en: 'No movement, or signed for but not received: the carrier is asked (48 h), and a person decides on the compensation.',
    },
  },
  {
    id: 'CN-50',
    when: all(protectable, { fact: 'request.priceDrop', lte: { param: 'priceDropUpTo' } }),
    verdict: 'approve',
    grant: { remedy: 'refund', freight: 'shop', compensation: 'price-drop' },
    basis: 'practice',
    reasons: {
      zh: '付款{priceProtectionDays}天内降价:退还差价¥{request.priceDrop},每个订单行一次。',
      en: 'Cheaper within {priceProtectionDays} days after payment: the difference of ¥{request.priceDrop} is refunded, once an order line.',
    },
  },
  {
    id: 'CN-50',
    part: 'human',
    when: protectable,
    verdict: 'human',
    basis: 'practice',
    reasons: {
      zh: '符合价保,差价¥{request.priceDrop}超过¥{priceDropUpTo}:由专人审核。',
      en: 'Price protection applies, but ¥{request.priceDrop} is above ¥{priceDropUpTo}: a person decides.',
    },
  },
  {
    id: 'CN-51',
    when: priceProtection,
    verdict: 'deny',
    basis: 'practice',
    reasons: {
      zh: '不符合价保:超过付款后{priceProtectionDays}天、未降价、该订单行已价保过,或属于竞拍、个人优惠券、清仓。',
      en: 'No price protection: more than {priceProtectionDays} days after payment, not cheaper, granted once already, or an auction, a personal coupon or a clearance.',
    },
  },
  {
    id: 'CN-60',
    when: told('request.claims', among('request.claims', 'ten-for-one-fake')),
    verdict: 'human',
    freight: 'shop',
    severe: true,
    basis: 'law',
    reasons: {
      zh: '主张假一赔十:按严重投诉由专人处理。',
      en: 'Ten for one fake is claimed: a severe complaint, which a person handles.',
    },
  },
  {
    id: 'CN-90',
    verdict: 'human',
    basis: 'practice',
    reasons: { zh: '以上规则均不适用,由专人处理。', en: 'None of the rules applies: a person decides.' },
  },
];

import type { AfterSalesRule } from '../../policy.ts';
import { all, among, any, asks, is, not, some, told } from '../words.ts';
import { frequentReturns, noReason } from './situations.ts';

/** Of an order that is on its way at most: one that was signed for or called off, and any state not known here, is not. */
const cancel = all(
  asks('cancel'),
  among(
    'order.status',
    ...['unpaid', 'pending', 'order received', 'paid', 'processing', 'processed', 'packed', 'not shipped'],
    ...['shipped', 'in transit', 'out for delivery'],
  ),
  { fact: 'order.daysSinceSigning', exists: false },
);

/** CN-01 to CN-13: who may ask, what a person looks at first, and orders that are called off. */
export const ORDER_RULES: readonly AfterSalesRule[] = [
  {
    id: 'CN-01',
    when: is('order.ofAnother'),
    verdict: 'deny',
    basis: 'practice',
    reasons: { zh: '该订单属于其他顾客,只能办理本人的订单。', en: 'The order is another customer’s.' },
  },
  {
    id: 'CN-03',
    when: told('request.claims', among('request.claims', 'injury', 'fire', 'illness', 'suspected-fake')),
    verdict: 'human',
    freight: 'shop',
    severe: true,
    basis: 'practice',
    reasons: {
      zh: '涉及人身伤害、起火、疾病或疑似假货:由专人处理,并建议按严重投诉受理。',
      en: 'Injury, fire, illness or a suspected fake: a person looks at it, and a severe complaint is proposed.',
    },
  },
  {
    id: 'CN-03',
    part: 'amount',
    when: all(not(asks('price_protection')), { fact: 'request.amount', gt: { param: 'humanAbove' } }),
    verdict: 'human',
    freight: 'shop',
    basis: 'practice',
    reasons: {
      zh: '金额¥{request.amount}超过¥{humanAbove},由专人审核。',
      en: 'The sum of ¥{request.amount} is above ¥{humanAbove}: a person decides.',
    },
  },
  {
    id: 'CN-04',
    when: all(
      noReason,
      // what nobody keeps count of is held against nobody
      { fact: 'customer.noReasonReturns90d', exists: true },
      frequentReturns,
    ),
    verdict: 'human',
    basis: 'practice',
    reasons: {
      zh: '90天内无理由退货{customer.noReasonReturns90d}次且超过订单的一半,由专人审核;不会仅因此拒绝。',
      en: '{customer.noReasonReturns90d} returns without a reason in 90 days, more than half of the orders: a person decides; it is not refused for that alone.',
    },
  },
  {
    id: 'CN-10',
    when: all(cancel, told('order.shipOverdue'), is('order.shipped', false)),
    verdict: 'approve',
    grant: { remedy: 'cancel', freight: 'shop', compensation: 'published' },
    basis: 'law',
    reasons: {
      zh: '已过承诺的发货时间仍未发货:取消订单并退款,按公示标准赔付。',
      en: 'The promised shipping date has passed and nothing was shipped: cancelled, with the published compensation.',
    },
  },
  {
    id: 'CN-11',
    when: all(
      cancel,
      not(is('order.status', 'unpaid')),
      some(all(is('items[].customMade'), is('items[].inProduction'))),
    ),
    verdict: 'human',
    basis: 'practice',
    reasons: { zh: '定制商品已投产,由专人处理。', en: 'Custom-made and in production already: a person decides.' },
  },
  {
    id: 'CN-12',
    when: all(cancel, any(is('order.status', 'unpaid'), is('order.packed', false))),
    verdict: 'approve',
    grant: { remedy: 'cancel', freight: 'shop' },
    basis: 'practice',
    reasons: {
      zh: '订单尚未付款,或已付款尚未打包:取消,已付款的原路退回。',
      en: 'Unpaid, or paid and not packed yet: cancelled, and what was paid goes back the way it came.',
    },
  },
  {
    id: 'CN-13',
    when: cancel,
    verdict: 'approve',
    grant: { remedy: 'intercept', freight: 'customer' },
    basis: 'practice',
    reasons: {
      zh: '商品已打包或已发出:联系快递拦截,请拒收;包裹退回后退款,运费按公示规则承担。',
      en: 'Packed or shipped already: the carrier is asked to turn it back. Please refuse the parcel; the refund follows its return, freight as published.',
    },
  },
];

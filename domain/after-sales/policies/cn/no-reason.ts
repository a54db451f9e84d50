import type { AfterSalesRule } from '../../policy.ts';
import { all, asks, every, is, not, some } from '../words.ts';
import { excluded, freightCovered, neverReturned, noReason, notIntact, signedWithin } from './situations.ts';

const inTime = all(noReason, signedWithin('noReasonDays'));
const inLongerTime = all(noReason, {
  fact: 'order.daysSinceSigning',
  lte: { param: 'longerDays', by: 'customer.tier' },
});
const vip = is('customer.tier', 'vip');
const variant = all(asks('exchange'), is('request.fault', 'none'), signedWithin('noReasonDays'), not(notIntact), {
  every: 'request.newItems',
  where: is('request.newItems[].sameProduct'),
});
const window = '签收第{order.daysSinceSigning}天';

/** CN-30 to CN-36: returns and exchanges without a fault. */
export const NO_REASON_RULES: readonly AfterSalesRule[] = [
  {
    id: 'CN-30',
    when: all(noReason, every(neverReturned)),
    verdict: 'deny',
    basis: 'law',
    reasons: {
      zh: '定制、鲜活易腐、在线数字商品、已拆封的音像软件或报刊,依法不适用无理由退货;有质量问题仍可申请。',
      en: 'Custom-made, fresh or perishable, digital, unsealed audio, video or software, or newspapers: the law allows no return without a reason. A fault can still be told.',
    },
  },
  {
    id: 'CN-30',
    part: 'some-articles',
    when: all(noReason, some(neverReturned)),
    verdict: 'human',
    basis: 'law',
    reasons: {
      zh: '其中只有部分商品依法不适用无理由退货:由专人逐件审核。',
      en: 'The law excludes only some of the articles from a return without a reason: a person decides on each.',
    },
  },
  {
    id: 'CN-31',
    when: all(noReason, every(excluded)),
    verdict: 'deny',
    basis: 'law',
    reasons: {
      zh: '商品页面已标明不适用无理由退货,购买时也已逐单确认;有质量问题仍可申请。',
      en: 'Marked on its page as not returnable without a reason, and confirmed in this purchase. A fault can still be told.',
    },
  },
  {
    id: 'CN-31',
    part: 'some-articles',
    when: all(noReason, some(excluded)),
    verdict: 'human',
    basis: 'law',
    reasons: {
      zh: '其中只有部分商品已标明并确认不适用无理由退货:由专人逐件审核。',
      en: 'Only some of the articles were marked and confirmed as not returnable without a reason: a person decides on each.',
    },
  },
  {
    id: 'CN-32',
    when: all(noReason, notIntact),
    verdict: 'human',
    freight: 'customer',
    basis: 'law',
    reasons: {
      zh: '商品不完好(卫生封条已拆、已激活或改动、吊牌已剪或有使用痕迹):由专人审核,可能折价退款;合理开箱查验不算。',
      en: 'Not intact (hygienic seal broken, activated or altered, tag off, worn): a person decides, perhaps on a reduced refund. Opening the box and trying it reasonably does not count.',
    },
  },
  {
    id: 'CN-33',
    part: 'freight-covered',
    when: all(inTime, freightCovered),
    verdict: 'approve',
    grant: { remedy: 'return', freight: 'shop' },
    basis: 'law',
    reasons: {
      zh: `${window}({noReasonDays}天内)无理由退货:同意退货退款,运费由运费险或店铺承担。`,
      en: 'Without a reason on day {order.daysSinceSigning}, of {noReasonDays}: returned and refunded; the insurer or the shop pays the freight.',
    },
  },
  {
    id: 'CN-33',
    when: inTime,
    verdict: 'approve',
    grant: { remedy: 'return', freight: 'customer' },
    basis: 'law',
    reasons: {
      zh: `${window}({noReasonDays}天内)无理由退货:同意退货退款,退回运费由顾客承担。`,
      en: 'Without a reason on day {order.daysSinceSigning}, of {noReasonDays}: returned and refunded; the customer pays the way back.',
    },
  },
  {
    id: 'CN-34',
    part: 'vip',
    when: all(inLongerTime, vip),
    verdict: 'approve',
    grant: { remedy: 'return', freight: 'shop' },
    basis: 'practice',
    reasons: {
      zh: `${window},在VIP更长的退货期内且完好:同意退货退款,运费由店铺承担。`,
      en: 'On day {order.daysSinceSigning}, within the longer time of a VIP, and intact: returned and refunded at the shop’s expense.',
    },
  },
  {
    id: 'CN-34',
    when: inLongerTime,
    verdict: 'approve',
    grant: { remedy: 'return', freight: 'customer' },
    basis: 'practice',
    reasons: {
      zh: `${window},在店铺承诺的更长退货期内且完好:同意退货退款,退回运费由顾客承担。`,
      en: 'On day {order.daysSinceSigning}, within the longer time that the shop promises, and intact: returned and refunded; the customer pays the way back.',
    },
  },
  {
    id: 'CN-35',
    when: noReason,
    verdict: 'deny',
    basis: 'practice',
    reasons: {
      zh: `${window},已超过无理由退货期;如有质量问题可申请维修或换货。`,
      en: 'Day {order.daysSinceSigning} is too late to return it without a reason. If it is faulty, repair or exchange can be asked for.',
    },
  },
  {
    id: 'CN-36',
    part: 'out-of-stock',
    when: all(variant, some(is('request.newItems[].available', false), 'request.newItems')),
    verdict: 'approve',
    grant: { remedy: 'return', freight: 'customer' },
    basis: 'practice',
    reasons: {
      zh: '想换的尺码或颜色没有货:可以改为退货退款。',
      en: 'The size or colour wanted is out of stock: a refund is offered instead.',
    },
  },
  {
    id: 'CN-36',
    part: 'vip',
    when: all(variant, vip),
    verdict: 'approve',
    grant: { remedy: 'exchange', freight: 'shop' },
    basis: 'practice',
    reasons: {
      zh: `${window}换尺码或颜色,商品完好:同意换货,VIP运费由店铺承担。`,
      en: 'Another size or colour on day {order.daysSinceSigning}, intact: exchanged, for a VIP at the shop’s expense.',
    },
  },
  {
    id: 'CN-36',
    when: variant,
    verdict: 'approve',
    grant: { remedy: 'exchange', freight: 'customer' },
    basis: 'practice',
    reasons: {
      zh: `${window}换尺码或颜色,商品完好:同意换货,运费由顾客承担。`,
      en: 'Another size or colour on day {order.daysSinceSigning}, intact: exchanged; the customer pays the freight.',
    },
  },
];

import type { AfterSalesRule, Condition } from '../../policy.ts';
import { all, among, any, asks, is, not, some, told } from '../words.ts';
import { faulty, goods, signedWithin } from './situations.ts';

const about = (...issues: string[]): Condition =>
  all(not(asks('cancel', 'price_protection')), told('request.issue', among('request.issue', ...issues)));
const pictured = among('request.evidence', 'photo', 'video');
const reportedWithin = (param: string): Condition => ({ fact: 'order.hoursSinceSigning', lte: { param } });
const misused = told('request.misuse', among('request.misuse', 'misuse', 'opened-by-others', 'serial-altered'));
const disputed = is('request.fault', 'disputed');
const inWarranty: Condition = { every: 'items', where: is('items[].inWarranty') };

const repairedTwice = some(
  any(
    told('items[].repairsOfSameFault', { fact: 'items[].repairsOfSameFault', gte: { param: 'repairsBeforeExchange' } }),
    told('items[].daysInRepair', { fact: 'items[].daysInRepair', gt: { param: 'repairDays' } }),
  ),
);

/** CN-20 to CN-29: what is wrong with the goods. */
export const FAULT_RULES: readonly AfterSalesRule[] = [
  {
    id: 'CN-20',
    when: all(about('spoiled'), reportedWithin('freshHours'), pictured),
    verdict: 'approve',
    grant: { remedy: 'refund', freight: 'shop', compensation: 'share' },
    basis: 'practice',
    reasons: {
      zh: '生鲜签收{freshHours}小时内反馈并有照片:按坏果比例退款,无需退货。',
      en: 'Fresh food gone bad, told within {freshHours} h with a photo: refunded by its share, nothing to send back.',
    },
  },
  {
    id: 'CN-21',
    when: all(about('wrong', 'missing', 'damaged'), reportedWithin('reportHours'), pictured),
    verdict: 'approve',
    grant: { remedy: 'resend', choice: ['refund', 'return'], freight: 'shop' },
    basis: 'law',
    reasons: {
      zh: '签收{reportHours}小时内反馈错发、少件或破损并有照片:可补发、部分退款或退货,运费由店铺承担。',
      en: 'Wrong, missing or damaged, told within {reportHours} h with a photo: sent again, refunded in part or returned, at the shop’s expense.',
    },
  },
  {
    id: 'CN-22',
    when: about('spoiled', 'wrong', 'missing', 'damaged'),
    verdict: 'human',
    freight: 'shop',
    basis: 'law',
    reasons: {
      zh: '错发、少件、破损或变质反馈较晚或缺少照片:由专人核实,不直接拒绝;属实则运费由店铺承担。',
      en: 'Wrong, missing, damaged or spoiled, but told late or without a photo: a person looks into it; it is not refused. The shop pays the freight if it proves true.',
    },
  },
  {
    id: 'CN-23',
    part: 'disputed',
    when: all(misused, disputed),
    verdict: 'human',
    freight: 'customer',
    basis: 'law',
    reasons: {
      zh: '顾客对人为损坏的认定有异议:由专人复核。',
      en: 'Misuse is disputed by the customer: a person decides.',
    },
  },
  {
    id: 'CN-23',
    when: all(goods, misused),
    verdict: 'deny',
    freight: 'customer',
    basis: 'law',
    reasons: {
      zh: '使用不当、他人拆修或序列号被改:不在免费保修范围,可提供付费维修。',
      en: 'Misused, opened up by others, or its serial number altered: no free repair; a paid one is offered.',
    },
  },
  {
    id: 'CN-24',
    when: all(goods, disputed),
    verdict: 'human',
    freight: 'shop',
    basis: 'law',
    reasons: {
      zh: '质量问题有争议:由专人处理;耐用商品六个月内由店铺举证。',
      en: 'The fault is disputed: a person decides; of durable goods the shop has to prove it within six months.',
    },
  },
  {
    id: 'CN-25',
    when: all(faulty, repairedTwice, inWarranty),
    verdict: 'approve',
    grant: { remedy: 'exchange', freight: 'shop' },
    basis: 'law',
    reasons: {
      zh: '保修期内同一故障已修{repairsBeforeExchange}次,或维修超过{repairDays}天:同意换货,无货则退款;维修时间补入保修期。',
      en: 'In warranty and repaired {repairsBeforeExchange} times for the same fault, or more than {repairDays} days in repair: exchanged, or refunded if there is none left. The time in repair is added to the warranty.',
    },
  },
  {
    id: 'CN-26',
    when: all(faulty, signedWithin('qualityReturnDays')),
    verdict: 'approve',
    grant: { remedy: 'return', choice: ['refund', 'exchange', 'repair'], freight: 'shop' },
    basis: 'law',
    reasons: {
      zh: '签收第{order.daysSinceSigning}天的质量问题({qualityReturnDays}天内):退货、换货或维修由顾客选择,运费由店铺承担。',
      en: 'A fault on day {order.daysSinceSigning}, of {qualityReturnDays}: returned, exchanged or repaired as the customer chooses, at the shop’s expense.',
    },
  },
  {
    id: 'CN-27',
    when: all(faulty, asks('exchange', 'repair', 'warranty'), signedWithin('qualityExchangeDays')),
    verdict: 'approve',
    grant: { remedy: 'exchange', choice: ['repair'], freight: 'shop' },
    basis: 'law',
    reasons: {
      zh: '签收第{order.daysSinceSigning}天的质量问题({qualityExchangeDays}天内):换货或维修。',
      en: 'A fault on day {order.daysSinceSigning}, of {qualityExchangeDays}: exchanged or repaired.',
    },
  },
  {
    id: 'CN-27',
    part: 'refund',
    when: all(faulty, signedWithin('qualityExchangeDays')),
    verdict: 'human',
    freight: 'shop',
    basis: 'law',
    reasons: {
      zh: '签收第{order.daysSinceSigning}天的质量问题要求退款:由专人审核,换货或维修可直接办理。',
      en: 'A refund is wanted for a fault on day {order.daysSinceSigning}: a person decides; exchange and repair are granted.',
    },
  },
  {
    id: 'CN-28',
    when: all(faulty, inWarranty),
    verdict: 'approve',
    grant: { remedy: 'repair', freight: 'shop' },
    basis: 'law',
    reasons: {
      zh: '保修期内的故障:免费维修,运费由店铺承担或按厂家规定。',
      en: 'A fault in the warranty: repaired free of charge, freight by the shop or as the maker says.',
    },
  },
  {
    id: 'CN-29',
    when: faulty,
    verdict: 'deny',
    freight: 'customer',
    basis: 'practice',
    reasons: {
      zh: '已过保修期:不能免费维修,可提供付费维修。',
      en: 'The warranty is over: no free repair; a paid one is offered.',
    },
  },
];

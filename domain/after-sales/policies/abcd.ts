import type { AfterSalesDocument, Condition } from '../policy.ts';
import { all, among, any, asks, is, mayName, told } from './words.ts';

const level = (...levels: string[]): Condition => among('customer.memberLevel', ...levels);
const returnable = all(asks('return'), { fact: 'request.reason', in: { param: 'returnReasons' } });
const recent: Condition = { fact: 'order.boughtDaysAgo', lte: { param: 'returnDays', by: 'customer.memberLevel' } };
// nobody has less time, so the level need not be known
const soon: Condition = { fact: 'order.boughtDaysAgo', lte: { param: 'returnDaysOfAll' } };
const twoOrdered = all(asks('cancel'), { fact: 'request.reason', in: { param: 'cancelReasons' } });
const member = level('gold', 'silver', 'bronze');
const fee = asks('fee_dispute');
const basis = 'practice';

const mayReturn = any(
  level('gold'),
  soon,
  recent,
  is('order.hasReceipt'),
  all(level('silver', 'bronze'), is('order.originalPackaging')),
);

/** A clothing shop with member levels. */
export const abcd: AfterSalesDocument = {
  facts: mayName(['requestType', 'customer.memberLevel', 'order.', 'request.']),
  parameters: {
    returnDaysOfAll: 30,
    returnDays: { gold: 36_500, silver: 180, bronze: 90, guest: 30 },
    returnReasons: ['wrong size', 'wrong colour', 'wrong color', 'stain'],
    cancelReasons: ['ordered two by accident'],
  },
  missing: {
    id: 'A-MISSING-1',
    reasons: {
      zh: '缺少审核所需的信息({missing}),转同事处理。',
      en: 'Facts needed to decide are missing ({missing}); a colleague takes over.',
    },
  },
  rules: [
    {
      id: 'A-RETURN-1',
      when: all(returnable, mayReturn),
      verdict: 'approve',
      grant: { remedy: 'return', freight: 'customer' },
      basis,
      reasons: {
        zh: '符合退货条件(会员级别的期限、小票或原包装),同意退货。',
        en: 'It may be returned: in time for the level, with the receipt, or in its packaging as the level allows.',
      },
    },
    {
      id: 'A-RETURN-1',
      part: 'too-late',
      when: returnable,
      verdict: 'deny',
      basis,
      reasons: {
        zh: '很抱歉,购买已{order.boughtDaysAgo}天,超过{customer.memberLevel}会员的退货期限,也没有可以放宽的凭证。',
        en: 'Sorry: bought {order.boughtDaysAgo} days ago, which is too late for a {customer.memberLevel} customer without what would extend it.',
      },
    },
    {
      id: 'A-CANCEL-1',
      part: 'member',
      // granted whether it is shipped or not; which of the two is for a person to find out
      when: all(twoOrdered, member, { fact: 'order.shipped', exists: false }),
      verdict: 'approve',
      basis,
      reasons: {
        zh: '会员多下的一件即可退款:未发货则去掉这一件,已发货则收到后寄回。',
        en: 'A member is refunded at once: the one not wanted is taken off, or sent back later if it is shipped already.',
      },
    },
    {
      id: 'A-CANCEL-1',
      part: 'not-shipped',
      when: all(twoOrdered, told('order.shipped', is('order.shipped', false))),
      verdict: 'approve',
      grant: { remedy: 'cancel', freight: 'shop' },
      basis,
      reasons: {
        zh: '尚未发货:去掉多下的一件并立即退款。',
        en: 'Not shipped yet: the one not wanted is taken off and refunded at once.',
      },
    },
    {
      id: 'A-CANCEL-1',
      when: all(twoOrdered, member, is('order.shipped')),
      verdict: 'approve',
      grant: { remedy: 'return', freight: 'customer' },
      basis,
      reasons: {
        zh: '已发货:会员先行退款,收到后再寄回。',
        en: 'Shipped already: a member is refunded at once and sends the item back later.',
      },
    },
    {
      id: 'A-CANCEL-1',
      part: 'guest',
      when: all(twoOrdered, level('guest'), is('order.shipped')),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '已发货:请收到后再申请退货。',
        en: 'Shipped already: please wait for it to arrive, then start a return.',
      },
    },
    {
      id: 'A-FEE-1',
      when: all(fee, any(level('gold', 'silver'), is('order.shopMistake'))),
      verdict: 'approve',
      grant: { remedy: 'refund', freight: 'shop' },
      basis,
      reasons: {
        zh: '费用是店铺的失误,或按会员级别减免:去掉这笔费用。',
        en: 'The shop’s own mistake, or waived for this member level: the fee is removed.',
      },
    },
    {
      id: 'A-FEE-1',
      part: 'no-mistake',
      when: all(fee, level('bronze', 'guest')),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '没有发现店铺的失误,{customer.memberLevel}级别不减免,费用保留。',
        en: 'No mistake was found, and it is not waived for {customer.memberLevel}: the fee stays.',
      },
    },
    {
      id: 'A-REFUND-1',
      when: asks('refund_status'),
      verdict: 'human',
      basis,
      reasons: {
        zh: '顾客对退款进度不满意:请经理处理。',
        en: 'Not content with the state of a refund: the manager is told.',
      },
    },
    {
      id: 'A-OTHER-1',
      verdict: 'human',
      basis,
      reasons: { zh: '规则没有涵盖这项申请,转同事处理。', en: 'No rule covers this request: a colleague decides.' },
    },
  ],
};

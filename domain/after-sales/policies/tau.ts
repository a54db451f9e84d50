import type { AfterSalesDocument, Condition } from '../policy.ts';
import { all, among, any, asks, is, mayName, not, told } from './words.ts';

const pending = is('order.status', 'pending');
const delivered = is('order.status', 'delivered');
// the states that a reason may name
const notPending = any(among('order.status', 'processed', 'delivered', 'cancelled'), not(pending));
const notDelivered = any(among('order.status', 'pending', 'processed', 'cancelled'), not(delivered));
const modified = told('order.itemsModified');
const variants: Condition = { every: 'request.newItems', where: is('request.newItems[].sameProduct') };
const available: Condition = { every: 'request.newItems', where: is('request.newItems[].available') };

const basis = 'practice';

const cardTooSmall = all(
  any(
    all(asks('modify_payment'), { fact: 'order.amountPaid', gt: { fact: 'payment.balance' } }),
    all(
      asks('modify_items', 'exchange'),
      { fact: 'request.priceDifference', gt: 0 },
      { fact: 'request.priceDifference', gt: { fact: 'payment.balance' } },
    ),
  ),
  is('payment.source', 'gift_card'),
);

/** A general web shop: what can be done depends on the state of the order; there is no time limit. */
export const tau: AfterSalesDocument = {
  facts: mayName(['requestType', 'order.', 'request.', 'payment.']),
  parameters: { cancelReasons: ['no longer needed', 'ordered by mistake'] },
  missing: {
    id: 'T-ESCALATE-1',
    reasons: {
      zh: '缺少审核所需的信息({missing}),转同事处理。',
      en: 'Facts needed to decide are missing ({missing}); a colleague takes over.',
    },
  },
  rules: [
    {
      id: 'T-AUTH-1',
      when: is('order.ofAnother'),
      verdict: 'deny',
      basis,
      reasons: { zh: '这笔订单属于其他顾客,只能办理本人的订单。', en: 'The order is another customer’s.' },
    },
    {
      id: 'T-CANCEL-1',
      when: all(asks('cancel'), notPending),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '只有待处理的订单可以取消,这笔订单的状态是{order.status}。',
        en: 'Only a pending order can be cancelled; this one is {order.status}.',
      },
    },
    {
      id: 'T-MODIFY-1',
      part: 'no-more-changes',
      when: all(asks('cancel', 'modify_items', 'modify_address', 'modify_payment'), pending, modified),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '这笔订单的商品已改过一次,不能再改,也不能取消。',
        en: 'Its items were changed once already: the order can be neither changed again nor cancelled.',
      },
    },
    {
      id: 'T-CANCEL-2',
      when: all(asks('cancel'), not({ fact: 'request.reason', in: { param: 'cancelReasons' } })),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '取消只接受两种原因:不再需要、误下单。',
        en: 'Two reasons are accepted for a cancellation: no longer needed, and ordered by mistake.',
      },
    },
    {
      id: 'T-CANCEL-1',
      part: 'pending',
      when: asks('cancel'),
      verdict: 'approve',
      grant: { remedy: 'cancel', freight: 'shop' },
      basis,
      reasons: {
        zh: '订单尚未处理,原因可以接受:取消并按原支付方式退款,礼品卡即时到账,其他方式 5–7 个工作日。',
        en: 'The order is pending and the reason accepted: it is cancelled, and the money goes back the way it came, at once to a gift card, else in 5–7 business days.',
      },
    },
    {
      id: 'T-MODIFY-1',
      part: 'not-pending',
      when: all(asks('modify_items'), notPending),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '只有待处理的订单可以更换商品,这笔订单的状态是{order.status}。',
        en: 'Items can be changed only while the order is pending; this one is {order.status}.',
      },
    },
    {
      id: 'T-MODIFY-2',
      part: 'not-pending',
      when: all(asks('modify_address'), notPending),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '只有待处理的订单可以修改地址,这笔订单的状态是{order.status}。',
        en: 'The address can be changed only while the order is pending; this one is {order.status}.',
      },
    },
    {
      id: 'T-MODIFY-3',
      part: 'not-pending',
      when: all(asks('modify_payment'), notPending),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '只有待处理的订单可以更换支付方式,这笔订单的状态是{order.status}。',
        en: 'The way of payment can be changed only while the order is pending; this one is {order.status}.',
      },
    },
    {
      id: 'T-EXCHANGE-1',
      part: 'not-delivered',
      when: all(asks('exchange'), notDelivered),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '只有已送达的订单可以换货,这笔订单的状态是{order.status}。',
        en: 'Only a delivered order can be exchanged; this one is {order.status}.',
      },
    },
    {
      id: 'T-RETURN-1',
      part: 'not-delivered',
      when: all(asks('return'), notDelivered),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '只有已送达的订单可以退货,这笔订单的状态是{order.status}。',
        en: 'Only a delivered order can be returned; this one is {order.status}.',
      },
    },
    {
      id: 'T-MODIFY-2',
      when: asks('modify_address'),
      verdict: 'approve',
      basis,
      reasons: { zh: '订单尚未处理,可以修改地址。', en: 'The order is pending: its address can be changed.' },
    },
    {
      id: 'T-EXCHANGE-2',
      when: all(asks('exchange'), not(variants)),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '只能换同一商品的其他款式,不能换成别的商品。',
        en: 'It can be exchanged for another variant of the same product only.',
      },
    },
    {
      id: 'T-MODIFY-1',
      part: 'other-product',
      when: all(asks('modify_items'), not(variants)),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '只能改为同一商品的其他款式。',
        en: 'An item can be swapped for another variant of the same product only.',
      },
    },
    {
      id: 'T-EXCHANGE-3',
      when: all(asks('exchange'), not(available)),
      verdict: 'deny',
      basis,
      reasons: { zh: '想换的款式没有货。', en: 'The variant wanted instead is not available.' },
    },
    {
      id: 'T-MODIFY-1',
      part: 'not-available',
      when: all(asks('modify_items'), not(available)),
      verdict: 'deny',
      basis,
      reasons: { zh: '想改的款式没有货。', en: 'The variant wanted instead is not in stock.' },
    },
    {
      id: 'T-MODIFY-3',
      part: 'not-another-of-the-customer',
      when: all(asks('modify_payment'), any(is('payment.ofCustomer', false), is('payment.unchanged'))),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '只能改为本人的另一种支付方式。',
        en: 'The way of payment can be changed to one other method of the same customer only.',
      },
    },
    {
      id: 'T-MODIFY-4',
      when: cardTooSmall,
      verdict: 'deny',
      basis,
      reasons: {
        zh: '礼品卡余额(¥{payment.balance})不够支付。',
        en: 'The balance of the gift card (¥{payment.balance}) does not cover what is to be paid.',
      },
    },
    {
      id: 'T-RETURN-2',
      when: all(
        asks('return'),
        not(any(is('payment.original'), all(is('payment.ofCustomer'), is('payment.source', 'gift_card')))),
      ),
      verdict: 'deny',
      basis,
      reasons: {
        zh: '退款只能退回原支付方式,或退到本人已有的礼品卡。',
        en: 'The money goes back the way it came or to a gift card that the customer has already; nowhere else.',
      },
    },
    {
      id: 'T-RETURN-1',
      when: asks('return'),
      verdict: 'approve',
      grant: { remedy: 'return', freight: 'customer' },
      basis,
      reasons: {
        zh: '订单已送达,退款方式符合规定,同意退货退款。',
        en: 'The order is delivered and the refund goes where it may: the return is accepted.',
      },
    },
    {
      id: 'T-EXCHANGE-1',
      when: asks('exchange'),
      verdict: 'approve',
      grant: { remedy: 'exchange', freight: 'customer' },
      basis,
      reasons: {
        zh: '订单已送达,要换的是同一商品的其他款式且有货,同意换货。',
        en: 'The order is delivered, and what is wanted are variants of the same products that are available.',
      },
    },
    {
      id: 'T-MODIFY-1',
      when: asks('modify_items'),
      verdict: 'approve',
      basis,
      reasons: {
        zh: '订单尚未处理,新款式属于同一商品且有货,可以更换一次。',
        en: 'The order is pending, and what is wanted are variants of the same products in stock: it can be changed, once.',
      },
    },
    {
      id: 'T-MODIFY-3',
      when: asks('modify_payment'),
      verdict: 'approve',
      basis,
      reasons: {
        zh: '订单尚未处理,新的支付方式是本人的,可以更换。',
        en: 'The order is pending and the method is the customer’s own: it can be changed.',
      },
    },
    {
      id: 'T-ESCALATE-1',
      verdict: 'human',
      basis,
      reasons: { zh: '规则没有涵盖这项申请,转同事处理。', en: 'No rule covers this request: a colleague decides.' },
    },
  ],
};

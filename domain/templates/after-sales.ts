/** What customers are told of an after-sales request. `{reason}` is the newest review’s. */
export const AFTER_SALES_TEMPLATES = {
  'as-approved': {
    zh: { subject: '售后申请已通过', text: '申请已通过({reason}),请于{dueAt}前寄出,寄回地址见退货单。' },
    en: {
      subject: 'Your request is approved',
      text: 'Approved ({reason}). Please send it by {dueAt}; the address is on the return label.',
    },
  },
  'as-denied': {
    zh: { subject: '售后申请未通过', text: '很抱歉,申请未通过:{reason}。您可直接回复申诉,由专人复核。' },
    en: {
      subject: 'Your request was not approved',
      text: 'Not approved: {reason}. Reply to appeal, and a person looks at it.',
    },
  },
  'as-review': {
    zh: { subject: '售后申请已提交专人审核', text: '申请已提交专人审核,{dueAt}前答复。' },
    en: { subject: 'A person reviews your request', text: 'A person reviews it; answer by {dueAt}.' },
  },
  'as-offer': {
    zh: {
      subject: '换货缺货',
      text: '很抱歉,您要换的商品暂时缺货。可以为您改为退款,回复即可;也可以由专人为您另作安排。',
    },
    en: {
      subject: 'What you wanted is out of stock',
      text: 'We are sorry: what you wanted is out of stock. Reply to have the money back instead, or a person finds another way.',
    },
  },
  'as-part-received': {
    zh: { subject: '已收到部分退货', text: '已收到{received}件,先退{amount}元;其余请于{dueAt}前寄回。' },
    en: {
      subject: 'Part of your return has arrived',
      text: '{received} items arrived, ¥{amount} refunded; send the rest by {dueAt}.',
    },
  },
  'as-received': {
    zh: { subject: '退货已收到', text: '退货已收到,{dueAt}前完成验货。' },
    en: { subject: 'Your return has arrived', text: 'Your return has arrived; checked by {dueAt}.' },
  },
  'refund-sent': {
    zh: { subject: '退款已发出', text: '已退款{amount}元至原支付方式,预计{dueAt}前到账。' },
    en: { subject: 'Your refund is on its way', text: '¥{amount} refunded the way you paid; there by {dueAt}.' },
  },
  'replacement-sent': {
    zh: { subject: '商品已寄出', text: '商品已寄出,物流信息可在订单中查看。' },
    en: {
      subject: 'Your goods are on their way',
      text: 'Your goods are on their way; the order shows where they are.',
    },
  },
  'repair-progress': {
    zh: { subject: '维修进度', text: '商品已进入维修,预计{dueAt}前完成。' },
    en: { subject: 'Your repair', text: 'In repair, ready by {dueAt}.' },
  },
  'carrier-asked': {
    zh: { subject: '已向承运商查询', text: '已请承运商核实包裹去向,{dueAt}前有结果。款项已先行赔付,后续与您无关。' },
    en: {
      subject: 'The carrier is asked',
      text: 'The carrier looks for the parcel until {dueAt}. You have your money already, whatever it finds.',
    },
  },
} as const;

import type { Locale } from './case.ts';
import type { ClockName, StaffRole } from './policy.ts';
import type { Template } from './sends.ts';

/** The words of one message in one language; variables in braces. The subject is for mail. */
export interface Wording {
  readonly subject: string;
  readonly text: string;
}

/** What leaves the house in words, by code. Both languages take exactly the same variables. */
export const TEMPLATES = {
  reply: {
    zh: { subject: '关于您咨询的回复', text: '{text}' },
    en: { subject: 'Our reply to you', text: '{text}' },
  },
  greeting: {
    zh: { subject: '您好', text: '亲,您好!我是{agent},请问有什么可以帮您?' },
    en: { subject: 'Hello', text: 'Hello, this is {agent}. How can I help?' },
  },
  receipt: {
    zh: { subject: '已收到您的咨询', text: '已收到您的咨询,单号{caseId},最晚{dueAt}前答复您。' },
    en: {
      subject: 'We have your message',
      text: 'We have your message, case {caseId}. You will hear from us by {dueAt}.',
    },
  },
  'out-of-hours': {
    zh: {
      subject: '现在是非人工时段',
      text: '现在是非人工时段,人工客服{opensAt}上线,请留言,最晚{dueAt}前回复。',
    },
    en: {
      subject: 'We are back soon',
      text: 'Our people are back at {opensAt}. Leave a message; we reply by {dueAt}.',
    },
  },
  'handed-to-human': {
    zh: { subject: '正在为您转人工', text: '正在为您转人工,之前的对话同事都能看到,无需重复。' },
    en: { subject: 'Connecting you to a colleague', text: 'Connecting you to a colleague who can see this chat.' },
  },
  'waiting-reminder': {
    zh: {
      subject: '还需要您补充信息',
      text: '我们还需要您补充之前询问的信息,才能继续处理单号{caseId},请在{closeAt}前直接回复。',
    },
    en: {
      subject: 'We still need your answer',
      text: 'To go on with case {caseId} we still need what we asked you for. Just reply by {closeAt}.',
    },
  },
  confirm: {
    zh: { subject: '问题解决了吗?', text: '问题解决了吗?{link}(已解决/未解决)' },
    en: { subject: 'Is it solved?', text: 'Is it solved? {link} (solved / not solved)' },
  },
  'confirm-reminder': {
    zh: {
      subject: '请确认问题是否解决',
      text: '还没收到您的确认,如有问题请直接回复;{closeAt}后本单自动关闭。',
    },
    en: {
      subject: 'Please confirm',
      text: 'Not confirmed yet. Just reply if anything is open; the case closes at {closeAt}.',
    },
  },
  'closed-silent': {
    zh: { subject: '本单已关闭', text: '本单已关闭,{days}天内回复即可重新打开。' },
    en: { subject: 'Closed', text: 'Closed. Reply within {days} days to reopen.' },
  },
  reopened: {
    zh: { subject: '您的问题已重新受理', text: '您的问题已重新受理,由{agent}继续跟进。' },
    en: { subject: 'Reopened', text: 'Reopened; {agent} goes on with it.' },
  },
  survey: {
    zh: { subject: '您对本次服务满意吗?', text: '您对本次服务满意吗?请评1–5星:{link}' },
    en: { subject: 'How was our service?', text: 'How was our service? 1–5 stars: {link}' },
  },
  'handed-off': {
    zh: { subject: '后续联系方式', text: '后续改由此渠道与您联系,单号不变{caseId}。' },
    en: { subject: 'We go on here', text: 'We go on by this channel; your case stays {caseId}.' },
  },
  'low-score': {
    zh: { subject: '很抱歉没让您满意', text: '很抱歉没让您满意,主管将在{dueAt}前联系您。' },
    en: { subject: 'We are sorry', text: 'We are sorry. A supervisor will contact you by {dueAt}.' },
  },
  'complaint-received': {
    zh: { subject: '您的投诉已受理', text: '您的投诉{caseId}已由专人受理,{planAt}前告知处理方案。' },
    en: {
      subject: 'Your complaint is taken up',
      text: 'Complaint {caseId} has its own handler; you get a plan by {planAt}.',
    },
  },
  'complaint-evidence': {
    zh: { subject: '请补充材料', text: '请补充:{items},直接回复本单即可,我们会保密。' },
    en: { subject: 'Please send us more', text: 'Please send: {items}. Just reply; it is kept confidential.' },
  },
  'complaint-result': {
    zh: {
      subject: '投诉处理结果',
      text: '单号{caseId}的核实结果:{truth};处理措施:{measures};如不认可,{appealEndsAt}前可申诉。',
    },
    en: {
      subject: 'What we found',
      text: 'Case {caseId}. Finding: {truth}. Measures: {measures}. You may appeal until {appealEndsAt}.',
    },
  },
  'complaint-result-final': {
    zh: {
      subject: '投诉复核结果',
      text: '单号{caseId}的复核结果:{truth};处理措施:{measures}。如仍有异议,您可通过平台客服或拨打12315等外部途径反映。',
    },
    en: {
      subject: 'What the second look found',
      text: 'Case {caseId}. Finding: {truth}. Measures: {measures}. If you disagree, the platform and the consumer line 12315 are open to you.',
    },
  },
  'appeal-received': {
    zh: { subject: '申诉已收到', text: '申诉已转由上级复核,{dueAt}前答复。' },
    en: { subject: 'Your appeal', text: 'Your appeal is with a higher rank; answer by {dueAt}.' },
  },
  'appeal-refused': {
    zh: {
      subject: '关于您的申诉',
      text: '单号{caseId}目前不能再次内部申诉(每个结果限一次,且须在期限内)。如仍有异议,您可通过平台客服或拨打12315等外部途径反映。',
    },
    en: {
      subject: 'About your appeal',
      text: 'Case {caseId} cannot be appealed here now: once for a result, and in time. The platform and the consumer line 12315 are open to you.',
    },
  },
  'suggestion-passed-on': {
    zh: { subject: '感谢您的建议', text: '感谢您的建议,已转交{department}部门,有结果会告诉您。' },
    en: {
      subject: 'Thank you for your idea',
      text: 'Thank you for your idea. It is with the department {department} now; you will hear what comes of it.',
    },
  },
  'staff-appeal': {
    zh: { subject: '申诉待复核', text: '{caseId} 的客户已申诉,请由未参与原结论的上级在{dueAt}前复核。' },
    en: {
      subject: 'Appeal',
      text: '{caseId}: the customer appeals. Somebody of higher rank who did not decide before looks at it by {dueAt}.',
    },
  },
  'staff-reminder-call': {
    zh: { subject: '请致电客户', text: '{caseId} 的客户尚未确认处理结果,请致电了解。' },
    en: {
      subject: 'Please call the customer',
      text: '{caseId}: the customer has not confirmed the result. Please call.',
    },
  },
  'staff-unreleased': {
    zh: { subject: '投诉待放行', text: '{caseId} 的客户自{dueAt}仍未确认,请决定是否放行关闭。' },
    en: {
      subject: 'Complaint not released',
      text: '{caseId}: the customer has not confirmed by {dueAt}. Please decide whether it may close.',
    },
  },
  'staff-warning': {
    zh: { subject: '预警:{clock}', text: '{caseId} 的{clock}将于{dueAt}到期,请处理。' },
    en: { subject: 'Warning: {clock}', text: '{caseId}: {clock} is due at {dueAt}. Please see to it.' },
  },
  'staff-breach': {
    zh: { subject: '超时:{clock}', text: '{caseId} 的{clock}应于{dueAt}前完成,现已超时,请立即跟进。' },
    en: {
      subject: 'Breach: {clock}',
      text: '{caseId}: {clock} was due at {dueAt} and is late. Please take it up now.',
    },
  },
  'staff-review': {
    zh: { subject: '请复查', text: '{caseId} 已有一段时间没有进展,复查时间{dueAt}已到,请查看。' },
    en: {
      subject: 'Review due',
      text: '{caseId} has not moved for a while and its review was due at {dueAt}. Please look at it.',
    },
  },
  'staff-low-score': {
    zh: { subject: '低分评价', text: '{caseId} 收到低分评价,请在{dueAt}前联系客户。' },
    en: { subject: 'Low score', text: '{caseId} got a low score. Please contact the customer by {dueAt}.' },
  },
  'staff-delivery-failed': {
    zh: { subject: '消息未送达', text: '{caseId} 有消息未能送达客户,请在投递列表中查看并重发。' },
    en: {
      subject: 'Not delivered',
      text: '{caseId}: a message did not reach the customer. See the list of deliveries and send it again.',
    },
  },
  'staff-provisional': {
    zh: { subject: '时限为暂定', text: '{caseId} 的{clock}将于{dueAt}到期,但日历尚未公布该日期的安排,请更新日历。' },
    en: {
      subject: 'Provisional deadline',
      text: '{caseId}: {clock} is due at {dueAt}, beyond the days that its calendar knows. Please bring the calendar up to date.',
    },
  },
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
  'staff-severe': {
    zh: { subject: '疑似重大投诉', text: '{caseId} 涉及人身、安全或假货,须在{dueAt}前处理,请立即跟进。' },
    en: {
      subject: 'Perhaps a severe complaint',
      text: '{caseId} is about injury, danger or a fake, due at {dueAt}. Please see to it at once.',
    },
  },
  'staff-step-failed': {
    zh: { subject: '售后步骤失败', text: '{caseId} 的售后步骤未能完成,请按工单与步骤状态决定如何继续。' },
    en: {
      subject: 'A step of an after-sales request failed',
      text: '{caseId}: a step could not be done. Please decide, with the state of each step at hand, how it goes on.',
    },
  },
  'staff-owner-silent': {
    zh: { subject: '负责人未处理', text: '{caseId} 的负责人在{dueAt}前未处理,已退回队列,请安排。' },
    en: {
      subject: 'Owner did nothing',
      text: '{caseId}: its owner did nothing until {dueAt}, so it is back in the queue. Please see that somebody takes it.',
    },
  },
} as const satisfies Record<Template, Record<Locale, Wording>>;

/** How a clock is called in a notice. */
export const CLOCK_WORDS = {
  acknowledge: { zh: '初步响应', en: 'acknowledgement' },
  answer: { zh: '详细解答', en: 'answer' },
  'next-response': { zh: '后续响应', en: 'next response' },
  consultation: { zh: '会商', en: 'consultation' },
  plan: { zh: '初步方案', en: 'preliminary plan' },
  promise: { zh: '承诺时间', en: 'promise' },
  decision: { zh: '审核结论', en: 'decision' },
  approval: { zh: '审批', en: 'approval' },
  result: { zh: '处理结果', en: 'result' },
  resolution: { zh: '解决', en: 'resolution' },
  'total-resolution': { zh: '总解决时限', en: 'total resolution' },
  confirmation: { zh: '客户确认', en: 'confirmation' },
  survey: { zh: '满意度评价', en: 'survey' },
  'follow-up': { zh: '回访', en: 'follow-up visit' },
  'call-back': { zh: '回电', en: 'call-back' },
  review: { zh: '主管复查', en: 'review' },
  'step:cancel': { zh: '取消订单', en: 'order cancellation' },
  'step:label': { zh: '告知退货地址', en: 'return label' },
  'step:transit': { zh: '退货在途', en: 'return in transit' },
  'step:inspection': { zh: '验货', en: 'inspection' },
  'step:refund': { zh: '退款', en: 'refund' },
  'step:money': { zh: '退款到账', en: 'arrival of the refund' },
  'step:replacement': { zh: '换货发出', en: 'replacement' },
  'step:delivery': { zh: '送达客户', en: 'delivery to the customer' },
  'step:repair': { zh: '维修', en: 'repair' },
  'step:repair-limit': { zh: '维修期限', en: 'limit of the repair' },
  'step:word': { zh: '维修进度告知', en: 'word on the repair' },
  'step:carrier': { zh: '承运商答复', en: "carrier's answer" },
} as const satisfies Record<ClockName, Record<Locale, string>>;

/** How whom a notice goes to is called. */
export const ROLE_WORDS = {
  owner: { zh: '负责客服', en: 'owner' },
  senior: { zh: '资深客服', en: 'senior' },
  supervisor: { zh: '主管', en: 'supervisor' },
  manager: { zh: '经理', en: 'manager' },
} as const satisfies Record<StaffRole, Record<Locale, string>>;

/** Lines around a message in a mail. */
export const MAIL_WORDS = {
  case: { zh: '单号', en: 'Case' },
  faq: { zh: '常见问题', en: 'Questions and answers' },
  attachments: { zh: '附件', en: 'Attachments' },
} as const satisfies Record<string, Record<Locale, string>>;

/** Under a notice that leaves later than it should have: the instants in it are those of then. */
export const LATE_WORDS = {
  zh: '(本通知原应于{toldAt}发出)',
  en: '(This notice should have left at {toldAt}.)',
} as const satisfies Record<Locale, string>;

/** What a shop speaks of itself as when no person is named. */
export const TEAM_WORDS = { zh: '{shop}客服', en: 'the {shop} team' } as const satisfies Record<Locale, string>;

const VARIABLE = /\{(\w+)\}/g;

/** A variable of a template has no value: the case told too little. */
export class MissingVariable extends Error {
  constructor(variable: string) {
    super(`no value for {${variable}}`);
    this.name = 'MissingVariable';
  }
}

/** Names of the variables of a text, each once, in order of the alphabet. */
export const variablesOf = (text: string): string[] =>
  [...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? ''))].sort();

/**
 * A text with its variables filled in. Braces inside a value stay as they are.
 * @throws MissingVariable
 */
export const fill = (text: string, values: Readonly<Record<string, string | undefined>>): string =>
  text.replace(VARIABLE, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new MissingVariable(name);
    return value;
  });

export const hasLink = (template: Template): boolean => variablesOf(TEMPLATES[template].zh.text).includes('link');

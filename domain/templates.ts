import type { Locale } from './case.ts';
import type { ClockName, StaffRole } from './policy.ts';
import type { Template } from './sends.ts';
import { AFTER_SALES_TEMPLATES } from './templates/after-sales.ts';
import { COMPLAINT_TEMPLATES } from './templates/complaint.ts';
import { STAFF_TEMPLATES } from './templates/staff.ts';

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
  'suggestion-passed-on': {
    zh: { subject: '感谢您的建议', text: '感谢您的建议,已转交{department}部门,有结果会告诉您。' },
    en: {
      subject: 'Thank you for your idea',
      text: 'Thank you for your idea. It is with the department {department} now; you will hear what comes of it.',
    },
  },
  ...AFTER_SALES_TEMPLATES,
  ...COMPLAINT_TEMPLATES,
  ...STAFF_TEMPLATES,
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

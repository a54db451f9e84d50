import type { Locale } from '../../domain/case.ts';

/** What a customer reads. No word of the service's inside: no clocks, no levels, no queues. */
export interface Words {
  readonly lang: string;
  readonly title: string;
  readonly caseId: string;
  readonly openedAt: string;
  readonly status: Readonly<
    Record<'opening' | 'open' | 'waiting-customer' | 'waiting-other' | 'resolved' | 'closed', string>
  >;
  readonly closedSilent: string;
  readonly promise: string;
  readonly late: string;
  readonly asked: string;
  readonly tellMore: string;
  readonly solved: string;
  readonly unsolved: string;
  readonly survey: string;
  readonly surveyUntil: string;
  readonly stars: string;
  readonly starNames: readonly [string, string, string, string, string];
  readonly quality: string;
  readonly speed: string;
  readonly professionalism: string;
  readonly optional: string;
  readonly comment: string;
  readonly wrongAnswer: string;
  readonly send: string;
  readonly back: string;
  readonly thanks: Readonly<Record<'solved' | 'unsolved' | 'survey' | 'answered', string>>;
  readonly trouble: Readonly<Record<Trouble, readonly [title: string, text: string]>>;
  readonly faq: string;
}

export type Trouble = 'unknown' | 'expired' | 'tooMany' | 'unavailable' | 'invalid' | 'over' | 'internal';

export const WORDS = {
  zh: {
    lang: 'zh-CN',
    title: '服务进度',
    caseId: '单号',
    openedAt: '受理时间',
    status: {
      opening: '已收到您的问题',
      open: '我们正在处理您的问题',
      'waiting-customer': '我们正在等您补充信息,请直接回复之前的消息',
      'waiting-other': '我们正在与相关同事一起核实',
      resolved: '问题已处理完,请您确认',
      closed: '已完成',
    },
    closedSilent: '没有收到您的确认,本单已关闭;如还有问题,直接回复即可重新打开。',
    promise: '最晚答复时间',
    late: '很抱歉,答复比约定的晚了,我们正在加紧处理。',
    asked: '您的问题解决了吗?',
    tellMore: '想补充的话(选填)',
    solved: '已解决',
    unsolved: '未解决',
    survey: '您对本次服务满意吗?',
    surveyUntil: '请在此之前评价',
    stars: '总体评价',
    starNames: ['很不满意', '不满意', '一般', '满意', '非常满意'],
    quality: '服务质量',
    speed: '响应速度',
    professionalism: '专业性',
    optional: '选填',
    comment: '其他想说的(选填)',
    wrongAnswer: '得到的答复有误',
    send: '提交评价',
    back: '返回',
    thanks: {
      solved: '谢谢您的确认。',
      unsolved: '已收到,我们会继续处理您的问题。',
      survey: '谢谢您的评价,我们会认真阅读。',
      answered: '您已评价过本次服务,谢谢。',
    },
    trouble: {
      unknown: ['没有找到这个页面', '链接可能不完整,请从收到的消息里重新打开。'],
      expired: ['链接已过期', '如果还有问题,直接回复之前的消息即可联系我们。'],
      tooMany: ['访问太频繁', '请稍等一分钟再试。'],
      unavailable: ['暂时无法打开', '请稍后再试,您填写的内容还没有提交。'],
      invalid: ['还差一点', '请选择1–5星,文字请不要超过2000字。'],
      over: ['已经提交过', '每次服务只能评价一次,谢谢您的参与。'],
      internal: ['出了点问题', '我们已经记录下来,请稍后再试。'],
    },
    faq: '常见问题',
  },
  en: {
    lang: 'en',
    title: 'Your request',
    caseId: 'Case',
    openedAt: 'Received',
    status: {
      opening: 'We have your question',
      open: 'We are working on it',
      'waiting-customer': 'We need something from you: just reply to our last message',
      'waiting-other': 'We are checking with our colleagues',
      resolved: 'We think it is done. Is it?',
      closed: 'Completed',
    },
    closedSilent: 'We did not hear from you, so the case was closed. Reply to reopen it.',
    promise: 'You hear from us by',
    late: 'Sorry, our answer is later than we said. We are on it.',
    asked: 'Is it solved?',
    tellMore: 'Anything to add (optional)',
    solved: 'Solved',
    unsolved: 'Not solved',
    survey: 'How was our service?',
    surveyUntil: 'Open until',
    stars: 'Overall',
    starNames: ['very bad', 'bad', 'fair', 'good', 'very good'],
    quality: 'Quality of service',
    speed: 'Speed of response',
    professionalism: 'Professionalism',
    optional: 'optional',
    comment: 'Anything else (optional)',
    wrongAnswer: 'The answer I got was wrong',
    send: 'Send',
    back: 'Back',
    thanks: {
      solved: 'Thank you for confirming.',
      unsolved: 'Thank you. We go on with it.',
      survey: 'Thank you. We read every answer.',
      answered: 'You have rated this service already. Thank you.',
    },
    trouble: {
      unknown: ['There is no such page', 'The link may be incomplete. Please open it from our message again.'],
      expired: ['This link has expired', 'If something is still open, just reply to our last message.'],
      tooMany: ['Too many tries', 'Please wait a minute and try again.'],
      unavailable: ['Not available just now', 'Please try again shortly. What you filled in was not sent yet.'],
      invalid: ['Almost there', 'Please choose 1 to 5 stars, and keep the text below 2,000 characters.'],
      over: ['Already sent', 'A service is rated once. Thank you for taking part.'],
      internal: ['Something went wrong', 'We have made a note of it. Please try again later.'],
    },
    faq: 'Questions and answers',
  },
} as const satisfies Record<Locale, Words>;

import type { CaseEvent } from '../../domain/case.ts';
import type { ClockName, StaffRole } from '../../domain/policy.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
type Both = Readonly<Record<Language, string>>;

const CLOCKS: Partial<Record<ClockName, Both>> = {
  acknowledge: { zh: '初步响应', en: 'acknowledge' },
  answer: { zh: '详细解答', en: 'answer' },
};

const ROLES: Record<StaffRole, Both> = {
  owner: { zh: '负责客服', en: 'owner' },
  senior: { zh: '资深客服', en: 'senior' },
  supervisor: { zh: '主管', en: 'supervisor' },
  manager: { zh: '经理', en: 'manager' },
};

const REPLIES: Record<string, Both> = {
  acknowledgement: { zh: '客服确认已受理', en: 'agent acknowledges' },
  question: { zh: '客服追问', en: 'agent asks back' },
  answer: { zh: '客服解答', en: 'agent answers' },
};

export const WORDS = {
  title: { zh: '一个工单的时限', en: 'The clocks of one case' },
  subtitle: {
    zh: '聊天咨询,2 级;11月25日 周三,上海时间;休息时段画得较短',
    en: 'Chat inquiry, level 2; Wed 25 Nov, Shanghai time; closed time is drawn shorter',
  },
  calendar: { zh: '日历', en: 'calendar' },
  events: { zh: '事件', en: 'events' },
  open: { zh: '营业', en: 'open' },
  closed: { zh: '休息,不计时', en: 'closed, nothing counts' },
  paused: { zh: '暂停', en: 'paused' },
  due: { zh: '到期', en: 'due' },
  warned: { zh: '预警', en: 'warning' },
  met: { zh: '按时', en: 'met' },
  late: { zh: '超时', en: 'late' },
  minutes: { zh: '分钟', en: 'min' },
} as const satisfies Record<string, Both>;

export const clockWord = (name: ClockName, language: Language): string => CLOCKS[name]?.[language] ?? name;

/** What an event is to a reader of the picture; null: nothing. */
export function eventWord(event: CaseEvent, language: Language): string | null {
  const say = (both: Both): string => both[language];
  switch (event.type) {
    case 'messageReceived':
      return say({ zh: '顾客来信', en: 'customer writes' });
    case 'customerTold':
      return say({ zh: '自动告知到期时间', en: 'is told when it is due' });
    case 'replied':
      return say(REPLIES[event.kind] ?? { zh: event.kind, en: event.kind });
    case 'paused':
      return say({ zh: '解答时限暂停', en: 'the answer pauses' });
    case 'resumed':
      return say({ zh: '继续计时', en: 'it goes on' });
    case 'clockWarned':
      return say({ zh: `预警${ROLES[event.role].zh}`, en: `${ROLES[event.role].en} warned` });
    case 'clockBreached':
      return say({
        zh: `${clockWord(event.clock, 'zh')}超时`,
        en: `${clockWord(event.clock, 'en')} breached`,
      });
    case 'escalated':
      return say({ zh: `通知${ROLES[event.role].zh}`, en: `${ROLES[event.role].en} told` });
    default:
      return null;
  }
}

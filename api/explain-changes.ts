import type { CaseEvent } from '../domain/case.ts';

interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What an event changed about a promise, as people read it. */
export function changeText(event: CaseEvent): Text {
  switch (event.type) {
    case 'levelSet': {
      const from = { zh: event.from ?? '未定', en: event.from ?? 'unset' };
      return { zh: `级别由 ${from.zh} 改为 ${event.to}`, en: `Level ${from.en} → ${event.to}` };
    }
    case 'tierSet':
      return {
        zh: `客户等级由 ${event.from} 升为 ${event.to}:时限只会收紧`,
        en: `Tier ${event.from} → ${event.to}: due sooner, never later`,
      };
    case 'policySet': {
      const calendars = Object.entries(event.calendars ?? {});
      return {
        zh: `对本工单应用了策略 ${event.policy} 第 ${event.to} 版(原第 ${event.from} 版)${calendars.map(([id, version]) => `,日历 ${id} 第 ${version} 版`).join('')}`,
        en: `Version ${event.to} of the policy ${event.policy} was applied to the case (it had ${event.from})${calendars.map(([id, version]) => `, version ${version} of the calendar ${id}`).join('')}`,
      };
    }
    case 'severitySet':
      return event.severity === 'severe'
        ? {
            zh: `定为重大投诉(${event.reasons.join('、')}):时限按重大投诉自受理起计`,
            en: `Severe (${event.reasons.join(', ')}): due sooner, counted from the receipt`,
          }
        : { zh: '不再是重大投诉:已有的时限不变', en: 'Not severe after all: what is running stays' };
    case 'extended':
      return {
        zh: `延长 ${event.seconds} 秒营业时间,原因 ${event.reasonCode}`,
        en: `Extended by ${event.seconds} s of open time, reason ${event.reasonCode}`,
      };
    case 'botMissed':
      return {
        zh: '机器人的答复没有解决问题,不算数:自顾客提问起重新计时',
        en: "The bot's answer did not help and keeps nothing: counted again from the customer's question",
      };
    case 'merged':
      return { zh: `已并入工单 ${event.into},时限取消`, en: `Cancelled: the case was merged into ${event.into}` };
    case 'mergedFrom':
      return {
        zh: `工单 ${event.caseId} 并入本工单,顾客在等待答复`,
        en: `The case ${event.caseId} was merged into this one: its customer waits here`,
      };
    default:
      return { zh: event.type, en: event.type };
  }
}

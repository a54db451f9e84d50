import type { Locale } from '../case.ts';
import type { Wording } from '../templates.ts';

type Why = 'gone' | 'failing';

/** Mail to a shop's people about an endpoint that was disabled; `host` alone, for there may be a secret in its address. */
export const DISABLED_ENDPOINT = {
  zh: {
    subject: 'Webhook 地址 {id} 已停用',
    text:
      '{disabledAt}起,我们不再调用 {host}(编号 {id}):{why}。\n\n' +
      '修复后请用 PATCH /v1/webhook-endpoints/{id} 和 {enable} 重新启用:等候中的事件会继续发送;' +
      '停用期间发生的事件不会发送,请用 GET /v1/events 从您最后处理的 position 之后读取。',
  },
  en: {
    subject: 'Webhook endpoint {id} is disabled',
    text:
      'Since {disabledAt} we no longer call {host} (endpoint {id}): {why}.\n\n' +
      'Once it is mended, enable it by PATCH /v1/webhook-endpoints/{id} with {enable}: what was waiting is then sent. ' +
      'Events that happen until then are not sent: read them from GET /v1/events, after the last position you have.',
  },
} as const satisfies Record<Locale, Wording>;

export const DISABLED_WHY = {
  gone: { zh: '对方回答 410,表示该地址已不再使用', en: 'it answered 410, which says that it is gone' },
  failing: { zh: '三天多来每次调用都失败', en: 'every call has failed for more than three days' },
} as const satisfies Record<Why, Record<Locale, string>>;

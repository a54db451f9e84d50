/** What the words of somebody else's help desk are in ours. */
import { z } from 'zod';
import { duration } from '../../api/durations.ts';
import { isZone } from '../../calendars/zones.ts';
import { type Channel, CHANNELS } from '../../domain/channels.ts';
import { type Level, LEVELS, type Tier, TIERS } from '../../domain/policy.ts';
import { type Column, COLUMNS } from './columns.ts';

const level = z.literal([...LEVELS]).nullable();

/** A mapping file. What it leaves out is as by default. */
export const MappingFile = z.strictObject({
  columns: z.partialRecord(z.enum(COLUMNS), z.string()).default({}),
  timezone: z.string().refine(isZone, { error: 'an IANA zone' }).exactOptional(),
  waiting: duration.exactOptional(),
  channels: z.record(z.string(), z.enum(CHANNELS)).default({}),
  priorities: z
    .record(z.string(), z.strictObject({ tier: z.enum(TIERS).exactOptional(), level: level.exactOptional() }))
    .default({}),
  level: level.exactOptional(),
});
type MappingRead = z.output<typeof MappingFile>;

/** How the rows of a log are read. */
export interface Mapping {
  readonly columns: Readonly<Partial<Record<Column, string>>>;
  /** Of instants that name no offset. */
  readonly timezone: string;
  /** Seconds after which a customer who was waited for is taken to have answered, where the log does not say. */
  readonly waiting: number;
  /** Undefined: no channel that is known. */
  channelOf(value: string): Channel | undefined;
  /** What a priority says of the customer's tier and of the level. */
  importanceOf(value: string): { readonly tier: Tier; readonly level: Level | null };
}

const CHANNEL_WORDS: Readonly<Record<Channel, readonly string[]>> = {
  chat: ['', 'live chat', 'web chat', 'im', 'messenger', '在线', '在线客服', '网页聊天'],
  wechat: ['微信', '微信客服'],
  email: ['e-mail', 'mail', '邮件', '邮箱'],
  hotline: ['phone', 'telephone', 'call', 'voice', '电话', '热线'],
  store: ['in person', 'walk-in', '门店'],
  social: ['weibo', 'douyin', 'xiaohongshu', 'twitter', 'facebook', '微博', '抖音', '小红书', '社交媒体'],
  form: ['web', 'web form', 'portal', 'self-service', '表单', '网页表单'],
};

const plain = (value: string): string => value.trim().toLowerCase();

const CHANNEL_BY_WORD = new Map<string, Channel>(
  CHANNELS.flatMap((channel) => [channel, ...CHANNEL_WORDS[channel]].map((word) => [word, channel] as const)),
);

/** The first is a VIP's, the second a value-added customer's: what `1 - Critical`, `P2` or `urgent` begins with. */
const FIRST = /^(p|s|sev)?\s*1\b|^(critical|urgent|vip|紧急)/;
const SECOND = /^(p|s|sev)?\s*2\b|^(high|value-added|高)/;

/** A person's question, where nothing tells the level. */
const USUAL_LEVEL: Level = 2;

/** Any other value. */
const REST = '*';

/** The mapping that a file and options state, defaults for the rest. */
export function mappingOf(stated: MappingRead): Mapping {
  const keyed = <V>(values: Readonly<Record<string, V>>): Map<string, V> =>
    new Map(Object.entries(values).map(([value, ours]) => [plain(value), ours]));
  const channels = keyed(stated.channels);
  const priorities = keyed(stated.priorities);
  const usual = stated.level === undefined ? USUAL_LEVEL : stated.level;
  return {
    columns: stated.columns,
    timezone: stated.timezone ?? 'Asia/Shanghai',
    waiting: stated.waiting ?? 86_400,
    channelOf: (value) => channels.get(plain(value)) ?? channels.get(REST) ?? CHANNEL_BY_WORD.get(plain(value)),
    importanceOf(value) {
      const word = plain(value);
      const byDefault: Tier = FIRST.test(word) ? 'vip' : SECOND.test(word) ? 'value-added' : 'basic';
      const { tier = byDefault, level: told = usual } = priorities.get(word) ?? priorities.get(REST) ?? {};
      return { tier, level: told };
    },
  };
}

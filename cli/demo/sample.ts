import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CHANNELS, type Channel } from '../../domain/channels.ts';
import { LEVELS, type Level, type Tier } from '../../domain/policy.ts';
import { chance, pickWeighted } from './chance.ts';

/** Where the project's own messages lie. */
const SAMPLE = new URL('messages.jsonl', import.meta.url);
/** Of a file that somebody gives, so many are sent unless more are asked for. */
const OF_A_FILE = 500;

export const SHOP = 'demo';

const Line = z.object({
  lang: z.enum(['zh', 'en']),
  text: z.string().refine((text) => text.trim() !== ''),
  channel: z.enum(CHANNELS).optional(),
  customer: z.string().optional(),
  order: z.string().optional(),
  level: z.literal([...LEVELS]).optional(),
});
type Line = z.infer<typeof Line>;

/** A customer's message as the demo sends it, everything about it settled by its place in the file. */
export interface Inquiry {
  readonly index: number;
  readonly lang: 'zh' | 'en';
  readonly text: string;
  readonly channel: Channel;
  readonly customer: string;
  readonly tier: Tier;
  readonly order?: string;
  readonly level?: Level;
  /** A hotline call that nobody took. */
  readonly missedCall: boolean;
}

const TIERS: readonly (readonly [Tier, number])[] = [
  ['basic', 60],
  ['value-added', 25],
  ['vip', 15],
];
const CHANNEL_SHARES: readonly (readonly [Channel, number])[] = [
  ['chat', 42],
  ['wechat', 26],
  ['email', 12],
  ['social', 8],
  ['form', 6],
  ['store', 4],
  ['hotline', 2],
];
const LEVEL_SHARES: readonly (readonly [Level | null, number])[] = [
  [2, 45],
  [null, 37],
  [1, 15],
  [3, 3],
];

function parse(line: string, number: number, name: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`${name}, line ${number}: not JSON`);
  }
  const parsed = Line.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`${name}, line ${number}: ${faults}`);
}

/** Customers of a file that names none: one in eight messages comes from the customer before, on the same order. */
function withCustomers(lines: readonly Line[]): (Line & { readonly customer: string })[] {
  let customer = 0;
  let order: string | undefined;
  return lines.map((line, index) => {
    if (line.customer !== undefined) return { ...line, customer: line.customer };
    const again = index > 0 && chance('again', index) < 1 / 8;
    if (!again) {
      customer += 1;
      order = chance('order', index) < 0.6 ? `DM-${9000 + index}` : undefined;
    }
    return { ...line, customer: `p${String(customer).padStart(4, '0')}`, ...(order === undefined ? {} : { order }) };
  });
}

function settled(line: Line & { readonly customer: string }, index: number): Inquiry {
  // one conversation has one channel, so the customer decides and not the message
  const channel = line.channel ?? pickWeighted(CHANNEL_SHARES, 'channel', line.customer);
  const level = line.level ?? pickWeighted(LEVEL_SHARES, 'level', index);
  return {
    index,
    lang: line.lang,
    text: line.text,
    channel,
    customer: line.customer,
    tier: pickWeighted(TIERS, 'tier', line.customer),
    missedCall: channel === 'hotline' && chance('missed', index) < 0.5,
    ...(line.order === undefined ? {} : { order: line.order }),
    ...(level === null ? {} : { level }),
  };
}

/** The messages to send, in their order. @throws Error that names file, line and fault */
export function readInquiries({ messages, count }: { messages?: string; count?: number }): Inquiry[] {
  const name = messages ?? 'the sample';
  const lines = readFileSync(messages ?? SAMPLE, 'utf8')
    .split('\n')
    .map((line, index) => [line, index + 1] as const)
    .filter(([line]) => line.trim() !== '');
  const most = count ?? (messages === undefined ? lines.length : OF_A_FILE);
  const inquiries = withCustomers(lines.slice(0, most).map(([line, number]) => parse(line, number, name))).map(settled);
  if (inquiries.length === 0) throw new Error(`${name} holds no message`);
  return inquiries;
}

/** The body of `POST /v1/messages`; the same for the same run, so that sending it again changes nothing. */
export function messageBody(inquiry: Inquiry, run: string): Record<string, unknown> {
  const { channel, customer, lang, order, level, missedCall } = inquiry;
  return {
    shop: SHOP,
    channel,
    messageId: `${run}-${inquiry.index}`,
    customer: {
      id: `${run}-${customer}`,
      name: `${lang === 'zh' ? '顾客' : 'Customer'} ${customer}`,
      email: `${customer}.${run}@customers.example`,
      tier: inquiry.tier,
      locale: lang,
    },
    text: inquiry.text,
    ...(order === undefined ? {} : { orderId: order }),
    ...(level === undefined ? {} : { level }),
    ...(channel === 'email' ? { threadId: `${run}-${customer}` } : {}),
    ...(missedCall ? { call: 'missed' } : {}),
  };
}

import type { Channel } from '../../channels.ts';
import type { ClockRow, ClockRule, Warning } from '../../policy.ts';
import { DAY, HOUR, MINUTE } from './times.ts';

export const ONLINE: readonly Channel[] = ['chat', 'wechat'];
export const WRITTEN: readonly Channel[] = ['email', 'form'];

/** A target that customers are told, too. */
const target = (seconds: number, published: number, calendar: string, ladder: string): ClockRule => ({
  seconds,
  published,
  calendar,
  ladder,
});

/** A target of the shop's own. */
const within = (seconds: number, calendar: string, ladder: string): ClockRule => ({ seconds, calendar, ladder });

/** The people of ladder S are told once at the opening, by the plan; its other clocks warn as those of C. */
const WARNED_AS_COMPLAINT: readonly Warning[] = [
  { role: 'owner', share: 0.5 },
  { role: 'senior', share: 0.5 },
  { role: 'supervisor', share: 0.75 },
];

const severe = (rule: ClockRule): ClockRule => ({ ...rule, warnings: WARNED_AS_COMPLAINT });

const acknowledge: readonly ClockRow[] = [
  { clock: 'acknowledge', channels: ['hotline'] },
  { clock: 'acknowledge', channels: ['store'], target: target(15 * MINUTE, 15 * MINUTE, 'store', 'R') },
  {
    clock: 'acknowledge',
    channels: WRITTEN,
    target: { ...target(4 * HOUR, 4 * HOUR, 'always', 'N'), receiptCounts: true },
  },
  { clock: 'acknowledge', channels: ['social'], target: target(30 * MINUTE, 30 * MINUTE, 'chat-cn', 'R') },
  { clock: 'acknowledge', kinds: ['inquiry'], channels: ONLINE, levels: [1] },
  {
    clock: 'acknowledge',
    channels: ONLINE,
    levels: [2, 3],
    tiers: ['vip'],
    target: target(5 * MINUTE, 30 * MINUTE, 'chat-cn', 'R'),
  },
  {
    clock: 'acknowledge',
    channels: ONLINE,
    levels: [2, 3],
    target: target(10 * MINUTE, 30 * MINUTE, 'chat-cn', 'R'),
  },
  { clock: 'acknowledge', channels: ONLINE, target: target(30 * MINUTE, 30 * MINUTE, 'chat-cn', 'R') },
];

const answer: readonly ClockRow[] = [
  { clock: 'answer', kinds: ['inquiry'], levels: [3], tiers: ['vip'], target: target(DAY, DAY, 'always', 'N') },
  // `plan`, then `promise`
  { clock: 'answer', levels: [3] },
  // `plan` and `result`, or `decision`
  { clock: 'answer', kinds: ['complaint', 'after-sales'] },
  { clock: 'answer', channels: ONLINE, levels: [1], target: target(MINUTE, 2 * HOUR, 'always', 'Q') },
  {
    clock: 'answer',
    channels: ONLINE,
    levels: [2],
    tiers: ['vip'],
    target: target(15 * MINUTE, 2 * HOUR, 'chat-cn', 'R'),
  },
  { clock: 'answer', channels: ONLINE, levels: [2], target: target(30 * MINUTE, 2 * HOUR, 'chat-cn', 'R') },
  { clock: 'answer', channels: ONLINE, levels: ['unset'], target: target(2 * HOUR, 2 * HOUR, 'chat-cn', 'R') },
  { clock: 'answer', channels: ['social'], target: target(2 * HOUR, 2 * HOUR, 'chat-cn', 'R') },
  { clock: 'answer', channels: ['store'], target: target(30 * MINUTE, 2 * HOUR, 'store', 'R') },
  { clock: 'answer', channels: WRITTEN, tiers: ['vip'], target: target(12 * HOUR, DAY, 'always', 'N') },
  { clock: 'answer', channels: WRITTEN, target: target(DAY, DAY, 'always', 'N') },
  { clock: 'answer', channels: ['hotline'] },
];

const nextResponse: readonly ClockRow[] = [
  {
    clock: 'next-response',
    channels: ONLINE,
    tiers: ['vip'],
    target: target(3 * MINUTE, 30 * MINUTE, 'chat-cn', 'R'),
  },
  { clock: 'next-response', channels: ONLINE, target: target(5 * MINUTE, 30 * MINUTE, 'chat-cn', 'R') },
  { clock: 'next-response', channels: ['social'], target: target(30 * MINUTE, 30 * MINUTE, 'chat-cn', 'R') },
  { clock: 'next-response', channels: ['store'], target: target(15 * MINUTE, 15 * MINUTE, 'store', 'R') },
  { clock: 'next-response', channels: WRITTEN, tiers: ['vip'], target: target(12 * HOUR, DAY, 'always', 'N') },
  { clock: 'next-response', channels: WRITTEN, target: target(DAY, DAY, 'always', 'N') },
];

const planned: readonly ClockRow[] = [
  { clock: 'consultation', levels: [3], target: within(2 * HOUR, 'duty-cn', 'R') },
  { clock: 'plan', kinds: ['complaint'], severity: ['severe'], target: target(4 * HOUR, DAY, 'always', 'S') },
  // a complaint's plan already runs when it is raised, and a raise never loosens it
  { clock: 'plan', levels: [3], target: target(4 * HOUR, 4 * HOUR, 'duty-cn', 'R') },
  { clock: 'plan', kinds: ['complaint'], target: target(DAY, DAY, 'always', 'C') },
  {
    clock: 'promise',
    target: { ...within(0, 'always', 'N'), warnings: [{ role: 'owner', before: 2 * HOUR }] },
  },
];

const decided: readonly ClockRow[] = [
  {
    clock: 'decision',
    kinds: ['complaint'],
    severity: ['severe'],
    target: severe(within(4 * HOUR, 'always', 'S')),
  },
  { clock: 'decision', kinds: ['complaint'], tiers: ['vip'], target: within(12 * HOUR, 'always', 'C') },
  { clock: 'decision', kinds: ['complaint'], target: within(DAY, 'always', 'C') },
  { clock: 'decision', kinds: ['after-sales'], tiers: ['vip'], target: target(4 * HOUR, 2 * DAY, 'always', 'M') },
  {
    clock: 'decision',
    kinds: ['after-sales'],
    tiers: ['value-added'],
    target: target(12 * HOUR, 2 * DAY, 'always', 'M'),
  },
  { clock: 'decision', kinds: ['after-sales'], target: target(DAY, 2 * DAY, 'always', 'M') },
  { clock: 'approval', target: within(4 * HOUR, 'duty-cn', 'M') },
  { clock: 'result', kinds: ['complaint'], severity: ['severe'], target: severe(target(DAY, DAY, 'always', 'S')) },
  { clock: 'result', kinds: ['complaint'], tiers: ['vip'], target: target(2 * DAY, 2 * DAY, 'always', 'C') },
  { clock: 'result', kinds: ['complaint'], target: target(3 * DAY, 3 * DAY, 'always', 'C') },
];

const resolution: readonly ClockRow[] = [
  { clock: 'resolution', kinds: ['inquiry'], levels: [3], target: within(7 * DAY, 'always', 'N') },
  { clock: 'resolution', kinds: ['inquiry'], tiers: ['vip'], target: within(DAY, 'always', 'N') },
  { clock: 'resolution', kinds: ['inquiry'], target: within(2 * DAY, 'always', 'N') },
  { clock: 'resolution', kinds: ['complaint'], severity: ['severe'], target: within(3 * DAY, 'always', 'C') },
  { clock: 'resolution', kinds: ['complaint'], target: within(7 * DAY, 'always', 'C') },
  { clock: 'resolution', kinds: ['after-sales'], requests: ['cancel'], target: within(DAY, 'always', 'M') },
  {
    clock: 'resolution',
    kinds: ['after-sales'],
    requests: ['refund-only', 'price-protection', 'lost', 'missing', 'wrong'],
    target: within(3 * DAY, 'always', 'M'),
  },
  {
    clock: 'resolution',
    kinds: ['after-sales'],
    requests: ['repair', 'warranty'],
    target: within(30 * DAY, 'always', 'M'),
  },
  // return, exchange, and what is not known yet
  { clock: 'resolution', kinds: ['after-sales'], target: within(15 * DAY, 'always', 'M') },
];

const AFTER_SALES = { kinds: ['after-sales'] } as const;

/** The steps by which something is made good. The customer's own time to send is a rule of silence. */
const steps: readonly ClockRow[] = [
  { clock: 'approval', target: within(4 * HOUR, 'duty-cn', 'M') },
  { clock: 'step:cancel', ...AFTER_SALES, target: within(DAY, 'always', 'M') },
  { clock: 'step:label', ...AFTER_SALES, target: within(2 * HOUR, 'always', 'M') },
  { clock: 'step:transit', ...AFTER_SALES, target: within(10 * DAY, 'always', 'M') },
  { clock: 'step:inspection', ...AFTER_SALES, target: within(2 * DAY, 'always', 'M') },
  { clock: 'step:refund', ...AFTER_SALES, target: within(DAY, 'always', 'M') },
  { clock: 'step:money', ...AFTER_SALES, target: within(7 * DAY, 'always', 'M') },
  { clock: 'step:replacement', ...AFTER_SALES, target: within(2 * DAY, 'always', 'M') },
  { clock: 'step:delivery', ...AFTER_SALES, target: within(10 * DAY, 'always', 'M') },
  { clock: 'step:repair', ...AFTER_SALES, target: within(15 * DAY, 'always', 'M') },
  { clock: 'step:repair-limit', ...AFTER_SALES, target: within(30 * DAY, 'always', 'M') },
  { clock: 'step:word', ...AFTER_SALES, target: within(5 * DAY, 'always', 'M') },
  { clock: 'step:carrier', ...AFTER_SALES, target: within(2 * DAY, 'always', 'M') },
];

const afterwards: readonly ClockRow[] = [
  { clock: 'survey', target: { ...within(DAY, 'always', 'N'), warnings: [] } },
  // calls go out in the customer's hours
  { clock: 'follow-up', kinds: ['complaint'], target: within(3 * DAY, 'always', 'C') },
  { clock: 'call-back', channels: ['hotline'], target: target(30 * MINUTE, 30 * MINUTE, 'duty-cn', 'R') },
];

/** The clock matrix. The first row of a clock that fits wins. */
export const clocks: readonly ClockRow[] = [
  ...acknowledge,
  ...answer,
  ...nextResponse,
  ...planned,
  ...decided,
  ...resolution,
  ...steps,
  ...afterwards,
];

const RUSH = { kinds: ['inquiry'], channels: ONLINE, levels: [2], tiers: ['value-added', 'basic'] } as const;

/** For cases opened in peak mode; what is published stays. VIPs, complaints, L1 and L3 keep their ordinary rows. */
export const peak: readonly ClockRow[] = [
  { clock: 'acknowledge', ...RUSH, target: target(20 * MINUTE, 30 * MINUTE, 'chat-cn', 'R') },
  { clock: 'answer', ...RUSH, target: target(HOUR, 2 * HOUR, 'chat-cn', 'R') },
  { clock: 'next-response', ...RUSH, target: target(10 * MINUTE, 30 * MINUTE, 'chat-cn', 'R') },
];

import type { Channel } from '../channels.ts';
import type { ClockRule, ClosingRules, Policy, SurveyRules } from '../policy.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const target = (seconds: number, published: number, calendar: string, ladder: string): ClockRule => ({
  seconds,
  published,
  calendar,
  ladder,
});

const ONLINE: readonly Channel[] = ['chat', 'wechat'];
const WRITTEN: readonly Channel[] = ['email', 'form'];

const answered = (levels: ClosingRules['confirmationReminders'], silentAfter: number): ClosingRules => ({
  confirmationReminders: levels,
  silentAfter,
  waitingReminder: DAY,
  waitingEnds: 3 * DAY,
  greetingEnds: DAY,
  reopenWindow: 7 * DAY,
  grace: MINUTE,
  courtesyConfirms: true,
});

const surveyed = (delay: number, outlets: SurveyRules['outlets'], atConfirmation = true): SurveyRules => ({
  delay,
  atConfirmation,
  limit: DAY,
  outlets,
  smsEvery: 7 * DAY,
  answerWithin: 7 * DAY,
  lowScore: 2,
  callBack: { seconds: DAY, calendar: 'always', ladder: 'N' },
});

/** The default policy for inquiries: what a Chinese shop's service desk expects. The first row that fits wins. */
export const standard: Policy = {
  name: 'standard',
  version: 1,
  clocks: [
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

    {
      clock: 'answer',
      kinds: ['inquiry'],
      levels: [3],
      tiers: ['vip'],
      target: target(DAY, DAY, 'always', 'N'),
    },
    { clock: 'answer', levels: [3] },
    {
      clock: 'answer',
      channels: ONLINE,
      levels: [1],
      target: target(MINUTE, 2 * HOUR, 'always', 'Q'),
    },
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

    {
      clock: 'consultation',
      levels: [3],
      target: { seconds: 2 * HOUR, calendar: 'duty-cn', ladder: 'R' },
    },
    { clock: 'plan', levels: [3], target: target(4 * HOUR, 4 * HOUR, 'duty-cn', 'R') },
    {
      clock: 'promise',
      target: { seconds: 0, calendar: 'always', warnings: [{ role: 'owner', before: 2 * HOUR }], ladder: 'N' },
    },
    {
      clock: 'resolution',
      kinds: ['inquiry'],
      levels: [3],
      target: { seconds: 7 * DAY, calendar: 'always', ladder: 'N' },
    },
    {
      clock: 'resolution',
      kinds: ['inquiry'],
      tiers: ['vip'],
      target: { seconds: DAY, calendar: 'always', ladder: 'N' },
    },
    {
      clock: 'resolution',
      kinds: ['inquiry'],
      target: { seconds: 2 * DAY, calendar: 'always', ladder: 'N' },
    },
    {
      clock: 'call-back',
      channels: ['hotline'],
      target: target(30 * MINUTE, 30 * MINUTE, 'duty-cn', 'R'),
    },
    { clock: 'survey', target: { seconds: DAY, calendar: 'always', warnings: [], ladder: 'N' } },
  ],
  ladders: {
    // quick: a minute is over before a warning would be read
    Q: {
      warnings: [],
      rungs: [
        { after: 0, role: 'owner' },
        { after: 2 * MINUTE, role: 'senior' },
        { after: 10 * MINUTE, role: 'supervisor' },
      ],
    },
    // real time
    R: {
      warnings: [{ role: 'owner', share: 0.75 }],
      rungs: [
        { after: 0, role: 'owner' },
        { after: 0, role: 'senior' },
        { after: 10 * MINUTE, role: 'supervisor', byPublished: true },
        { after: HOUR, role: 'manager' },
      ],
    },
    // not real time
    N: {
      warnings: [{ role: 'owner', share: 0.75 }],
      rungs: [
        { after: 0, role: 'owner' },
        { after: HOUR, role: 'senior' },
        { after: 4 * HOUR, role: 'supervisor' },
        { after: DAY, role: 'manager' },
      ],
    },
  },
  pausing: { 'waiting-customer': ['answer', 'resolution', 'total-resolution'], 'waiting-other': [] },
  silentOwner: [
    { channels: WRITTEN, rules: { seconds: 4 * HOUR } },
    { channels: ['store'], rules: { seconds: 30 * MINUTE } },
    { rules: { seconds: 5 * MINUTE } },
  ],
  closing: [{ levels: [3], rules: answered([DAY, 3 * DAY], 7 * DAY) }, { rules: answered([DAY], 3 * DAY) }],
  surveys: [
    { channels: ['chat'], rules: surveyed(2 * HOUR, ['chat', 'sms', 'email']) },
    { channels: ['wechat'], rules: surveyed(2 * HOUR, ['wechat', 'sms', 'email']) },
    { channels: ['social'], rules: surveyed(2 * HOUR, ['social', 'sms', 'email']) },
    { channels: WRITTEN, rules: surveyed(4 * HOUR, ['email', 'sms']) },
    { rules: surveyed(2 * HOUR, ['sms', 'email'], false) },
  ],
  hours: {
    owner: 'chat-cn',
    senior: 'chat-cn',
    supervisor: 'supervisor-hours',
    manager: 'manager-hours',
    customer: 'customer-hours',
  },
  staffed: [
    { channels: ['hotline'], calendar: 'duty-cn' },
    { channels: ['store'], calendar: 'store' },
    { calendar: 'chat-cn' },
  ],
  // three days of 8 office hours
  review: { seconds: 24 * HOUR, calendar: 'office-cn', ladder: 'none' },
};

import type { Channel, Outlet } from '../../channels.ts';
import type { ClosingRules, Policy, Row, Scope, SurveyRules } from '../../policy.ts';
import { ONLINE, WRITTEN } from './clocks.ts';
import { DAY, HOUR, MINUTE } from './times.ts';

const inquiry: ClosingRules = {
  confirmationReminders: [DAY],
  silentAfter: 3 * DAY,
  waitingReminder: DAY,
  waitingEnds: 3 * DAY,
  greetingEnds: DAY,
  grace: MINUTE,
  reopenWindow: 7 * DAY,
  courtesyConfirms: true,
};

const complaint: ClosingRules = {
  confirmationReminders: [DAY, 3 * DAY],
  silentAfter: 7 * DAY,
  reminderCall: 3 * DAY,
  releasedBy: 'supervisor',
  waitingReminder: DAY,
  waitingReminderAgain: 3 * DAY,
  waitingEnds: 7 * DAY,
  // on the evidence that is there: silence never withdraws a complaint
  waitingEndsAs: 'decided',
  greetingEnds: DAY,
  grace: MINUTE,
  reopenWindow: 15 * DAY,
  courtesyConfirms: false,
};

const afterSales: ClosingRules = {
  confirmationReminders: [3 * DAY],
  silentAfter: 7 * DAY,
  waitingReminder: 3 * DAY,
  waitingReminderAgain: 6 * DAY,
  waitingEnds: 7 * DAY,
  waitingEndsAs: 'withdrawn',
  greetingEnds: DAY,
  grace: MINUTE,
  reopenWindow: 30 * DAY,
  courtesyConfirms: false,
};

/** Silence, reminders and reopening. */
export const closing: Policy['closing'] = [
  { kinds: ['complaint'], rules: complaint },
  { kinds: ['after-sales'], requests: ['repair', 'warranty'], rules: { ...afterSales, silentAfter: 10 * DAY } },
  { kinds: ['after-sales'], rules: afterSales },
  { answeredBy: ['bot'], rules: { ...inquiry, confirmationReminders: [], silentAfter: DAY } },
  { levels: [3], rules: { ...inquiry, confirmationReminders: [DAY, 3 * DAY], silentAfter: 7 * DAY } },
  { rules: inquiry },
];

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

/** By the channel of the case, while its window is open, else by SMS, else by mail. */
const byChannel = (scope: Scope, delays: { talk: number; written: number; spoken: number }): Row<SurveyRules>[] => [
  ...(['chat', 'wechat', 'social'] as const).map((channel: Channel & Outlet) => ({
    ...scope,
    channels: [channel],
    rules: surveyed(delays.talk, [channel, 'sms', 'email']),
  })),
  { ...scope, channels: WRITTEN, rules: surveyed(delays.written, ['email', 'sms']) },
  { ...scope, rules: surveyed(delays.spoken, ['sms', 'email'], false) },
];

const always = (delay: number) => ({ talk: delay, written: delay, spoken: delay });

export const surveys: Policy['surveys'] = [
  ...byChannel({ kinds: ['complaint'] }, always(12 * HOUR)),
  ...byChannel({ kinds: ['after-sales'] }, always(2 * HOUR)),
  ...ONLINE.map((channel) => ({ answeredBy: ['bot'] as const, channels: [channel], rules: surveyed(0, [channel]) })),
  ...byChannel({}, { talk: 2 * HOUR, written: 4 * HOUR, spoken: 2 * HOUR }),
];

import { expect, it } from 'vitest';
import { SHIPPED_CALENDARS } from '../../domain/calendars.ts';
import { COMPLAINT_RULES } from '../../domain/kinds/complaint/measures.ts';
import { SHIPPED_POLICIES } from '../../domain/policies/index.ts';
import { standard } from '../../domain/policies/standard.ts';
import type { ClockRow, ClockRule, PolicyDocument } from '../../domain/policy.ts';
import { policyFaults } from '../../domain/policy-faults.ts';

const CALENDARS = new Set(SHIPPED_CALENDARS.map(({ id }) => id));

const faultsOf = (changes: Partial<PolicyDocument>): string[] =>
  policyFaults({ ...standard, peak: { clocks: [] }, ...changes }, CALENDARS).map(
    ({ pointer, code }) => `${pointer} ${code}`,
  );

const rule = (changes: Partial<ClockRule> = {}): ClockRule => ({
  seconds: 600,
  published: 1_800,
  calendar: 'chat-cn',
  ladder: 'R',
  ...changes,
});
const answer = (changes: Partial<ClockRow> = {}): ClockRow => ({ clock: 'answer', target: rule(), ...changes });
const [closing] = standard.closing;
if (!closing) throw new Error('standard says nothing of the end');

it.each(SHIPPED_POLICIES.map((policy) => [policy.name, policy] as const))('%s has none', (_name, policy) => {
  expect(policyFaults(policy, CALENDARS)).toEqual([]);
});

it.each<[what: string, changes: Partial<PolicyDocument>, ...faults: string[]]>([
  [
    'a calendar and a ladder that nobody has',
    { clocks: [answer({ target: rule({ calendar: 'moon', ladder: 'X' }) })] },
    '/clocks/0/target/calendar unknown_calendar',
    '/clocks/0/target/ladder unknown_ladder',
  ],
  [
    'a limit that falls with the rank, one that nobody has, and no time for an appeal',
    {
      complaint: {
        ...COMPLAINT_RULES,
        appeals: { ...COMPLAINT_RULES.appeals, answeredWithin: 0 },
        measures: {
          ...COMPLAINT_RULES.measures,
          coupon: { amount: true, limits: { agent: 100, senior: 50, supervisor: null, manager: null } },
          points: { amount: true, limits: { agent: 100 } },
          goodwill: { amount: true, limits: {} },
        },
      },
    },
    '/complaint/appeals/answeredWithin time_out_of_bounds',
    '/complaint/measures/coupon/limits unusable_limits',
    '/complaint/measures/points/limits unusable_limits',
    '/complaint/measures/goodwill/limits unusable_limits',
  ],
  ['the ladder on which nobody is told', { clocks: [answer({ target: rule({ ladder: 'none' }) })] }],
  [
    'a stated date that stands still',
    { pausing: [{ rules: { 'waiting-customer': ['answer', 'promise'], 'waiting-other': ['survey'] } }] },
    '/pausing/0/rules/waiting-customer/1 never_paused',
    '/pausing/0/rules/waiting-other/0 never_paused',
  ],
  [
    'a rush by a slower calendar',
    { clocks: [answer()], peak: { clocks: [answer({ target: rule({ calendar: 'office-cn' }) })] } },
    '/peak/clocks/0/target/calendar another_calendar',
  ],
  [
    'a survey that is over before it goes out, and takes no answer',
    {
      surveys: standard.surveys
        .slice(-1)
        .map((row) => ({ rules: { ...row.rules, delay: 60, limit: 0, answerWithin: 0, smsEvery: 0 } })),
    },
    '/surveys/0/rules/limit time_out_of_bounds',
    '/surveys/0/rules/limit unordered',
    '/surveys/0/rules/answerWithin time_out_of_bounds',
    '/surveys/0/rules/smsEvery time_out_of_bounds',
  ],
  [
    'a case that cannot be taken up again, and a reminder at once',
    { closing: [{ rules: { ...closing.rules, reopenWindow: 0, waitingReminder: 0 } }] },
    '/closing/0/rules/waitingReminder time_out_of_bounds',
    '/closing/0/rules/reopenWindow time_out_of_bounds',
  ],
  [
    'a reminder with the question, and an end that is put off for good',
    { closing: [{ rules: { ...closing.rules, confirmationReminders: [0], grace: 86_401 } }] },
    '/closing/0/rules/confirmationReminders/0 time_out_of_bounds',
    '/closing/0/rules/grace time_out_of_bounds',
  ],
  [
    'a person who is told after 285 years',
    { ladders: { ...standard.ladders, X: { warnings: [], rungs: [{ after: 9e9, role: 'owner' }] } } },
    '/ladders/X/rungs/0/after time_out_of_bounds',
  ],
  [
    'a target looser than what is published',
    { clocks: [answer({ target: rule({ seconds: 1_801 }) })] },
    '/clocks/0/target/within looser_than_published',
  ],
  ['a target as loose as what is published', { clocks: [answer({ target: rule({ seconds: 1_800 }) })] }],
  [
    'no time, and too much',
    { clocks: [answer({ target: rule({ seconds: 0, published: 400_000_000 }) })] },
    '/clocks/0/target/within time_out_of_bounds',
    '/clocks/0/target/published time_out_of_bounds',
  ],
  [
    'a row behind one that is for every case',
    { clocks: [answer(), answer({ channels: ['chat'] }), { clock: 'plan' }] },
    '/clocks/1 unreachable_row',
  ],
  [
    'a row behind several that take its cases together',
    {
      clocks: [
        answer({ tiers: ['vip'] }),
        answer({ channels: ['chat'], tiers: ['basic', 'value-added'] }),
        answer({ channels: ['chat'] }),
      ],
    },
    '/clocks/2 unreachable_row',
  ],
  ['rows that share some cases', { clocks: [answer({ tiers: ['vip'] }), answer({ channels: ['chat'] })] }],
  [
    'lists without a last row for every case',
    {
      closing: [{ kinds: ['inquiry'], rules: closing.rules }],
      surveys: [],
      staffed: [{ channels: ['chat'], calendar: 'always' }],
    },
    '/closing no_last_row',
    '/surveys no_last_row',
    '/staffed no_last_row',
  ],
  [
    'a rung told again that does not exist',
    { ladders: { ...standard.ladders, R: { warnings: [], rungs: [], again: { from: 0, every: 0 } } } },
    '/ladders/R/again/every time_out_of_bounds',
    '/ladders/R/again/from unknown_rung',
  ],
  [
    'a ladder that raises a case later than at once',
    { ladders: { ...standard.ladders, Q: { warnings: [], rungs: [{ after: 60, role: 'owner' }], raisesTo: 2 } } },
    '/ladders/Q/rungs/0/after raises_late',
  ],
  [
    'warnings, rungs and reminders out of order',
    {
      ladders: {
        ...standard.ladders,
        R: {
          warnings: [
            { role: 'owner', share: 0.75 },
            { role: 'senior', share: 0.5 },
          ],
          rungs: [
            { after: 60, role: 'owner' },
            { after: 0, role: 'senior' },
          ],
        },
      },
      closing: [{ rules: { ...closing.rules, silentAfter: 3_600, waitingEnds: 60 } }],
    },
    '/ladders/R/warnings unordered',
    '/ladders/R/rungs unordered',
    '/closing/0/rules/confirmationReminders unordered',
    '/closing/0/rules/waitingEnds unordered',
  ],
  [
    'peak mode beyond what is published',
    {
      clocks: [answer()],
      peak: {
        clocks: [
          answer({ tiers: ['vip'], target: rule({ seconds: 1_801, published: 3_600 }) }),
          answer({ tiers: ['basic'], target: rule({ published: 3_600 }) }),
          { clock: 'answer' },
        ],
      },
    },
    '/peak/clocks/0/target looser_than_published',
    '/peak/clocks/1/target looser_than_published',
    '/peak/clocks/2/target looser_than_published',
  ],
  [
    'peak mode up to what is published, and tighter',
    {
      clocks: [answer()],
      peak: {
        clocks: [
          answer({ tiers: ['vip'], target: rule({ seconds: 60 }) }),
          answer({ target: rule({ seconds: 1_800 }) }),
        ],
      },
    },
  ],
])('%s', (_what, changes, ...faults) => {
  expect(faultsOf(changes)).toEqual(faults);
});

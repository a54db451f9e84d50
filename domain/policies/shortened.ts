import type { ComplaintRules } from '../kinds/complaint/measures.ts';
import type { ClockRow, ClockRule, ClosingRules, Ladder, Policy, SurveyRules, Warning } from '../policy.ts';

/** How a policy is made quicker for a demonstration. */
export interface Shortening {
  /** One minute of the policy lasts so many seconds. */
  readonly secondsPerMinute: number;
  /** No wait is longer than this, whatever the scale makes of it. */
  readonly longestSeconds: number;
}

/** A quicker copy of a policy: every target, rung and wait scaled and capped, every calendar open round the clock. */
export function shorten(policy: Policy, name: string, { secondsPerMinute, longestSeconds }: Shortening): Policy {
  const scaled = (seconds: number): number => {
    const quick = (seconds / 60) * secondsPerMinute;
    return Math.min(longestSeconds, Math.round(quick * 10) / 10);
  };
  const warning = (one: Warning): Warning => ('before' in one ? { ...one, before: scaled(one.before) / 10 } : one);
  const rule = (one: ClockRule): ClockRule => ({
    ...one,
    calendar: 'always',
    seconds: scaled(one.seconds),
    ...(one.published === undefined ? {} : { published: scaled(one.published) }),
    ...(one.warnings ? { warnings: one.warnings.map(warning) } : {}),
  });
  const row = ({ target, ...scope }: ClockRow): ClockRow => (target ? { ...scope, target: rule(target) } : scope);
  const ladder = (one: Ladder): Ladder => ({
    ...one,
    rungs: one.rungs.map((rung) => ({ ...rung, after: scaled(rung.after) })),
    ...(one.warnAgain === undefined ? {} : { warnAgain: scaled(one.warnAgain) }),
    ...(one.again ? { again: { ...one.again, every: scaled(one.again.every) } } : {}),
  });
  const closing = (rules: ClosingRules): ClosingRules => ({
    ...rules,
    // reminders stay before the end, and apart from each other, when the cap makes them all alike
    confirmationReminders: rules.confirmationReminders.map(
      (_, i, all) => Math.round((longestSeconds * 1000 * (i + 1)) / (all.length + 1)) / 1000,
    ),
    ...(rules.reminderCall === undefined ? {} : { reminderCall: scaled(rules.silentAfter) / 2 }),
    silentAfter: scaled(rules.silentAfter),
    waitingReminder: scaled(rules.waitingReminder) / 2,
    ...(rules.waitingReminderAgain === undefined ? {} : { waitingReminderAgain: (scaled(rules.waitingEnds) * 3) / 4 }),
    waitingEnds: scaled(rules.waitingEnds),
    greetingEnds: scaled(rules.greetingEnds),
    reopenWindow: scaled(rules.reopenWindow),
    // as long as the sweep takes: that is not shortened
    grace: 15,
  });
  const survey = (rules: SurveyRules): SurveyRules => ({
    ...rules,
    delay: scaled(rules.delay) / 4,
    limit: scaled(rules.limit),
    smsEvery: scaled(rules.smsEvery),
    answerWithin: scaled(rules.answerWithin),
    callBack: rule(rules.callBack),
  });
  const complaint = (rules: ComplaintRules): ComplaintRules => {
    const { times, within, answeredWithin } = rules.appeals;
    return { ...rules, appeals: { times, within: scaled(within), answeredWithin: scaled(answeredWithin) } };
  };
  return {
    ...policy,
    name,
    clocks: policy.clocks.map(row),
    ...(policy.peak ? { peak: { clocks: policy.peak.clocks.map(row) } } : {}),
    ladders: Object.fromEntries(Object.entries(policy.ladders).map(([id, one]) => [id, ladder(one)])),
    // people do not act in seconds, however short the minutes are
    silentOwner: policy.silentOwner.map((row) => ({ ...row, rules: { seconds: scaled(4 * row.rules.seconds) } })),
    closing: policy.closing.map((row) => ({ ...row, rules: closing(row.rules) })),
    surveys: policy.surveys.map((row) => ({ ...row, rules: survey(row.rules) })),
    hours: { owner: 'always', senior: 'always', supervisor: 'always', manager: 'always', customer: 'always' },
    staffed: [{ calendar: 'always' }],
    review: rule(policy.review),
    ...(policy.complaint ? { complaint: complaint(policy.complaint) } : {}),
  };
}

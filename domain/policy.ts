import type { CompiledCalendar } from './calendar.ts';
import type { Channel, Outlet } from './channels.ts';
import type { CaseKind } from './kinds/index.ts';

export const TIERS = ['basic', 'value-added', 'vip'] as const;
export type Tier = (typeof TIERS)[number];

export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];

/** Who is told by a ladder. */
export const STAFF_ROLES = ['owner', 'senior', 'supervisor', 'manager'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const CLOCK_NAMES = [
  'acknowledge',
  'answer',
  'next-response',
  'consultation',
  'plan',
  'promise',
  'resolution',
  'total-resolution',
  'confirmation',
  'survey',
  'call-back',
  'review',
] as const;
export type ClockName = (typeof CLOCK_NAMES)[number];

/** One row of the clock matrix. Left out = any. The first row of a clock that matches wins; no target = no such clock. */
interface ClockRow {
  readonly clock: ClockName;
  readonly kinds?: readonly CaseKind[];
  readonly channels?: readonly Channel[];
  readonly levels?: readonly (Level | 'unset')[];
  readonly tiers?: readonly Tier[];
  readonly target?: ClockRule;
}

/** Seconds of open time; told to customers where `published`. */
export interface ClockRule {
  readonly seconds: number;
  readonly calendar: string;
  readonly published?: number;
  /** Share of the target after which the first of the ladder is warned; none where 0. */
  readonly warning: number;
  /** For a stated date, which has no target: seconds before it. */
  readonly warnBefore?: number;
  readonly ladder: string;
  /** An automatic receipt meets it (email, form). */
  readonly receiptCounts?: boolean;
}

/** Who is told how long after the breach, in seconds. */
export interface Rung {
  readonly after: number;
  readonly role: StaffRole;
  /** At the latest when what was published is broken too. */
  readonly byPublished?: boolean;
}

/** What a customer's silence and return do, in seconds of real time. */
export interface ClosingRules {
  /** Reminders of the confirmation asked for, after `resolved`. */
  readonly confirmationReminders: readonly number[];
  /** `closed` silent after `resolved`. */
  readonly silentAfter: number;
  /** While the customer owes us something. */
  readonly waitingReminder: number;
  readonly waitingEnds: number;
  /** A greeting after which nothing came. */
  readonly greetingEnds: number;
  readonly reopenWindow: number;
  /** A courtesy after "is it solved?" confirms. */
  readonly courtesyConfirms: boolean;
}

export interface SurveyRules {
  /** Sent so long after `resolved`. */
  readonly delay: number;
  /** Sent at the confirmation already, when that comes before. */
  readonly atConfirmation: boolean;
  /** The `survey` clock, after `resolved`. */
  readonly limit: number;
  /** In order of preference; the first by which the customer can be reached. */
  readonly outlets: readonly Outlet[];
  /** A link takes its one answer within this. */
  readonly answerWithin: number;
  /** Stars at or below which a supervisor calls back, and by when. */
  readonly lowScore: number;
  readonly callBack: ClockRule;
}

/** A policy as a supervisor reads it. Versioned; a case pins the version that it opened under. */
export interface Policy {
  readonly name: string;
  readonly version: number;
  readonly clocks: readonly ClockRow[];
  readonly ladders: Readonly<Record<string, readonly Rung[]>>;
  readonly closing: readonly { readonly levels?: readonly (Level | 'unset')[]; readonly rules: ClosingRules }[];
  readonly surveys: readonly { readonly channels?: readonly Channel[]; readonly rules: SurveyRules }[];
  /** Calendars outside which a person is not disturbed. */
  readonly hours: Readonly<Record<StaffRole | 'customer', string>>;
  /** Human working hours of the channels, for the out-of-hours text. */
  readonly staffed: readonly { readonly channels?: readonly Channel[]; readonly calendar: string }[];
  /** The supervisor's look at a case that owes nothing else. */
  readonly review: ClockRule;
}

/** What of a case decides its plan. */
export interface PlanFacts {
  readonly policy: string;
  /** Absent when the case opens: the newest version. */
  readonly policyVersion?: number;
  readonly kind: CaseKind;
  readonly channel: Channel;
  readonly tier: Tier;
  readonly level: Level | null;
}

/** The promises of one case, resolved once from its policy and pinned. */
export interface Plan {
  readonly policy: { readonly name: string; readonly version: number };
  readonly clocks: Readonly<Partial<Record<ClockName, ClockRule>>>;
  readonly ladders: Readonly<Record<string, readonly Rung[]>>;
  readonly closing: ClosingRules;
  readonly survey: SurveyRules;
  readonly hours: Readonly<Record<StaffRole | 'customer', string>>;
  readonly staffed: string;
  readonly review: ClockRule;
  /** Only those that the rows above use. */
  readonly calendars: Readonly<Record<string, CompiledCalendar>>;
}

const allows = <T>(allowed: readonly T[] | undefined, value: T): boolean => allowed?.includes(value) ?? true;

function firstMatch<Row extends { levels?: readonly (Level | 'unset')[]; channels?: readonly Channel[] }>(
  rows: readonly Row[],
  facts: PlanFacts,
  what: string,
): Row {
  const row = rows.find((r) => allows(r.channels, facts.channel) && allows(r.levels, facts.level ?? 'unset'));
  if (!row)
    throw new Error(`policy ${facts.policy} has no ${what} row for ${facts.channel}, level ${facts.level ?? 'unset'}`);
  return row;
}

/** Resolves a plan: first match in the policy's order, per clock. The calendars are attached by the caller. */
export function resolvePlan(policy: Policy, facts: PlanFacts): Omit<Plan, 'calendars'> {
  const clocks: Partial<Record<ClockName, ClockRule>> = {};
  const decided = new Set<ClockName>();
  for (const row of policy.clocks) {
    const fits =
      allows(row.kinds, facts.kind) &&
      allows(row.channels, facts.channel) &&
      allows(row.levels, facts.level ?? 'unset') &&
      allows(row.tiers, facts.tier);
    if (!fits || decided.has(row.clock)) continue;
    decided.add(row.clock);
    if (row.target) clocks[row.clock] = row.target;
  }
  const survey = firstMatch(policy.surveys, facts, 'survey').rules;
  const used = new Set([...Object.values(clocks), survey.callBack, policy.review].map((rule) => rule.ladder));
  return {
    policy: { name: policy.name, version: policy.version },
    clocks,
    ladders: Object.fromEntries(Object.entries(policy.ladders).filter(([name]) => used.has(name))),
    closing: firstMatch(policy.closing, facts, 'closing').rules,
    survey,
    hours: policy.hours,
    staffed: firstMatch(policy.staffed, facts, 'staffed').calendar,
    review: policy.review,
  };
}

/** Ids of the calendars a plan needs. */
export function calendarsOf(plan: Omit<Plan, 'calendars'>): string[] {
  const rules = [...Object.values(plan.clocks), plan.survey.callBack, plan.review];
  return [
    ...new Set([...rules.map((rule) => rule.calendar), ...Object.values(plan.hours), plan.staffed, 'always']),
  ].sort();
}

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

/** The cases that a row is for. Left out = any. */
interface Scope {
  readonly kinds?: readonly CaseKind[];
  readonly channels?: readonly Channel[];
  readonly levels?: readonly (Level | 'unset')[];
  readonly tiers?: readonly Tier[];
}

/** A row of rules for some cases; the first that fits wins. */
type Row<Rules> = Scope & { readonly rules: Rules };

/** One row of the clock matrix. The first row of a clock that fits wins; no target = no such clock. */
interface ClockRow extends Scope {
  readonly clock: ClockName;
  readonly target?: ClockRule;
}

/** Seconds of open time; told to customers where `published`. */
export interface ClockRule {
  readonly seconds: number;
  readonly calendar: string;
  readonly published?: number;
  /** Instead of those of its ladder. */
  readonly warnings?: readonly Warning[];
  /** Name of the ladder climbed after a breach; `none`: nobody is told. */
  readonly ladder: string;
  /** An automatic receipt meets it (email, form). */
  readonly receiptCounts?: boolean;
}

/** Who is warned before the deadline: after a share of the target in open time, or seconds before a stated date. */
export type Warning = { readonly role: StaffRole } & ({ readonly share: number } | { readonly before: number });

/** Who is told about a clock, before its deadline and after it. */
export interface Ladder {
  /** In the order of their instants. */
  readonly warnings: readonly Warning[];
  readonly rungs: readonly Rung[];
  /** The rungs from this one on are told again, so many seconds apart, until a person acknowledges one. */
  readonly again?: { readonly from: number; readonly every: number };
  /** People are disturbed in their quiet hours too. */
  readonly anyHour?: true;
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
  /** The workflow stays so long after its last duty: what was accepted before may still be on its way to it. */
  readonly grace: number;
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
  /** One customer gets at most one survey by SMS in so many seconds, whatever the number of their cases. */
  readonly smsEvery: number;
  /** A link takes its one answer within this. */
  readonly answerWithin: number;
  /** Stars at or below which a supervisor calls back, and by when. */
  readonly lowScore: number;
  readonly callBack: ClockRule;
}

/** Clocks that stand still while somebody else has the word, by the status that says so. */
type Pausing = Readonly<Record<'waiting-customer' | 'waiting-other', readonly ClockName[]>>;

/** An owner who does nothing for so many seconds of the owner's hours after the assignment loses the case. */
interface SilentOwnerRule {
  readonly seconds: number;
}

/** A policy as a supervisor reads it. Versioned; a case pins the version that it opened under. */
export interface Policy {
  readonly name: string;
  readonly version: number;
  readonly clocks: readonly ClockRow[];
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly pausing: Pausing;
  readonly silentOwner: readonly Row<SilentOwnerRule>[];
  readonly closing: readonly Row<ClosingRules>[];
  readonly surveys: readonly Row<SurveyRules>[];
  /** Calendars outside which a person is not disturbed. */
  readonly hours: Readonly<Record<StaffRole | 'customer', string>>;
  /** Human working hours of the channels, for the out-of-hours text. */
  readonly staffed: readonly (Scope & { readonly calendar: string })[];
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
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly pausing: Pausing;
  readonly silentOwner: SilentOwnerRule;
  readonly closing: ClosingRules;
  readonly survey: SurveyRules;
  readonly hours: Readonly<Record<StaffRole | 'customer', string>>;
  readonly staffed: string;
  readonly review: ClockRule;
  /** Only those that the rows above use. */
  readonly calendars: Readonly<Record<string, CompiledCalendar>>;
}

const allows = <T>(allowed: readonly T[] | undefined, value: T): boolean => allowed?.includes(value) ?? true;

const fits = (scope: Scope, { kind, channel, level, tier }: PlanFacts): boolean =>
  allows(scope.kinds, kind) &&
  allows(scope.channels, channel) &&
  allows(scope.levels, level ?? 'unset') &&
  allows(scope.tiers, tier);

function firstMatch<R extends Scope>(rows: readonly R[], facts: PlanFacts, what: string): R {
  const row = rows.find((one) => fits(one, facts));
  if (!row)
    throw new Error(`policy ${facts.policy} has no ${what} row for ${facts.channel}, level ${facts.level ?? 'unset'}`);
  return row;
}

/** Resolves a plan: first match in the policy's order, per clock. The calendars are attached by the caller. */
export function resolvePlan(policy: Policy, facts: PlanFacts): Omit<Plan, 'calendars'> {
  const clocks: Partial<Record<ClockName, ClockRule>> = {};
  const decided = new Set<ClockName>();
  for (const row of policy.clocks) {
    if (!fits(row, facts) || decided.has(row.clock)) continue;
    decided.add(row.clock);
    if (row.target) clocks[row.clock] = row.target;
  }
  const survey = firstMatch(policy.surveys, facts, 'survey').rules;
  const used = new Set([...Object.values(clocks), survey.callBack, policy.review].map((rule) => rule.ladder));
  return {
    policy: { name: policy.name, version: policy.version },
    clocks,
    ladders: Object.fromEntries(Object.entries(policy.ladders).filter(([name]) => used.has(name))),
    pausing: policy.pausing,
    silentOwner: firstMatch(policy.silentOwner, facts, 'silent owner').rules,
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

import type { CompiledCalendar } from './calendar.ts';
import type { Channel, Outlet } from './channels.ts';
import type { ClockName } from './clock-names.ts';
import { COMPLAINT_RULES, type ComplaintRules } from './kinds/complaint/measures.ts';
import type { CaseKind } from './kinds/index.ts';

export { CLOCK_NAMES, type ClockName } from './clock-names.ts';

export const TIERS = ['basic', 'value-added', 'vip'] as const;
export type Tier = (typeof TIERS)[number];

export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];

/** How grave a complaint is; one that is not told is `other`. */
export const SEVERITIES = ['severe', 'other'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What an after-sales request asks for. */
export const REQUESTS = [
  'cancel',
  'refund-only',
  'price-protection',
  'lost',
  'missing',
  'wrong',
  'return',
  'exchange',
  'repair',
  'warranty',
] as const;
export type Request = (typeof REQUESTS)[number];

/** Who has answered so far: the bot alone, or a person too. */
export const ANSWERERS = ['bot', 'person'] as const;
type Answerer = (typeof ANSWERERS)[number];

/** Who is told by a ladder. */
export const STAFF_ROLES = ['owner', 'senior', 'supervisor', 'manager'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** The cases that a row is for. Left out = any. */
export interface Scope {
  readonly kinds?: readonly CaseKind[];
  readonly channels?: readonly Channel[];
  readonly levels?: readonly (Level | 'unset')[];
  readonly tiers?: readonly Tier[];
  readonly severity?: readonly Severity[];
  readonly requests?: readonly (Request | 'unset')[];
  readonly answeredBy?: readonly Answerer[];
}

/** What a scope is compared with: one value for each of its parts. */
export type Situation = {
  readonly [Part in keyof Scope]-?: NonNullable<Scope[Part]>[number];
};

/** A row of rules for some cases; the first that fits wins. */
export type Row<Rules> = Scope & { readonly rules: Rules };

/** One row of the clock matrix. The first row of a clock that fits wins; no target = no such clock. */
export interface ClockRow extends Scope {
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
  /** The warnings are given again, so many seconds apart, until a person acknowledges one. */
  readonly warnAgain?: number;
  /** A case of level 1 rises to this one with the first rung: it was not as quickly answered as it seemed. */
  readonly raisesTo?: 2;
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
  /** One call beside the reminders. */
  readonly reminderCall?: number;
  /** `closed` silent only when this person has agreed. */
  readonly releasedBy?: StaffRole;
  /** While the customer owes us something. */
  readonly waitingReminder: number;
  readonly waitingReminderAgain?: number;
  readonly waitingEnds: number;
  /** What the end of the waiting makes of the case; unsolved for want of information where it is not told. */
  readonly waitingEndsAs?: 'withdrawn' | 'decided';
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
  /** Rows that go before all others, for cases opened in peak mode. */
  readonly peak?: { readonly clocks: readonly ClockRow[] };
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly pausing: readonly Row<Pausing>[];
  readonly silentOwner: readonly Row<SilentOwnerRule>[];
  readonly closing: readonly Row<ClosingRules>[];
  readonly surveys: readonly Row<SurveyRules>[];
  /** Calendars outside which a person is not disturbed. */
  readonly hours: Readonly<Record<StaffRole | 'customer', string>>;
  /** Human working hours of the channels, for the out-of-hours text. */
  readonly staffed: readonly (Scope & { readonly calendar: string })[];
  /** The supervisor's look at a case that owes nothing else. */
  readonly review: ClockRule;
  /** Who decides on complaints, and grants what; as it ships where it is not told. */
  readonly complaint?: ComplaintRules;
}

/** What a policy says, without name and version. */
export type PolicyDocument = Omit<Policy, 'name' | 'version'>;

/** Versions of calendars by their ids. */
export type CalendarVersions = Readonly<Record<string, number>>;

/** What of a case decides its plan. */
export interface PlanFacts {
  /** Whose own policies and calendars go before those that ship. */
  readonly shop?: string;
  readonly policy: string;
  /** Absent when the case opens: the newest version. */
  readonly policyVersion?: number;
  /** Versions of the calendars that the case has already; of any other the newest. */
  readonly calendarVersions?: CalendarVersions;
  readonly kind: CaseKind;
  readonly channel: Channel;
  readonly tier: Tier;
  readonly level: Level | null;
  readonly severity?: Severity;
  readonly request?: Request;
  readonly answeredBy?: Answerer;
  /** Opened in peak mode. */
  readonly peak?: boolean;
  /** Calendars are compiled from this instant on, or from today. */
  readonly since?: number;
  /** Up to this instant at least. */
  readonly through?: number;
}

/** The promises of one case, resolved once from its policy and pinned. */
export interface Plan {
  readonly policy: { readonly name: string; readonly version: number };
  /** Under the rows of peak mode. */
  readonly peak?: true;
  readonly clocks: Readonly<Partial<Record<ClockName, ClockRule>>>;
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly pausing: Pausing;
  readonly silentOwner: SilentOwnerRule;
  readonly closing: ClosingRules;
  readonly survey: SurveyRules;
  readonly hours: Readonly<Record<StaffRole | 'customer', string>>;
  readonly staffed: string;
  readonly review: ClockRule;
  readonly complaint?: ComplaintRules;
  /** Only those that the rows above use. */
  readonly calendars: Readonly<Record<string, CompiledCalendar>>;
}

const situationOf = (facts: PlanFacts): Situation => ({
  kinds: facts.kind,
  channels: facts.channel,
  levels: facts.level ?? 'unset',
  tiers: facts.tier,
  severity: facts.severity ?? 'other',
  requests: facts.request ?? 'unset',
  answeredBy: facts.answeredBy ?? 'person',
});

const allows = (allowed: readonly unknown[] | undefined, value: unknown): boolean => allowed?.includes(value) ?? true;

/** Whether a row is for a situation. */
export const fits = (scope: Scope, situation: Situation): boolean =>
  (Object.keys(situation) as (keyof Scope)[]).every((part) => allows(scope[part], situation[part]));

function firstMatch<R extends Scope>(rows: readonly R[], facts: PlanFacts, what: string): R {
  const row = rows.find((one) => fits(one, situationOf(facts)));
  if (!row)
    throw new Error(`policy ${facts.policy} has no ${what} row for ${facts.channel}, level ${facts.level ?? 'unset'}`);
  return row;
}

/** The rules of the clocks: of each the first row that fits. */
export function resolveClocks(rows: readonly ClockRow[], situation: Situation): Plan['clocks'] {
  const clocks: Partial<Record<ClockName, ClockRule>> = {};
  const decided = new Set<ClockName>();
  for (const row of rows) {
    if (decided.has(row.clock) || !fits(row, situation)) continue;
    decided.add(row.clock);
    if (row.target) clocks[row.clock] = row.target;
  }
  return clocks;
}

/**
 * Resolves a plan: first match in the policy's order, for each clock and for the rest; the rows of peak mode go first.
 * The calendars are attached by the caller.
 */
export function resolvePlan(policy: Policy, facts: PlanFacts): Omit<Plan, 'calendars'> {
  const peak = facts.peak === true;
  const rows = peak ? [...(policy.peak?.clocks ?? []), ...policy.clocks] : policy.clocks;
  const clocks = resolveClocks(rows, situationOf(facts));
  const survey = firstMatch(policy.surveys, facts, 'survey').rules;
  const used = new Set([...Object.values(clocks), survey.callBack, policy.review].map((rule) => rule.ladder));
  return {
    policy: { name: policy.name, version: policy.version },
    ...(peak ? { peak } : {}),
    clocks,
    ladders: Object.fromEntries(Object.entries(policy.ladders).filter(([name]) => used.has(name))),
    pausing: firstMatch(policy.pausing, facts, 'pausing').rules,
    silentOwner: firstMatch(policy.silentOwner, facts, 'silent owner').rules,
    closing: firstMatch(policy.closing, facts, 'closing').rules,
    survey,
    hours: policy.hours,
    staffed: firstMatch(policy.staffed, facts, 'staffed').calendar,
    review: policy.review,
    ...(facts.kind === 'complaint' ? { complaint: policy.complaint ?? COMPLAINT_RULES } : {}),
  };
}

/** Ids of the calendars a plan needs. */
export function calendarsOf(plan: Omit<Plan, 'calendars'>): string[] {
  const rules = [...Object.values(plan.clocks), plan.survey.callBack, plan.review];
  return [
    ...new Set([...rules.map((rule) => rule.calendar), ...Object.values(plan.hours), plan.staffed, 'always']),
  ].sort();
}

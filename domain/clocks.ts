import {
  CalendarExhausted,
  type CompiledCalendar,
  dueAfter,
  furthestFrom,
  opensAfter,
  type Pause,
} from './calendar.ts';
import type { ClockName, ClockRule, Plan, Warning } from './policy.ts';

/**
 * One promise of a case. It ends met or cancelled; a breach is kept beside that, so that a late answer stays a breach
 * that was met late.
 */
export interface Clock {
  readonly name: ClockName;
  readonly rule: ClockRule;
  readonly state: 'running' | 'paused' | 'met' | 'cancelled';
  /** Sequence number of the event that started it. */
  readonly startedBy: number;
  readonly startedAt: number;
  readonly dueAt: number;
  /** Of the next warning; null when none is left. */
  readonly warnAt: number | null;
  /** Warnings given. */
  readonly warned: number;
  /** Open seconds granted beyond the target, with a reason. */
  readonly extendedBy?: number;
  readonly pauses: readonly Pause[];
  readonly pausedAt: number | null;
  /** The deadline's instant, once it passed unmet. */
  readonly breachedAt: number | null;
  /** Rungs of the ladder told, and from when they count: the breach, moved by later pauses. */
  readonly told: number;
  readonly ladderFrom: number;
  /** A person has said to have seen an escalation: nobody is told again and again. */
  readonly acknowledged?: boolean;
  /** The supervisor knows that the deadline lies beyond what the calendar knows. */
  readonly provisionalTold?: boolean;
  readonly stoppedAt: number | null;
}

/** How a clock reads to people. */
export type ClockReading = 'running' | 'paused' | 'met' | 'breached' | 'cancelled';

export const readingOf = (clock: Clock): ClockReading => (clock.breachedAt === null ? clock.state : 'breached');

/** Whole seconds between the deadline and the fact that met it late, or undefined. */
export const latenessOf = (clock: Clock): number | undefined =>
  clock.breachedAt !== null && clock.state === 'met' && clock.stoppedAt !== null
    ? Math.round((clock.stoppedAt - clock.dueAt) / 1000)
    : undefined;

export const isLive = (clock: Clock): boolean => clock.state === 'running' || clock.state === 'paused';

/** Its date was stated to the customer: no rule counts it. */
const isStated = ({ name }: Clock): boolean => name === 'promise';

export const liveClock = (clocks: readonly Clock[], name: ClockName): Clock | undefined =>
  clocks.find((clock) => clock.name === name && isLive(clock));

/** A calendar of the plan. A plan without one that its rules name is a fault of the policy. */
export function calendarOf(plan: Plan, id: string): CompiledCalendar {
  const calendar = plan.calendars[id];
  if (!calendar) throw new Error(`the plan lacks the calendar ${id}`);
  return calendar;
}

type Warned = Pick<Clock, 'rule' | 'warned' | 'startedAt' | 'dueAt' | 'pauses' | 'extendedBy' | 'acknowledged'>;

/** A warning whose instant came before the start is none. */
const warningsOf = (plan: Plan, { rule, startedAt, dueAt }: Warned): readonly Warning[] =>
  (rule.warnings ?? plan.ladders[rule.ladder]?.warnings ?? []).filter(
    (one) => 'share' in one || dueAt - one.before * 1000 > startedAt,
  );

/** Seconds after which the warnings of a rule are given again; undefined: they are given once. */
const warnsAgain = (plan: Plan, rule: ClockRule): number | undefined =>
  rule.warnings ? undefined : plan.ladders[rule.ladder]?.warnAgain;

/** Who is warned next, if anybody. */
export function nextWarning(plan: Plan, clock: Warned): Warning | undefined {
  const { rule, warned, acknowledged = false } = clock;
  const warnings = warningsOf(plan, clock);
  if (warned < warnings.length || acknowledged || warnsAgain(plan, rule) === undefined) return warnings[warned];
  return warnings[warned % warnings.length];
}

/** The clock after a warning, with the instant of the next one. */
export function warnedAt(plan: Plan, clock: Clock, at: number): Clock {
  const warned = { ...clock, warned: clock.warned + 1 };
  const again = warnsAgain(plan, clock.rule);
  const first = warningsOf(plan, clock).length;
  if (again === undefined) return { ...warned, warnAt: warningAt(plan, warned) };
  if (warned.warned < first) return { ...warned, warnAt: Math.max(at, warningAt(plan, warned) ?? at) };
  const isRound = warned.warned % first === 0;
  return { ...warned, warnAt: nextWarning(plan, warned) ? at + (isRound ? again * 1000 : 0) : null };
}

/** The clock once a person has acknowledged what was told of it: nobody is told again and again. */
export function acknowledgedClock(plan: Plan, clock: Clock): Clock {
  const acknowledged = { ...clock, acknowledged: true };
  return { ...acknowledged, warnAt: nextWarning(plan, acknowledged) ? clock.warnAt : null };
}

/** Instant of the next warning: a share of the target in open time, or so long before a stated date. */
export function warningAt(plan: Plan, clock: Warned): number | null {
  const { rule, startedAt, dueAt, pauses, extendedBy = 0 } = clock;
  const warning = nextWarning(plan, clock);
  if (!warning) return null;
  if ('before' in warning) return dueAt - warning.before * 1000;
  const seconds = (rule.seconds + extendedBy) * warning.share;
  return dueAfter(calendarOf(plan, rule.calendar), startedAt, seconds, pauses);
}

/** Where a clock begins: the event and its instant; `dueAt` for a stated date only. */
export interface Start {
  readonly seq: number;
  readonly at: number;
  readonly dueAt?: number;
}

export function startClock(plan: Plan, name: ClockName, rule: ClockRule, start: Start): Clock {
  const { seq: startedBy, at: startedAt } = start;
  const dueAt = start.dueAt ?? dueAfter(calendarOf(plan, rule.calendar), startedAt, rule.seconds);
  return {
    name,
    rule,
    state: 'running',
    startedBy,
    startedAt,
    dueAt,
    warnAt: warningAt(plan, { rule, warned: 0, startedAt, dueAt, pauses: [] }),
    warned: 0,
    pauses: [],
    pausedAt: null,
    breachedAt: null,
    told: 0,
    ladderFrom: dueAt,
    stoppedAt: null,
  };
}

/**
 * The case, once no clock of it is out of its calendar's reach: for what somebody tries out. A case that runs goes on.
 * @throws CalendarExhausted
 */
export function withinReach<State extends { readonly clocks: readonly Clock[] }>(state: State): State {
  const never = state.clocks.find(({ startedAt, dueAt }) => dueAt >= furthestFrom(startedAt));
  if (never) throw new CalendarExhausted(never.rule.calendar);
  return state;
}

export const pauseClock = (clock: Clock, at: number): Clock =>
  clock.state === 'running' ? { ...clock, state: 'paused', pausedAt: at } : clock;

/** Goes on after a pause: the due instant moves by the open time inside it, the ladder of a breach by its length. */
export function resumeClock(plan: Plan, clock: Clock, at: number): Clock {
  if (clock.state !== 'paused' || clock.pausedAt === null) return clock;
  const running: Clock = { ...clock, state: 'running', pausedAt: null };
  if (clock.breachedAt !== null) return { ...running, ladderFrom: clock.ladderFrom + Math.max(0, at - clock.pausedAt) };
  const pauses: Pause[] = [...clock.pauses, [clock.pausedAt, Math.max(at, clock.pausedAt)]];
  return dueAgain(plan, running, clock.rule, pauses);
}

/** What of an extension holds under a rule: it goes no further than what is published. */
function extensionUnder({ seconds, published }: ClockRule, { extendedBy }: Clock): { extendedBy?: number } {
  if (extendedBy === undefined) return {};
  return { extendedBy: published === undefined ? extendedBy : Math.min(extendedBy, Math.max(0, published - seconds)) };
}

/** The clock under another rule or with other pauses, counted from its own start; a stated date stays. */
function dueAgain(plan: Plan, clock: Clock, rule: ClockRule, pauses: readonly Pause[]): Clock {
  const counted = { ...clock, ...extensionUnder(rule, clock), rule, pauses };
  const seconds = rule.seconds + (counted.extendedBy ?? 0);
  const dueAt = isStated(clock)
    ? clock.dueAt
    : dueAfter(calendarOf(plan, rule.calendar), clock.startedAt, seconds, pauses);
  const again = { ...counted, dueAt, ladderFrom: dueAt };
  const stays = clock.warnAt === null || (clock.warned > 0 && warnsAgain(plan, rule) !== undefined);
  return { ...again, warnAt: stays ? clock.warnAt : warningAt(plan, again) };
}

/** A clock that starts again, with what the one before it stood still and was granted. */
export function carryOver(plan: Plan, clock: Clock, { pauses, extendedBy }: Clock): Clock {
  const granted = extendedBy === undefined ? clock : { ...clock, extendedBy };
  return dueAgain(plan, granted, clock.rule, pauses);
}

/** A clock not yet breached under another rule, counted from its own start. */
export function underRule(plan: Plan, clock: Clock, rule: ClockRule): Clock {
  if (clock.breachedAt !== null) return clock;
  return clock.state === 'paused' ? { ...clock, rule } : dueAgain(plan, clock, rule, clock.pauses);
}

/** A clock not yet breached with so many open seconds more. */
export const extendClock = (plan: Plan, clock: Clock, seconds: number): Clock =>
  underRule(plan, { ...clock, extendedBy: (clock.extendedBy ?? 0) + seconds }, clock.rule);

/** The same clock by calendars that were compiled further. A stated date, and a clock that stands still, stay. */
export const dueUnder = (plan: Plan, clock: Clock): Clock => underRule(plan, clock, clock.rule);

/** A new rule for a running clock: taken when it is tighter, never when it would loosen what the customer has. */
export function tightenClock(plan: Plan, clock: Clock, rule: ClockRule): Clock {
  const again = underRule(plan, clock, rule);
  const tighter = clock.state === 'paused' ? rule.seconds < clock.rule.seconds : again.dueAt < clock.dueAt;
  return tighter ? again : clock;
}

export const meetClock = (clock: Clock, at: number): Clock => ({ ...clock, state: 'met', stoppedAt: at, warnAt: null });

export const cancelClock = (clock: Clock, at: number): Clock => ({
  ...clock,
  state: 'cancelled',
  stoppedAt: at,
  warnAt: null,
});

/** `undefined` when a person may be disturbed at once, else the end of the quiet hours. */
export function quietUntil(plan: Plan, who: keyof Plan['hours'], at: number): number | undefined {
  const opens = opensAfter(calendarOf(plan, plan.hours[who]), at);
  return opens > at ? opens : undefined;
}

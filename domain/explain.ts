import { type CompiledCalendar, dueAfter, isPastHorizon, isUnsure, openSecondsBetween } from './calendar.ts';
import type { CaseEvent, CaseState } from './case.ts';
import type { ClockLife, Mark } from './clock-lives.ts';
import { calendarOf, type Clock, type ClockReading, isLive, latenessOf, nextWarning, readingOf } from './clocks.ts';
import { CLOCK_NAMES, type ClockName, type ClockRule, type Ladder, type Plan, type StaffRole } from './policy.ts';

/** An event that something goes back to. */
export interface Cited {
  readonly seq: number;
  readonly type: CaseEvent['type'];
  readonly at: number;
}

/** A person who was told, or is to be told at the end of the quiet hours. */
export interface Told extends Cited {
  readonly role: StaffRole;
  readonly notBeforeAt?: number;
}

/** More time that somebody gave a clock. */
export interface Extension extends Cited {
  readonly seconds: number;
  readonly reasonCode: string;
}

/** Why one clock is due when it is. */
export interface ClockExplained {
  readonly name: ClockName;
  readonly state: ClockReading;
  readonly policy: Plan['policy'];
  readonly rule: ClockRule;
  /** Of its rule; null where nobody is told. */
  readonly ladder: Ladder | null;
  readonly calendar: CompiledCalendar;
  /** The event that started it. */
  readonly start: Cited;
  /** From here its time is counted, which may lie before its start. */
  readonly countedFrom: number;
  /** The last one may still last. */
  readonly pauses: readonly {
    readonly from: number;
    readonly to: number | null;
    readonly openSeconds: number | null;
    /** Why others were waited for; absent: the customer had the word. */
    readonly reasonCode?: string;
  }[];
  readonly extensions: readonly Extension[];
  /** Changes of plan, in their order: what started, moved, extended or ended it beyond what was said. */
  readonly changes: readonly { readonly seq: number; readonly event: CaseEvent }[];
  readonly dueAt: number;
  /** The due instant lies where holidays or clock changes are not known yet. */
  readonly provisional: boolean;
  /** The event that stated the due instant, where it is not counted from the start. */
  readonly statedBy: Cited | null;
  readonly warnAt: number | null;
  readonly breach: (Cited & { readonly withdrawnBy?: number }) | null;
  readonly warnings: readonly Told[];
  readonly escalations: readonly Told[];
  readonly stop: (Cited & { readonly outcome: 'met' | 'cancelled'; readonly latenessSeconds?: number }) | null;
  readonly supersededBy: ClockName | null;
}

/** Why a case has no clock of a name. */
export type Absence = 'no-promise' | 'superseded' | 'not-started';

export interface Explanation {
  readonly clocks: readonly ClockExplained[];
  readonly absent: readonly { readonly name: ClockName; readonly why: Absence }[];
}

const cited = ({ seq, event: { type, at } }: Mark): Cited => ({ seq, type, at });

function told(mark: Mark): Told[] {
  const { event } = mark;
  if (event.type !== 'clockWarned' && event.type !== 'escalated') return [];
  const { role, notBeforeAt } = event;
  return [{ ...cited(mark), role, ...(notBeforeAt === undefined ? {} : { notBeforeAt }) }];
}

/** Why others were waited for, by the instant since when. */
function reasonsOf(lives: readonly ClockLife[]): Map<number, string> {
  const events = lives.flatMap(({ marks }) => marks.map(({ event }) => event));
  return new Map(
    events.flatMap((event) =>
      event.type === 'paused' && event.reasonCode !== undefined ? [[event.at, event.reasonCode] as const] : [],
    ),
  );
}

function pausesOf(clock: Clock, calendar: CompiledCalendar, reasons: Map<number, string>): ClockExplained['pauses'] {
  const why = (from: number): { reasonCode?: string } => {
    const reasonCode = reasons.get(from);
    return reasonCode === undefined ? {} : { reasonCode };
  };
  const over = clock.pauses.map(([from, to]) => ({
    from,
    to,
    openSeconds: openSecondsBetween(calendar, from, to),
    ...why(from),
  }));
  const { pausedAt: from } = clock;
  return from === null ? over : [...over, { from, to: null, openSeconds: null, ...why(from) }];
}

const extensionsOf = ({ marks }: ClockLife): Extension[] =>
  marks.flatMap((mark) =>
    mark.did === 'extended' && mark.event.type === 'extended'
      ? [{ ...cited(mark), seconds: mark.event.seconds, reasonCode: mark.event.reasonCode }]
      : [],
  );

/** What changes a promise that was given. */
const PLAN_CHANGES: readonly CaseEvent['type'][] = [
  'levelSet',
  'tierSet',
  'policySet',
  'severitySet',
  'extended',
  'botMissed',
  'merged',
  'mergedFrom',
];
const CHANGING: readonly Mark['did'][] = ['started', 'moved', 'extended', 'voided', 'cancelled'];

const changesOf = ({ marks }: ClockLife): ClockExplained['changes'] =>
  marks
    .filter(({ did, event }) => CHANGING.includes(did) && PLAN_CHANGES.includes(event.type))
    .map(({ seq, event }) => ({ seq, event }));

/** Whether the due instant was stated, not counted from the start. */
export const isStated = ({ name }: Clock): boolean => name === 'promise';

/** Target and extensions, in seconds. */
const targetOf = ({ rule, extendedBy = 0 }: Pick<Clock, 'rule' | 'extendedBy'>): number => rule.seconds + extendedBy;

/** A clock whose rule changed while it stands still is due by the new one, as it will be once it goes on. */
const dueAtOf = (clock: Clock, calendar: CompiledCalendar): number =>
  clock.pausedAt === null || clock.breachedAt !== null || isStated(clock)
    ? clock.dueAt
    : dueAfter(calendar, clock.startedAt, targetOf(clock), clock.pauses);

function breachOf({ marks }: ClockLife): ClockExplained['breach'] {
  const breached = marks.findLast(({ did }) => did === 'breached');
  if (!breached) return null;
  const withdrawn = marks.find(({ did, seq }) => did === 'withdrawn' && seq > breached.seq);
  return { ...cited(breached), ...(withdrawn ? { withdrawnBy: withdrawn.seq } : {}) };
}

function stopOf({ clock, marks }: ClockLife): ClockExplained['stop'] {
  const stopped = marks.findLast(({ did }) => did === 'met' || did === 'cancelled');
  if (!stopped || isLive(clock)) return null;
  const latenessSeconds = latenessOf(clock);
  return {
    ...cited(stopped),
    outcome: clock.state === 'met' ? 'met' : 'cancelled',
    ...(latenessSeconds === undefined ? {} : { latenessSeconds }),
  };
}

function clockExplained(life: ClockLife, reasons: Map<number, string>): ClockExplained[] {
  const { clock, plan, marks, supersededBy } = life;
  const [start] = marks;
  if (!start) return [];
  const calendar = calendarOf(plan, clock.rule.calendar);
  const dueAt = dueAtOf(clock, calendar);
  return [
    {
      name: clock.name,
      state: readingOf(clock),
      policy: plan.policy,
      rule: clock.rule,
      ladder: plan.ladders[clock.rule.ladder] ?? null,
      calendar,
      start: cited(start),
      countedFrom: clock.startedAt,
      pauses: pausesOf(clock, calendar, reasons),
      extensions: extensionsOf(life),
      changes: changesOf(life),
      dueAt,
      provisional: isPastHorizon(calendar, dueAt) || isUnsure(calendar, clock.startedAt, dueAt),
      statedBy: isStated(clock) ? cited(start) : null,
      warnAt: nextWarning(plan, clock) ? clock.warnAt : null,
      breach: breachOf(life),
      warnings: marks.filter(({ did }) => did === 'warned').flatMap(told),
      escalations: marks.filter(({ did }) => did === 'told').flatMap(told),
      stop: stopOf(life),
      supersededBy,
    },
  ];
}

/** A rule that some event can still start, or that `plan` stands for at level 3. */
function whyAbsent({ plan, level }: CaseState, name: ClockName): Absence {
  if (name === 'answer' && level === 3 && !plan.clocks.answer && plan.clocks.plan) return 'superseded';
  const always: readonly ClockName[] = ['review', 'confirmation', 'call-back'];
  const rule = plan.clocks[name === 'total-resolution' ? 'resolution' : name];
  return rule || always.includes(name) ? 'not-started' : 'no-promise';
}

/** Why each clock that a case has had is due when it is, and why it has no others. */
export function explained(state: CaseState, lives: readonly ClockLife[]): Explanation {
  const reasons = reasonsOf(lives);
  const clocks = lives.flatMap((life) => clockExplained(life, reasons));
  const absent = CLOCK_NAMES.filter((name) => !clocks.some((clock) => clock.name === name));
  return { clocks, absent: absent.map((name) => ({ name, why: whyAbsent(state, name) })) };
}

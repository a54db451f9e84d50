import type { CompiledCalendar, Pause } from '../domain/calendar.ts';
import type { ClockCompared, Fate } from '../domain/comparison.ts';
import type { Absence, Cited, ClockExplained, Explanation, Told } from '../domain/explain.ts';
import type { Plan } from '../domain/policy.ts';
import { changeText } from './explain-changes.ts';
import type { ClockShown, ExplanationShown, WhatIfShown } from './explain-schemas.ts';
import type { PastPlans } from './past-plans.ts';
import type { Step } from './sla-schemas.ts';
import { stepsOf } from './sla-steps.ts';

const iso = (at: number): string => new Date(at).toISOString();

const cited = ({ seq, type, at }: Cited): { seq: number; type: string; at: string } => ({ seq, type, at: iso(at) });

const told = (event: Told): ClockShown['warnings'][number] => ({
  ...cited(event),
  role: event.role,
  ...(event.notBeforeAt === undefined ? {} : { notBeforeAt: iso(event.notBeforeAt) }),
});

function ruleView({ rule, ladder }: ClockExplained): ClockShown['rule'] {
  return {
    targetSeconds: rule.seconds,
    ...(rule.published === undefined ? {} : { publishedSeconds: rule.published }),
    receiptCounts: rule.receiptCounts === true,
    ladder: rule.ladder,
    warnings: (rule.warnings ?? ladder?.warnings ?? []).map((warning) => ({
      role: warning.role,
      ...('share' in warning ? { share: warning.share } : { beforeSeconds: warning.before }),
    })),
    rungs: (ladder?.rungs ?? []).map(({ after, role }) => ({ afterSeconds: after, role })),
  };
}

const isRoundTheClock = ({ week, exceptions }: CompiledCalendar): boolean =>
  Object.keys(exceptions).length === 0 &&
  week.every(([shift, ...more]) => shift?.[0] === 0 && shift[1] === 1440 && more.length === 0);

/** Where nothing ever closes any wall clock will do: that of the people who read it. */
function wallOf({ calendar }: ClockExplained, plan: Plan, zoneOf: PastPlans['zoneOf']) {
  const staffed = plan.calendars[plan.staffed];
  if (!staffed || !isRoundTheClock(calendar)) return { calendar, timezone: zoneOf(calendar) };
  return { calendar: { ...calendar, offsets: staffed.offsets }, timezone: zoneOf(staffed) };
}

/** A step in which others were waited for, with the reason. */
function withReason(step: Step, pauses: ClockExplained['pauses']): Step {
  const at = Date.parse(step.from);
  const pause = pauses.find(({ from, to }) => from <= at && to !== null && at < to);
  if (step.step !== 'paused' || pause?.reasonCode === undefined) return step;
  const { zh, en } = step.text;
  return { ...step, text: { zh: `${zh}(等待 ${pause.reasonCode})`, en: `${en} (waiting: ${pause.reasonCode})` } };
}

/** From the start to the due instant; a date that somebody stated is not reckoned. */
function arithmetic(clock: ClockExplained, plan: Plan, zoneOf: PastPlans['zoneOf']): ClockShown['arithmetic'] {
  const { countedFrom: start, dueAt: end, statedBy, rule, pauses, extensions } = clock;
  const target = (rule.seconds + extensions.reduce((sum, { seconds }) => sum + seconds, 0)) * 1000;
  const over = pauses.flatMap(({ from, to }): Pause[] => (to === null ? [] : [[from, to]]));
  const wall = wallOf(clock, plan, zoneOf);
  if (!statedBy) {
    const steps = stepsOf({ op: 'add', ...wall, start, end, pauses: over, target, extensions });
    return steps.map((step) => withReason(step, pauses));
  }
  const result = stepsOf({ op: 'add', ...wall, start: end, end, pauses: [], target: 0 }).at(-1);
  if (!result) return [];
  const by = `#${statedBy.seq} ${statedBy.type}`;
  const { zh, en } = result.text;
  return [{ ...result, text: { zh: `${zh}(由事件 ${by} 约定)`, en: `${en} (as event ${by} stated)` } }];
}

function clockView(clock: ClockExplained, plan: Plan, zoneOf: PastPlans['zoneOf']): ClockShown {
  const { calendar, breach, stop, statedBy, warnAt, supersededBy } = clock;
  return {
    name: clock.name,
    state: clock.state,
    policy: clock.policy,
    rule: ruleView(clock),
    calendar: {
      id: calendar.id,
      version: calendar.version,
      timezone: zoneOf(calendar),
      ...(calendar.knownThrough === undefined ? {} : { knownThrough: calendar.knownThrough }),
    },
    start: cited(clock.start),
    countedFrom: iso(clock.countedFrom),
    pauses: clock.pauses.map(({ from, to, ...rest }) => ({
      from: iso(from),
      to: to === null ? null : iso(to),
      ...rest,
    })),
    extensions: clock.extensions.map((extension) => ({ ...extension, at: iso(extension.at) })),
    changes: clock.changes.map(({ seq, event }) => ({
      ...cited({ seq, type: event.type, at: event.at }),
      text: changeText(event),
    })),
    dueAt: iso(clock.dueAt),
    provisional: clock.provisional,
    ...(statedBy ? { statedBy: cited(statedBy) } : {}),
    ...(warnAt === null ? {} : { nextWarningAt: iso(warnAt) }),
    ...(breach ? { breach: { ...breach, at: iso(breach.at) } } : {}),
    warnings: clock.warnings.map(told),
    escalations: clock.escalations.map(told),
    ...(stop ? { stop: { ...stop, at: iso(stop.at) } } : {}),
    ...(supersededBy === null ? {} : { supersededBy }),
    arithmetic: arithmetic(clock, plan, zoneOf),
  };
}

const ABSENT: Record<Absence, { zh: string; en: string }> = {
  'no-promise': { zh: '无承诺:策略中没有适用的时限', en: 'No promise: no row of the policy gives a target' },
  superseded: { zh: '由 plan(初步方案)取代', en: 'Superseded by `plan`' },
  'not-started': { zh: '尚未开始计时', en: 'Nothing has started it' },
};

/** The clocks of an explanation, as people read them. */
export const clocksView = (
  { clocks, absent }: Explanation,
  plan: Plan,
  zoneOf: PastPlans['zoneOf'],
): Pick<ExplanationShown, 'clocks' | 'absent'> => ({
  clocks: clocks.map((clock) => clockView(clock, plan, zoneOf)),
  absent: absent.map(({ name, why }) => ({ name, why, text: ABSENT[why] })),
});

const fateView = (fate: Fate | null): WhatIfShown['clocks'][number]['was'] =>
  fate && {
    state: fate.state,
    dueAt: iso(fate.dueAt),
    ...(fate.stoppedAt === null ? {} : { stoppedAt: iso(fate.stoppedAt) }),
  };

/** What another policy or calendar would have made of the clocks. */
export function whatIfView(clocks: readonly ClockCompared[]): Pick<WhatIfShown, 'breaches' | 'clocks'> {
  const count = (change: ClockCompared['breach']): number => clocks.filter(({ breach }) => breach === change).length;
  return {
    breaches: { appear: count('appears'), vanish: count('vanishes'), move: count('moves') },
    clocks: clocks.map(({ name, countedFrom, was, would, breach }) => ({
      name,
      countedFrom: iso(countedFrom),
      was: fateView(was),
      would: fateView(would),
      breach,
    })),
  };
}

import { CHANNELS } from './channels.ts';
import type { Fault } from './fault.ts';
import { CASE_KINDS } from './kinds/index.ts';
import {
  ANSWERERS,
  type ClockName,
  type ClockRow,
  type ClockRule,
  type ClosingRules,
  fits,
  type Ladder,
  LEVELS,
  type PolicyDocument,
  REQUESTS,
  resolveClocks,
  type Scope,
  SEVERITIES,
  type Situation,
  type SurveyRules,
  TIERS,
} from './policy.ts';
import type { ComplaintRules } from './kinds/complaint/measures.ts';
import { complaintRuleFaults } from './kinds/complaint/rule-faults.ts';

const A_DAY = 86_400;
const TEN_YEARS = 10 * 366 * A_DAY;
/** After a breach nobody is told, and nobody is warned. */
const NO_LADDER = 'none';

const VALUES: { readonly [Part in keyof Situation]: readonly Situation[Part][] } = {
  kinds: CASE_KINDS,
  channels: CHANNELS,
  levels: [...LEVELS, 'unset'],
  tiers: TIERS,
  severity: SEVERITIES,
  requests: [...REQUESTS, 'unset'],
  answeredBy: ANSWERERS,
};
const PARTS = Object.keys(VALUES) as (keyof Situation)[];
const ANY = Object.fromEntries(PARTS.map((part) => [part, VALUES[part][0]])) as Situation;

const fault = (pointer: string, code: string, message: string): Fault => ({ pointer, code, message });

/** Every situation that some of the rows tell from others. */
function situationsOf(rows: readonly Scope[]): Situation[] {
  const told = PARTS.filter((part) => rows.some((row) => row[part] !== undefined));
  return told.reduce<Situation[]>(
    (situations, part) =>
      situations.flatMap((situation) => VALUES[part].map((value) => ({ ...situation, [part]: value }))),
    [ANY],
  );
}

/** Rows that no case ever reaches, because others before them take all of theirs. */
function unreachable(rows: readonly Scope[]): number[] {
  const situations = situationsOf(rows);
  const reached = new Set(situations.map((situation) => rows.findIndex((row) => fits(row, situation))));
  return [...rows.keys()].filter((i) => !reached.has(i));
}

const unreachableFault = (pointer: string): Fault =>
  fault(pointer, 'unreachable_row', 'a row before those that take all of its cases');

/** A list in which every case must find its row. */
function totalFaults(pointer: string, rows: readonly Scope[]): Fault[] {
  const last = rows.at(-1);
  const open = last !== undefined && PARTS.every((part) => last[part] === undefined);
  return [
    ...unreachable(rows).map((i) => unreachableFault(`${pointer}/${i}`)),
    ...(open ? [] : [fault(pointer, 'no_last_row', 'a last row that is for every case: one without a scope')]),
  ];
}

function clockRowFaults(pointer: string, rows: readonly ClockRow[]): Fault[] {
  const clocks = [...new Set(rows.map(({ clock }) => clock))];
  return clocks.flatMap((clock) => {
    const places = [...rows.keys()].filter((i) => rows[i]?.clock === clock);
    return unreachable(places.map((i) => rows[i] ?? {})).map((i) => unreachableFault(`${pointer}/${places[i] ?? 0}`));
  });
}

/** What else the document names. */
interface Names {
  readonly calendars: ReadonlySet<string>;
  readonly ladders: ReadonlySet<string>;
}

const calendarFault = (pointer: string, calendar: string, { calendars }: Names): Fault[] =>
  calendars.has(calendar) ? [] : [fault(pointer, 'unknown_calendar', `one of: ${[...calendars].sort().join(', ')}`)];

const timeFault = (pointer: string, seconds: number): Fault[] =>
  seconds > 0 && seconds <= TEN_YEARS
    ? []
    : [fault(pointer, 'time_out_of_bounds', 'more than nothing and at most ten years')];

const rising = (numbers: readonly number[]): boolean =>
  numbers.every((one, i) => i === 0 || one >= (numbers[i - 1] ?? 0));

/** The warnings have to stand in the order of their instants: shares first, then what is counted from the end. */
function warningFaults(pointer: string, warnings: Ladder['warnings']): Fault[] {
  const order = warnings.map((one) => ('share' in one ? one.share : 1 + 1 / (1 + one.before)));
  return rising(order) ? [] : [fault(pointer, 'unordered', 'in the order of their instants')];
}

/** `stated`: the rule of a date that is stated, which needs no time of its own. */
function ruleFaults(pointer: string, rule: ClockRule, names: Names, stated = false): Fault[] {
  const { seconds, published, calendar, ladder, warnings = [] } = rule;
  return [
    ...(stated ? [] : timeFault(`${pointer}/within`, seconds)),
    ...(published === undefined ? [] : timeFault(`${pointer}/published`, published)),
    ...(published !== undefined && seconds > published
      ? [fault(`${pointer}/within`, 'looser_than_published', 'at most what is published')]
      : []),
    ...calendarFault(`${pointer}/calendar`, calendar, names),
    ...(ladder === NO_LADDER || names.ladders.has(ladder)
      ? []
      : [fault(`${pointer}/ladder`, 'unknown_ladder', `one of: ${[NO_LADDER, ...names.ladders].join(', ')}`)]),
    ...warningFaults(`${pointer}/warnings`, warnings),
  ];
}

const targetFaults = (pointer: string, rows: readonly ClockRow[], names: Names): Fault[] =>
  rows.flatMap(({ clock, target }, i) =>
    target ? ruleFaults(`${pointer}/${i}/target`, target, names, clock === 'promise') : [],
  );

/** A stated date is no target of ours, and what runs from the solution on runs while the customer has the word. */
const NEVER_PAUSED: readonly ClockName[] = ['promise', 'confirmation', 'survey', 'review'];

const pausingFaults = (pointer: string, rules: PolicyDocument['pausing'][number]['rules']): Fault[] =>
  Object.entries(rules).flatMap(([status, names]) =>
    names.flatMap((name, i) =>
      NEVER_PAUSED.includes(name)
        ? [fault(`${pointer}/${status}/${i}`, 'never_paused', `none of: ${NEVER_PAUSED.join(', ')}`)]
        : [],
    ),
  );

/** Peak mode loosens targets up to what is published otherwise, and publishes nothing looser. */
function peakFaults(clocks: readonly ClockRow[], peak: readonly ClockRow[]): Fault[] {
  return peak.flatMap(({ clock, target }, i) => {
    const same = (rows: readonly ClockRow[]): ClockRow[] => rows.filter((row) => row.clock === clock);
    const situations = situationsOf([...same(clocks), ...same(peak)]).filter((situation) => {
      const first = peak.findIndex((row) => row.clock === clock && fits(row, situation));
      return first === i;
    });
    const loosened = situations.some((situation) => {
      const published = resolveClocks(same(clocks), situation)[clock]?.published;
      if (published === undefined) return false;
      return target === undefined || target.seconds > published || (target.published ?? published) > published;
    });
    const message = 'a target, and nothing published, beyond what is published outside peak mode';
    if (loosened) return [fault(`/peak/clocks/${i}/target`, 'looser_than_published', message)];
    // open time of one calendar says nothing of the other's
    const counted = situations
      .map((situation) => resolveClocks(same(clocks), situation)[clock])
      .filter((usual) => usual?.published !== undefined && target !== undefined)
      .find((usual) => usual?.calendar !== target?.calendar);
    const calendar = 'the calendar by which the published time counts outside peak mode';
    return counted
      ? [fault(`/peak/clocks/${i}/target/calendar`, 'another_calendar', `${calendar}: ${counted.calendar}`)]
      : [];
  });
}

function ladderFaults(pointer: string, { warnings, rungs, again, warnAgain, raisesTo }: Ladder): Fault[] {
  return [
    ...warningFaults(`${pointer}/warnings`, warnings),
    ...(rising(rungs.map(({ after }) => after))
      ? []
      : [fault(`${pointer}/rungs`, 'unordered', 'in the order of their instants')]),
    ...rungs.flatMap(({ after }, i) => (after === 0 ? [] : timeFault(`${pointer}/rungs/${i}/after`, after))),
    ...(again ? timeFault(`${pointer}/again/every`, again.every) : []),
    ...(warnAgain === undefined ? [] : timeFault(`${pointer}/warnAgain`, warnAgain)),
    ...(raisesTo !== undefined && rungs[0]?.after !== 0
      ? [fault(`${pointer}/rungs/0/after`, 'raises_late', 'the rung that raises the case is at once: PT0S')]
      : []),
    ...(again && again.from >= rungs.length
      ? [fault(`${pointer}/again/from`, 'unknown_rung', `from 0 to ${rungs.length - 1}`)]
      : []),
  ];
}

const complaintFaults = (pointer: string, rules: ComplaintRules): Fault[] => [
  ...timeFault(`${pointer}/appeals/within`, rules.appeals.within),
  ...timeFault(`${pointer}/appeals/answeredWithin`, rules.appeals.answeredWithin),
  ...complaintRuleFaults(pointer, rules),
];

function closingFaults(pointer: string, rules: ClosingRules): Fault[] {
  const { confirmationReminders, silentAfter, waitingReminder, waitingReminderAgain, waitingEnds } = rules;
  const waiting = [waitingReminder, waitingReminderAgain ?? waitingReminder, waitingEnds];
  return [
    ...confirmationReminders.flatMap((one, i) => timeFault(`${pointer}/confirmationReminders/${i}`, one)),
    ...(rising([...confirmationReminders, silentAfter])
      ? []
      : [fault(`${pointer}/confirmationReminders`, 'unordered', 'in their order, before silentAfter')]),
    ...(rising(waiting) ? [] : [fault(`${pointer}/waitingEnds`, 'unordered', 'after the reminders')]),
    ...timeFault(`${pointer}/waitingReminder`, waitingReminder),
    ...timeFault(`${pointer}/reopenWindow`, rules.reopenWindow),
    ...timeFault(`${pointer}/silentAfter`, silentAfter),
    ...timeFault(`${pointer}/waitingEnds`, waitingEnds),
    ...timeFault(`${pointer}/greetingEnds`, rules.greetingEnds),
    ...(rules.grace >= 0 && rules.grace <= A_DAY
      ? []
      : [fault(`${pointer}/grace`, 'time_out_of_bounds', 'at most a day')]),
  ];
}

function surveyFaults(pointer: string, rules: SurveyRules, names: Names): Fault[] {
  const { delay, limit, answerWithin, smsEvery, callBack } = rules;
  return [
    ...timeFault(`${pointer}/limit`, limit),
    ...(limit < delay ? [fault(`${pointer}/limit`, 'unordered', 'the delay or later')] : []),
    ...timeFault(`${pointer}/answerWithin`, answerWithin),
    ...timeFault(`${pointer}/smsEvery`, smsEvery),
    ...ruleFaults(`${pointer}/callBack`, callBack, names),
  ];
}

/** Why a policy cannot be used, with places as its document has them; empty for one that can. */
export function policyFaults(policy: PolicyDocument, calendars: ReadonlySet<string>): Fault[] {
  const { clocks, peak, ladders, pausing, silentOwner, closing, surveys, hours, staffed, review, complaint } = policy;
  const names: Names = { calendars, ladders: new Set(Object.keys(ladders)) };
  const rushed = peak?.clocks ?? [];
  return [
    ...clockRowFaults('/clocks', clocks),
    ...targetFaults('/clocks', clocks, names),
    ...clockRowFaults('/peak/clocks', rushed),
    ...targetFaults('/peak/clocks', rushed, names),
    ...peakFaults(clocks, rushed),
    ...Object.entries(ladders).flatMap(([name, ladder]) => ladderFaults(`/ladders/${name}`, ladder)),
    ...totalFaults('/pausing', pausing),
    ...pausing.flatMap(({ rules }, i) => pausingFaults(`/pausing/${i}/rules`, rules)),
    ...totalFaults('/silentOwner', silentOwner),
    ...silentOwner.flatMap(({ rules }, i) => timeFault(`/silentOwner/${i}/rules/within`, rules.seconds)),
    ...totalFaults('/closing', closing),
    ...closing.flatMap(({ rules }, i) => closingFaults(`/closing/${i}/rules`, rules)),
    ...totalFaults('/surveys', surveys),
    ...surveys.flatMap(({ rules }, i) => surveyFaults(`/surveys/${i}/rules`, rules, names)),
    ...Object.entries(hours).flatMap(([who, calendar]) => calendarFault(`/hours/${who}`, calendar, names)),
    ...totalFaults('/staffed', staffed),
    ...staffed.flatMap(({ calendar }, i) => calendarFault(`/staffed/${i}/calendar`, calendar, names)),
    ...ruleFaults('/review', review, names),
    ...(complaint ? complaintFaults('/complaint', complaint) : []),
  ];
}

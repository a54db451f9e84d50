import { type CompiledCalendar, openSecondsBetween, type Pause } from '../domain/calendar.ts';
import { isPastKnown } from '../domain/compiled-calendar.ts';
import { wallClockAt } from '../domain/compiled-calendar.ts';
import { type Leg, legsOf } from '../domain/legs.ts';
import type { Extension } from '../domain/explain.ts';
import type { Step } from './sla-schemas.ts';

/** What was reckoned: from a start to an end, where so many milliseconds of open time lay between. */
interface Reckoning {
  readonly op: 'add' | 'between' | 'next-opening';
  readonly calendar: CompiledCalendar;
  readonly timezone: string;
  readonly start: number;
  readonly end: number;
  readonly pauses: readonly Pause[];
  readonly target: number;
  /** What of the target somebody added later. */
  readonly extensions?: readonly Extension[];
}

type Text = Step['text'];

const WEEKDAYS: readonly Text[] = [
  { zh: '周日', en: 'Sun' },
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
];

/** The same words in both languages, with what differs put in. */
const both = (say: (lang: keyof Text) => string): Text => ({ zh: say('zh'), en: say('en') });

/** `2 h 30 min`, `45 s`. */
function duration(ms: number, lang: keyof Text): string {
  const [h, min, s] = lang === 'zh' ? ['小时', '分', '秒'] : [' h', ' min', ' s'];
  const minutes = Math.floor(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 60), h],
    [minutes % 60, min],
    [(ms % 60_000) / 1000, s],
  ] as const;
  const told = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`);
  return told.length === 0 ? `0${s}` : told.join(lang === 'zh' ? '' : ' ');
}

const clock = (shown: Date): string => shown.toISOString().slice(11, 19).replace(/:00$/, '');
function dateText(shown: Date, lang: keyof Text): string {
  const date = shown.toISOString().slice(0, 10);
  const weekday = WEEKDAYS[shown.getUTCDay()]?.[lang] ?? '';
  return lang === 'zh' ? `${date} ${weekday}` : `${weekday} ${date}`;
}

/** Tells instants by the calendar's wall clock. */
function wallClock(calendar: CompiledCalendar) {
  const shownAt = (at: number): Date => new Date(wallClockAt(calendar, at));
  const instant = (at: number, lang: keyof Text): string => `${dateText(shownAt(at), lang)} ${clock(shownAt(at))}`;
  return {
    instant,
    /** An end on the same date is told by its time, midnight at its end as 24:00. */
    span({ from, to }: Leg, lang: keyof Text): string {
      const sameDate = dateText(shownAt(to - 1), lang) === dateText(shownAt(from), lang);
      const midnight = clock(shownAt(to)) === '00:00' ? '24:00' : clock(shownAt(to));
      return `${instant(from, lang)}–${sameDate ? midnight : instant(to, lang)}`;
    },
    dates({ from, to }: Leg, lang: keyof Text): string {
      return [...new Set([from, to - 1].map((at) => dateText(shownAt(at), lang)))].join('–');
    },
  };
}

type WallClock = ReturnType<typeof wallClock>;

function startStep({ calendar, timezone, start, op, target }: Reckoning, tell: WallClock): Step {
  const text = both((lang) => `${tell.instant(start, lang)} (${timezone})`);
  const iso = new Date(start).toISOString();
  if (op === 'add' && target === 0) {
    return {
      step: 'start',
      from: iso,
      text: { zh: `起点 ${text.zh},时限为零,无需计时`, en: `Start ${text.en}; the target is zero, nothing to count` },
    };
  }
  const open = openSecondsBetween(calendar, start, start + 1) > 0;
  return {
    step: 'start',
    from: iso,
    text: {
      zh: `起点 ${text.zh},${open ? '在营业时间内' : '不在营业时间内'}`,
      en: `Start ${text.en}, ${open ? 'in open time' : 'in closed time'}`,
    },
  };
}

/** Each extension, and what the target then was. */
function extensionSteps({ start, target, extensions = [] }: Reckoning): Step[] {
  let sum = target - extensions.reduce((more, { seconds }) => more + seconds * 1000, 0);
  return extensions.map(({ seq, seconds, reasonCode }): Step => {
    const before = sum;
    sum += seconds * 1000;
    const by = both((lang) => `${duration(before, lang)} + ${duration(seconds * 1000, lang)} = ${duration(sum, lang)}`);
    return {
      step: 'extended',
      from: new Date(start).toISOString(),
      seconds,
      text: {
        zh: `延长:时限 ${by.zh}(事件 #${seq},原因 ${reasonCode})`,
        en: `Extended: ${by.en} (event #${seq}, reason ${reasonCode})`,
      },
    };
  });
}

/** How far the count is after a leg: what is left of a target, else what there is so far. */
function count({ op, target }: Reckoning, soFar: number): Text {
  return both((lang) => {
    const amount = duration(op === 'add' ? target - soFar : soFar, lang);
    if (lang === 'zh') return op === 'add' ? `剩余${amount}` : `累计${amount}`;
    return op === 'add' ? `${amount} left` : `${amount} so far`;
  });
}

function legText(leg: Leg, tell: WallClock, { zh, en }: Text): Text {
  const span = both((lang) => tell.span(leg, lang));
  const counted = both((lang) => duration(leg.counted, lang));
  const paused = both((lang) => duration(leg.paused, lang));
  const special = leg.exception ? { zh: '(当日另有安排)', en: ' (other hours on this date)' } : { zh: '', en: '' };
  switch (leg.kind) {
    case 'open':
      return {
        zh: `营业 ${span.zh}${special.zh}:计入${counted.zh},${zh}`,
        en: `Open ${span.en}${special.en}: ${counted.en} counted, ${en}`,
      };
    case 'paused':
      return {
        zh: `暂停 ${span.zh}:不计营业时间${paused.zh}`,
        en: `Paused ${span.en}: ${paused.en} of open time left out`,
      };
    case 'holiday': {
      const dates = both((lang) => tell.dates(leg, lang));
      return { zh: `休息 ${dates.zh}(节假日)`, en: `Closed ${dates.en} (holiday)` };
    }
    case 'more':
      return {
        zh: `其余 ${span.zh}:计入${counted.zh},暂停${paused.zh},${zh}`,
        en: `More ${span.en}: ${counted.en} counted, ${paused.en} paused, ${en}`,
      };
  }
}

function legSteps(reckoning: Reckoning, tell: WallClock): Step[] {
  const { calendar, start, end, pauses } = reckoning;
  let soFar = 0;
  return legsOf(calendar, [start, end], pauses).map((leg): Step => {
    soFar += leg.counted;
    return {
      step: leg.kind,
      from: new Date(leg.from).toISOString(),
      to: new Date(leg.to).toISOString(),
      ...(leg.kind === 'holiday' ? {} : { seconds: (leg.kind === 'paused' ? leg.paused : leg.counted) / 1000 }),
      text: legText(leg, tell, count(reckoning, soFar)),
    };
  });
}

function resultStep({ op, end, target }: Reckoning, tell: WallClock): Step {
  const at = both((lang) => tell.instant(end, lang));
  const sum = both((lang) => duration(target, lang));
  const text = {
    add: { zh: `到期 ${at.zh}`, en: `Due ${at.en}` },
    between: { zh: `营业时间共${sum.zh}`, en: `Open time in all: ${sum.en}` },
    'next-opening': { zh: `开始营业 ${at.zh}`, en: `Opens ${at.en}` },
  }[op];
  return { step: 'result', from: new Date(end).toISOString(), text };
}

/** The arithmetic as a supervisor reads it, by the calendar's wall clock: at most 40 steps, and one for each extension. */
export function stepsOf(reckoning: Reckoning): Step[] {
  const { calendar, end } = reckoning;
  const tell = wallClock(calendar);
  const steps = [startStep(reckoning, tell), ...extensionSteps(reckoning), ...legSteps(reckoning, tell)];
  if (isPastKnown(calendar, end)) {
    const through = calendar.knownThrough ?? '';
    steps.push({
      step: 'provisional',
      from: new Date(end).toISOString(),
      text: {
        zh: `节假日仅知至 ${through},此后的结果可能变动`,
        en: `Holidays are known through ${through}; what lies later may still move`,
      },
    });
  }
  return [...steps, resultStep(reckoning, tell)];
}

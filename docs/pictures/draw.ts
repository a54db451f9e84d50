import type { ClockExplained } from '../../domain/explain.ts';
import { legsOf } from '../../domain/legs.ts';
import type { Step } from '../../domain/step.ts';
import { at } from './case.ts';
import { clockWord, eventWord, type Language, WORDS } from './words.ts';

const WIDTH = 960;
const LEFT = 130;
const RIGHT = 900;
const OPENS = at('09:00');
/** Instants and their places; between two of them the scale is even. */
const SCALE: readonly (readonly [at: number, x: number])[] = [
  [at('02:00'), LEFT],
  [OPENS, LEFT + 150],
  [at('10:08'), RIGHT],
];
const ROW = { title: 34, ticks: 96, calendar: 106, clocks: 164, clock: 74, events: 318 } as const;

// both schemes, so that the picture is read on a light page and on a dark one
const STYLE = `
  .page{fill:#ffffff;stroke:#d7dce3}.ink{fill:#1d2733}.soft{fill:#5b6876}.line{stroke:#c3cad3}
  .open{fill:#d9f2e3}.openText{fill:#1c6b41}.closed{fill:#eceff3}
  .count{fill:#2f6fdf}.wait{stroke:#9aa6b4}.paused{fill:#f4e3b8}.pausedText{fill:#7a5600}
  .late{fill:#d83a3a}.due{stroke:#1d2733}.warn{fill:#e08a00}.met{fill:#1f9d57}.lateText{fill:#b92525}
  .dot{fill:#1d2733}.dotText{fill:#ffffff}
  @media (prefers-color-scheme:dark){
    .page{fill:#12181f;stroke:#2c3742}.ink{fill:#e8edf3}.soft{fill:#9fadbc}.line{stroke:#394653}
    .open{fill:#173a28}.openText{fill:#7fd8a6}.closed{fill:#202932}
    .count{fill:#5b93f5}.wait{stroke:#5d6b7a}.paused{fill:#4a3c12}.pausedText{fill:#f2cf73}
    .late{fill:#f06363}.due{stroke:#e8edf3}.warn{fill:#f5ad3d}.met{fill:#3fc57c}.lateText{fill:#ff8f8f}
    .dot{fill:#e8edf3}.dotText{fill:#12181f}
  }
  text{font:13px system-ui,-apple-system,'Segoe UI','PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif}
  .small{font-size:11.5px}.title{font-size:19px;font-weight:600}.name{font-weight:600}`;

function x(instant: number): number {
  const i = Math.max(
    1,
    SCALE.findIndex(([from]) => from >= instant),
  );
  const [[fromAt, fromX], [toAt, toX]] = [SCALE[i - 1] ?? [0, 0], SCALE[i] ?? [1, 0]];
  return Math.round((fromX + ((instant - fromAt) / (toAt - fromAt)) * (toX - fromX)) * 10) / 10;
}

const clockTime = (instant: number): string => {
  const text = new Date(instant + 8 * 3_600_000).toISOString().slice(11, 19);
  return text.endsWith(':00') ? text.slice(0, 5) : text;
};

type Anchor = 'start' | 'middle' | 'end';

const text = (px: number, py: number, classes: string, words: string, anchor: Anchor = 'start'): string =>
  `<text x="${px}" y="${py}" class="${classes}" text-anchor="${anchor}">${words}</text>`;
const bar = (from: number, to: number, y: number, height: number, classes: string): string =>
  `<rect x="${x(from)}" y="${y}" width="${Math.round((x(to) - x(from)) * 10) / 10}" height="${height}" class="${classes}" rx="3"/>`;
const middle = (from: number, to: number): number => Math.round(((x(from) + x(to)) / 2) * 10) / 10;

function calendarRow(language: Language): string[] {
  const end = at('10:08');
  const y = ROW.calendar;
  const hours = ['02:14', '09:00', '09:10', '09:20', '09:30', '09:40', '09:50', '10:00'].map(at);
  return [
    text(LEFT - 14, y + 20, 'ink name', WORDS.calendar[language], 'end'),
    bar(at('02:00'), OPENS, y, 30, 'closed'),
    bar(OPENS, end, y, 30, 'open'),
    text(middle(at('02:00'), OPENS), y + 20, 'soft small', WORDS.closed[language], 'middle'),
    text(middle(OPENS, end), y + 20, 'openText', `${WORDS.open[language]} chat-cn 09:00–24:00`, 'middle'),
    ...hours.flatMap((hour) => [
      `<line x1="${x(hour)}" y1="${ROW.calendar}" x2="${x(hour)}" y2="${ROW.events - 20}" class="line" stroke-dasharray="1 4"/>`,
      text(x(hour), ROW.ticks, 'soft small', clockTime(hour), 'middle'),
    ]),
  ];
}

function clockRow(clock: ClockExplained, i: number, language: Language): string[] {
  const { calendar, countedFrom, dueAt, stop } = clock;
  const y = ROW.clocks + i * ROW.clock;
  const pauses = clock.pauses.flatMap(({ from, to }) => (to === null ? [] : [[from, to] as const]));
  const stoppedAt = stop?.at ?? dueAt;
  const legs = legsOf(calendar, [countedFrom, Math.min(dueAt, stoppedAt)], pauses);
  const minutes = (from: number, to: number): string => `${(to - from) / 60_000} ${WORDS.minutes[language]}`;
  const target = `${clock.rule.seconds / 60} ${WORDS.minutes[language]}`;
  const late = stoppedAt > dueAt;
  const end = late
    ? `${WORDS.late[language]} ${minutes(dueAt, stoppedAt)}`
    : `${WORDS.met[language]} ${clockTime(stoppedAt)}`;
  return [
    text(LEFT - 14, y + 13, 'ink name', clockWord(clock.name, language), 'end'),
    text(LEFT - 14, y + 29, 'soft small', target, 'end'),
    `<line x1="${x(countedFrom)}" y1="${y + 9}" x2="${x(OPENS)}" y2="${y + 9}" class="wait" stroke-width="2" stroke-dasharray="4 4"/>`,
    ...legs.map((leg) => bar(leg.from, leg.to, y, 18, leg.kind === 'paused' ? 'paused' : 'count')),
    ...pauses.map(([from, to]) =>
      text(middle(from, to), y + 13, 'pausedText small', `${WORDS.paused[language]} ${minutes(from, to)}`, 'middle'),
    ),
    ...(late ? [bar(dueAt, stoppedAt, y, 18, 'late')] : []),
    ...clock.warnings.flatMap((warning) => [
      `<path d="M${x(warning.at)} ${y + 21} l6 10 h-12 z" class="warn"/>`,
      text(x(warning.at) - 9, y + 31, 'soft small', WORDS.warned[language], 'end'),
    ]),
    `<line x1="${x(dueAt)}" y1="${y - 6}" x2="${x(dueAt)}" y2="${y + 24}" class="due" stroke-width="2"/>`,
    text(x(dueAt), y + 38, 'ink small', `${WORDS.due[language]} ${clockTime(dueAt)}`, 'middle'),
    `<circle cx="${x(stoppedAt)}" cy="${y + 9}" r="6" class="${late ? 'late' : 'met'}"/>`,
    text(
      x(stoppedAt) + (late ? 10 : -10),
      late ? y + 14 : y - 4,
      late ? 'lateText small' : 'soft small',
      end,
      late ? 'start' : 'end',
    ),
  ];
}

/** Events of one instant under one number, told in the list below. */
function eventRows(steps: readonly Step[], language: Language): { readonly rows: string[]; readonly height: number } {
  const instants = [...new Set(steps.map(({ event }) => event.at))];
  const half = Math.ceil(instants.length / 2);
  const y = ROW.events;
  const rows = instants.flatMap((instant, i) => {
    const here = steps.filter(({ event }) => event.at === instant);
    const words = here.flatMap(({ event }) => eventWord(event, language) ?? []).join(language === 'zh' ? ',' : ', ');
    const [column, row] = [i < half ? 30 : WIDTH / 2 + 10, y + 44 + (i % half) * 24];
    const dot = (px: number, py: number): string[] => [
      `<circle cx="${px}" cy="${py}" r="9" class="dot"/>`,
      text(px, py + 4, 'dotText small', String(i + 1), 'middle'),
    ];
    return [
      ...dot(x(instant), y),
      ...dot(column + 10, row - 4),
      text(column + 28, row, 'soft small', clockTime(instant)),
      text(column + 86, row, 'ink', words),
    ];
  });
  return {
    rows: [
      text(LEFT - 14, y + 5, 'ink name', WORDS.events[language], 'end'),
      `<line x1="${LEFT}" y1="${y}" x2="${RIGHT}" y2="${y}" class="line"/>`,
      ...rows,
    ],
    height: y + 44 + half * 24,
  };
}

/** One case's clocks as a picture that stands by itself, on light and on dark pages. */
export function draw(
  { steps, clocks }: { readonly steps: readonly Step[]; readonly clocks: readonly ClockExplained[] },
  language: Language,
): string {
  const { rows, height } = eventRows(steps, language);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" lang="${language}">`,
    `<title>${WORDS.title[language]}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="10" class="page"/>`,
    text(24, ROW.title, 'ink title', WORDS.title[language]),
    text(24, ROW.title + 24, 'soft', WORDS.subtitle[language]),
    ...calendarRow(language),
    ...clocks.flatMap((clock, i) => clockRow(clock, i, language)),
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

/**
 * How fast the calendar engine adds open time, beside luxon stepping in the same run: `npm run bench -- calendar`, in a
 * few seconds, or longer with `--full`. Ends with 1 where the engine is not twenty times as fast.
 */
import { compileCalendar } from '../../calendars/compile.ts';
import { addOpenTime, openSecondsBetween } from '../../domain/calendar.ts';
import type { CalendarDefinition } from '../../domain/calendars.ts';
import { stepThrough } from './stepping.ts';

const LEAST_RATIO = 20;
const DAY = 86_400_000;
const BUSINESS_DAY = 8 * 3600;
const START = Date.parse('2026-01-05T00:00:00Z');

const full = process.argv.includes('--full');
const roundMs = full ? 2_000 : 300;
const rounds = full ? 5 : 3;

const OFFICE = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const;

/** Office hours in a zone with clock changes, and a holiday each week for fifty weeks. */
const office: CalendarDefinition = {
  id: 'office',
  version: 1,
  timezone: 'Europe/Berlin',
  hours: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE },
  holidays: Array.from({ length: 50 }, (_, week) =>
    new Date(START + (week * 7 + (week % 5)) * DAY).toISOString().slice(0, 10),
  ),
};

/** Starts all over a year, to the second, so that nothing is asked twice in a row. */
const startOf = (i: number): number => START + ((i * 7_919) % 330) * DAY + ((i * 104_729) % 86_400) * 1000;

/** Calls a second in one round. */
function rateOf(call: (i: number) => number): number {
  const began = performance.now();
  let calls = 0;
  let now = began;
  for (; now < began + roundMs; now = performance.now()) for (let n = 0; n < 50; n++) call(calls++);
  return (calls / (now - began)) * 1000;
}

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function timed<T>(what: string, run: () => T): T {
  const began = performance.now();
  const result = run();
  console.log(
    `${what.padEnd(64)} ${Math.round(performance.now() - began)
      .toLocaleString('en')
      .padStart(12)} ms`,
  );
  return result;
}

// what a preview asks at most, once each: the first reads the zone's data, the others have no timeline yet
const far = timed('50 years of a zone compiled, first time', () => compileCalendar(office, START, 50 * 366));
timed('50 years measured, first time', () => openSecondsBetween(far, START, START + 50 * 365 * DAY));
timed('10 years added, 42 by the calendar, first time', () => addOpenTime({ ...far }, START, 3_652 * 86_400));

const calendar = compileCalendar(office, START, 400);
const seconds = 30 * BUSINESS_DAY;

for (let i = 0; i < 200; i++) {
  const [engine, stepped] = [addOpenTime(calendar, startOf(i), seconds), stepThrough(office, startOf(i), seconds)];
  if (engine !== stepped) throw new Error(`from ${startOf(i)}: engine ${engine}, luxon ${stepped}`);
}

const MEASURED: Record<string, (i: number) => number> = {
  '30 minutes of open time': (i) => addOpenTime(calendar, startOf(i), 1_800),
  '30 business days, 50 holidays': (i) => addOpenTime(calendar, startOf(i), seconds),
  '30 business days, 50 holidays, on a calendar never seen before': (i) =>
    addOpenTime({ ...calendar }, startOf(i), seconds),
  '30 business days, 50 holidays, by luxon stepping': (i) => stepThrough(office, startOf(i), seconds),
};

// in turn, so that whatever else the machine does slows all of them
const measured = Array.from({ length: rounds }, () => Object.values(MEASURED).map(rateOf));
for (const [i, what] of Object.keys(MEASURED).entries()) {
  const rate = Math.round(medianOf(measured.map((round) => round[i] ?? 0)));
  console.log(`${what.padEnd(64)} ${rate.toLocaleString('en').padStart(12)} /s`);
}
const timesLuxon = (i: number): number => medianOf(measured.map((round) => (round[i] ?? 0) / (round[3] ?? Infinity)));
console.log(
  `times luxon: ${Math.round(timesLuxon(1))}, at least ${LEAST_RATIO}; never seen before: ${Math.round(timesLuxon(2))}`,
);
if (!(timesLuxon(1) >= LEAST_RATIO)) process.exitCode = 1;

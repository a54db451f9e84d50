import type { CalendarDocument, Shift } from '../../domain/calendars.ts';

const yearOf = (date: string): string => date.slice(0, 4);

interface Imported {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  readonly through: string;
}

/** Hours of the first weekday that has any. */
const workdayHours = ({ hours }: CalendarDocument): readonly Shift[] =>
  Object.values(hours).find((shifts) => shifts.length > 0) ?? [];

/** First and last date of each year that an import tells of. */
function spansOf({ holidays, workdays }: Imported): [first: string, last: string][] {
  const dates = [...holidays, ...workdays].sort();
  return [...new Set(dates.map(yearOf))].map((year) => {
    const within = dates.filter((date) => yearOf(date) === year);
    return [within[0] ?? '', within.at(-1) ?? ''];
  });
}

/** What of the calendar an import leaves as it is, though it tells of that year: `2026: …`, a line for each year. */
export function keptBeside(before: CalendarDocument, imported: Imported): string[] {
  const known = [...(before.holidays ?? []), ...Object.keys(before.exceptions ?? {})];
  return spansOf(imported).flatMap(([first, last]) => {
    const kept = known.filter((date) => yearOf(date) === yearOf(first) && (date < first || date > last));
    const dates = kept.length === 1 ? '1 date' : `${kept.length} dates`;
    return kept.length === 0
      ? []
      : [`${yearOf(first)}: the file tells of ${first} to ${last}; ${dates} beside it stay`];
  });
}

/** A calendar as the import has it from its first to its last date of each year, and as it was on all other dates. */
export function merge(before: CalendarDocument, imported: Imported, shifts = workdayHours(before)): CalendarDocument {
  const spans = spansOf(imported);
  const stays = (date: string): boolean => !spans.some(([first, last]) => first <= date && date <= last);
  const known = [imported.through, before.knownThrough ?? ''].sort().at(-1);
  const exceptions = Object.entries(before.exceptions ?? {}).filter(([date]) => stays(date));
  const worked = imported.workdays.map((date) => [date, shifts] as const);
  return {
    ...before,
    holidays: [...(before.holidays ?? []).filter(stays), ...imported.holidays].sort(),
    exceptions: Object.fromEntries([...exceptions, ...worked].sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(known === undefined ? {} : { knownThrough: known }),
  };
}

const written = (shifts: readonly Shift[]): string =>
  shifts.length === 0 ? 'closed' : shifts.map(([from, to]) => `${from}-${to}`).join(',');

/** Every date and rule as a line, so that two calendars can be compared. */
function linesOf({ timezone, hours, holidays = [], exceptions = {}, knownThrough }: CalendarDocument): string[] {
  return [
    `timezone ${timezone}`,
    ...Object.entries(hours).map(([day, shifts]) => `${day} ${written(shifts)}`),
    ...holidays.map((date) => `${date} holiday`),
    ...Object.entries(exceptions).map(([date, shifts]) => `${date} ${written(shifts)}`),
    ...(knownThrough === undefined ? [] : [`known through ${knownThrough}`]),
  ];
}

/** `- 2026-10-08 holiday`, `+ 2027-01-01 holiday`: what one calendar says and the other does not. */
export function changesBetween(before: CalendarDocument | undefined, after: CalendarDocument): string[] {
  const [old, fresh] = [before ? linesOf(before) : [], linesOf(after)];
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ].sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1));
}

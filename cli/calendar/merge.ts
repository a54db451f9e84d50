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

/** A calendar with the dates of other years as they were, and those of the imported years as the import has them. */
export function merge(before: CalendarDocument, imported: Imported, shifts = workdayHours(before)): CalendarDocument {
  const years = new Set([...imported.holidays, ...imported.workdays].map(yearOf));
  const stays = (date: string): boolean => !years.has(yearOf(date));
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

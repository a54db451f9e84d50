/** Calendars that a request names, or brings along. */
import { isZone } from '../calendars/zones.ts';
import { calendarFaults } from '../domain/calendar-faults.ts';
import type { CalendarDefinition, CalendarDocument } from '../domain/calendars.ts';
import type { Version } from '../store/versions.ts';
import { Problem } from './problem.ts';

/** By name, as `newestVersions` finds them. */
export type KnownCalendars = ReadonlyMap<string, Version<CalendarDocument>>;

/**
 * A calendar by its id.
 * @param pointer where the request names it
 * @throws Problem
 */
export function calendarNamed(known: KnownCalendars, id: string, pointer: string): CalendarDefinition {
  const found = known.get(id);
  if (found) return { id, version: found.version, ...found.document };
  const message = `one of: ${[...known.keys()].sort().join(', ')}`;
  throw new Problem('calendar_not_found', { errors: [{ pointer, code: 'calendar_not_found', message }] });
}

/** A calendar that was brought along under `calendar`, once it has no faults. @throws Problem */
export function usable(calendar: CalendarDefinition): CalendarDefinition {
  const faults = calendarFaults(calendar, isZone);
  if (faults.length === 0) return calendar;
  throw new Problem('invalid_request', {
    detail: 'The calendar cannot be used; see errors.',
    errors: faults.map((fault) => ({ ...fault, pointer: `/calendar${fault.pointer}` })),
  });
}

import { compileCalendar } from '../calendars/compile.ts';
import {
  addOpenTime,
  CalendarExhausted,
  type CompiledCalendar,
  isPastHorizon,
  nextOpening,
  openSecondsBetween,
} from '../domain/calendar.ts';
import type { CalendarDefinition } from '../domain/calendars.ts';
import { calendarNamed, type KnownCalendars, usable } from './calendar-drafts.ts';
import { Problem } from './problem.ts';
import type { Preview, Step } from './sla-schemas.ts';
import { stepsOf } from './sla-steps.ts';

const DAY = 86_400_000;
/** Nearly every answer lies this near; reading fifty years of a zone takes a tenth of a second. */
const NEAR_DAYS = 400;
/** A little more than the engine looks ahead. */
const FAR_DAYS = 50 * 366;

/** The calendar that is asked about: one of those known by name, or the one in the request. @throws Problem */
function calendarOf({ calendar, calendarId = '' }: Preview, known: KnownCalendars): CalendarDefinition {
  if (!calendar) return calendarNamed(known, calendarId, '/calendarId');
  return usable({ id: 'preview', version: 0, ...calendar });
}

interface Found {
  readonly at: number;
  readonly calendar: CompiledCalendar;
}

/** An instant, by a compilation that reaches up to it. @throws CalendarExhausted */
function find(definition: CalendarDefinition, start: number, ask: (calendar: CompiledCalendar) => number): Found {
  const near = compileCalendar(definition, start, NEAR_DAYS);
  try {
    const at = ask(near);
    if (!isPastHorizon(near, at)) return { at, calendar: near };
  } catch (error) {
    if (!(error instanceof CalendarExhausted)) throw error;
  }
  const far = compileCalendar(definition, start, FAR_DAYS);
  return { at: ask(far), calendar: far };
}

const iso = (at: number): string => new Date(at).toISOString();

/** To the millisecond, as the engine counts. */
const targetOf = ({ minutes = 0, seconds = minutes * 60 }: { minutes?: number; seconds?: number }): number =>
  Math.round(seconds * 1000);

function reckon(preview: Preview, definition: CalendarDefinition): Record<string, unknown> & { why: Step[] } {
  const { start } = preview;
  const { timezone } = definition;
  switch (preview.op) {
    case 'add': {
      const target = targetOf(preview);
      const { at, calendar } = find(definition, start, (one) => addOpenTime(one, start, target / 1000, preview.pauses));
      return { due: iso(at), why: stepsOf({ ...preview, calendar, timezone, end: at, target }) };
    }
    case 'between': {
      const end = Math.max(start, preview.end);
      const calendar = compileCalendar(definition, start, Math.ceil((end - start) / DAY) + 1);
      const openSeconds = openSecondsBetween(calendar, start, end, preview.pauses);
      return {
        openSeconds,
        why: stepsOf({ ...preview, calendar, timezone, end, target: Math.round(openSeconds * 1000) }),
      };
    }
    case 'next-opening': {
      const { at, calendar } = find(definition, start, (one) => nextOpening(one, start));
      return { opensAt: iso(at), why: stepsOf({ ...preview, pauses: [], calendar, timezone, end: at, target: 0 }) };
    }
  }
}

/** What a calendar makes of a start, and why. @throws Problem */
export function previewOf(preview: Preview, known: KnownCalendars): Record<string, unknown> & { why: Step[] } {
  const definition = calendarOf(preview, known);
  try {
    return reckon(preview, definition);
  } catch (error) {
    if (!(error instanceof CalendarExhausted)) throw error;
    const message = 'no more than the calendar is open within fifty years';
    const pointer = preview.op === 'next-opening' ? '/start' : 'seconds' in preview ? '/seconds' : '/minutes';
    throw new Problem('calendar_exhausted', { errors: [{ pointer, code: 'calendar_exhausted', message }] });
  }
}

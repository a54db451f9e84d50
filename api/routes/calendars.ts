import { isZone } from '../../calendars/zones.ts';
import { calendarFaults, pastFaults } from '../../domain/calendar-faults.ts';
import type { CalendarDocument } from '../../domain/calendars.ts';
import { CALENDARS } from '../../store/versions.ts';
import { CalendarDocumentBody } from '../calendar-schema.ts';
import type { Route } from '../route.ts';
import { shelfRoutes } from './shelf.ts';

const document = {
  timezone: 'Asia/Shanghai',
  hours: {
    mon: [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ],
    sat: [['10:00', '24:00']],
  },
  holidays: ['2026-10-01'],
  exceptions: { '2026-10-10': [['09:00', '18:00']] },
  knownThrough: '2026-12-31',
};
export const calendarRoutes: readonly Route[] = shelfRoutes({
  shelf: CALENDARS,
  path: '/calendars',
  parameter: 'calendar',
  tag: 'Calendars',
  id: 'id',
  view: 'Calendar',
  body: CalendarDocumentBody,
  shown: CalendarDocumentBody,
  show: (document: CalendarDocument) => document,
  missing: 'calendar_not_found',
  unusable: 'calendar_unusable',
  words: {
    list: 'List the calendars of a shop: its own, and those that ship',
    one: 'One calendar',
    it: 'The calendar',
    put: 'Make the next version of a calendar',
    putMore:
      'The whole calendar. It counts for cases opened from then on, in this shop only; open cases keep their version. A date is a holiday or an exception, not both.',
  },
  example: { name: 'office-cn', document },
  faults: (body) => {
    const calendar = { id: '', version: 0, ...body };
    const faults = calendarFaults(calendar, isZone);
    return faults.length > 0 ? faults : pastFaults(calendar, new Date().toISOString().slice(0, 10));
  },
});

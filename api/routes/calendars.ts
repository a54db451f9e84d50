import { isZone } from '../../calendars/zones.ts';
import { calendarFaults } from '../../domain/calendar-faults.ts';
import type { CalendarDocument } from '../../domain/calendars.ts';
import { CALENDARS } from '../../store/versions.ts';
import { CalendarDocumentBody } from '../calendar-schema.ts';
import { EVERYBODY, RULERS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { ShopQuery } from '../schemas.ts';
import { listOf } from '../views.ts';
import {
  listOfVersions,
  nextVersion,
  oneVersion,
  VERSION_NAME,
  VersionListQuery,
  VersionQuery,
  versionViews,
} from '../versions.ts';

const kept = {
  shelf: CALENDARS,
  id: 'id',
  missing: 'calendar_not_found',
  unusable: 'calendar_unusable',
  show: (document: CalendarDocument) => document,
} as const;

const { line, whole } = versionViews('id', 'Calendar', CalendarDocumentBody);

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
const head = { id: 'office-cn', version: 2, shop: 'main', createdAt: '2026-11-23T06:00:00.000Z', createdBy: '7' };
const example = { ...head, document };

export const calendarRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/calendars',
    tag: 'Calendars',
    summary: 'List the calendars of a shop: its own, and those that ship',
    roles: EVERYBODY,
    scope: 'caller',
    query: VersionListQuery,
    exampleQuery: 'shop=main',
    answers: {
      200: {
        description: 'A page of newest versions',
        schema: listOf(line),
        example: { items: [head], nextCursor: null },
      },
    },
    problems: ['shop_not_found'],
    handle: (call, services) => listOfVersions(kept, call, services),
  }),
  route({
    method: 'get',
    path: '/calendars/{calendar}',
    tag: 'Calendars',
    summary: 'One calendar',
    description: 'The newest version, or the one named: versions never change. The ETag is the version.',
    roles: EVERYBODY,
    scope: 'caller',
    params: { calendar: VERSION_NAME },
    missing: 'calendar_not_found',
    query: VersionQuery,
    exampleQuery: 'shop=main',
    answers: { 200: { description: 'The calendar', schema: whole, example } },
    problems: ['shop_not_found', 'calendar_not_found'],
    handle: (call, services) => oneVersion(kept, call, services),
  }),
  route({
    method: 'put',
    path: '/calendars/{calendar}',
    tag: 'Calendars',
    summary: 'Make the next version of a calendar',
    description:
      'The whole calendar. It counts for cases opened from then on, in this shop only; open cases keep their version. A date is a holiday or an exception, not both.',
    roles: RULERS,
    scope: 'caller',
    versioned: true,
    params: { calendar: VERSION_NAME },
    missing: 'calendar_not_found',
    query: ShopQuery,
    exampleQuery: 'shop=main',
    body: CalendarDocumentBody,
    example: document,
    answers: {
      200: { description: 'It says what the newest version says; nothing was made', schema: whole, example },
      201: { description: 'Made', schema: whole, example },
    },
    problems: ['shop_not_found', 'calendar_unusable', 'document_changed'],
    handle: (call, services) =>
      nextVersion(kept, call, services, () => calendarFaults({ id: '', version: 0, ...call.body }, isZone)),
  }),
];

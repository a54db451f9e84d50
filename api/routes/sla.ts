import { CALENDARS, newestShipped, newestVersions } from '../../store/versions.ts';
import { shopInQuestion } from '../paging.ts';
import { EVERYBODY } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { ShopQuery } from '../schemas.ts';
import { previewOf } from '../sla-preview.ts';
import { PreviewBody, PreviewView } from '../sla-schemas.ts';

const body = {
  op: 'add',
  calendar: {
    timezone: 'Asia/Shanghai',
    hours: {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
    },
    holidays: ['2026-10-01'],
    exceptions: { '2026-10-10': [['09:00', '18:00']] },
  },
  start: '2026-09-30T09:50:00Z',
  minutes: 30,
  pauses: [['2026-10-05T01:10:00Z', '2026-10-05T01:20:00Z']],
};

export const slaRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/sla/preview',
    tag: 'SLA',
    summary: 'Reckon with a calendar: a deadline, open time, the next opening',
    description:
      'The same arithmetic that arms the clocks of cases, with the reason step by step. `calendarId` names a calendar of the shop in its newest version. Targets up to ten years, ranges up to fifty. Changes nothing and needs no Idempotency-Key.',
    roles: EVERYBODY,
    scope: 'caller',
    preview: true,
    query: ShopQuery,
    body: PreviewBody,
    example: body,
    answers: {
      200: {
        description: 'What the calendar makes of it',
        schema: PreviewView,
        example: previewOf(PreviewBody.parse(body), newestShipped(CALENDARS)),
      },
    },
    problems: ['shop_not_found', 'calendar_not_found', 'calendar_exhausted'],
    async handle({ body: preview, caller, query }, { db }) {
      const shop = await shopInQuestion(db, caller, query.shop);
      return { status: 200, body: previewOf(preview, await newestVersions(db, CALENDARS, shop)) };
    },
  }),
];

import { z } from 'zod';
import { tellEvent } from '../../domain/told-event.ts';
import { eventsAfter } from '../../store/event-feed.ts';
import { shopInQuestion } from '../paging.ts';
import { EVERYBODY } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { CASE_ID } from '../samples.ts';
import { EventQuery, ToldEventView } from '../webhook-schemas.ts';

const EventPage = z
  .strictObject({
    items: z.array(ToldEventView),
    position: z.int().meta({ description: '`after` of the next request: all up to here has been given' }),
    more: z.boolean().meta({ description: 'Ask again at once; a page may be empty, and more follow' }),
  })
  .meta({ id: 'EventPage' });

const example = {
  id: `${CASE_ID}:7`,
  position: 4711,
  shop: 'main',
  caseId: CASE_ID,
  seq: 7,
  type: 'clockBreached',
  at: '2026-11-23T07:00:00.000Z',
  by: 'policy',
  data: { clock: 'answer' },
};

export const eventRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/events',
    tag: 'Events',
    summary: 'What happened to all cases, in order, after a position',
    description:
      'Whoever goes on from the `position` of each answer sees every event once: none is shown while an earlier one could still be added. The way to find what webhooks did not bring.',
    roles: EVERYBODY,
    scope: 'caller',
    query: EventQuery,
    exampleQuery: 'after=0&type=opened&type=closed',
    answers: {
      200: {
        description: 'A page of events',
        schema: EventPage,
        example: { items: [example], position: 4711, more: false },
      },
    },
    problems: ['shop_not_found'],
    async handle({ caller, query: { shop: named, after, limit, type: types } }, { db }) {
      const shop = (await shopInQuestion(db, caller, named)) ?? undefined;
      const { events, position, more } = await eventsAfter(db, { after, limit, shop, types });
      return { status: 200, body: { items: events.map(tellEvent), position, more } };
    },
  }),
];

import {
  agentNames,
  findCase,
  isTold,
  listCases,
  listEvents,
  listMessages,
  type CasePosition,
} from '../../store/case-reads.ts';
import { pageOf, readCursor, shopInQuestion } from '../paging.ts';
import { EVERYBODY } from '../roles.ts';
import { route, type CaseCall, type Route, type Services } from '../route.ts';
import * as samples from '../samples.ts';
import { CaseListQuery, CaseQuery, PageQuery } from '../schemas.ts';
import {
  agentOf,
  caseView,
  CaseView,
  EventView,
  eventView,
  listOf,
  MessageView,
  messageView,
  openingView,
} from '../views.ts';

const LOOK_EVERY_MS = 60;
const CASE_POSITION = [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, /^[A-Z0-9-]{1,60}$/];
const NUMBER = [/^\d{1,9}$/];

const temporalUi = ({ config: { temporal } }: Services): string | undefined =>
  temporal.uiUrl && `${temporal.uiUrl}/namespaces/${encodeURIComponent(temporal.namespace)}`;

async function untilTold(call: CaseCall, messageId: string, { db }: Services): Promise<void> {
  while (!(await isTold(db, call.theCase.caseId, messageId)) && Date.now() + LOOK_EVERY_MS < call.answerBy) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const matches = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch === '*' || (ifNoneMatch?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false);

export const caseRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/cases',
    tag: 'Cases',
    summary: 'List cases, newest first',
    roles: EVERYBODY,
    scope: 'caller',
    query: CaseListQuery,
    exampleQuery: 'status=open&limit=20',
    answers: {
      200: {
        description: 'A page of cases',
        schema: listOf(CaseView),
        example: { items: [samples.theCase], nextCursor: null },
      },
    },
    problems: ['shop_not_found'],
    async handle({ caller, query }, services) {
      const { shop: named, limit, cursor, updatedSince, ...filter } = query;
      const shop = await shopInQuestion(services.db, caller, named);
      const after = readCursor(cursor, CASE_POSITION) as CasePosition | undefined;
      const rows = await listCases(
        services.db,
        {
          ...filter,
          ...(shop === null ? {} : { shop }),
          ...(updatedSince === undefined ? {} : { updatedSince: new Date(updatedSince) }),
        },
        { after, limit: limit + 1 },
      );
      const item = (row: (typeof rows)[number]) => caseView(row, temporalUi(services));
      return { status: 200, body: pageOf(rows, limit, item, (row) => [row.exact, row.caseId]) };
    },
  }),
  route({
    method: 'get',
    path: '/cases/{caseId}',
    tag: 'Cases',
    summary: 'One case',
    description:
      'Valid from the instant its id was given: until its workflow has told its first events the status is `opening`. The ETag is the version.',
    roles: EVERYBODY,
    scope: 'case',
    query: CaseQuery,
    answers: {
      200: { description: 'The case', schema: CaseView, example: samples.theCase },
      304: { description: 'Unchanged since the version in If-None-Match' },
    },
    async handle(call, services) {
      if (call.query.after !== undefined) await untilTold(call, call.query.after, services);
      const row = await findCase(services.db, call.theCase.caseId);
      const ui = temporalUi(services);
      const body = row ? caseView(row, ui) : openingView(call.theCase, ui);
      const headers = { ETag: `"${body.version}"` };
      return matches(call.ifNoneMatch, headers.ETag) ? { status: 304, headers } : { status: 200, body, headers };
    },
  }),
  route({
    method: 'get',
    path: '/cases/{caseId}/messages',
    tag: 'Cases',
    summary: 'What was said in a case, in order',
    roles: EVERYBODY,
    scope: 'case',
    query: PageQuery,
    answers: {
      200: {
        description: 'A page of messages',
        schema: listOf(MessageView),
        example: { items: [samples.storedMessage], nextCursor: null },
      },
    },
    async handle({ theCase, query: { limit, cursor } }, { db }) {
      const after = readCursor(cursor, [/^\d{1,15}$/])?.[0];
      const page = { limit: limit + 1, ...(after === undefined ? {} : { after: Number(after) }) };
      const rows = await listMessages(db, theCase.caseId, page);
      return { status: 200, body: pageOf(rows, limit, messageView, (row) => [row.message]) };
    },
  }),
  route({
    method: 'get',
    path: '/cases/{caseId}/events',
    tag: 'Cases',
    summary: 'What happened to a case, in order',
    roles: EVERYBODY,
    scope: 'case',
    query: PageQuery,
    answers: {
      200: {
        description: 'A page of events',
        schema: listOf(EventView),
        example: { items: [samples.event], nextCursor: null },
      },
    },
    async handle({ theCase, query: { limit, cursor } }, { db }) {
      const after = readCursor(cursor, NUMBER)?.[0];
      const page = { limit: limit + 1, ...(after === undefined ? {} : { after: Number(after) }) };
      const rows = await listEvents(db, theCase.caseId, page);
      const names = await agentNames(
        db,
        rows.flatMap((row) => agentOf(row) ?? []),
      );
      return {
        status: 200,
        body: pageOf(
          rows,
          limit,
          (row) => eventView(row, names),
          (row) => [row.seq],
        ),
      };
    },
  }),
];

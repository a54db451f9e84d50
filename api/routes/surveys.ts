import { z } from 'zod';
import { listSurveys, type SurveyRow } from '../../store/survey-reads.ts';
import { pageOf, readCursor, shopInQuestion } from '../paging.ts';
import { BACKENDS, EVERYBODY, REVIEWERS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { CASE_ID } from '../samples.ts';
import { PageQuery, SurveyAnswerBody, SurveyListQuery } from '../schemas.ts';
import { handIn } from '../survey-answers.ts';
import { instantOut, listOf } from '../views.ts';

const SurveyView = z
  .strictObject({
    caseId: z.string(),
    round: z.int(),
    outlet: z.string(),
    state: z.enum(['queued', 'sent', 'answered', 'expired', 'cancelled']),
    reason: z.string().optional().meta({ description: 'Why it was cancelled: `sms-limit` or `reopened`' }),
    queuedAt: instantOut,
    expiresAt: instantOut,
    sentAt: instantOut.optional(),
    answeredAt: instantOut.optional(),
    stars: z.int().optional(),
    quality: z.int().optional(),
    speed: z.int().optional(),
    professionalism: z.int().optional(),
    wrongAnswer: z.boolean().optional(),
    text: z.string().optional(),
  })
  .meta({ id: 'Survey' });

function stateOf(row: SurveyRow): z.output<typeof SurveyView>['state'] {
  if (row.answeredAt) return 'answered';
  if (row.cancelled !== null) return 'cancelled';
  if (row.expired) return 'expired';
  return row.sentAt ? 'sent' : 'queued';
}

function surveyView(row: SurveyRow): z.output<typeof SurveyView> {
  const { caseId, round, outlet, cancelled, stars, quality, speed, professionalism, wrongAnswer, text } = row;
  const told = { stars, quality, speed, professionalism, wrongAnswer, text };
  return {
    caseId,
    round,
    outlet,
    state: stateOf(row),
    ...(cancelled === null ? {} : { reason: cancelled }),
    queuedAt: row.queuedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ...(row.sentAt ? { sentAt: row.sentAt.toISOString() } : {}),
    ...(row.answeredAt ? { answeredAt: row.answeredAt.toISOString() } : {}),
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)),
  };
}

const example = {
  caseId: CASE_ID,
  round: 1,
  outlet: 'email',
  state: 'answered',
  queuedAt: '2026-11-23T09:00:00.000Z',
  expiresAt: '2026-11-30T09:00:00.000Z',
  sentAt: '2026-11-23T09:00:01.000Z',
  answeredAt: '2026-11-23T09:30:00.000Z',
  stars: 5,
  quality: 5,
  speed: 4,
  professionalism: 5,
  wrongAnswer: false,
};

const POSITION = [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, /^[A-Z0-9-]{1,60}$/, /^\d{1,9}$/];
const positionOf = (row: SurveyRow) => [row.exact, row.caseId, row.round];

const list = {
  method: 'get',
  tag: 'Surveys',
  answers: {
    200: {
      description: 'A page of surveys',
      schema: listOf(SurveyView),
      example: { items: [example], nextCursor: null },
    },
  },
} as const;

export const surveyRoutes: readonly Route[] = [
  route({
    ...list,
    path: '/surveys',
    summary: 'List surveys, newest first',
    roles: REVIEWERS,
    scope: 'caller',
    query: SurveyListQuery,
    exampleQuery: 'answered=true',
    problems: ['shop_not_found'],
    async handle({ caller, query: { shop: named, answered, limit, cursor } }, { db }) {
      const shop = await shopInQuestion(db, caller, named);
      const filter = { ...(shop === null ? {} : { shop }), ...(answered === undefined ? {} : { answered }) };
      const rows = await listSurveys(db, filter, { after: readCursor(cursor, POSITION), limit: limit + 1 });
      return { status: 200, body: pageOf(rows, limit, surveyView, positionOf) };
    },
  }),
  route({
    ...list,
    path: '/cases/{caseId}/surveys',
    summary: 'The surveys of a case, one for each resolution',
    roles: EVERYBODY,
    scope: 'case',
    query: PageQuery,
    async handle({ theCase: { caseId }, query: { limit, cursor } }, { db }) {
      const rows = await listSurveys(db, { caseId }, { after: readCursor(cursor, POSITION), limit: limit + 1 });
      return { status: 200, body: pageOf(rows, limit, surveyView, positionOf) };
    },
  }),
  route({
    method: 'post',
    path: '/cases/{caseId}/surveys/{round}/answer',
    tag: 'Surveys',
    summary: "Hand in the customer's one answer to a survey",
    roles: BACKENDS,
    scope: 'case',
    params: { round: /^[1-9]\d{0,5}$/ },
    missing: 'survey_not_found',
    body: SurveyAnswerBody,
    example: { stars: 5, quality: 5, speed: 4, professionalism: 5, text: '很快就解决了,谢谢。' },
    answers: { 202: { description: 'Accepted', schema: SurveyView, example } },
    problems: ['survey_not_found', 'survey_answered', 'survey_expired', 'survey_cancelled'],
    async handle({ theCase: { caseId }, params, body }, services) {
      return { status: 202, body: surveyView(await handIn(caseId, Number(params['round']), body, services)) };
    },
  }),
];

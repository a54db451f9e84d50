import { CalendarExhausted } from '../../domain/calendar.ts';
import { explain } from '../explain.ts';
import { drafted } from '../explain-draft.ts';
import { explanation, explanationUnderDraft } from '../explain-samples.ts';
import { DraftBody, ExplainQuery, ExplanationView } from '../explain-schemas.ts';
import { Problem } from '../problem.ts';
import { EVERYBODY } from '../roles.ts';
import { route, type Route } from '../route.ts';

const common = { path: '/cases/{caseId}/explain', tag: 'Cases', roles: EVERYBODY, scope: 'case' } as const;

export const explainRoutes: readonly Route[] = [
  route({
    ...common,
    method: 'get',
    summary: 'Why a case is due when it is',
    description:
      'Every clock that the case has had: the rule, the calendar, the event that started it, the pauses and the arithmetic step by step, in Chinese and English. With `policyVersion` the case is told again as if it had opened under that version: `whatIf` sets what was beside what would be. Names and texts of people are never in it.',
    query: ExplainQuery,
    answers: {
      200: { description: 'The explanation', schema: ExplanationView, example: explanation },
    },
    problems: ['policy_not_found'],
    async handle({ theCase, query }, { db }) {
      return { status: 200, body: await explain(db, theCase, query.policyVersion === undefined ? undefined : query) };
    },
  }),
  route({
    ...common,
    method: 'post',
    summary: 'What a case would be under a draft',
    description:
      'The case told again as if a drafted policy had stood in the place of its own, or a drafted calendar in the place of the one with its id, or both. Changes nothing and needs no Idempotency-Key.',
    preview: true,
    body: DraftBody,
    example: {
      calendar: { id: 'chat-cn', timezone: 'Asia/Shanghai', hours: { mon: [['10:00', '22:00']] } },
    },
    answers: {
      200: { description: 'The explanation', schema: ExplanationView, example: explanationUnderDraft },
    },
    problems: ['calendar_not_found', 'calendar_exhausted'],
    async handle({ theCase, body }, { db }) {
      try {
        return { status: 200, body: await explain(db, theCase, await drafted(db, theCase, body)) };
      } catch (error) {
        if (!(error instanceof CalendarExhausted)) throw error;
        const message = 'open time enough for the targets of the case';
        const pointer = body.calendar ? '/calendar/hours' : '/policy/clocks';
        const errors = [{ pointer, code: 'calendar_exhausted', message }];
        throw new Problem('calendar_exhausted', { errors });
      }
    },
  }),
];

import { z } from 'zod';
import { extend, handOff, pause, resume } from '../../workflows/messages.ts';
import { MAY_LOWER, WORKERS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { CASE_ID } from '../samples.ts';
import { ExtensionBody, HandOffBody, MergeBody, PauseBody, ResumeBody } from '../verdict-schemas.ts';
import { ask, seal, verdictRow } from '../verdicts.ts';

const MergedView = z
  .strictObject({
    caseId: z.string(),
    into: z.string().meta({ description: 'The surviving case: what comes for the other lands here' }),
  })
  .meta({ id: 'Merged' });

const always = ['case_closed', 'version_conflict', 'if_match_invalid'] as const;

/** What changes the promises of a case: each is an event with the deadlines before and after. */
export const planChangeRoutes: readonly Route[] = [
  route({
    ...verdictRow,
    path: '/cases/{caseId}/hand-off',
    summary: 'The case goes on by another channel',
    description:
      'Running clocks keep their deadlines; what the customer says from now on has those of the new channel.',
    body: HandOffBody,
    example: { agentId: 'E-007', channel: 'email' },
    problems: [...always, 'channel_unchanged', 'channel_unreachable'],
    async handle(call, services) {
      const { agentId, channel } = call.body;
      const { sealed } = await seal(call, agentId, services);
      return ask(handOff, { type: 'handOff', channel, ...sealed }, call, services);
    },
  }),
  route({
    ...verdictRow,
    path: '/cases/{caseId}/pause',
    summary: 'We wait for somebody else than the customer',
    description: 'The clocks that the policy names stand still; response clocks go on.',
    body: PauseBody,
    example: { agentId: 'E-007', reasonCode: 'carrier' },
    problems: [...always, 'case_not_open'],
    async handle(call, services) {
      const { agentId, reasonCode } = call.body;
      const { sealed } = await seal(call, agentId, services);
      return ask(pause, { type: 'pause', reasonCode, ...sealed }, call, services);
    },
  }),
  route({
    ...verdictRow,
    path: '/cases/{caseId}/resume',
    summary: 'What we waited for has come',
    body: ResumeBody,
    example: { agentId: 'E-007' },
    problems: [...always, 'case_not_paused'],
    async handle(call, services) {
      const { sealed } = await seal(call, call.body.agentId, services);
      return ask(resume, { type: 'resume', ...sealed }, call, services);
    },
  }),
  route({
    ...verdictRow,
    path: '/cases/{caseId}/extension',
    roles: MAY_LOWER,
    summary: 'More time for a clock, with a reason',
    description: 'Never beyond what the customer was promised, and never for a promise that is broken already.',
    body: ExtensionBody,
    example: { agentId: 'E-001', clock: 'resolution', seconds: 86_400, reasonCode: 'supplier-late' },
    problems: [...always, 'clock_not_running', 'clock_breached', 'beyond_published'],
    async handle(call, services) {
      const { agentId, ...body } = call.body;
      const { sealed } = await seal(call, agentId, services);
      return ask(extend, { type: 'extend', ...body, ...sealed }, call, services);
    },
  }),
  route({
    method: 'post',
    tag: 'Verdicts',
    roles: WORKERS,
    scope: 'case',
    path: '/cases/{caseId}/merge',
    summary: 'The case goes on in another one of the shop',
    description: "Its clocks end; everything that comes for it from now on is the surviving case's, exactly once.",
    body: MergeBody,
    example: { agentId: 'E-007', into: 'CS-20261123-000002' },
    answers: {
      200: {
        description: 'The surviving case',
        schema: MergedView,
        example: { caseId: CASE_ID, into: 'CS-20261123-000002' },
      },
    },
    problems: ['case_closed', 'case_merged', 'merge_target_closed'],
    async handle({ theCase: { caseId }, body }, { intake }) {
      return { status: 200, body: { caseId, into: await intake.merge(caseId, body) } };
    },
  }),
];

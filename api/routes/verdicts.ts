import type { z } from 'zod';
import type { Request } from '../../domain/policy.ts';
import { dropApplication, findApplication, keepApplication } from '../../store/applications.ts';
import { findAssignment } from '../../store/assignments.ts';
import { dropVerdictNote, keepVerdictNote } from '../../store/verdict-notes.ts';
import { classify, resolve, setLevel, startConsultation } from '../../workflows/messages.ts';
import type { ApplicationBody } from '../application-schema.ts';
import { Problem } from '../problem.ts';
import { MAY_LOWER } from '../roles.ts';
import { route, type CaseCall, type Route, type Services } from '../route.ts';
import { ClassificationBody, ConsultationBody, LevelBody, ResolutionBody } from '../verdict-schemas.ts';
import { ask, seal, verdictRow } from '../verdicts.ts';

/** An agent decides on own cases only; backends, seniors and those above them on any. */
async function ownerOnly({ caller, theCase }: CaseCall, agentId: string, { db }: Services): Promise<void> {
  if (caller.role !== 'agent') return;
  const owner = await findAssignment(db, theCase.caseId);
  if (owner.agentId !== agentId) throw new Problem('owner_required', { detail: 'Claim the case first.' });
}

/** The note is stored first, since the history names it by its row; a refused verdict takes it back. */
async function withNote<T>(
  call: CaseCall,
  note: string | undefined,
  agent: number,
  { db }: Services,
  use: (kept: { note?: number }) => Promise<T>,
): Promise<T> {
  if (note === undefined) return use({});
  const { caseId, shop, opening } = call.theCase;
  const messageId = call.requestKey;
  const row = await keepVerdictNote(db, { caseId, shop, channel: opening.channel, messageId, agent, text: note });
  try {
    return await use({ note: row });
  } catch (error) {
    if (error instanceof Problem && error.code !== 'unavailable') await dropVerdictNote(db, row);
    throw error;
  }
}

/** The application is stored first, since the case knows of it only what is asked for; a refused verdict takes it back. */
async function withApplication<T>(
  { theCase: { caseId, orderId } }: CaseCall,
  application: z.output<typeof ApplicationBody> | undefined,
  { db }: Services,
  use: (asked: { request?: Request }) => Promise<T>,
): Promise<T> {
  if (application === undefined) return use({});
  if (orderId === null) throw new Problem('order_missing', { detail: 'A message of the case has to name the order.' });
  const { requestType: request, ...asked } = application;
  const before = await findApplication(db, caseId);
  if (!before) await keepApplication(db, caseId, { request, asked });
  try {
    return await use({ request });
  } catch (error) {
    if (!before && error instanceof Problem && error.code !== 'unavailable') await dropApplication(db, caseId);
    throw error;
  }
}

export const verdictRoutes: readonly Route[] = [
  route({
    ...verdictRow,
    path: '/cases/{caseId}/level',
    summary: 'Set how hard the question is',
    description: 'A lower level is for seniors and those above them, and needs a reasonCode.',
    body: LevelBody,
    example: { agentId: 'E-007', level: 2 },
    problems: [
      'case_closed',
      'level_unchanged',
      'lowering_not_allowed',
      'lowering_without_reason',
      'version_conflict',
      'if_match_invalid',
    ],
    async handle(call, services) {
      const { agentId, ...body } = call.body;
      const { sealed } = await seal(call, agentId, services);
      const mayLower = MAY_LOWER.includes(call.caller.role);
      return ask(setLevel, { type: 'setLevel', ...body, mayLower, ...sealed }, call, services);
    },
  }),
  route({
    ...verdictRow,
    path: '/cases/{caseId}/classification',
    summary: 'Say what a case is about: its kind, its category',
    description:
      'Another kind goes on under the same id: what the customer was promised stays promised, what the new kind owes starts now.',
    body: ClassificationBody,
    example: { agentId: 'E-007', kind: 'complaint', category: 'order' },
    problems: [
      'case_closed',
      'classification_unchanged',
      'application_missing',
      'order_missing',
      'version_conflict',
      'if_match_invalid',
    ],
    async handle(call, services) {
      const { agentId, application, ...body } = call.body;
      const { sealed } = await seal(call, agentId, services);
      return withApplication(call, application, services, (asked) =>
        ask(classify, { type: 'classify', ...body, ...asked, ...sealed }, call, services),
      );
    },
  }),
  route({
    ...verdictRow,
    path: '/cases/{caseId}/consultations',
    summary: 'Bring other departments into a level 3 case',
    body: ConsultationBody,
    example: { agentId: 'E-007', departments: ['technical', 'product'] },
    problems: ['case_closed', 'level_not_three', 'version_conflict', 'if_match_invalid'],
    async handle(call, services) {
      const { agentId, departments } = call.body;
      const { sealed } = await seal(call, agentId, services);
      return ask(startConsultation, { type: 'startConsultation', departments, ...sealed }, call, services);
    },
  }),
  route({
    ...verdictRow,
    path: '/cases/{caseId}/resolution',
    summary: 'Call a case resolved; the customer is asked to confirm',
    description: 'A key of the role agent resolves only what that agent owns.',
    body: ResolutionBody,
    example: { agentId: 'E-007', outcome: 'solved' },
    problems: [
      'case_closed',
      'case_resolved',
      'request_under_way',
      'version_conflict',
      'if_match_invalid',
      'owner_required',
    ],
    async handle(call, services) {
      const { agentId, note, ...body } = call.body;
      await ownerOnly(call, agentId, services);
      const { number, sealed } = await seal(call, agentId, services);
      return withNote(call, note, number, services, (kept) =>
        ask(resolve, { type: 'resolve', ...body, ...kept, ...sealed }, call, services),
      );
    },
  }),
];

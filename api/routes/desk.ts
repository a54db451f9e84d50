import { z } from 'zod';
import type { Assigned } from '../../intake/index.ts';
import { WORKERS } from '../roles.ts';
import { route, type Answer, type Route } from '../route.ts';
import { CASE_ID } from '../samples.ts';
import { ClaimBody, TransferBody } from '../schemas.ts';

const AssignedView = z
  .strictObject({
    caseId: z.string(),
    agentId: z.string().nullable().meta({ description: 'Null: in the queue' }),
    assignmentVersion: z.int(),
  })
  .meta({ id: 'Assigned' });

const answered = ({ caseId, agentId, assignmentVersion }: Assigned): Answer => ({
  status: 200,
  body: { caseId, agentId, assignmentVersion },
});

const answers = (agentId: string) => ({
  200: {
    description: 'Whose case it is now',
    schema: AssignedView,
    example: { caseId: CASE_ID, agentId, assignmentVersion: 1 },
  },
});

const desk = {
  method: 'post',
  tag: 'Desk',
  roles: WORKERS,
  scope: 'case',
  problems: ['desk_conflict'],
} as const;

export const deskRoutes: readonly Route[] = [
  route({
    ...desk,
    path: '/cases/{caseId}/claim',
    summary: 'An agent takes a case that nobody owns',
    description: 'One of two who claim at once gets it, the other 409. Claiming an own case again changes nothing.',
    body: ClaimBody,
    example: { agentId: 'E-007' },
    answers: answers('E-007'),
    async handle({ theCase: { caseId }, body }, { intake }) {
      return answered(await intake.claim(caseId, body));
    },
  }),
  route({
    ...desk,
    path: '/cases/{caseId}/transfer',
    summary: 'A case goes to another agent, or back to the queue',
    body: TransferBody,
    example: { fromAgentId: 'E-007', toAgentId: 'E-008' },
    answers: answers('E-008'),
    async handle({ theCase: { caseId }, body }, { intake }) {
      return answered(await intake.transfer(caseId, body));
    },
  }),
];

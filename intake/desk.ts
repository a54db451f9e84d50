import type { Knex } from 'knex';
import { agentRef } from '../domain/ids.ts';
import { agentNumber } from '../store/agents.ts';
import { assign, findAssignment } from '../store/assignments.ts';
import { storeFact, type StoredFact } from '../store/facts.ts';
import { lockCase } from '../store/intake.ts';
import { lookAroundCase } from '../store/surroundings.ts';
import { atomically } from './atomically.ts';
import { DeskConflict, UnknownCase } from './errors.ts';
import type { Assigned } from './inputs.ts';

/** What the desk decided, to be told; without `stored` nothing has changed. */
export interface Decided extends Assigned {
  readonly stored?: StoredFact;
  readonly behind: boolean;
}

interface Change {
  /** Null: back to the queue. */
  readonly toAgentId: string | null;
  /** Whether who asks may take the case from its present owner (by agent id; null: nobody's). */
  readonly allowed: (owner: string | null) => boolean;
  /** Who did it, as events name people; undefined: the new owner. */
  readonly byAgentId?: string | undefined;
}

/** Changes the owner under the case's lock, so that of two who claim at once one gets the case and one the other's name. */
const decide = (db: Knex, caseId: string, { toAgentId, allowed, byAgentId }: Change): Promise<Decided> =>
  atomically(db, async (trx) => {
    const row = await lockCase(trx, caseId);
    if (!row) throw new UnknownCase(caseId);
    const { now, behind } = await lookAroundCase(trx, { caseId, scope: '', messageId: undefined });
    const present = await findAssignment(trx, caseId);
    if (present.agentId === toAgentId) {
      return { caseId, agentId: toAgentId, assignmentVersion: present.version, behind };
    }
    if (!allowed(present.agentId)) throw new DeskConflict(caseId, present.agentId);

    const reference = async (agentId: string) => agentRef(await agentNumber(trx, row.shop, agentId));
    const number = toAgentId === null ? null : await agentNumber(trx, row.shop, toAgentId);
    const agent = number === null ? null : agentRef(number);
    const by = byAgentId === undefined ? (agent ?? 'system') : await reference(byAgentId);
    const assignmentVersion = await assign(trx, caseId, number);
    const body = { type: 'ownerChanged', agent, assignmentVersion, by } as const;
    const { stored } = await storeFact(trx, { caseId, body, acceptedAt: now });
    return { caseId, agentId: toAgentId, assignmentVersion, stored, behind };
  });

/** Takes a free case. One's own stays one's own. @throws DeskConflict when it is another's */
export const takeClaim = (db: Knex, caseId: string, agentId: string): Promise<Decided> =>
  decide(db, caseId, { toAgentId: agentId, allowed: (owner) => owner === null });

/** Hands a case on, or back to the queue. @throws DeskConflict when `fromAgentId` is told and does not own it */
export const takeTransfer = (
  db: Knex,
  caseId: string,
  { fromAgentId, toAgentId }: { fromAgentId?: string | undefined; toAgentId: string | null },
): Promise<Decided> =>
  decide(db, caseId, {
    toAgentId,
    allowed: (owner) => fromAgentId === undefined || owner === fromAgentId,
    byAgentId: fromAgentId,
  });

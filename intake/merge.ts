import type { Knex } from 'knex';
import { agentRef } from '../domain/ids.ts';
import { agentNumber } from '../store/agents.ts';
import { recordFact } from '../store/facts.ts';
import { lockSurvivor, mergedInto, mergeInto } from '../store/merges.ts';
import { atomically } from './atomically.ts';
import { MergeRefused, UnknownCase } from './errors.ts';

export interface Merge {
  /** The case that survives, or one that was merged into it. */
  readonly into: string;
  /** In the shop's staff system. */
  readonly agentId: string;
}

/**
 * Merges a case into another in one transaction: from then on everything that comes for it is the other's, and both
 * workflows have a fact to be told. A case has one survivor and no survivor of its own cases' survives it, so that no
 * circle can be made. Returns the surviving case; a merge that was made before changes nothing.
 * @throws UnknownCase
 * @throws MergeRefused
 */
export const takeMerge = (db: Knex, caseId: string, { into, agentId }: Merge): Promise<string> =>
  atomically(db, async (trx) => {
    const from = await lockSurvivor(trx, caseId);
    const survivor = await lockSurvivor(trx, into);
    if (!from) throw new UnknownCase(caseId);
    if (survivor?.row.shop !== from.row.shop) throw new UnknownCase(into);
    const to = survivor.row.caseId;
    if (from.row.caseId === to) {
      if ((await mergedInto(trx, caseId)) === to) return to;
      throw new MergeRefused('merged');
    }
    if (from.row.caseId !== caseId) throw new MergeRefused('merged');
    if (from.closed) throw new MergeRefused('closed');
    if (survivor.closed) throw new MergeRefused('target-closed');

    const by = agentRef(await agentNumber(trx, from.row.shop, agentId));
    await mergeInto(trx, caseId, to);
    await recordFact(trx, caseId, { type: 'merged', into: to, by });
    await recordFact(trx, to, { type: 'mergedFrom', caseId, by });
    return to;
  });

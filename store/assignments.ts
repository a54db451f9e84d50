import type { Db } from './db.ts';

/** Who owns a case, as the desk decided; `version` counts the changes. */
export interface Assignment {
  /** Our number; null: in the queue. */
  readonly agent: number | null;
  /** The owner's id in the shop's staff system. */
  readonly agentId: string | null;
  /** 0 when the desk never touched the case. */
  readonly version: number;
}

/** The desk's row of a case. Decide upon it only under the case's lock, or two people own the case. */
export async function findAssignment(db: Db, caseId: string): Promise<Assignment> {
  const row = await db('assignments as d')
    .leftJoin('agents as a', 'a.id', 'd.agent_id')
    .where('d.case_id', caseId)
    .first<Assignment | undefined>({ agent: 'd.agent_id', agentId: 'a.external_id', version: 'd.version' });
  return row ?? { agent: null, agentId: null, version: 0 };
}

/** Gives the case to an agent, or back to the queue. Returns the new version. */
export async function assign(trx: Db, caseId: string, agent: number | null): Promise<number> {
  const { rows } = await trx.raw<{ rows: { version: number }[] }>(
    `insert into assignments (case_id, agent_id, version) values (:caseId, :agent, 1)
     on conflict (case_id) do update
       set agent_id = excluded.agent_id, version = assignments.version + 1, changed_at = now()
     returning version`,
    { caseId, agent },
  );
  return versionOf(rows);
}

/** Gives a case that nobody owns to an agent. Returns the new version, or undefined when somebody owns it. */
export async function assignUnowned(trx: Db, caseId: string, agent: number): Promise<number | undefined> {
  const { rows } = await trx.raw<{ rows: { version: number }[] }>(
    `insert into assignments (case_id, agent_id, version) values (:caseId, :agent, 1)
     on conflict (case_id) do update
       set agent_id = excluded.agent_id, version = assignments.version + 1, changed_at = now()
       where assignments.agent_id is null
     returning version`,
    { caseId, agent },
  );
  return rows[0]?.version;
}

/** Takes the case from the owner it has had since a version. Nothing happens when the desk has decided since. */
export async function returnToQueue(trx: Db, caseId: string, version: number): Promise<void> {
  await trx('assignments')
    .where({ case_id: caseId, version })
    .update({ agent_id: null, version: version + 1, changed_at: trx.fn.now() });
}

function versionOf(rows: readonly { version: number }[]): number {
  const [row] = rows;
  if (!row) throw new Error('an upsert of an assignment returned no row');
  return row.version;
}

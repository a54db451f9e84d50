import type { Db } from './db.ts';
import { messageColumns, scopes } from './messages.ts';

interface VerdictNote {
  readonly caseId: string;
  readonly shop: string;
  readonly channel: Parameters<typeof messageColumns>[0]['channel'];
  /** The same for every retry of one verdict. */
  readonly messageId: string;
  readonly agent: number;
  readonly text: string;
}

/** Stores the note that goes with a verdict before the verdict is asked for; a second time it is the same row. */
export async function keepVerdictNote(db: Db, { caseId, ...note }: VerdictNote): Promise<number> {
  const columns = messageColumns({ ...note, direction: 'note', kind: 'note', scope: scopes.own('note', caseId) });
  const rows = await db('messages')
    .insert({ case_id: caseId, accepted_at: db.raw('clock_timestamp()'), ...columns, attachments: '[]', details: '{}' })
    .onConflict(['scope', 'message_id'])
    .merge(['scope'])
    .returning<{ id: number }[]>('id');
  if (!rows[0]) throw new Error('an upsert of a note returned no row');
  return rows[0].id;
}

/** Takes back the note of a verdict that was refused. */
export const dropVerdictNote = (db: Db, message: number): Promise<number> =>
  db('messages').where({ id: message, fact_id: null, direction: 'note' }).delete();

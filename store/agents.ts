import type { Db } from './db.ts';

/** Our number of an agent whom the shop's staff system knows by `agentId`; one seen for the first time gets its own. */
export async function agentNumber(trx: Db, shop: string, agentId: string): Promise<number> {
  const known = await trx('agents').where({ shop, external_id: agentId }).first<{ id: number } | undefined>('id');
  if (known) return known.id;
  // Two processes may see the same agent for the first time at once: the second takes the number of the first.
  const [fresh] = await trx('agents')
    .insert({ shop, external_id: agentId })
    .onConflict(['shop', 'external_id'])
    .merge(['external_id'])
    .returning<{ id: number }[]>('id');
  if (!fresh) throw new Error('an upsert of an agent returned no row');
  return fresh.id;
}

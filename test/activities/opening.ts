import type { Knex } from 'knex';
import type { OpenCase } from '../../domain/open-case.ts';

let count = 0;

/** A case that intake has minted, without its workflow. Of a day long past, so that none of today's has its number. */
export async function openingInDatabase(db: Knex): Promise<OpenCase> {
  const caseId = `CS-20200102-${String(++count).padStart(6, '0')}`;
  const [customer] = await db('customers').insert({ shop: 'main', key_hash: caseId }).returning<{ id: number }[]>('id');
  const opening: OpenCase = {
    ...{ caseId, shop: 'main', kind: 'inquiry', channel: 'email', locale: 'zh', reach: ['email'] },
    ...{ tier: 'vip', level: 2, category: null, policy: 'standard', openedAt: Date.parse('2026-11-23T02:00:00Z') },
    customer: `customer-${customer?.id ?? 0}`,
  };
  await db('intake').insert({
    ...{ case_id: caseId, shop: 'main', kind: 'inquiry', channel: 'email', customer_id: customer?.id },
    opening: JSON.stringify(opening),
    opened_at: new Date(opening.openedAt),
  });
  return opening;
}

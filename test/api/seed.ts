import type { Knex } from 'knex';
import type { OpenCase } from '../../domain/open-case.ts';

let count = 0;

interface Seed {
  readonly shop?: string;
  readonly status?: string;
  readonly channel?: string;
  readonly tier?: string;
  readonly breached?: boolean;
  readonly promised?: boolean;
  readonly round?: number;
  readonly clocks?: readonly object[];
  readonly openedAt?: Date;
  readonly closedHow?: string;
  /** An agent's id in the staff system. */
  readonly owner?: string;
  /** Known to intake only. */
  readonly opening?: boolean;
}

/** A case as its workflow would have written it, without the workflow. */
export async function seedCase(db: Knex, seed: Seed = {}): Promise<string> {
  count += 1;
  const { shop = 'main', status = 'open', channel = 'email', tier = 'basic', openedAt = new Date() } = seed;
  const { prefix } = await db('shops').where({ id: shop }).first<{ prefix: string }>('prefix');
  const caseId = `${prefix}-20261101-${String(count).padStart(6, '0')}`;
  const key = { shop, key_hash: `seed-${count}` };
  const [customer] = await db('customers').insert(key).returning<{ id: number }[]>('id');
  const opening: OpenCase = {
    caseId,
    shop,
    kind: 'inquiry',
    channel: channel as OpenCase['channel'],
    locale: 'zh',
    tier: tier as OpenCase['tier'],
    level: null,
    category: null,
    customer: `customer-${customer?.id ?? 0}`,
    reach: [],
    policy: 'standard',
    openedAt: openedAt.getTime(),
  };
  await db('intake').insert({
    case_id: caseId,
    shop,
    kind: 'inquiry',
    channel,
    customer_id: customer?.id,
    opening: JSON.stringify(opening),
    opened_at: openedAt,
  });
  if (seed.opening) return caseId;
  const [agent] = seed.owner
    ? await db('agents')
        .insert({ shop, external_id: seed.owner })
        .onConflict(['shop', 'external_id'])
        .merge(['external_id'])
        .returning<{ id: number }[]>('id')
    : [];
  await db('cases').insert({
    case_id: caseId,
    shop,
    kind: 'inquiry',
    status,
    closed_how: seed.closedHow ?? null,
    channel,
    tier,
    priority: 3,
    owner_id: agent?.id ?? null,
    queue: shop,
    customer_id: customer?.id,
    version: 3,
    clocks: JSON.stringify(seed.clocks ?? []),
    breached: seed.breached ?? false,
    promised: seed.promised ?? true,
    round: seed.round ?? 0,
    opened_at: openedAt,
    closed_at: status === 'closed' ? new Date() : null,
  });
  return caseId;
}

/** Events of a case, numbered from 1. */
export async function seedEvents(db: Knex, caseId: string, events: readonly object[]): Promise<void> {
  await db('case_events').insert(
    (events as readonly Record<string, unknown>[]).map((event, i) => ({
      case_id: caseId,
      seq: i + 1,
      type: event['type'],
      at: new Date(event['at'] as number),
      by: event['by'],
      data: JSON.stringify(event),
      line: `${i + 1} ${String(event['type'])}`,
    })),
  );
}

export async function seedShop(db: Knex, id: string, prefix: string): Promise<void> {
  await db('shops').insert({ id, prefix, name: id });
}

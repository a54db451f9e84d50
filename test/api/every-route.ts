/** What tests of every row of the route table need: something that each path names, and where it stands. */
import type { Knex } from 'knex';
import type { Route } from '../../api/route.ts';
import { seedCase } from './seed.ts';

/** What stands in a path, by the name of its part; what is of one row alone, by path and part. */
type Ids = Readonly<Record<string, string>>;

/** Of each thing that a path can name one, in the shop `main`. */
export async function seedAll(db: Knex): Promise<Ids> {
  const caseId = await seedCase(db);
  const at = new Date();
  const survey = { case_id: caseId, round: 1, outlet: 'email', queued_at: at, expires_at: new Date(Date.now() + 1e6) };
  await db('surveys').insert(survey);
  const delivery = { case_id: caseId, seq: 1, shop: 'main', recipient: 'customer', outlet: 'email', template: 'reply' };
  await db('deliveries').insert({ ...delivery, facts: '{}', state: 'stuck', next_attempt_at: at });
  const [hook] = await db('webhook_endpoints')
    .insert({ shop: 'main', url: 'https://a.example', secret: 'x' })
    .returning<{ id: number }[]>('id');
  const call = { endpoint_id: hook?.id, event: `${caseId}:1`, case_id: caseId, seq: 1 };
  await db('webhook_calls').insert({ ...call, type: 'opened', state: 'given-up' });
  const order = { case_id: caseId, shop: 'main', type: 'refund', type_version: 1, state: 'open', queue: 'finance' };
  await db('work_orders').insert({ ...order, opened_by: 'policy', opened_at: at, updated_at: at });
  const [key] = await db('api_keys')
    .insert({ shop: 'main', role: 'qa', name: 'n', prefix: 'p', hash: 'h' })
    .returning<{ id: number }[]>('id');
  return {
    caseId,
    shopId: 'main',
    policy: 'standard',
    afterSalesPolicy: 'policy-abcd',
    calendar: 'office-cn',
    workOrder: 'WO-000001',
    workOrderType: 'refund',
    event: `${caseId}:1`,
    round: '1',
    seq: '1',
    measure: '1',
    '/webhook-endpoints id': String(hook?.id),
    '/api-keys id': String(key?.id),
  };
}

/** The path of a row with what stands for each part. Throws where nothing does: add it to `seedAll`. */
export function pathOf(row: Pick<Route, 'path'>, ids: Ids): string {
  const start = /^\/[^/]+/.exec(row.path)?.[0] ?? '';
  return `/v1${row.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const id = ids[`${start} ${name}`] ?? ids[name];
    if (id === undefined) throw new Error(`nothing stands for {${name}} of ${row.path}: give it a row in seedAll`);
    return id;
  })}`;
}

/** Cases as an old shop has them, by SQL: five cases a minute, one in twenty still open and those the newest. */
import type { Knex } from 'knex';

const SEED = `
  insert into shops (id, prefix, name) values ('other', 'OT', '另一家店');
  insert into agents (shop, external_id) select 'main', 'E-' || n from generate_series(1, 100) n;
  insert into customers (shop, key_hash) select 'main', 'customer-' || n from generate_series(1, 10000) n;

  insert into intake (case_id, shop, kind, channel, customer_id, tags, opening, opened_at)
  select 'CS-20250101-' || lpad(n::text, 9, '0'), case when n % 10 = 0 then 'other' else 'main' end,
    (array['inquiry', 'inquiry', 'inquiry', 'after-sales', 'complaint'])[1 + n / 7 % 5],
    (array['chat', 'email', 'wechat', 'hotline', 'form'])[1 + n % 5],
    1 + n % 10000, array['tag-' || n % 30],
    jsonb_build_object('policy', 'standard', 'locale', 'zh', 'reach', '["chat"]'::jsonb),
    timestamptz '2025-01-01 00:00Z' + n * interval '12 seconds'
  from generate_series(1, :cases) n;

  insert into cases (case_id, shop, kind, status, closed_how, channel, category, tier, level, priority, owner_id, queue,
    customer_id, version, clocks, next_due_at, breached, promised, opened_at, resolved_at, closed_at, updated_at)
  select i.case_id, i.shop, i.kind, s.status, case when s.status = 'closed' then 'confirmed' end, i.channel, 'product',
    (array['basic', 'basic', 'basic', 'vip', 'new'])[1 + s.n / 11 % 5], 2, 3,
    case when i.shop = 'main' then 1 + s.n / 13 % 100 end, i.shop, i.customer_id, 12,
    (select jsonb_agg(jsonb_build_object('name', name, 'state', 'met', 'startedAt', i.opened_at, 'dueAt',
       i.opened_at + interval '1 hour', 'breachedAt', null, 'stoppedAt', i.opened_at + interval '10 minutes'))
     from unnest(array['acknowledge', 'answer', 'resolution']) name),
    case when s.status <> 'closed' then i.opened_at + interval '1 day' end, s.n / 17 % 20 = 0, s.n / 19 % 50 > 0,
    i.opened_at, case when s.status = 'closed' then i.opened_at + interval '1 day' end,
    case when s.status = 'closed' then i.opened_at + interval '2 days' end, i.opened_at + interval '2 days'
  from intake i cross join lateral (
    select right(i.case_id, 9)::integer as n, case when right(i.case_id, 9)::integer <= :cases * 0.95 then 'closed'
      else (array['open', 'waiting-customer', 'waiting-other', 'resolved'])[1 + right(i.case_id, 9)::integer % 4] end as status
  ) s`;

/** Fills an empty, migrated database. Foreign keys hold by what is written, and are not looked up for each row. */
export async function seedCases(db: Knex, cases: number): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.raw('set local session_replication_role = replica');
    for (const statement of SEED.split(';')) await trx.raw(statement, { cases });
  });
  await db.raw('vacuum analyze intake');
  await db.raw('vacuum analyze cases');
  await db.raw('analyze');
}

/** Last opening of the seeded. */
export const newestOf = (cases: number): Date => new Date(Date.parse('2025-01-01T00:00:00Z') + cases * 12_000);

/** What the bare workflow asks of Postgres: each turn is one statement. */
import type pg from 'pg';

export interface Turn {
  readonly caseId: string;
  readonly shop: string;
  readonly customer: number;
  readonly fromSeq: number;
  /** Their types. */
  readonly events: readonly string[];
  readonly status: string;
  /** How many of the last events are sent to somebody. */
  readonly sends: number;
}

export interface BareActivities {
  readPlan(input: { readonly shop: string }): Promise<{ readonly policy: string }>;
  write(turn: Turn): Promise<void>;
}

const WRITE = `
  with stored as (
    insert into case_events (case_id, seq, type, at, by, data, line)
    select $1, e.seq, e.type, now(), 'bare', '{}', e.type
    from jsonb_to_recordset($2::jsonb) as e (seq integer, type text)
    on conflict (case_id, seq) do nothing
  ), projected as (
    insert into cases (case_id, shop, kind, status, channel, tier, priority, queue, customer_id, version, clocks, opened_at)
    values ($1, $3, 'inquiry', $4, 'chat', 'basic', 3, $3, $5, $6, '[]', now())
    on conflict (case_id) do update set status = excluded.status, version = excluded.version, updated_at = now()
    where cases.version < excluded.version
  )
  insert into deliveries (case_id, seq, shop, recipient, outlet, template, facts, state, next_attempt_at, delivered_at)
  select $1, $6 - n + 1, $3, 'customer', 'chat', 'answer', '{}', 'delivered', now(), now()
  from generate_series(1, $7::integer) n
  on conflict (case_id, seq) do nothing`;

export function createBareActivities(pool: pg.Pool): BareActivities {
  return {
    async readPlan({ shop }) {
      const { rows } = await pool.query<{ policy: string }>('select policy from shops where id = $1', [shop]);
      return { policy: rows[0]?.policy ?? '' };
    },
    async write({ caseId, shop, customer, fromSeq, events, status, sends }) {
      const numbered = events.map((type, i) => ({ seq: fromSeq + i, type }));
      const version = fromSeq + events.length - 1;
      await pool.query(WRITE, [caseId, JSON.stringify(numbered), shop, status, customer, version, sends]);
    },
  };
}

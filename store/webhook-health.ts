import { FAILING_LIMIT_MS } from '../domain/delivery-schedule.ts';
import type { Db } from './db.ts';
import type { DisabledBecause } from './webhook-endpoints.ts';

/** How an endpoint fares over all that it is sent. */

const row = (db: Db, id: string) => db('webhook_endpoints').where({ id: Number(id) });

const MS = `interval '1 millisecond'`;

/** As exact as a Date, so that it can be compared with one. */
const NOW = `date_trunc('milliseconds', now())`;

/** Notes that it has taken something after it had failed. */
export async function noteWell(db: Db, id: string): Promise<void> {
  await row(db, id).whereNotNull('failing_since').update({ failing_since: null });
}

/**
 * Notes that a call failed, and how long it asked to be left alone. True when that disabled it: every call has failed
 * for as long as one is repeated.
 */
export async function noteFailed(db: Db, id: string, restMs: number | undefined): Promise<boolean> {
  const limit = [FAILING_LIMIT_MS];
  if (restMs !== undefined) {
    await row(db, id).update({ rests_until: db.raw(`now() + ? * ${MS}`, [Math.round(restMs)]) });
  }
  const began = await row(db, id).whereNull('failing_since').update({ failing_since: db.fn.now() });
  if (began > 0) return false;
  const disabled = await row(db, id)
    .whereNull('disabled_at')
    .whereRaw(`failing_since <= now() - ? * ${MS}`, limit)
    .update({ disabled_at: db.raw(NOW), disabled_because: 'failing', told_at: null });
  return disabled > 0;
}

/** Disables an endpoint that said that it is gone; false when it was disabled already. */
export async function noteGone(db: Db, id: string): Promise<boolean> {
  const values = { disabled_at: db.raw(NOW), disabled_because: 'gone', told_at: null };
  return (await row(db, id).whereNull('disabled_at').update(values)) > 0;
}

/** An endpoint that was disabled by what it answered, and of which the shop's people do not know yet. */
export interface UntoldEndpoint {
  readonly id: string;
  readonly url: string;
  readonly disabledAt: Date;
  readonly because: Exclude<DisabledBecause, 'by-hand'>;
  readonly shop: {
    readonly id: string;
    readonly name: string;
    readonly zone: string;
    readonly locale: string;
    readonly settings: Readonly<Record<string, unknown>>;
  };
}

export async function untoldEndpoints(db: Db): Promise<UntoldEndpoint[]> {
  return db('webhook_endpoints as w')
    .join('shops as s', 's.id', 'w.shop')
    .whereNull('w.deleted_at')
    .whereIn('w.disabled_because', ['gone', 'failing'])
    .whereNull('w.told_at')
    .orderBy('w.id')
    .select<UntoldEndpoint[]>([
      'w.url',
      'w.disabled_at as disabledAt',
      'w.disabled_because as because',
      db.raw('cast(w.id as text) as id'),
      db.raw(
        `jsonb_build_object('id', s.id, 'name', s.name, 'zone', s.zone, 'locale', s.locale, 'settings', s.settings) as shop`,
      ),
    ]);
}

type Disabling = Pick<UntoldEndpoint, 'id' | 'disabledAt'>;

/** Disabled again meanwhile, it is another one: that is news. */
const disabling = (db: Db, { id, disabledAt }: Disabling) => row(db, id).where({ disabled_at: disabledAt });

/** Takes it to one's own to tell the shop's people; false when another process has. */
export async function claimNotice(db: Db, endpoint: Disabling): Promise<boolean> {
  return (await disabling(db, endpoint).whereNull('told_at').update({ told_at: db.fn.now() })) > 0;
}

/** Leaves what one has claimed, and could not tell, to whoever claims it next. */
export async function returnNotice(db: Db, endpoint: Disabling): Promise<void> {
  await disabling(db, endpoint).update({ told_at: null });
}

import type { Client } from '@temporalio/client';
import type { RequestHandler } from 'express';
import type { Db } from '../store/db.ts';
import { traceOf } from './trace.ts';

const WITHIN_MS = 2_000;

async function works(check: () => Promise<unknown>): Promise<'ok' | 'unavailable'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('late'));
    }, WITHIN_MS);
  });
  try {
    await Promise.race([check(), late]);
    return 'ok';
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timer);
  }
}

/** The process runs: whatever it depends on. */
export const healthz: RequestHandler = (req, res) => {
  traceOf(req).route = '/healthz';
  res.json({ status: 'ok' });
};

/** Requests can be served: Postgres and Temporal answer within two seconds. */
export const createReadyz =
  ({ db, temporal, namespace }: { db: Db; temporal: Client; namespace: string }): RequestHandler =>
  async (req, res) => {
    traceOf(req).route = '/readyz';
    const [database, cluster] = await Promise.all([
      works(() => db.raw('select 1')),
      works(() =>
        temporal.withDeadline(Date.now() + WITHIN_MS, () => temporal.workflowService.describeNamespace({ namespace })),
      ),
    ]);
    const ready = database === 'ok' && cluster === 'ok';
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ok' : 'unavailable', database, temporal: cluster });
  };

/** What is special about taking in a complaint. */
import type { Knex } from 'knex';
import { agentRef } from '../domain/ids.ts';
import type { ComplaintOpening } from '../domain/kinds/complaint/events.ts';
import { SEVERE_LOSS } from '../domain/kinds/complaint/measures.ts';
import type { Level } from '../domain/policy.ts';
import { agentNumber } from '../store/agents.ts';
import { complaintAbout } from '../store/complaints.ts';
import type { NewComplaint } from './inputs.ts';

/** The complaint as its workflow is told: codes and our own numbers. A great loss is severe by itself. */
async function complaintOpening(
  trx: Knex.Transaction,
  shop: string,
  { category, against, severe = [], outsideAt, lossAmount = 0 }: NewComplaint,
): Promise<ComplaintOpening> {
  const reasons = new Set([...severe, ...(lossAmount >= SEVERE_LOSS ? (['high-loss'] as const) : [])]);
  return {
    ...(category === undefined ? {} : { category }),
    ...(against === undefined ? {} : { against: agentRef(await agentNumber(trx, shop, against)) }),
    ...(reasons.size === 0 ? {} : { severe: [...reasons] }),
    ...(outsideAt === undefined ? {} : { outsideAt }),
  };
}

interface Complained {
  readonly complaint?: ComplaintOpening;
  readonly level?: Level;
  /** The same customer's complaint about the same order before. */
  readonly follows?: string;
}

/** What a complaint opens with: a severe one, and a second one about one order, at level 3. */
export async function asComplaint(
  trx: Knex.Transaction,
  { shop, orderId, complaint }: { shop: string; orderId?: string | undefined; complaint?: NewComplaint | undefined },
  customerId: number,
): Promise<Complained> {
  const opening = complaint && (await complaintOpening(trx, shop, complaint));
  const before = orderId === undefined ? undefined : await complaintAbout(trx, { shop, customerId, orderId });
  return {
    ...(opening ? { complaint: opening } : {}),
    ...(before === undefined ? {} : { follows: before }),
    ...(before !== undefined || opening?.severe ? { level: 3 } : {}),
  };
}

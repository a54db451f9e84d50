/** What warehouse, bank, supervisor and customer do about a request, by what the API shows of it. */
import { z } from 'zod';
import type { Bargain } from './money-load.ts';

export interface Command {
  /** The same for the same thing: done once. */
  readonly id: string;
  /** Below `/v1/cases/{caseId}`. */
  readonly path: string;
  readonly body: object;
}

const Shown = z.object({
  status: z.string(),
  afterSales: z
    .object({
      stage: z.string(),
      verdicts: z.array(z.object({ decision: z.string(), rules: z.array(z.string()) })),
      lines: z.array(z.object({ line: z.number(), state: z.string() })),
      steps: z.array(z.object({ step: z.string(), state: z.string(), lines: z.array(z.number()) })),
    })
    .optional(),
});

/** What happens next by somebody's hand; null while nobody has anything to do. Throws where a person is needed. */
export function commandOf(view: unknown, { parcels, kept }: Bargain): Command | null {
  const { status, afterSales } = Shown.parse(view);
  if (status === 'resolved') return { id: 'confirm', path: 'confirmation', body: { confirmed: true } };
  if (!afterSales) return null;
  const { stage, verdicts, lines, steps } = afterSales;
  if (stage === 'approval') {
    return { id: 'approve', path: 'grant-approval', body: { agentId: 'supervisor-1', approved: true } };
  }
  if (stage === 'decision') throw new Error(`a person has to decide: ${JSON.stringify({ verdicts, steps })}`);
  const step = steps.findLast(({ state }) => state === 'running');
  if (!step) return null;
  const id = `${step.step}-${steps.length}`;
  switch (step.step) {
    case 'sending': {
      const awaited = lines.filter(({ state }) => state === 'awaited').map(({ line }) => line);
      const parcel = parcels.find((numbers) => numbers.every((line) => awaited.includes(line)));
      if (parcel) return { id, path: 'goods', body: { move: 'sent', lines: parcel } };
      return { id, path: 'kept-lines', body: { lines: kept } };
    }
    case 'transit':
      return { id, path: 'goods', body: { move: 'arrived', lines: step.lines } };
    case 'inspection':
      return {
        ...{ id, path: 'inspection' },
        body: { agentId: 'warehouse-1', lines: step.lines.map((line) => ({ line, passed: true })) },
      };
    case 'money':
      return { id, path: 'refund-arrival', body: {} };
    default:
      return null;
  }
}

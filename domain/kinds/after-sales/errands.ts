import type { CaseState } from '../../case.ts';
import type { LineAmount, OrderCommand } from '../../order-commands.ts';
import { requestOf } from './apply.ts';
import type { Errand, Step } from './events.ts';

/** What an errand asks of the order system; null where it asks something else. */
export function commandOf(state: CaseState, errand: Errand): OrderCommand | null {
  const request = requestOf(state);
  if (errand.what === 'undo') return { kind: 'undo', of: `${state.caseId}:${errand.of}` };
  if (errand.what !== 'step') return null;
  const step = request.steps.find(({ seq }) => seq === errand.seq);
  return step ? commandOfStep(request, step) : null;
}

function commandOfStep({ lines: all, grant }: ReturnType<typeof requestOf>, step: Step): OrderCommand | null {
  const lines = all.filter(({ line }) => step.lines.includes(line));
  const quantities = lines.map(({ line, quantity }) => ({ line, quantity }));
  const cents = step.cents ?? 0;
  switch (step.step) {
    case 'cancel':
      return { kind: 'cancel', amountCents: cents };
    case 'refund':
      return { kind: 'refund', lines: lines.flatMap(paidFor) };
    case 'replacement':
      return { kind: 'replacement', lines: quantities };
    case 'label':
      return { kind: 'label', lines: quantities, freight: grant?.freight ?? 'shop' };
    case 'coupon':
      return { kind: 'coupon', amountCents: cents };
    default:
      return null;
  }
}

/** A gift beside what was bought has no money to give back. */
const paidFor = ({ line, amountCents }: LineAmount): LineAmount[] => (amountCents > 0 ? [{ line, amountCents }] : []);

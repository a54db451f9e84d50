import type { CaseEvent, CaseState, CustomerTemplate, EventOf, ReplyKind } from './case.ts';
import { liveClock } from './clocks.ts';
import { afterSalesStops } from './kinds/after-sales/apply.ts';
import { ANSWERS } from './kinds/after-sales/steps.ts';
import { complaintStops, isComplaintEvent } from './kinds/complaint/apply.ts';
import { owesOutside } from './kinds/complaint/state.ts';
import type { ClockName } from './policy.ts';

/** Which promises a reply keeps. A statement of a new date keeps the one before it, whatever the reply is otherwise. */
const BY_REPLY: Record<ReplyKind, readonly ClockName[]> = {
  acknowledgement: ['acknowledge'],
  answer: ['acknowledge', 'answer', 'next-response', 'plan', 'promise'],
  question: ['acknowledge', 'next-response'],
  plan: ['acknowledge', 'next-response', 'plan', 'promise'],
  correction: ['acknowledge', 'answer', 'next-response', 'promise'],
};

/** An answer to a question inside a complaint is not yet what is done about the complaint. */
function keptBy({ kind, expectedAt }: EventOf<'replied'>, state: CaseState): readonly ClockName[] {
  const kept = BY_REPLY[kind].filter((name) => name !== 'plan' || kind === 'plan' || state.kind !== 'complaint');
  const word = kind === 'acknowledgement' ? [] : (['step:word'] as const);
  const all: readonly ClockName[] = [...kept, ...(expectedAt === undefined ? [] : (['promise'] as const)), ...word];
  return owesOutside(state) ? all.filter((name) => name !== 'promise') : all;
}

/** Automatic texts that say: we have it. */
const RECEIPTS: readonly CustomerTemplate[] = ['receipt', 'complaint-received'];

/** The clocks that an event meets. */
export function stopsOf(event: CaseEvent, state: CaseState): readonly ClockName[] {
  switch (event.type) {
    case 'replied':
      return keptBy(event, state);
    case 'answeredByBot':
      return ['acknowledge', 'answer', 'next-response'];
    case 'customerTold': {
      if ((ANSWERS as readonly string[]).includes(event.template)) return ['acknowledge', 'answer', 'next-response'];
      const counts = liveClock(state.clocks, 'acknowledge')?.rule.receiptCounts === true;
      return RECEIPTS.includes(event.template) && counts ? ['acknowledge'] : [];
    }
    case 'consultationStarted':
      return ['consultation'];
    case 'noted':
      return event.call === true ? ['call-back'] : [];
    case 'resolved':
      return ['resolution', 'total-resolution'];
    case 'confirmed':
      return ['confirmation'];
    case 'surveySent':
      return event.round === state.round ? ['survey'] : [];
    default:
      return isComplaintEvent(event) ? complaintStops(event, state) : afterSalesStops(event);
  }
}

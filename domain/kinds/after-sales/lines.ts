import type { CaseEvent, CaseState } from '../../case.ts';
import type { AfterSalesEvent, Grant } from './events.ts';
import { nextStep } from './next-step.ts';
import { yuan } from '../../yuan.ts';

const listed = (lines: readonly number[]): string => (lines.length === 0 ? '' : ` of lines ${lines.join(', ')}`);

const sum = (cents: number | undefined): string => (cents === undefined ? '' : `, ¥${yuan(cents)}`);

const granted = ({ remedy, lines, freight }: Grant): string =>
  `${remedy}${sum(lines.reduce((all, { amountCents }) => all + amountCents, 0))}, freight paid by the ${freight}`;

const parts = (...all: (string | undefined | false)[]): string => all.filter(Boolean).join(', ');

/** What an event of an after-sales request says beyond its name: codes and sums. */
export function afterSalesDetail(event: CaseEvent & AfterSalesEvent): string {
  switch (event.type) {
    case 'applicationReceived':
      return event.request;
    case 'reviewed': {
      const { decision, rules, policy, policyVersion, grant, missing } = event;
      const unknown = missing && `not known: ${missing.join(' ')}`;
      return parts(
        `${decision} by ${rules.join(' ')} of ${policy} v${policyVersion}`,
        grant && granted(grant),
        unknown,
        event.severe && 'perhaps a severe complaint',
      );
    }
    case 'requestDecided':
      return parts(event.decision, event.grant && granted(event.grant), event.reasonCode);
    case 'approvalAsked':
    case 'grantApproved':
      return `¥${yuan(event.cents)}`;
    case 'grantRefused':
      return event.reasonCode;
    case 'stepBegun':
    case 'stepDone':
      return `${event.step}${listed(event.lines)}${sum(event.cents)}`;
    case 'stepByHand':
    case 'stepFailed':
      return `${event.step}, ${event.code}`;
    case 'undoBegun':
      return `${event.step} #${event.of}`;
    case 'undoEnded':
      return parts(`${event.step} #${event.of}`, event.code);
    case 'goodsMoved':
      return `${event.move}${listed(event.lines)}`;
    case 'inspected':
      return event.lines
        .map(({ line, passed, reasonCode }) => parts(`line ${line} ${passed ? 'passed' : 'failed'}`, reasonCode))
        .join('; ');
    case 'offered':
      return event.remedy;
    case 'offerAnswered':
      return event.accepted ? 'accepted' : 'not wanted';
    case 'linesWithdrawn':
      return listed(event.lines).slice(4);
    case 'arrivalAsked':
    case 'moneyMissing':
      return `#${event.of}`;
    case 'reviewAsked':
    case 'moneyArrived':
      return '';
  }
}

/** How a request stands, in one line for operators; null of any other case. */
export function requestLine({ kind, afterSales }: CaseState): string | null {
  if (kind !== 'after-sales' || !afterSales) return null;
  const { request, stage, verdicts, grant, lines, steps, paidCents, offered } = afterSales;
  const verdict = verdicts.at(-1);
  const next = nextStep(afterSales);
  return [
    `**${request}**`,
    `stage ${stage}`,
    verdict ? [verdict.decision, ...verdict.rules, verdict.reasonCode ?? ''].join(' ').trim() : 'not decided',
    ...(grant ? [granted(grant)] : []),
    ...lines.map(({ line, state, amountCents }) => `line ${line} ${state} ¥${yuan(amountCents)}`),
    ...steps.map(({ step, state }) => `${step} ${state}`),
    `¥${yuan(paidCents)} paid`,
    ...(offered === null ? [] : [`${offered} offered`]),
    next === null ? 'nothing left to arrange' : `next ${next}`,
  ].join(' · ');
}

import type { CaseState } from '../../case.ts';
import type { ComplaintHappened } from './apply.ts';
import { complaintOf } from './state.ts';

const amountOf = ({ amount }: { readonly amount?: number }): string => (amount === undefined ? '' : ` ${amount}`);

/** What an event of a complaint says beyond its name: codes, numbers and instants. */
export function complaintDetail(event: ComplaintHappened, instant: (at: number) => string): string {
  switch (event.type) {
    case 'severitySet': {
      const outside = event.outsideAt === undefined ? [] : [`outside deadline ${instant(event.outsideAt)}`];
      return [event.severity, ...event.reasons, ...outside].join(', ');
    }
    case 'evidenceAsked':
      return event.items.join(', ');
    case 'decided':
      return `${event.truth}, ${event.responsibility}, as ${event.rank}${event.reasonCode === undefined ? '' : `, ${event.reasonCode}`}`;
    case 'measureProposed': {
      const stands = event.waitsFor === undefined ? 'approved' : `waits for ${event.waitsFor}`;
      return `${event.measure}: ${event.kind}${amountOf(event)}, ${stands}`;
    }
    case 'measureApproved':
    case 'measureRefused':
      return `${event.measure} as ${event.rank}`;
    case 'resultTold': {
      const measures = event.measures.map((measure) => `${measure.kind}${amountOf(measure)}`);
      const until = event.appealEndsAt === null ? [] : [`appeal until ${instant(event.appealEndsAt)}`];
      return [event.truth, ...measures, ...until].join(', ');
    }
    case 'measureCarriedOut':
      return String(event.measure);
    case 'appealRefused':
      return event.reason;
    case 'visited':
      return event.outcome;
    case 'released':
      return `as ${event.rank}`;
    case 'passedOn':
      return `to ${event.department}`;
    case 'evidenceCompleted':
    case 'appealed':
      return '';
  }
}

/** How a complaint stands, in one line for operators; null of any other case. */
export function complaintLine(state: CaseState): string | null {
  if (state.kind !== 'complaint') return null;
  const { category, severe, decisions, measures, appeals, toldAt, evidence } = complaintOf(state);
  const found = decisions.at(-1);
  return [
    severe.length === 0 ? 'ordinary' : `severe (${severe.join(', ')})`,
    ...(category === null ? [] : [category]),
    ...(evidence.length === 0 ? [] : [`waits for ${evidence.join(', ')}`]),
    found ? `found ${found.truth}, ${found.responsibility} as ${found.rank}` : 'not decided',
    ...measures.map((measure) => `${measure.kind}${amountOf(measure)} ${measure.state}`),
    ...(appeals === 0 ? [] : [`appeals ${appeals}`]),
    toldAt === null ? 'result to be told' : 'result told',
  ].join(' · ');
}

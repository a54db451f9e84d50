/** What was said to a complaint, by the events that it caused: so that it can be decided again under other rules. */
import type { CaseEvent, EventOf } from '../../case.ts';
import type { ComplaintCommand, ComplaintFact } from './events.ts';

type Finder = <T extends CaseEvent['type']>(...types: T[]) => EventOf<T> | undefined;

const said = ({ message }: { readonly message?: number }) => (message === undefined ? {} : { message });

/** The fact behind events of one cause, or null. */
export function complaintFact(find: Finder): ComplaintFact | null {
  const appeal = find('appealed', 'appealRefused');
  if (appeal) return { type: 'customerAppealed', ...said(appeal) };
  const visit = find('visited');
  return visit ? { type: 'visited', agent: visit.by, outcome: visit.outcome } : null;
}

/** The verdict behind them, or null. What was allowed then is allowed again. */
export function complaintCommand(events: readonly CaseEvent[], find: Finder): ComplaintCommand | null {
  const proposed = events.filter((event) => event.type === 'measureProposed');
  if (proposed[0]) return proposal(proposed[0], proposed);
  const event = find(
    'severitySet',
    'evidenceAsked',
    'evidenceCompleted',
    'decided',
    'measureApproved',
    'measureRefused',
    'resultTold',
    'measureCarriedOut',
    'released',
    'passedOn',
  );
  if (!event) return null;
  const { by: agent } = event;
  switch (event.type) {
    case 'severitySet': {
      const { severity, reasons, outsideAt } = event;
      const outside = outsideAt === undefined ? {} : { outsideAt };
      return { type: 'setSeverity', agent, rank: 'manager', severity, reasons, ...outside };
    }
    case 'evidenceAsked':
      return { type: 'askEvidence', agent, items: event.items };
    case 'evidenceCompleted':
      return { type: 'completeEvidence', agent };
    case 'decided': {
      const { rank, truth, responsibility, reasonCode } = event;
      return {
        type: 'decide',
        agent,
        rank,
        truth,
        responsibility,
        ...(reasonCode === undefined ? {} : { reasonCode }),
      };
    }
    case 'measureApproved':
    case 'measureRefused': {
      const { type, rank, measure } = event;
      return { type: 'approve', agent, rank, measure, approved: type === 'measureApproved' };
    }
    case 'resultTold':
      return { type: 'tellResult', agent };
    case 'measureCarriedOut':
      return { type: 'carryOut', agent, measure: event.measure };
    case 'released':
      return { type: 'release', agent, rank: event.rank };
    case 'passedOn':
      return { type: 'passOn', agent, department: event.department };
  }
}

function proposal(
  { by: agent, rank }: EventOf<'measureProposed'>,
  proposed: readonly EventOf<'measureProposed'>[],
): ComplaintCommand {
  const measures = proposed.map(({ kind, amount }) => ({ kind, ...(amount === undefined ? {} : { amount }) }));
  // known then from the customer's other cases
  const before = proposed.find((one) => one.before)?.before;
  return { type: 'proposeMeasures', agent, rank, measures, ...(before ? { before } : {}) };
}

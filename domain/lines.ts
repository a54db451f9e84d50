import type { CaseEvent, EventOf, MovedClock } from './case.ts';
import { isComplaintEvent } from './kinds/complaint/apply.ts';
import { complaintDetail } from './kinds/complaint/lines.ts';
import type { CalendarVersions } from './policy.ts';
import { isPlanChange, type PlanChange } from './replanned.ts';
import { isAfterSales } from './kinds/after-sales/apply.ts';
import { afterSalesDetail } from './kinds/after-sales/lines.ts';
import { isWorkOrderEvent, workOrderDetail } from './work-orders/lines.ts';

const instant = (at: number): string => new Date(at).toISOString().replace('T', ' ').replace('.000Z', 'Z');

/** What an event says beyond its name: codes, numbers and instants, no words of people. */
function detailOf(event: CaseEvent): string {
  if (isPlanChange(event)) return changeOf(event);
  switch (event.type) {
    case 'opened':
      return `${event.kind} by ${event.channel}, ${event.tier}, level ${event.level ?? 'unset'}, policy ${event.policy} v${event.policyVersion}${openedAs(event)}`;
    case 'messageReceived':
      return `${event.says}, message ${event.message} by ${event.channel}`;
    case 'customerTold':
      return [
        event.template,
        ...Object.entries(event.facts).map(([name, fact]) => `${name} ${shown(name, fact)}`),
      ].join(', ');
    case 'assigned':
    case 'transferred':
      return `to ${event.agent ?? 'the queue'}`;
    case 'ownerSilent':
      return `${event.agent} did nothing, back to the queue`;
    case 'replied':
      return `${event.kind} by ${event.channel}, message ${event.message}${stated(event)}`;
    case 'planTold':
      return stated(event).slice(2);
    case 'noted':
      return `${event.call === true ? 'call, ' : ''}message ${event.message}`;
    case 'answeredByBot':
      return `by ${event.channel}, message ${event.message}`;
    case 'escalationAcknowledged':
      return `#${event.of}`;
    case 'merged':
      return `into ${event.into}`;
    case 'mergedFrom':
      return event.caseId;
    case 'classified':
      return `${event.from ?? 'unset'} → ${event.to}`;
    case 'consultationStarted':
      return event.departments.join(', ');
    case 'clockWarned':
      return `${event.clock} due ${instant(event.dueAt)}, ${event.role} told`;
    case 'clockBreached':
    case 'breachWithdrawn':
      return event.clock;
    case 'escalated':
      return `${event.clock ?? event.reason} → ${event.role}${event.notBeforeAt === undefined ? '' : `, told ${instant(event.notBeforeAt)}`}`;
    case 'paused':
      return [...(event.reasonCode === undefined ? [] : [event.reasonCode]), ...event.clocks].join(', ');
    case 'resumed':
      return event.clocks.join(', ');
    case 'resolved':
      return event.reasonCode === undefined ? event.outcome : `${event.outcome}, ${event.reasonCode}`;
    case 'confirmed':
      return event.softly === true ? 'by a courtesy' : '';
    case 'surveyQueued':
    case 'surveyCancelled':
    case 'surveyAnswered':
      return surveyOf(event);
    case 'arrivedLate':
      return `fact ${event.fact}`;
    case 'delivered':
      return `send #${event.of}`;
    case 'deliveryFailed':
      return `send #${event.of}, ${event.code}`;
    case 'closed':
      return event.reasonCode === undefined ? event.how : `${event.how}, ${event.reasonCode}`;
    case 'confirmationAsked':
    case 'reopened':
    case 'surveySent':
      return `round ${event.round}`;
    default:
      return particularOf(event);
  }
}

/** What only some kinds of cases know. */
function particularOf(event: CaseEvent): string {
  if (isComplaintEvent(event)) return complaintDetail(event, instant);
  if (isAfterSales(event)) return afterSalesDetail(event);
  return isWorkOrderEvent(event) ? workOrderDetail(event, instant) : '';
}

/** What a complaint opened with. */
const openedAs = ({ complaint: { category, severe = [] } = {} }: EventOf<'opened'>): string =>
  [...(category === undefined ? [] : [category]), ...severe].map((code) => `, ${code}`).join('');

function surveyOf(event: EventOf<'surveyQueued' | 'surveyCancelled' | 'surveyAnswered'>): string {
  switch (event.type) {
    case 'surveyQueued':
      return `round ${event.round} by ${event.outlet}${event.otherwise === undefined ? '' : `, else ${event.otherwise}`}`;
    case 'surveyCancelled':
      return `round ${event.round}, ${event.reason}`;
    case 'surveyAnswered':
      return `${event.stars} of 5 stars${event.wrongAnswer ? ', the answer was wrong' : ''}`;
  }
}

const versions = (calendars: CalendarVersions = {}): string =>
  Object.entries(calendars)
    .map(([id, version]) => `, ${id} v${version}`)
    .join('');

/** A change of plan, and what it moved. */
function changeOf(event: PlanChange): string {
  switch (event.type) {
    case 'levelSet':
      return `${event.from ?? 'unset'} → ${event.to}${event.reasonCode === undefined ? '' : `, ${event.reasonCode}`}${movedBy(event)}`;
    case 'tierSet':
    case 'kindSet':
    case 'handedOff':
      return `${event.from} → ${event.to}${movedBy(event)}`;
    case 'policySet':
      return `${event.policy} v${event.from} → v${event.to}${versions(event.calendars)}${movedBy(event)}`;
    case 'extended':
      return `${event.clock} by ${event.seconds} s, ${event.reasonCode}${movedBy(event)}`;
    case 'botMissed':
      return movedBy(event).slice(2);
  }
}

const shown = (name: string, fact: number | string): string =>
  name.endsWith('At') && typeof fact === 'number' ? instant(fact) : String(fact);

const movedBy = ({ moved = [] }: { readonly moved?: readonly MovedClock[] }): string =>
  moved
    .map(({ clock, wasDueAt, dueAt }) => {
      const was = wasDueAt === undefined ? '' : ` ${instant(wasDueAt)}`;
      return `; ${clock}${was} → ${dueAt === undefined ? 'cancelled' : instant(dueAt)}`;
    })
    .join('');

const stated = ({ expectedAt }: { readonly expectedAt?: number }): string =>
  expectedAt === undefined ? '' : `, expected ${instant(expectedAt)}`;

/** One line of a case's story, for operators: `#7 2026-11-23 02:30:00Z clockBreached answer (policy)`. */
export function lineOf(event: CaseEvent, seq: number): string {
  const detail = detailOf(event);
  return `#${seq} ${instant(event.at)} ${event.type}${detail === '' ? '' : ` ${detail}`} (${event.by})`;
}

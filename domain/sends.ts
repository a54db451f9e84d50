import type { CaseEvent, CaseState, CustomerTemplate, EscalationReason, EventOf } from './case.ts';
import type { Outlet } from './channels.ts';
import { quietUntil } from './clocks.ts';
import type { StaffRole } from './policy.ts';

/** Every text that leaves the house, by name. `reply` is an agent's own text. */
export type Template =
  | CustomerTemplate
  | 'reply'
  | 'confirm'
  | 'survey'
  | 'staff-warning'
  | 'staff-breach'
  | 'staff-review'
  | 'staff-low-score'
  | 'staff-delivery-failed'
  | 'staff-owner-silent'
  | 'staff-provisional'
  | 'staff-severe'
  | 'staff-step-failed'
  | 'complaint-result'
  | 'complaint-result-final'
  | 'staff-appeal'
  | 'staff-reminder-call'
  | 'staff-unreleased';

/** One message to one recipient. Its key is the (case, seq) of the event that it follows from. */
export interface Send {
  readonly recipient: 'customer' | StaffRole;
  readonly outlet: Outlet | 'staff';
  readonly template: Template;
  /**
   * What the template is filled with: instants in fields ending `At` as epoch ms, plain codes and counts. Notices carry
   * `clock`, `dueAt` and `toldAt`, the instant at which they should have left: one that leaves later says so.
   */
  readonly facts: Readonly<Record<string, number | string>>;
  /** Row of the text that goes out, for a reply. */
  readonly message?: number;
  /** It leaves no earlier. */
  readonly notBeforeAt?: number;
}

const STAFF_TEMPLATES = {
  breach: 'staff-breach',
  review: 'staff-review',
  'low-score': 'staff-low-score',
  'delivery-failed': 'staff-delivery-failed',
  'owner-silent': 'staff-owner-silent',
  provisional: 'staff-provisional',
  severe: 'staff-severe',
  'step-failed': 'staff-step-failed',
  appeal: 'staff-appeal',
  'reminder-call': 'staff-reminder-call',
  unreleased: 'staff-unreleased',
} as const satisfies Record<EscalationReason, Template>;

/** What leaves the house because of an event; at most one send, so that (case, seq) is its key. */
export function sendOf(event: CaseEvent, state: CaseState): Send | null {
  switch (event.type) {
    case 'replied':
      return { recipient: 'customer', outlet: event.channel, template: 'reply', facts: {}, message: event.message };
    case 'answeredByBot':
      return { recipient: 'customer', outlet: event.channel, template: 'reply', facts: {}, message: event.message };
    case 'customerTold':
      return { ...toCustomer(event.at, state), template: event.template, facts: event.facts };
    case 'confirmationAsked':
      return { ...toCustomer(event.at, state), template: 'confirm', facts: { round: event.round } };
    case 'surveyQueued':
      return {
        recipient: 'customer',
        outlet: event.outlet,
        template: 'survey',
        facts: { round: event.round, expiresAt: event.expiresAt, ...smsLimit(event, state) },
        ...later(event),
      };
    case 'resultTold':
      return { ...toCustomer(event.at, state), ...resultOf(event) };
    case 'clockWarned':
      return notice(event.role, 'staff-warning', { clock: event.clock, dueAt: event.dueAt, toldAt: event.at }, event);
    case 'escalated':
      return notice(
        event.role,
        STAFF_TEMPLATES[event.reason],
        { dueAt: event.dueAt, toldAt: event.at, ...(event.clock === undefined ? {} : { clock: event.clock }) },
        event,
      );
    default:
      return null;
  }
}

/** What was found and is done, in codes: `coupon:5000 apology`. */
function resultOf({ truth, measures, appealEndsAt }: EventOf<'resultTold'>): Pick<Send, 'template' | 'facts'> {
  const told = measures.map(({ kind, amount }) => (amount === undefined ? kind : `${kind}:${amount}`));
  const facts = { truth, measures: told.join(' ') };
  return appealEndsAt === null
    ? { template: 'complaint-result-final', facts }
    : { template: 'complaint-result', facts: { ...facts, appealEndsAt } };
}

/** Automatic texts go the way the customer came; from a channel without a way back by mail or SMS, SMS not at night. */
function toCustomer(
  at: number,
  { speaksBy, reach, plan }: CaseState,
): Pick<Send, 'recipient' | 'outlet' | 'notBeforeAt'> {
  const outlet: Outlet = reach.includes(speaksBy) ? speaksBy : (reach[0] ?? speaksBy);
  const quiet = outlet === 'sms' ? quietUntil(plan, 'customer', at) : undefined;
  return { recipient: 'customer', outlet, ...(quiet === undefined ? {} : { notBeforeAt: quiet }) };
}

/** What the sender has to know before it spends the customer's one SMS. */
const smsLimit = (
  { outlet, otherwise }: Extract<CaseEvent, { type: 'surveyQueued' }>,
  { plan }: CaseState,
): Send['facts'] =>
  outlet === 'sms' ? { smsEvery: plan.survey.smsEvery, ...(otherwise === undefined ? {} : { otherwise }) } : {};

const later = ({ notBeforeAt }: { readonly notBeforeAt?: number }) =>
  notBeforeAt === undefined ? {} : { notBeforeAt };

const notice = (
  recipient: StaffRole,
  template: Template,
  facts: Send['facts'],
  event: { readonly notBeforeAt?: number },
): Send => ({ recipient, outlet: 'staff', template, facts, ...later(event) });

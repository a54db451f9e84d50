import type { ApiClient } from './client.ts';
import { readAll } from './player.ts';
import { CaseView, EventView, MessageView } from './views.ts';

/** What a run comes to. Every figure is a count of what the API shows; `figures.sql` counts the same in the tables. */
export interface Figures {
  /** Cases that a message of the run opened or joined. */
  readonly opened: number;
  /** Messages of the run that joined an open case. */
  readonly joined: number;
  readonly acknowledgeClocks: number;
  readonly acknowledgedInTime: number;
  readonly answerClocks: number;
  readonly answeredInTime: number;
  /** Cases with a deadline that passed unmet. */
  readonly breached: number;
  /** Cases of which somebody beside the owner was told, or the owner of a breach. */
  readonly escalated: number;
  readonly confirmed: number;
  readonly surveyed: number;
  readonly stars: number;
  readonly closed: number;
  readonly inquiries: number;
  readonly complaints: number;
  readonly requests: number;
  readonly inquiriesClosed: number;
  readonly complaintsClosed: number;
  readonly requestsClosed: number;
  /** Applications that the rules approved, denied, or sent to a person at first. */
  readonly approved: number;
  readonly denied: number;
  readonly toPeople: number;
  /** Complaints and requests of which the customer did not accept the outcome. */
  readonly appealed: number;
  /** What the cases say was paid back. */
  readonly refundedCents: number;
}

export const FIGURES = [
  'opened',
  'joined',
  'acknowledgeClocks',
  'acknowledgedInTime',
  'answerClocks',
  'answeredInTime',
  'breached',
  'escalated',
  'confirmed',
  'surveyed',
  'stars',
  'closed',
  'inquiries',
  'complaints',
  'requests',
  'inquiriesClosed',
  'complaintsClosed',
  'requestsClosed',
  'approved',
  'denied',
  'toPeople',
  'appealed',
  'refundedCents',
] as const satisfies readonly (keyof Figures)[];

/** One case, whole. */
export interface Told {
  readonly view: CaseView;
  readonly events: readonly EventView[];
  readonly messageIds: readonly string[];
}

const READERS = 6;

/** Reads cases, their events and messages, a few at a time. */
export async function readCases(client: ApiClient, caseIds: readonly string[]): Promise<Told[]> {
  const left = [...caseIds];
  const told: Told[] = [];
  const reader = async (): Promise<void> => {
    for (let caseId = left.pop(); caseId !== undefined; caseId = left.pop()) {
      const view = await client.get(`/v1/cases/${caseId}`, CaseView);
      const events = await readAll(client, `/v1/cases/${caseId}/events`, EventView);
      const messages = await readAll(client, `/v1/cases/${caseId}/messages`, MessageView);
      told.push({ view, events, messageIds: messages.map(({ messageId }) => messageId) });
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return told;
}

/** Whether an id is that of a message of the run's file, and not of what its people said later. */
const isOfFile = (run: string, messageId: string): boolean =>
  messageId.startsWith(`${run}-`) && /^[a-z]?\d+$/.test(messageId.slice(run.length + 1));

const isClosed = ({ view }: Told): boolean => view.status === 'closed';
const isOf =
  (kind: string) =>
  ({ view }: Told): boolean =>
    view.kind === kind;

/** Counts what was read. */
export function figuresOf(run: string, cases: readonly Told[]): Figures {
  const sum = (of: (one: Told) => number): number => cases.reduce((total, one) => total + of(one), 0);
  const having = (is: (one: Told) => boolean): number => sum((one) => (is(one) ? 1 : 0));
  const events = (type: string) => (one: Told) => one.events.filter((event) => event.type === type);
  const clocks = (name: string, ...states: readonly string[]) =>
    sum(({ view }) => view.clocks.filter((clock) => clock.name === name && states.includes(clock.state)).length);
  const decided = <K extends string>(name: K, decision: string) =>
    ({ [name]: having(({ view }) => view.afterSales?.verdicts[0]?.decision === decision) }) as Record<K, number>;
  const sent = sum(({ messageIds }) => messageIds.filter((id) => isOfFile(run, id)).length);
  const opened = having(({ messageIds }) => messageIds.some((id) => isOfFile(run, id)));
  return {
    opened,
    joined: sent - opened,
    acknowledgeClocks: clocks('acknowledge', 'met', 'breached'),
    acknowledgedInTime: clocks('acknowledge', 'met'),
    answerClocks: clocks('answer', 'met', 'breached'),
    answeredInTime: clocks('answer', 'met'),
    breached: having((one) => events('clockBreached')(one).length > events('breachWithdrawn')(one).length),
    escalated: having((one) => events('escalated')(one).length > 0),
    confirmed: having((one) => events('confirmed')(one).length > 0),
    surveyed: sum((one) => events('surveyAnswered')(one).length),
    stars: sum((one) => events('surveyAnswered')(one).reduce((total, event) => total + (event.stars ?? 0), 0)),
    closed: having(isClosed),
    inquiries: having(isOf('inquiry')),
    complaints: having(isOf('complaint')),
    requests: having(isOf('after-sales')),
    inquiriesClosed: having((one) => isOf('inquiry')(one) && isClosed(one)),
    complaintsClosed: having((one) => isOf('complaint')(one) && isClosed(one)),
    requestsClosed: having((one) => isOf('after-sales')(one) && isClosed(one)),
    ...decided('approved', 'approve'),
    ...decided('denied', 'deny'),
    ...decided('toPeople', 'human'),
    appealed: having((one) => events('appealed')(one).length + events('reviewAsked')(one).length > 0),
    refundedCents: sum(({ view }) => Math.round((view.afterSales?.paid ?? 0) * 100)),
  };
}

import { isUnsure } from '../domain/calendar.ts';
import type { CaseState } from '../domain/case.ts';
import { type Clock, type ClockReading, isLive, latenessOf, readingOf } from '../domain/clocks.ts';
import { nextDeadline, windowEndsAt } from '../domain/deadlines.ts';
import { complaintOf } from '../domain/kinds/complaint/state.ts';
import type { ClockName } from '../domain/policy.ts';
import { priorityOf } from '../domain/priority.ts';
import type { Db } from './db.ts';
import { referenced } from './references.ts';

/** A clock as people read it: instants in ISO-8601. */
export interface ClockRow {
  readonly name: ClockName;
  readonly state: ClockReading;
  readonly startedAt: string;
  readonly dueAt: string;
  /** Null: not breached. A breached clock that is met later stays breached. */
  readonly breachedAt: string | null;
  readonly stoppedAt?: string;
  readonly latenessSeconds?: number;
  /** Due on a date whose holidays nobody knows yet: it may move. */
  readonly provisional?: true;
}

const iso = (at: number): string => new Date(at).toISOString();

/** Owed to the customer by word: not the solution itself, nor what the shop owes itself. */
const PROMISES: readonly ClockName[] = [
  'acknowledge',
  'answer',
  'next-response',
  'plan',
  'promise',
  'decision',
  'result',
  'follow-up',
  'call-back',
];

/** Whether the customer is promised an answer, or anything just now. */
const isPromised = ({ plan, clocks }: CaseState): boolean =>
  plan.clocks.answer !== undefined ||
  plan.clocks.acknowledge !== undefined ||
  clocks.some((clock) => isLive(clock) && PROMISES.includes(clock.name));

function isProvisional({ plan }: CaseState, clock: Clock): boolean {
  const calendar = plan.calendars[clock.rule.calendar];
  return isLive(clock) && calendar !== undefined && isUnsure(calendar, clock.startedAt, clock.dueAt);
}

function clockRow(state: CaseState, clock: Clock): ClockRow {
  const latenessSeconds = latenessOf(clock);
  return {
    name: clock.name,
    state: readingOf(clock),
    startedAt: iso(clock.startedAt),
    dueAt: iso(clock.dueAt),
    breachedAt: clock.breachedAt === null ? null : iso(clock.breachedAt),
    ...(clock.stoppedAt === null ? {} : { stoppedAt: iso(clock.stoppedAt) }),
    ...(latenessSeconds === undefined ? {} : { latenessSeconds }),
    ...(isProvisional(state, clock) ? { provisional: true } : {}),
  };
}

const instant = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** The columns of a case that never change once it is open. */
const opened = (state: CaseState) => ({
  case_id: state.caseId,
  shop: state.shop,
  channel: state.channel,
  customer_id: referenced(state.customer),
  opened_at: new Date(state.openedAt),
});

const current = (state: CaseState) => ({
  kind: state.kind,
  status: state.status,
  closed_how: state.closedHow,
  reason_code: state.reasonCode,
  category: state.category,
  tier: state.tier,
  level: state.level,
  priority: priorityOf(state),
  owner_id: state.owner === null ? null : referenced(state.owner),
  queue: state.queue,
  version: state.version,
  clocks: JSON.stringify(state.clocks.map((clock) => clockRow(state, clock))),
  complaint: state.kind === 'complaint' ? JSON.stringify(complaintOf(state)) : null,
  next_due_at: nextDueAt(state),
  after_sales: state.afterSales ? JSON.stringify(state.afterSales) : null,
  promised: isPromised(state),
  breached: state.clocks.some((clock) => clock.breachedAt !== null),
  round: state.round,
  resolved_at: instant(state.resolvedAt),
  closed_at: instant(state.closedAt),
  reopen_until: instant(windowEndsAt(state)),
});

/** A closed case owes nothing; the end of its reopening window is nobody's due time. */
function nextDueAt(state: CaseState): Date | null {
  const { at, what } = nextDeadline(state);
  return what === 'end' ? null : new Date(at);
}

/** Writes the case as people read it. Only forwards: a state older than the one written changes nothing. */
export async function projectCase(trx: Db, state: CaseState): Promise<void> {
  const columns = current(state);
  await trx('cases')
    .insert({ ...opened(state), ...columns })
    .onConflict('case_id')
    .merge({ ...columns, updated_at: trx.fn.now() })
    .where('cases.version', '<', state.version);
}

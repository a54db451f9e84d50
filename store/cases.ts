import type { CaseState } from '../domain/case.ts';
import { type Clock, type ClockReading, latenessOf, readingOf } from '../domain/clocks.ts';
import { nextDeadline, windowEndsAt } from '../domain/deadlines.ts';
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
}

const iso = (at: number): string => new Date(at).toISOString();

function clockRow(clock: Clock): ClockRow {
  const latenessSeconds = latenessOf(clock);
  return {
    name: clock.name,
    state: readingOf(clock),
    startedAt: iso(clock.startedAt),
    dueAt: iso(clock.dueAt),
    breachedAt: clock.breachedAt === null ? null : iso(clock.breachedAt),
    ...(clock.stoppedAt === null ? {} : { stoppedAt: iso(clock.stoppedAt) }),
    ...(latenessSeconds === undefined ? {} : { latenessSeconds }),
  };
}

const instant = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** The columns of a case that never change once it is open. */
const opened = (state: CaseState) => ({
  case_id: state.caseId,
  shop: state.shop,
  kind: state.kind,
  channel: state.channel,
  customer_id: referenced(state.customer),
  opened_at: new Date(state.openedAt),
});

const current = (state: CaseState) => ({
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
  clocks: JSON.stringify(state.clocks.map(clockRow)),
  next_due_at: nextDueAt(state),
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

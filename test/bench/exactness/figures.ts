/** Lateness in figures. */
import type { Client } from '@temporalio/client';
import { caseWorkflowId } from '../../../domain/ids.ts';
import type { Stored } from './reckoning.ts';

/** The value below which this share of them lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** p50, p90, p99 and the most, in whole milliseconds. */
export function spreadOf(values: readonly number[]): string {
  const shares = [0.5, 0.9, 0.99, 1].map((share) => Math.round(percentile(values, share)).toLocaleString('en'));
  return ['p50', 'p90', 'p99', 'max'].map((name, i) => `${name} ${(shares[i] ?? '').padStart(7)}`).join('  ');
}

/** Where the time between a deadline and its breach in Postgres has gone, in milliseconds. */
interface Legs {
  /** From the deadline to the instant for which the server had the timer. */
  readonly armed: number;
  /** Until the server had fired it. */
  readonly timer: number;
  /** Until a worker had the task. */
  readonly task: number;
  /** Until the worker had decided and stored. */
  readonly turn: number;
}

interface HistoryTime {
  readonly seconds?: unknown;
  readonly nanos?: number | null;
}

const instantOf = (time: HistoryTime | null | undefined): number =>
  Number(time?.seconds ?? NaN) * 1000 + (time?.nanos ?? 0) / 1e6;

const AT_ONCE = 8;

/** The legs of each breach, as the histories tell them. */
export async function legsOf(temporal: Client, breaches: readonly Stored[]): Promise<readonly Legs[]> {
  const legs: Legs[] = [];
  for (let from = 0; from < breaches.length; from += AT_ONCE) {
    const some = breaches.slice(from, from + AT_ONCE).map(async (breach) => {
      const { events } = await temporal.workflow.getHandle(caseWorkflowId(breach.caseId)).fetchHistory();
      const fired = events?.findIndex(
        (one) => one.timerFiredEventAttributes && instantOf(one.eventTime) >= breach.at - 1,
      );
      const timerId = events?.[fired ?? -1]?.timerFiredEventAttributes?.timerId;
      const set = events?.find((one) => one.timerStartedEventAttributes?.timerId === timerId && timerId !== undefined);
      const setFor = instantOf(set?.eventTime) + instantOf(set?.timerStartedEventAttributes?.startToFireTimeout);
      const after = fired === undefined || fired < 0 ? [] : (events?.slice(fired) ?? []);
      const firedAt = instantOf(after[0]?.eventTime);
      const startedAt = instantOf(after.find((one) => one.workflowTaskStartedEventAttributes)?.eventTime);
      return {
        armed: setFor - breach.at,
        timer: firedAt - setFor,
        task: startedAt - firedAt,
        turn: breach.at + breach.latenessMs - startedAt,
      };
    });
    legs.push(...(await Promise.all(some)));
  }
  return legs.filter(({ armed, timer, task, turn }) => Number.isFinite(armed + timer + task + turn));
}

import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Bundle } from '../../worker/create-worker.ts';
import { eventTypeOf, type HistoryFile } from './file.ts';

/** Where a history and today's code part. */
export interface Divergence {
  /** The first and last event that the diverging workflow task wrote; equal where the one event is known. */
  readonly from: number;
  readonly to: number;
  /** Type of the first. */
  readonly type: string;
  /** In one line. */
  readonly reason: string;
}

/** Replays as the worker does; before anything else that has to do with Temporal's native part. */
export function quietRuntime(): void {
  // every failure is told by us, once and shortly
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
}

const MESSAGE = /message: "((?:[^"\\]|\\.)*)"/;

/** What the SDK wraps in three layers, as one line without its number. */
export function reasonOf({ message }: Error): string {
  const inner = MESSAGE.exec(message)?.[1] ?? message;
  return inner
    .replaceAll(/\\(.)/g, (_all, escaped: string) => (escaped === 'n' ? ' ' : escaped))
    .replace(/^\[TMPRL\d+\] (Nondeterminism error: )?/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

async function replays(bundle: Bundle, history: HistoryFile, workflowId: string): Promise<boolean> {
  try {
    await Worker.runReplayHistory({ workflowBundle: bundle }, history, workflowId);
    return true;
  } catch {
    return false;
  }
}

const isType = (type: string) => (event: HistoryFile['events'][number]) => eventTypeOf(event.eventType) === type;

/**
 * Finds the workflow task at which the history of a failed replay parts from the code: the error seldom names an event.
 * A history may be cut where a task had started, and then asks the code for all before; so the shortest one that fails
 * ends after the diverging task. About a replay for each doubling of the number of tasks.
 */
export async function locate(
  bundle: Bundle,
  history: HistoryFile,
  workflowId: string,
  error: Error,
): Promise<Divergence> {
  const { events } = history;
  const cuts = events.flatMap((event, i) => (isType('WorkflowTaskStarted')(event) ? [i + 1] : []));
  let [good, bad] = [0, cuts.length];
  while (good < bad) {
    const middle = Math.floor((good + bad) / 2);
    const cut = { ...history, events: events.slice(0, cuts[middle]) };
    if (await replays(bundle, cut, workflowId)) good = middle + 1;
    else bad = middle;
  }
  // the task before the cut is the one whose outcome was checked; without a cut that fails, the last
  const end = cuts[good] ?? events.length;
  const before = events.slice(0, end);
  const completed = before.findLastIndex(isType('WorkflowTaskCompleted'));
  const wrote = before.slice(completed + 1).filter(({ eventType }) => !OF_SERVER.test(eventTypeOf(eventType)));
  return named(wrote.length > 0 ? wrote : before.slice(-1), reasonOf(error));
}

/** Events that come between what a task wrote and the next task. */
const OF_SERVER =
  /^(WorkflowTask\w+|WorkflowExecutionSignaled|TimerFired|ActivityTask(Started|Completed|Failed|TimedOut))$/;

function named(wrote: HistoryFile['events'], reason: string): Divergence {
  const one = /\bid: (\d+)/.exec(reason)?.[1];
  const told = wrote.filter(({ eventId }) => one === undefined || eventId === one);
  const those = told.length > 0 ? told : wrote;
  const [first, last] = [those[0], those.at(-1)];
  return {
    from: Number(first?.eventId),
    to: Number(last?.eventId),
    type: eventTypeOf(first?.eventType ?? ''),
    reason,
  };
}

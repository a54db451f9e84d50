/** Looks for what does not go on by itself: when it is asked, at most every fifteen seconds, and bounded in time. */
import type { Client } from '@temporalio/client';
import { storedAlarms, type Standing } from '../../store/alarms.ts';
import type { Db } from '../../store/db.ts';
import type { AlarmCode } from './codes.ts';
import { backlogs, endedWorkflows, failingTasks, type Backlog } from './runs.ts';

export interface Sight {
  readonly at: Date;
  /** By shop; what is not here does not stand. */
  readonly standings: readonly Standing<AlarmCode>[];
  readonly backlogs: readonly Backlog[];
  /** What could not be looked at: nothing is known of these. */
  readonly notChecked: readonly AlarmCode[];
}

export interface Watch {
  /** What is seen: now, or within the last fifteen seconds. Never rejects, and answers within 2.4 s. */
  look(): Promise<Sight>;
}

const KEPT_MS = 15_000;
/** Postgres bounds itself a little below what a request may last; Temporal is given as long. */
const WITHIN_MS = 2_000;
/** Longer than any queue of ours is without a worker between two of its polls. */
export const BACKLOG_SECONDS = 60;

const STORED = [
  'forgotten_cases',
  'untold_facts',
  'unsent_deliveries',
  'stuck_deliveries',
  'given_up_deliveries',
] as const satisfies readonly AlarmCode[];

/** What a part of a look found; nothing where it failed. */
async function part<T>(
  codes: readonly AlarmCode[],
  look: () => Promise<readonly T[]>,
): Promise<{ found: readonly T[]; notChecked: readonly AlarmCode[] }> {
  try {
    return { found: await look(), notChecked: [] };
  } catch {
    return { found: [], notChecked: codes };
  }
}

interface Deps {
  readonly db: Db;
  readonly temporal: Client;
}

async function see(deps: Deps): Promise<Sight> {
  const { db, temporal } = deps;
  const inTime = <T>(ask: () => Promise<T>) => temporal.withDeadline(Date.now() + WITHIN_MS, ask);
  const [stored, ended, failing, waiting] = await Promise.all([
    part(STORED, () => storedAlarms(db)),
    part(['ended_workflows'], () => inTime(() => endedWorkflows(deps))),
    part(['failing_workflow_tasks'], () => inTime(() => failingTasks(deps))),
    part(['task_queue_backlog'], () => inTime(() => backlogs(deps))),
  ]);
  return {
    at: new Date(),
    standings: [...stored.found, ...ended.found, ...failing.found],
    backlogs: waiting.found,
    notChecked: [stored, ended, failing, waiting].flatMap(({ notChecked }) => notChecked),
  };
}

/** One look serves all who ask at the same time. */
export function createWatch(deps: Deps): Watch {
  let last: Sight | undefined;
  let underWay: Promise<Sight> | undefined;
  return {
    look() {
      if (last && Date.now() - last.at.getTime() < KEPT_MS) return Promise.resolve(last);
      underWay ??= see(deps).then((sight) => {
        last = sight;
        underWay = undefined;
        return sight;
      });
      return underWay;
    },
  };
}

/** What Temporal tells of workflows that do not go on, and of tasks that nobody takes. */
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { openCasesAmong, shopsOf, type Standing } from '../../store/alarms.ts';
import type { Db } from '../../store/db.ts';
import type { RunAlarm } from './codes.ts';

interface Deps {
  readonly db: Db;
  readonly temporal: Client;
}

/** How long the oldest task of a queue has waited for a worker, and how many wait. */
export interface Backlog {
  readonly taskQueue: (typeof TASK_QUEUES)[number];
  readonly count: number;
  readonly ageSeconds: number;
}

/** Of a workflow that stands still. */
interface Still {
  readonly caseId: string;
  readonly since: Date;
}

const TASK_QUEUES = ['cases', 'delivery', 'back-office'] as const;
/** Temporal's numbers of the two kinds of tasks in a queue. */
const TASK_TYPES = [1, 2] as const;

/** More are not counted: from here on the number changes nothing for whoever is woken by it. */
const AT_MOST = 1000;
const SAMPLE = 20;
/** Workflow ids that one query may name. */
const IDS_PER_QUERY = 100;

const ENDED = `WorkflowType IN ('inquiryCase', 'complaintCase', 'afterSalesCase') AND (ExecutionStatus IN ('Failed',
  'Terminated', 'TimedOut', 'Canceled') OR (ExecutionStatus = 'Completed' AND CaseStatus != 'closed'))`;
const FAILING = `TemporalReportedProblems IN ('category=WorkflowTaskFailed', 'category=WorkflowTaskTimedOut')
  AND ExecutionStatus = 'Running'`;

const caseOf = (workflowId: string): string => workflowId.split(':')[1] ?? workflowId;

async function found({ temporal }: Deps, query: string): Promise<WorkflowExecutionInfo[]> {
  const executions: WorkflowExecutionInfo[] = [];
  for await (const execution of temporal.workflow.list({ query })) {
    if (executions.push(execution) >= AT_MOST) break;
  }
  return executions;
}

/** The workflows of these that run: after a reset the old run is a terminated one for as long as it is kept. */
async function running(deps: Deps, workflowIds: readonly string[]): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let from = 0; from < workflowIds.length; from += IDS_PER_QUERY) {
    const some = workflowIds.slice(from, from + IDS_PER_QUERY).map((id) => `'${id}'`);
    const query = `WorkflowId IN (${some.join(', ')}) AND ExecutionStatus = 'Running'`;
    for (const { workflowId } of await found(deps, query)) ids.add(workflowId);
  }
  return ids;
}

/** By shop: how many, since when, and which. What belongs to no case of ours is of no shop. */
function standings(code: RunAlarm, stills: readonly Still[], shops: ReadonlyMap<string, string>): Standing<RunAlarm>[] {
  const byShop = new Map<string, Still[]>();
  for (const still of stills) {
    const shop = shops.get(still.caseId);
    if (shop !== undefined) byShop.set(shop, [...(byShop.get(shop) ?? []), still]);
  }
  return [...byShop].map(([shop, some]) => {
    const oldest = some.toSorted((a, b) => a.since.getTime() - b.since.getTime());
    const cases = [...new Set(oldest.map(({ caseId }) => caseId))].slice(0, SAMPLE);
    return { code, shop, count: some.length, since: oldest[0]?.since ?? new Date(), cases };
  });
}

/** Open cases that have no workflow any more. */
export async function endedWorkflows(deps: Deps): Promise<Standing<RunAlarm>[]> {
  const ended = new Map<string, Date>();
  for (const { workflowId, closeTime } of await found(deps, ENDED)) {
    if (closeTime && !ended.has(workflowId)) ended.set(workflowId, closeTime);
  }
  const open = await openCasesAmong(deps.db, [...ended.keys()].map(caseOf));
  const dead = [...ended].filter(([workflowId]) => open.has(caseOf(workflowId)));
  const alive = await running(
    deps,
    dead.map(([workflowId]) => workflowId),
  );
  const stills = dead.flatMap(([id, since]) => (alive.has(id) ? [] : [{ caseId: caseOf(id), since }]));
  return standings('ended_workflows', stills, open);
}

/**
 * Workflows whose task has failed several times running. The instant of the first failure is asked for twenty of them;
 * the others count from now.
 * @throws ServiceError where the server knows nothing of such problems
 */
export async function failingTasks(deps: Deps): Promise<Standing<RunAlarm>[]> {
  const failing = await found(deps, FAILING);
  const now = new Date();
  const stills = await Promise.all(
    failing.map(async (execution, i) => ({
      caseId: caseOf(execution.workflowId),
      since: i < SAMPLE ? ((await failedAt(deps, execution)) ?? now) : now,
    })),
  );
  const shops = await shopsOf(
    deps.db,
    stills.map(({ caseId }) => caseId),
  );
  return standings('failing_workflow_tasks', stills, shops);
}

/** The last event of a history whose task fails is its first failure: the attempts after it are in none. */
async function failedAt({ temporal }: Deps, run: WorkflowExecutionInfo): Promise<Date | undefined> {
  const { history } = await temporal.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: temporal.options.namespace,
    execution: { workflowId: run.workflowId, runId: run.runId },
    maximumPageSize: 1,
  });
  const time = history?.events?.[0]?.eventTime;
  return time ? new Date(Number(time.seconds) * 1000) : undefined;
}

/** How every task queue of ours stands. @throws Error where the server does not tell */
export async function backlogs({ temporal }: Pick<Deps, 'temporal'>): Promise<Backlog[]> {
  const { namespace } = temporal.options;
  const asked = TASK_QUEUES.flatMap((taskQueue) => TASK_TYPES.map((taskQueueType) => ({ taskQueue, taskQueueType })));
  const told = await Promise.all(
    asked.map(async ({ taskQueue, taskQueueType }) => {
      const request = {
        namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: taskQueueType as never,
        reportStats: true,
      };
      const { stats } = await temporal.workflowService.describeTaskQueue(request);
      if (!stats) throw new Error('this server tells nothing of backlogs');
      const { approximateBacklogCount: count, approximateBacklogAge: age } = stats;
      return { taskQueue, count: Number(count ?? 0), ageSeconds: Number(age?.seconds ?? 0) };
    }),
  );
  return TASK_QUEUES.map((taskQueue) => {
    const both = told.filter((one) => one.taskQueue === taskQueue);
    return {
      taskQueue,
      count: both.reduce((sum, { count }) => sum + count, 0),
      ageSeconds: Math.max(...both.map(({ ageSeconds }) => ageSeconds)),
    };
  });
}

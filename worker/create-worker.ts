import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { identityOf } from '../service.ts';

/** The workflows: a file built before, or the code itself. */
export type Bundle = { readonly codePath: string } | { readonly code: string };

interface CreateWorkerOptions {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly activities: object;
  /** Without it the worker runs activities only. */
  readonly bundle?: Bundle;
  /** Changes to what the queue is given otherwise. */
  readonly options?: Partial<WorkerOptions>;
}

const SHARED = {
  // The server waits this long for a worker that is gone before another one gets its cases.
  stickyQueueScheduleToStartTimeout: '5s',
  shutdownGraceTime: '5s',
  // Then what still runs is cut off; its activities are tried again elsewhere.
  shutdownForceTime: '8s',
} as const satisfies Partial<WorkerOptions>;

const BY_QUEUE: Readonly<Record<string, Partial<WorkerOptions>>> = {
  cases: {
    // About 0.3 MB each. A case that is not cached is replayed from its history: slower by half, nothing worse.
    maxCachedWorkflows: 1000,
    // One for each turn under way: a turn that waits for another's write while Postgres hangs outlasts its task, and a
    // replay then takes the time of a later task for the turn's own.
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 40,
  },
  delivery: {
    maxCachedWorkflows: 100,
    maxConcurrentActivityTaskExecutions: 20,
    // What is stuck in thousands after an outage of the other side must not fall upon it all at once.
    maxTaskQueueActivitiesPerSecond: 20,
  },
  'back-office': {
    // Sent as they come: held back by the SDK they would come just before the limit.
    maxHeartbeatThrottleInterval: '3s',
    // The order system of a shop is seldom large; what waits for it is tried again without hurry.
    maxConcurrentActivityTaskExecutions: 10,
    maxTaskQueueActivitiesPerSecond: 20,
  },
};

/** A worker of one task queue, as production runs it; tests give it a queue name of their own. */
export async function createWorker(given: CreateWorkerOptions): Promise<Worker> {
  const { connection, namespace, taskQueue, activities, bundle, options } = given;
  return Worker.create({
    ...SHARED,
    ...(bundle && {
      workflowBundle: bundle,
      workerDeploymentOptions: {
        version: { deploymentName: 'caseloop', buildId: await buildIdOf(bundle) },
        useWorkerVersioning: false,
      },
    }),
    ...(BY_QUEUE[taskQueue] ?? BY_QUEUE['cases']),
    connection,
    namespace,
    identity: identityOf('worker'),
    taskQueue,
    activities,
    ...options,
  });
}

/** Which workflow code runs, shortly: it stands in two events of every task. The SDK's own is 85 bytes longer. */
async function buildIdOf(bundle: Bundle): Promise<string> {
  const code = 'code' in bundle ? bundle.code : await readFile(bundle.codePath);
  return createHash('sha256').update(code).digest('hex').slice(0, 8);
}

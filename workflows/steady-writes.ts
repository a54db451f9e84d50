import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Appended, CaseActivities, EventBatch } from './ports.ts';
import type { OpenPlan } from '../domain/planning.ts';

const local = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '1 second',
  // by attempts, not by schedule-to-close: that never fired in trials and blocked other cases
  retry: { initialInterval: '200 milliseconds', maximumAttempts: 3 },
});

const ordinary = proxyActivities<CaseActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
});

export interface SteadyWrites {
  readonly openPlan: OpenPlan;
  append(batch: EventBatch): Promise<Appended>;
}

/** What operators see of a write: the events by name, within the 200 bytes that a summary may have. */
const summaryOf = ({ events }: EventBatch): string =>
  events
    .map((event) => event.type)
    .join(' ')
    .slice(0, 200);

/**
 * The case's writes, quick while the database is well: a local activity costs one event. Once one has failed, the same
 * write goes on as an ordinary activity, retried until it is done, and stays so until one has succeeded: a local
 * activity that hangs holds up its worker.
 */
export function steadyWrites(): SteadyWrites {
  let troubled = false;

  async function steadily<T>(quick: () => Promise<T>, patient: () => Promise<T>): Promise<T> {
    if (!troubled) {
      try {
        return await quick();
      } catch (error) {
        if (isCancellation(error)) throw error;
        troubled = true;
      }
    }
    const result = await patient();
    troubled = false;
    return result;
  }

  return {
    openPlan: (facts) =>
      steadily(
        () => local.openPlan.executeWithOptions({ summary: 'Resolve the plan' }, [facts]),
        () => ordinary.openPlan.executeWithOptions({ summary: 'Resolve the plan' }, [facts]),
      ),
    append: (batch) => {
      const summary = summaryOf(batch);
      return steadily(
        () => local.appendCaseEvents.executeWithOptions({ summary }, [batch]),
        () => ordinary.appendCaseEvents.executeWithOptions({ summary }, [batch]),
      );
    },
  };
}

import type { StoredAlarm } from '../../store/alarms.ts';

/** What Temporal alone can tell. */
export type RunAlarm = 'ended_workflows' | 'failing_workflow_tasks' | 'task_queue_backlog';

export type AlarmCode = StoredAlarm | RunAlarm;

interface Alarm {
  /** What it means. */
  readonly what: string;
  /** What is to be done: a place in the operations manual. */
  readonly runbook: string;
}

const OPERATIONS = 'docs/operations.md';

/** Every alarm: public, as the codes of errors are. `docs/alerts/caseloop.rules.yml` has a rule for each. */
export const ALARMS: Readonly<Record<AlarmCode, Alarm>> = {
  forgotten_cases: {
    what: 'Cases that were due more than 5 minutes ago, and of which nothing has been written since',
    runbook: `${OPERATIONS}#forgotten-cases`,
  },
  ended_workflows: {
    what: 'Open cases whose workflow failed, was terminated, timed out or was cancelled: nothing moves them any more',
    runbook: `${OPERATIONS}#reset`,
  },
  failing_workflow_tasks: {
    what: 'Workflows whose task fails again and again: they stand still until the code is put right',
    runbook: `${OPERATIONS}#stuck-workflow-task`,
  },
  untold_facts: {
    what: 'Facts that were stored more than a minute ago and that their workflow has not been told',
    runbook: `${OPERATIONS}#untold-facts`,
  },
  unsent_deliveries: {
    what: 'Sends, and calls of endpoints that take them, that have been due for more than a minute',
    runbook: `${OPERATIONS}#backlog`,
  },
  stuck_deliveries: {
    what: 'Sends that could not be delivered within the quick attempts and are still tried',
    runbook: `${OPERATIONS}#stuck-deliveries`,
  },
  given_up_deliveries: {
    what: 'Sends and calls of endpoints that were given up within the last day',
    runbook: `${OPERATIONS}#mail-down`,
  },
  task_queue_backlog: {
    what: 'Task queues whose oldest task has waited for a worker for more than a minute',
    runbook: `${OPERATIONS}#backlog`,
  },
};

export const ALARM_CODES = Object.keys(ALARMS) as [AlarmCode, ...AlarmCode[]];

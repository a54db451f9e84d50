import { Gauge, type Registry } from 'prom-client';
import { ALARM_CODES, type AlarmCode } from './codes.ts';
import { BACKLOG_SECONDS, type Sight, type Watch } from './watch.ts';

/** How many stand in an alarm over all shops, and for how long the oldest has. */
function totalOf(code: AlarmCode, { at, standings, backlogs }: Sight): { count: number; ageSeconds: number } {
  if (code === 'task_queue_backlog') {
    const waiting = backlogs.filter(({ ageSeconds }) => ageSeconds > BACKLOG_SECONDS);
    return { count: waiting.length, ageSeconds: Math.max(0, ...waiting.map(({ ageSeconds }) => ageSeconds)) };
  }
  const those = standings.filter((one) => one.code === code);
  return {
    count: those.reduce((sum, one) => sum + one.count, 0),
    ageSeconds: Math.max(0, ...those.map(({ since }) => (at.getTime() - since.getTime()) / 1000)),
  };
}

/** Registers the alarms as metrics. What could not be looked at has no value: an old one would say that all is well. */
export function registerAlarms(registry: Registry, watch: Watch): void {
  const gauge = <L extends string>(
    name: string,
    help: string,
    label: L,
    values: (sight: Sight) => readonly (readonly [label: string, value: number])[],
  ) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      async collect() {
        const sight = await watch.look();
        this.reset();
        for (const [of, value] of values(sight)) this.set({ [label]: of } as Record<L, string>, value);
      },
    });
  const checked = ({ notChecked }: Sight) => ALARM_CODES.filter((code) => !notChecked.includes(code));

  gauge(
    'caseloop_alarm_count',
    'How many cases, facts, sends, workflows or queues stand in an alarm',
    'code',
    (sight) => checked(sight).map((code) => [code, totalOf(code, sight).count]),
  );
  gauge('caseloop_alarm_age_seconds', 'For how long the oldest of them has', 'code', (sight) =>
    checked(sight).map((code) => [code, totalOf(code, sight).ageSeconds]),
  );
  gauge('caseloop_alarm_checked', '1 where an alarm could be looked for, 0 where not', 'code', (sight) =>
    ALARM_CODES.map((code) => [code, sight.notChecked.includes(code) ? 0 : 1]),
  );
  gauge('caseloop_task_queue_backlog', 'Tasks that wait for a worker', 'task_queue', ({ backlogs }) =>
    backlogs.map(({ taskQueue, count }) => [taskQueue, count]),
  );
  gauge(
    'caseloop_task_queue_backlog_age_seconds',
    'For how long the oldest of them has waited',
    'task_queue',
    ({ backlogs }) => backlogs.map(({ taskQueue, ageSeconds }) => [taskQueue, ageSeconds]),
  );
}

import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';

/** What of the SDK's own log fields is passed on. Others may hold what people wrote. */
const FIELDS = ['sdkComponent', 'taskQueue', 'workflowType', 'workflowId', 'runId', 'activityType', 'attempt'] as const;

/**
 * Sets the process-wide runtime of the SDK: its warnings go to our log, its metrics to Prometheus. Once per process,
 * before the first connection. Counters made with `Runtime.instance().metricMeter` show at the same address.
 */
export function installRuntime(log: Log, metrics: Config['workerMetrics']): void {
  Runtime.install({
    logger: new DefaultLogger('WARN', (entry) => {
      passOn(log, entry);
    }),
    // Ours to handle, in order: see service.ts.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      ...(metrics.port > 0 && {
        metrics: {
          prometheus: {
            bindAddress: `${metrics.host}:${metrics.port}`,
            countersTotalSuffix: true,
            unitSuffix: true,
            useSecondsForDurations: true,
          },
        },
      }),
    },
  });
}

function passOn(log: Log, { level, message, meta }: LogEntry): void {
  const fields = Object.fromEntries(FIELDS.flatMap((name) => (meta?.[name] === undefined ? [] : [[name, meta[name]]])));
  const error: unknown = meta?.['error'];
  log[level === 'ERROR' ? 'error' : 'warn']({ ...fields, ...(error === undefined ? {} : { err: error }) }, message);
}

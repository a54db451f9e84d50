import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { registerAlarms } from './alarms/gauges.ts';
import type { Watch } from './alarms/watch.ts';
import { traceOf } from './trace.ts';

interface Metrics {
  readonly registry: Registry;
  /** Counts a request and its duration by method, path template and status. */
  readonly observe: RequestHandler;
}

const LABELS = ['method', 'route', 'status'] as const;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'];

/** The API's own Prometheus registry. Labels hold no id: a metric is kept for ever and by others. */
export function createMetrics(watch: Watch): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registerAlarms(registry, watch);
  const count = new Counter({
    name: 'caseloop_http_requests_total',
    help: 'Requests answered',
    labelNames: LABELS,
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'caseloop_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: LABELS,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5],
    registers: [registry],
  });
  const observe: RequestHandler = (req, res, next) => {
    const { startedAt } = traceOf(req);
    res.once('close', () => {
      const method = METHODS.includes(req.method) ? req.method : 'other';
      const labels = { method, route: traceOf(req).route, status: String(res.statusCode) };
      count.inc(labels);
      duration.observe(labels, (Date.now() - startedAt) / 1000);
    });
    next();
  };
  return { registry, observe };
}

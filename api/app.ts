import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';
import type { Log } from '../log.ts';
import { createWatch } from './alarms/watch.ts';
import { sendProblem } from './answer.ts';
import { createAuthenticate } from './auth.ts';
import { readBytes } from './body.ts';
import { createDoor } from './door.ts';
import { createReadyz, healthz } from './health.ts';
import { createRequestLog } from './logging.ts';
import { createMetrics } from './metrics.ts';
import { createOpenApi } from './openapi.ts';
import { createPage } from './page/router.ts';
import { Problem } from './problem.ts';
import { TokenBuckets } from './rate-limit.ts';
import type { Services } from './route.ts';
import { ROUTES } from './routes/index.ts';
import { traceOf } from './trace.ts';

interface Deps extends Omit<Services, 'caseLimit' | 'watch'> {
  readonly log: Log;
}

/** What intake may wait for Temporal: less than a request may last, so that its own refusal is the one that is told. */
export const TELL_WITHIN_MS = 2_000;

/** For everything but the documentation and the customer's page, which bring their own. */
const STRICT = { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, useDefaults: false };
/** Swagger UI sets styles on elements; its scripts are files of ours. */
const DOCS = {
  directives: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    frameAncestors: ["'none'"],
  },
  useDefaults: false,
};

/** Documentation of the API, made from the route table. */
function mountDocs(app: Express, publicUrl: string): void {
  const document = createOpenApi(ROUTES, publicUrl);
  app.get('/openapi.json', (req, res) => {
    traceOf(req).route = '/openapi.json';
    res.json(document);
  });
  app.use('/docs', (req, _res, next) => {
    traceOf(req).route = '/docs';
    next();
  });
  app.use('/docs', helmet.contentSecurityPolicy(DOCS), swaggerUi.serve);
  app.use(
    '/docs',
    swaggerUi.setup(null, { swaggerOptions: { url: '/openapi.json' }, customSiteTitle: 'Caseloop API' }),
  );
}

/** The HTTP service. Connects to nothing by itself: with Postgres or Temporal away it answers 503. */
export function createApp({ log, ...deps }: Deps): Express {
  const { db, temporal, config } = deps;
  const { limits } = config;
  const perMinute = limits.caseMessagesPerMinute;
  const watch = createWatch({ db, temporal });
  const caseLimit = new TokenBuckets({ perSecond: perMinute / 60, burst: perMinute });
  const services: Services = { ...deps, caseLimit, watch };
  const { registry, observe } = createMetrics(watch);

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', [...config.api.trustedProxies]);
  app.use(observe, createRequestLog(log));
  app.use((req, res, next) => {
    res.set('X-Request-Id', traceOf(req).requestId);
    next();
  });
  app.use(helmet({ contentSecurityPolicy: STRICT, referrerPolicy: { policy: 'no-referrer' } }));

  app.get('/healthz', healthz);
  app.get('/readyz', createReadyz({ db, temporal, namespace: config.temporal.namespace }));
  app.get('/metrics', async (req, res) => {
    traceOf(req).route = '/metrics';
    res.type(registry.contentType).send(await registry.metrics());
  });
  mountDocs(app, config.api.publicUrl);

  app.use(readBytes);
  app.use(createPage(services, log));
  const authenticate = createAuthenticate(db, config.adminKey);
  app.use('/v1', createDoor(ROUTES, { services, authenticate, keyLimit: new TokenBuckets(limits), log }));

  app.use(() => {
    throw new Problem('not_found');
  });
  // express knows an error handler by its four parameters
  const onError: ErrorRequestHandler = (error: unknown, req, res, _next) => {
    sendProblem(req, res, error, log);
  };
  app.use(onError);
  return app;
}

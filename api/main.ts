/** `npm run api`: the HTTP service. It starts and answers while Postgres or Temporal is away: with 503 where it must. */
import { Client } from '@temporalio/client';
import { ConfigError, loadConfig } from '../config.ts';
import { createIntake } from '../intake/index.ts';
import { createLog } from '../log.ts';
import { endWhenTold, identityOf, tellReady } from '../service.ts';
import { openDatabase } from '../store/db.ts';
import { purgeKeys } from '../store/idempotency-keys.ts';
import { purgeVerdicts } from '../store/verdicts.ts';
import { createApp, TELL_WITHIN_MS } from './app.ts';
import { close, listen } from './server.ts';
import { connectLazily } from './temporal.ts';

const PURGE_EVERY_MS = 10 * 60_000;
/** Longer than open requests are given to end. */
const END_WITHIN_MS = 8_000;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const log = createLog('api', config.logLevel);
  const db = openDatabase(config.databaseUrl, { max: 20, applicationName: 'caseloop-api' });
  const connection = connectLazily(config.temporal);
  const temporal = new Client({ connection, namespace: config.temporal.namespace, identity: identityOf('api') });
  const intake = createIntake({ db, temporal, tellWithinMs: TELL_WITHIN_MS, publicUrl: config.api.publicUrl });
  const server = await listen(createApp({ db, temporal, intake, config, log }), config.api);

  const purge = setInterval(() => {
    Promise.all([purgeKeys(db), purgeVerdicts(db)]).catch((error: unknown) => {
      log.warn({ err: error }, 'idempotency keys and verdicts were not purged');
    });
  }, PURGE_EVERY_MS);
  endWhenTold(log, END_WITHIN_MS, async () => {
    clearInterval(purge);
    await close(server);
    await db.destroy();
    // last: a call that is still being tried again throws when its channel is gone
    await connection.close();
  });
  log.info({ host: config.api.host, port: config.api.port }, 'serving');
  tellReady();
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else createLog('api', 'info').fatal({ err: error }, 'not started');
  process.exit(error instanceof ConfigError ? 2 : 1);
});

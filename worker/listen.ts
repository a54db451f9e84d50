import pg from 'pg';

interface ListenOptions {
  readonly databaseUrl: string;
  readonly channel: string;
  /** Called for every notification, and after every connection: what was told meanwhile is lost. */
  readonly onNotify: () => void;
  /** Called with a code when the connection is lost. */
  readonly onLost: (error: unknown) => void;
}

const SOONEST_MS = 500;
const LATEST_MS = 15_000;

/** Listens on a connection of its own for as long as it is not stopped, through outages of Postgres. */
export function listen({ databaseUrl, channel, onNotify, onLost }: ListenOptions): { stop(): Promise<void> } {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let waitMs = SOONEST_MS;
  let stopped = false;

  const again = (error: unknown): void => {
    const lost = client;
    if (lost === undefined || stopped) return;
    client = undefined;
    lost.end().catch(() => undefined);
    onLost(error);
    timer = setTimeout(connect, waitMs);
    waitMs = Math.min(waitMs * 2, LATEST_MS);
  };

  function connect(): void {
    const fresh = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'caseloop-listen',
      connectionTimeoutMillis: 3000,
      keepAlive: true,
    });
    client = fresh;
    // an error after the connection stands comes only as an event; without a listener it would end the process
    fresh.on('error', (error) => {
      if (client === fresh) again(error);
    });
    fresh.on('end', () => {
      if (client === fresh) again(new Error('ended'));
    });
    fresh.on('notification', onNotify);
    fresh
      .connect()
      .then(() => fresh.query(`listen ${pg.escapeIdentifier(channel)}`))
      .then(() => {
        waitMs = SOONEST_MS;
        onNotify();
      })
      .catch((error: unknown) => {
        if (client === fresh) again(error);
      });
  }

  connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

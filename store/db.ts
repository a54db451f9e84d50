import knexModule, { type Knex } from 'knex';
import pg from 'pg';

/** Where SQL is run: the pool, or a transaction of it. */
export type Db = Knex | Knex.Transaction;

interface DatabaseOptions {
  /** Connections at most, 10 unless told. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** A statement ends with an error after this long; 0: never. 2 s unless told. */
  readonly statementTimeoutMs?: number;
}

// A missing, full or hung database has to answer within 2.5 s, so that a request ends with 503 and not with silence.
const CONNECT_MS = 1500;
const ACQUIRE_MS = 2000;
const STATEMENT_MS = 2000;

// int8 as a number: every bigint here is a counter of ours, far below 2^53, and ids are compared with ids from JSON.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

const silent = (): void => undefined;

/** A pool that connects when first used; `destroy()` ends it. int8 comes as number, timestamptz as Date. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Knex {
  const statementMs = options.statementTimeoutMs ?? STATEMENT_MS;
  return knexModule({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: options.applicationName ?? 'caseloop',
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      types,
      // The server ends a slow statement; a server that answers nothing is given up by the client a little later.
      ...(statementMs > 0 && {
        statement_timeout: statementMs,
        query_timeout: statementMs + 300,
        idle_in_transaction_session_timeout: 30_000,
      }),
    } as Knex.PgConnectionConfig,
    pool: { min: 0, max: options.max ?? 10, afterCreate: endWhenSilent, validate: (one: object) => !ended.has(one) },
    acquireConnectionTimeout: ACQUIRE_MS,
    // Otherwise knex writes the values into the message of each failed statement, and from there into logs.
    compileSqlOnError: false,
    // It would print on stdout, between the lines of the log, what the caller is told anyway.
    log: { warn: silent, error: silent, deprecate: silent, debug: silent },
  });
}

/** Connections that are not used again. */
const ended = new WeakSet<object>();

type Callback = (error: Error | undefined, result?: unknown) => void;
interface Connection {
  query: (statement: unknown, callback: Callback) => unknown;
  end(): Promise<void>;
}

/**
 * pg gives up a statement that is not answered, but keeps its connection: a transaction open on it would take in whatever
 * is run there next, and be rolled back with it after it was told as done. Such a connection ends at once.
 */
function endWhenSilent(connection: Connection, created: (error: null) => void): void {
  const query = connection.query.bind(connection);
  connection.query = (statement, callback) =>
    query(statement, (error, result) => {
      if (error?.message === 'Query read timeout') {
        ended.add(connection);
        connection.end().catch(silent);
      }
      callback(error, result);
    });
  created(null);
}

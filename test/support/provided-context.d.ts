import 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's URL; tests make databases of their own with `createTestDatabase()`. */
    databaseUrl: string;
    /** A migrated database without connections, to clone. */
    templateDatabase: string;
    /** A dev server without file; every test file takes task queues or ids of its own. */
    temporalAddress: string;
    /** Path of the server's program. */
    temporalPath: string;
    /** Path of the built workflow bundle. */
    bundlePath: string;
    /** Path of the time-skipping test server's program. */
    timeSkippingServerPath: string;
  }
}

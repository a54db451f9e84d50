/** `npm start` with a worker and an API that do nothing: for tests of the starting and ending itself. */
import { fileURLToPath } from 'node:url';
import { runUntilTold } from '../../../cli/embedded/terminal.ts';
import { loadEmbeddedConfig } from '../../../config.ts';

await runUntilTold(() => ({
  config: loadEmbeddedConfig(process.env),
  env: process.env,
  entries: {
    worker: fileURLToPath(new URL('worker.ts', import.meta.url)),
    api: fileURLToPath(new URL('api.ts', import.meta.url)),
  },
}));

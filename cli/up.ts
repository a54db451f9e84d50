/** `npm start`: everything that is needed, ready to use, data kept between starts. */
import { loadEmbeddedConfig } from '../config.ts';
import { ownFile } from './embedded/children.ts';
import { runUntilTold } from './embedded/terminal.ts';

await runUntilTold(() => ({
  config: loadEmbeddedConfig(process.env),
  env: process.env,
  entries: { worker: ownFile('worker/main'), api: ownFile('api/main') },
}));

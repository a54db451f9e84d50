import { copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

const EVERY_MS = 60_000;
const MOST_BYTES = 50_000_000;

/** Keeps each log of the folder and the one before it to about 50 MB. Writers append, so they need not be told. */
export function keepLogsSmall(folder: string): () => void {
  const timer = setInterval(() => {
    for (const name of readdirSync(folder).filter((name) => name.endsWith('.log'))) {
      const file = join(folder, name);
      if (statSync(file).size <= MOST_BYTES) continue;
      copyFileSync(file, `${file}.1`);
      truncateSync(file);
    }
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

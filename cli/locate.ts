/** Where the API is that a command talks to, and the key it takes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEmbeddedConfig } from '../config.ts';

type EmbeddedConfig = ReturnType<typeof loadEmbeddedConfig>;

/** The admin key as the settings have it, else as the instance wrote it down. @throws Error that names both places */
export function adminKey(given: string | undefined, dataDir: string): string {
  if (given !== undefined) return given;
  const file = join(dataDir, 'admin.key');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Error(`no admin key: CASELOOP_ADMIN_KEY is not set and ${file} cannot be read`);
  }
}

/** Base of the API of these settings, as it is reached from this machine. */
export function baseOf({ api: { host, port } }: Pick<EmbeddedConfig, 'api'>): string {
  const reached = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

/** Temporal, for commands at a terminal. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { loadEmbeddedConfig } from '../config.ts';
import { temporalConnection } from '../temporal-connection.ts';

const RunFile = z.object({ temporal: z.object({ address: z.string() }) });

/** Where the instance of this data folder has its own. @throws Error that names both places */
function embeddedAddress(dataDir: string): string {
  const file = join(dataDir, 'run.json');
  try {
    return RunFile.parse(JSON.parse(readFileSync(file, 'utf8'))).temporal.address;
  } catch {
    throw new Error(`no Temporal: TEMPORAL_ADDRESS is not set, and ${file} of a running \`npm start\` cannot be read`);
  }
}

/** The Temporal of the settings, else of the running `npm start`. To be closed by `connection.close()`. */
export async function openTemporal(): Promise<Client> {
  const { temporal, dataDir } = loadEmbeddedConfig(process.env);
  const address = temporal.address ?? embeddedAddress(dataDir);
  const connection = await Connection.connect(temporalConnection({ ...temporal, address })).catch((error: unknown) => {
    throw new Error(`no Temporal answers at ${address}`, { cause: error });
  });
  return new Client({ connection, namespace: temporal.namespace });
}

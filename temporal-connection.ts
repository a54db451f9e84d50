/** How Temporal is reached: what `TEMPORAL_*` says, over a profile of the file that Temporal's own tools read. */
import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from '@temporalio/client';
import { loadClientConfigProfile, toClientOptions, type ClientConfigProfile } from '@temporalio/envconfig';
import { z } from 'zod';

export interface TemporalConfig {
  readonly address: string;
  readonly namespace: string;
  /** Base of the links into Temporal's own pages. */
  readonly uiUrl?: string;
  readonly apiKey?: string;
  /** `false`: plain text. Certificates have been read. */
  readonly tls: NonNullable<ConnectionOptions['tls']>;
  /** Headers of every call. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What is given of it. */
export type Reached = Partial<Pick<TemporalConfig, 'address' | 'namespace' | 'apiKey' | 'metadata'>> &
  Pick<TemporalConfig, 'tls'>;

type Env = Readonly<Record<string, string | undefined>>;

export const HOST_PORT = z
  .string()
  .regex(/^[^\s/]+:\d{1,5}$/)
  .describe('host:port');

/** The file may say anything: the library checks names, not values. */
const PROFILE = z.looseObject({
  address: HOST_PORT.optional(),
  namespace: z.string().describe('a text').optional(),
  apiKey: z.string().describe('a text').optional(),
  grpcMeta: z.record(z.string(), z.string()).describe('texts').optional(),
});

/**
 * Reads the settings, and the file only when TEMPORAL_CONFIG_FILE or TEMPORAL_PROFILE is given: a profile that lies on
 * the machine for other tools must not send `npm start` to their cluster. Answers with the faults, without secrets, when
 * there are any.
 */
export function readTemporal(env: Env): Reached | { readonly faults: readonly string[] } {
  // An empty variable counts as not set, but takes a header of the profile away.
  const given = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && (value !== '' || name.startsWith('TEMPORAL_GRPC_META_')) ? [[name, value] as const] : [],
  );
  const vars = Object.fromEntries(given);
  const { TEMPORAL_CONFIG_FILE: path, TEMPORAL_PROFILE: name } = vars;
  try {
    const profile = loadClientConfigProfile({
      overrideEnvVars: vars,
      configFileStrict: true,
      disableFile: path === undefined && name === undefined,
      // The library would take a missing file for an empty one.
      ...(path !== undefined && { configSource: { data: readFileSync(path, 'utf8') } }),
    });
    const faults = faultsOf(profile);
    return faults.length > 0 ? { faults } : reachedBy(profile);
  } catch (error) {
    return { faults: [faultOf(error, vars)] };
  }
}

function faultsOf(profile: ClientConfigProfile): string[] {
  const { error } = PROFILE.safeParse(profile);
  const wrong = (error?.issues ?? []).map(({ path: [key = ''] }) => {
    const wanted = PROFILE.shape[key as keyof typeof PROFILE.shape].unwrap().description ?? '';
    return `TEMPORAL_CONFIG_FILE: ${String(key)} of the profile cannot be used: ${wanted} is wanted`;
  });
  const { clientCert, clientKey } = profile.tls ?? {};
  // The library leaves both out, and connects as nobody.
  if ((clientCert === undefined) !== (clientKey === undefined)) {
    const alone = clientCert === undefined ? 'key' : 'certificate';
    wrong.push(`TEMPORAL_TLS: the client's ${alone} is given alone: certificate and key go together`);
  }
  return wrong;
}

function reachedBy(profile: ClientConfigProfile): Reached {
  const { namespace, connectionOptions } = toClientOptions(profile);
  const { address, apiKey, tls, metadata } = connectionOptions;
  return {
    ...(address !== undefined && { address }),
    ...(namespace !== undefined && { namespace }),
    ...(typeof apiKey === 'string' && { apiKey }),
    ...(metadata !== undefined && { metadata: metadata as Readonly<Record<string, string>> }),
    tls: tls ?? false,
  };
}

/** Never the error's own text where it may quote the file: a key may stand in the line. */
function faultOf(error: unknown, vars: Env): string {
  const { TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: name } = vars;
  if (!(error instanceof Error)) return 'TEMPORAL_CONFIG_FILE cannot be used';
  if ('code' in error && 'path' in error) {
    const setting = Object.keys(vars).find((key) => vars[key] === error.path) ?? 'TEMPORAL_CONFIG_FILE';
    return `${setting}: ${String(error.path)} cannot be read (${String(error.code)})`;
  }
  if (error.name === 'TomlError' || 'codeblock' in error) {
    const line = 'line' in error ? ` (line ${String(error.line)})` : '';
    return `TEMPORAL_CONFIG_FILE: ${file ?? ''} is no TOML${line}`;
  }
  if (error.message.startsWith('Profile ')) return `TEMPORAL_PROFILE is ${JSON.stringify(name)}: no such profile`;
  if (error instanceof TypeError) return `TEMPORAL_CONFIG_FILE: ${file ?? ''} has no table [profile]`;
  return `TEMPORAL_CONFIG_FILE: ${error.message}`;
}

/** What `Connection.connect` and `NativeConnection.connect` want. */
export function temporalConnection({ address, apiKey, tls, metadata }: TemporalConfig) {
  return { address, tls, ...(apiKey !== undefined && { apiKey }), ...(metadata && { metadata: { ...metadata } }) };
}

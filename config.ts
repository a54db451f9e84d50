/** Every setting: what it means, its default, what is allowed. Read once at start; all faults are told together. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { HOST_PORT, readTemporal, type Reached, type TemporalConfig } from './temporal-connection.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  readonly api: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string;
    /** As Express' `trust proxy` takes them. */
    readonly trustedProxies: readonly string[];
  };
  readonly databaseUrl: string;
  readonly temporal: TemporalConfig;
  readonly mail: { readonly smtpUrl?: string; readonly from: string };
  /** Absolute. */
  readonly dataDir: string;
  readonly adminKey?: string;
  /** Host names and addresses that webhooks may reach although they are private. */
  readonly webhook: { readonly allow: readonly string[] };
  /** The shop's order system. Without it a case can ask nothing of it. */
  readonly orderSystem?: { readonly url: string; readonly secret: string; readonly timeoutMs: number };
  readonly logLevel: LogLevel;
  readonly limits: { readonly perSecond: number; readonly burst: number; readonly caseMessagesPerMinute: number };
  /** Port 0: no metrics. */
  readonly workerMetrics: { readonly host: string; readonly port: number };
  /** Path of a bundle built before; without it the worker builds its own at start. */
  readonly workflowBundle?: string;
  readonly outboxRetrySeconds: number;
}

/** The settings of `npm start`: what is not given is embedded. */
export interface EmbeddedConfig extends Omit<Config, 'databaseUrl' | 'temporal'> {
  readonly databaseUrl?: string;
  readonly temporal: Omit<TemporalConfig, 'address'> & { readonly address?: string };
}

type Env = Readonly<Record<string, string | undefined>>;

/** All that is wrong with the settings, one line each. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`These settings cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max)
    .describe(`a whole number from ${min} to ${max}`);
const url = (...protocols: readonly string[]) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)))
    .describe(`a URL with ${protocols.join(':// or ')}://`);
/** Logs and pages may show it. */
const webUrl = url('http', 'https')
  .refine((value) => !URL.canParse(value) || new URL(value).username + new URL(value).password === '')
  .describe('a URL with http:// or https://, without user and password,');
const text = z.string().describe('a text');
const file = z.string().describe('the path of a file');

const listed = (value: string): string[] => value.split(',').flatMap((one) => one.trim() || []);

/** An address, a range of them, or a range by its name. */
const isPlace = (place: string): boolean =>
  ['loopback', 'linklocal', 'uniquelocal'].includes(place) || ipaddr.isValid(place) || ipaddr.isValidCIDR(place);

/** Secrets may also be given as `<NAME>_FILE`, the path of a file that holds the value. */
const SECRETS = ['DATABASE_URL', 'SMTP_URL', 'CASELOOP_ADMIN_KEY', 'TEMPORAL_API_KEY', 'ORDER_SYSTEM_SECRET'] as const;

const ORDER_SYSTEM = ['ORDER_SYSTEM_URL', 'ORDER_SYSTEM_SECRET'] as const;

const SETTINGS = {
  /** Address and port that the API listens on. */
  API_HOST: text.default('127.0.0.1'),
  API_PORT: integer(1, 65_535).default(3000),
  /** Base of the links sent to customers; `http://<API_HOST>:<API_PORT>` when not given. */
  PUBLIC_URL: webUrl.optional(),
  /** Proxies in front of the API, which say for whom they ask (`X-Forwarded-For`), separated by commas. */
  TRUSTED_PROXIES: z
    .string()
    .transform(listed)
    .refine((places) => places.every(isPlace))
    .describe('addresses, ranges such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, separated by commas,')
    .prefault(''),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  /** A file with profiles, as Temporal's own tools read it, and which of them; what follows goes before the profile. */
  TEMPORAL_CONFIG_FILE: file.optional(),
  TEMPORAL_PROFILE: text.optional(),
  TEMPORAL_ADDRESS: HOST_PORT.optional(),
  /** `default` when the profile has none. */
  TEMPORAL_NAMESPACE: text.optional(),
  TEMPORAL_API_KEY: text.optional(),
  /** On by itself when an API key or something of TLS is given. */
  TEMPORAL_TLS: z.enum(['true', 'false']).describe('true or false').optional(),
  TEMPORAL_TLS_SERVER_NAME: text.optional(),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: file.optional(),
  TEMPORAL_TLS_CLIENT_CERT_PATH: file.optional(),
  TEMPORAL_TLS_CLIENT_KEY_PATH: file.optional(),
  /** Base of the links into Temporal's own pages. */
  TEMPORAL_UI_URL: webUrl.optional(),
  /** Without it mails are written as files to `<CASELOOP_DATA_DIR>/mail`. */
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^@\r\n]+@[^@\s]+$/)
    .describe('a mail address')
    .default('Caseloop <caseloop@localhost>'),
  CASELOOP_DATA_DIR: text.default('.caseloop'),
  CASELOOP_ADMIN_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{32,}$/)
    .describe('at least 32 printable ASCII characters without blanks')
    .optional(),
  /** Hosts that webhooks may reach although their address is private, separated by commas. */
  WEBHOOK_ALLOW: z.string().transform(listed).describe('hosts separated by commas').prefault(''),
  /** The shop's order system (docs/order-system.md): base of its addresses, and the secret that signs requests. */
  ORDER_SYSTEM_URL: webUrl.optional(),
  ORDER_SYSTEM_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/)
    .describe('whsec_ and 24 to 64 random bytes in base64')
    .optional(),
  /** Within which it has to answer, milliseconds. */
  ORDER_SYSTEM_TIMEOUT_MS: integer(100, 30_000).default(10_000),
  LOG_LEVEL: z.enum(LOG_LEVELS).describe(LOG_LEVELS.join(', ')).default('info'),
  /** Requests of one API key. */
  RATE_LIMIT_PER_SECOND: integer(1, 1_000_000).default(200),
  RATE_LIMIT_BURST: integer(1, 1_000_000).default(2000),
  CASE_MESSAGES_PER_MINUTE: integer(1, 1_000_000).default(60),
  /** Address and port of the worker's Prometheus metrics; port 0 turns them off. */
  WORKER_METRICS_HOST: text.default('127.0.0.1'),
  WORKER_METRICS_PORT: integer(0, 65_535).default(0),
  CASES_WORKFLOW_BUNDLE: file.optional(),
  /** How long a send is tried in quick steps before the delivery workflow takes over. */
  OUTBOX_RETRY_SECONDS: integer(1, 3600).default(600),
};

/** What there is to set, for the documentation and for what deploys us. `fallback` is the default as it would be set. */
export function describeSettings(): { name: string; wanted: string; fallback: string | undefined; secret: boolean }[] {
  return Object.entries(SETTINGS).map(([name, schema]) => {
    const data = schema.safeParse(undefined).data as string | number | readonly string[] | undefined;
    const fallback = data?.toString();
    return {
      name,
      wanted: wanted(schema),
      fallback: fallback === '' ? undefined : fallback,
      secret: (SECRETS as readonly string[]).includes(name),
    };
  });
}

type Settings = { readonly [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]> } & {
  readonly temporal: Reached;
};

/** The settings of a process that is given its Postgres and its Temporal. Throws `ConfigError` with all faults. */
export function loadConfig(env: Env): Config {
  const { settings, faults } = readSettings(env);
  const needed = [
    ['DATABASE_URL', settings.DATABASE_URL],
    ['TEMPORAL_ADDRESS', settings.temporal ? settings.temporal.address : 'told already'],
  ] as const;
  const missing = needed
    .filter(([name, value]) => value === undefined && !faults.some((fault) => fault.startsWith(name)))
    .map(([name]) => `${name} is not set (only \`npm start\` brings its own)`);
  if (faults.length + missing.length > 0) throw new ConfigError([...faults, ...missing]);
  const { databaseUrl = '', temporal, ...rest } = toConfig(settings as Settings);
  return deepFreeze({ ...rest, databaseUrl, temporal: { ...temporal, address: temporal.address ?? '' } });
}

/** The settings of `npm start`. Throws `ConfigError` with all faults. */
export function loadEmbeddedConfig(env: Env): EmbeddedConfig {
  const { settings, faults } = readSettings(env);
  const { address, apiKey, tls = false } = settings.temporal ?? {};
  if (address === undefined && (apiKey !== undefined || tls !== false)) {
    faults.push('TEMPORAL_ADDRESS is not set, but an API key or TLS is: the embedded Temporal has neither');
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return deepFreeze(toConfig(settings as Settings));
}

/** The only setting of `npm run migrate`. Throws `ConfigError`. */
export function loadDatabaseUrl({ DATABASE_URL, DATABASE_URL_FILE }: Env): string {
  const { settings, faults } = readSettings({ DATABASE_URL, DATABASE_URL_FILE });
  if (settings.DATABASE_URL !== undefined && faults.length === 0) return settings.DATABASE_URL;
  throw new ConfigError(faults.length > 0 ? faults : ['DATABASE_URL is not set: the database to bring up to date']);
}

function readSettings(env: Env): { settings: Partial<Settings>; faults: string[] } {
  const faults: string[] = [];
  const settings: Record<string, unknown> = {};
  const usable = { ...env };
  for (const [name, schema] of Object.entries(SETTINGS)) {
    let given = env[name] === '' ? undefined : env[name];
    const secret = (SECRETS as readonly string[]).includes(name);
    const path = secret ? env[`${name}_FILE`] : undefined;
    if (path !== undefined && path !== '') {
      if (given !== undefined) faults.push(`${name} and ${name}_FILE are both set: one of them`);
      try {
        given = readFileSync(path, 'utf8').trim();
      } catch (error) {
        faults.push(`${name}_FILE: ${path} cannot be read (${codeOf(error)})`);
        continue;
      }
    }
    const result = schema.safeParse(given);
    usable[name] = result.success ? given : undefined;
    if (result.success) settings[name] = result.data;
    else {
      const shown = secret || namesUser(given) ? 'not usable' : JSON.stringify(given);
      faults.push(`${name} is ${shown}: ${wanted(schema)} is wanted`);
    }
  }
  const alone = ORDER_SYSTEM.filter((name) => isGiven(env, name));
  if (alone.length === 1) faults.push(`${alone[0] ?? ''} is set alone: ${ORDER_SYSTEM.join(' and ')} go together`);
  const temporal = readTemporal(usable);
  if ('faults' in temporal) faults.push(...temporal.faults);
  else settings['temporal'] = temporal;
  return { settings, faults };
}

const namesUser = (given = ''): boolean => /^\w+:.*@/su.test(given);

const isGiven = (env: Env, name: string): boolean => (env[name] ?? '') !== '' || (env[`${name}_FILE`] ?? '') !== '';

/** The description lies on the inner schema once it has a default. */
function wanted(schema: z.ZodType): string {
  const inner =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
      ? schema.unwrap()
      : schema;
  return (inner as z.ZodType).description ?? 'another value';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function toConfig(s: Settings): EmbeddedConfig {
  return {
    api: { host: s.API_HOST, port: s.API_PORT, publicUrl: publicUrl(s), trustedProxies: s.TRUSTED_PROXIES },
    ...given('databaseUrl', s.DATABASE_URL),
    temporal: { namespace: 'default', ...s.temporal, ...given('uiUrl', s.TEMPORAL_UI_URL?.replace(/\/+$/, '')) },
    mail: { ...given('smtpUrl', s.SMTP_URL), from: s.MAIL_FROM },
    dataDir: resolve(s.CASELOOP_DATA_DIR),
    ...given('adminKey', s.CASELOOP_ADMIN_KEY),
    webhook: { allow: s.WEBHOOK_ALLOW },
    ...(s.ORDER_SYSTEM_URL !== undefined &&
      s.ORDER_SYSTEM_SECRET !== undefined && {
        orderSystem: {
          url: s.ORDER_SYSTEM_URL,
          secret: s.ORDER_SYSTEM_SECRET,
          timeoutMs: s.ORDER_SYSTEM_TIMEOUT_MS,
        },
      }),
    logLevel: s.LOG_LEVEL,
    limits: {
      perSecond: s.RATE_LIMIT_PER_SECOND,
      burst: s.RATE_LIMIT_BURST,
      caseMessagesPerMinute: s.CASE_MESSAGES_PER_MINUTE,
    },
    workerMetrics: { host: s.WORKER_METRICS_HOST, port: s.WORKER_METRICS_PORT },
    ...given('workflowBundle', s.CASES_WORKFLOW_BUNDLE),
    outboxRetrySeconds: s.OUTBOX_RETRY_SECONDS,
  };
}

/** Without a slash at its end. A link to an address that means "every interface" leads nowhere. */
function publicUrl(s: Settings): string {
  if (s.PUBLIC_URL !== undefined) return s.PUBLIC_URL.replace(/\/+$/, '');
  const host = s.API_HOST === '0.0.0.0' || s.API_HOST === '::' ? 'localhost' : s.API_HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${s.API_PORT}`;
}

/** A property that is absent when it has no value, as exactOptionalPropertyTypes wants it. */
function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function deepFreeze<T extends object>(value: T): T {
  // Bytes, as of a certificate, cannot be frozen.
  if (ArrayBuffer.isView(value)) return value;
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  return Object.freeze(value);
}

import { z } from 'zod';
import { loadEmbeddedConfig } from '../config.ts';
import type { Fault } from '../domain/fault.ts';
import { adminKey, baseOf } from './locate.ts';

const ANSWERS_WITHIN_MS = 10_000;

const ProblemBody = z.object({
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
});

/** The API refused a request; the message says why, fault by fault. */
export class Refused extends Error {
  readonly code: string;
  constructor({ code, detail, errors }: z.output<typeof ProblemBody>) {
    super([`${code}: ${detail}`, ...errors.map(faultLine)].join('\n'));
    this.name = 'Refused';
    this.code = code;
  }
}

export const faultLine = ({ pointer, code, message }: Fault): string => `  ${pointer} ${code}: ${message}`;

interface Request {
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Below `/v1`. */
  readonly path: string;
  readonly body?: unknown;
  readonly ifMatch?: number;
}

/** Asks the API once. @throws Refused */
export type Api = (request: Request) => Promise<{ readonly status: number; readonly body: unknown }>;

/** The API at an address, else that of the settings, with the admin key. */
export function openApi(address: string | undefined): Api {
  const config = loadEmbeddedConfig(process.env);
  const base = address ?? baseOf(config);
  const authorization = `Bearer ${adminKey(config.adminKey, config.dataDir)}`;
  return async ({ method, path, body, ifMatch }) => {
    const response = await fetch(`${base}/v1${path}`, {
      method,
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    }).catch((error: unknown) => {
      throw new Error(`no answer from ${base}`, { cause: error });
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Refused(ProblemBody.parse(answer));
    return { status: response.status, body: answer };
  };
}

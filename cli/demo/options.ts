import { parseArgs } from 'node:util';

/** What a run of the demo is told. */
export interface DemoOptions {
  /** JSON lines of messages; without it the sample that ships. */
  readonly messages?: string;
  /** How many of them are sent, from the first on. */
  readonly count?: number;
  /** Base of a running API; without it the one of the settings, or an instance of the demo's own. */
  readonly api?: string;
  /** The run to go on with; without it the one that was broken off, else a new one. */
  readonly run?: string;
  /** Compare the figures with SQL over DATABASE_URL. */
  readonly verify: boolean;
}

export const USAGE = `npm run demo -- [--messages FILE] [--count N] [--api URL] [--run ID] [--verify]

  --messages FILE  send the messages of FILE (JSON lines with lang and text) instead of the sample that ships
  --count N        send only the first N (default: all of the sample, 500 of a FILE)
  --api URL        the API to talk to (default: the one on API_PORT if it runs, else an instance of the demo's own);
                   its admin key is CASELOOP_ADMIN_KEY, or admin.key in CASELOOP_DATA_DIR
  --run ID         go on with this run, or start one of this name (default: go on with the one with the same messages
                   that was broken off here, else a new one)
  --verify         compare the figures with SQL over DATABASE_URL (an embedded instance is always compared)`;

const whole = (text: string, name: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100_000) {
    throw new Error(`--${name} is "${text}": a whole number from 1 to 100000 is wanted`);
  }
  return value;
};

/** The options of a command line. @throws Error that names the option and what is allowed */
export function readOptions(args: readonly string[]): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: { type: 'string' },
      count: { type: 'string' },
      api: { type: 'string' },
      run: { type: 'string' },
      verify: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const { run } = values;
  if (run !== undefined && !/^[a-z0-9]{1,32}$/.test(run))
    throw new Error(`--run is "${run}": a-z and 0-9, at most 32, are wanted`);
  if (values.api !== undefined && !/^https?:\/\//.test(values.api)) {
    throw new Error(`--api is "${values.api}": a URL with http:// or https:// is wanted`);
  }
  return {
    verify: values.verify,
    ...(run === undefined ? {} : { run }),
    ...(values.messages === undefined ? {} : { messages: values.messages }),
    ...(values.count === undefined ? {} : { count: whole(values.count, 'count') }),
    ...(values.api === undefined ? {} : { api: values.api.replace(/\/+$/, '') }),
  };
}

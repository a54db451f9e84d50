/** Our own processes, worker and API: tied to us by a channel, so that none outlives us. */
import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { findProcesses, type EndSteps, type ProcessId } from './processes.ts';
import type { Program } from './programs.ts';

interface ChildOptions {
  /** Path of the file that is run. */
  readonly entry: string;
  /** The data folder, to find the child again by its command line. */
  readonly of: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
}

// A little longer than each gives itself.
const WORKER_END: EndSteps = [
  ['SIGTERM', 14_000],
  ['SIGKILL', 2000],
];
const API_END: EndSteps = [
  ['SIGTERM', 10_000],
  ['SIGKILL', 2000],
];

const mark = (of: string): string => `--of=${of}`;

/** Path of one of our own files, from source and from the build alike. */
export const ownFile = (path: string): string =>
  fileURLToPath(new URL(`../../${path}${import.meta.url.slice(-3)}`, import.meta.url));

export function workerProgram(options: ChildOptions): Program {
  return { ...child('The worker', options), rank: 3, ready: 'message', end: WORKER_END };
}

export function apiProgram(options: ChildOptions, url: string): Program {
  return { ...child('The API', options), rank: 4, ready: () => isHealthy(`${url}/healthz`), end: API_END };
}

function child(name: string, { entry, of, env, logFile }: ChildOptions) {
  return {
    name,
    command: process.execPath,
    // As we were started ourselves: from source with a loader, from the build without.
    args: [...process.execArgv, entry, mark(of)],
    env,
    logFile,
    tied: true,
    readyWithinMs: 60_000,
    force: [['SIGKILL', 2000]] as const,
  };
}

/** Workers and APIs of this data folder, of whichever start. They end themselves; this waits for it, or sees to it. */
export const childrenOf = (of: string): ProcessId[] => findProcesses(` ${mark(of)} `);
export const ORPHAN_END: EndSteps = [['SIGTERM', 14_000], ...API_END.slice(-1)];

function isHealthy(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 1000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(false);
    });
  });
}

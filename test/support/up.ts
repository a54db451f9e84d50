/** Runs `npm start` (or its stand-in) as a process and watches it from outside, as an operator would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endProcess, findProcesses, isRunning, processOf, type ProcessId } from '../../cli/embedded/processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `run.json` tells. */
export interface RunFile {
  readonly pid: number;
  readonly api: string;
  readonly databaseUrl: string;
  readonly adminKeyFile: string;
  readonly temporal: { readonly address: string; readonly uiUrl: string };
  readonly pids: Readonly<Record<'Postgres' | 'Temporal' | 'The worker' | 'The API', number>>;
}

export interface Up {
  readonly process: ChildProcess;
  /** All that it has printed. */
  output(): string;
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>;
  /** Resolves when it has printed this; rejects when it ends before. */
  says(text: string, withinMs?: number): Promise<void>;
}

/** Starts a script of this repository in a process group of its own. */
export function startUp(script: string, env: Readonly<Record<string, string>>): Up {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, script)], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => (output += part));
  }
  let ended = false;
  const end = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      ended = true;
      resolve(code);
    });
  });
  const says = async (text: string, withinMs = 60_000) => {
    const giveUpAt = Date.now() + withinMs;
    while (!output.includes(text)) {
      if (ended || Date.now() > giveUpAt) throw new Error(`It never said ${JSON.stringify(text)}, but:\n${output}`);
      await sleep(25);
    }
  };
  return { process: child, output: () => output, ended: end, says };
}

export function readRun(dataDir: string): RunFile {
  return JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8')) as RunFile;
}

/** The processes of a run, to be looked at again later: a pid alone could be another's by then. */
export function processesOf(run: RunFile): ProcessId[] {
  return [run.pid, ...Object.values(run.pids)].flatMap((pid) => processOf(pid) ?? []);
}

/** Waits until none of them runs, and answers with those that still do. */
export async function untilEnded(processes: readonly ProcessId[], withinMs = 10_000): Promise<readonly ProcessId[]> {
  const giveUpAt = Date.now() + withinMs;
  while (processes.some(isRunning) && Date.now() < giveUpAt) await sleep(50);
  return processes.filter(isRunning);
}

/** Kills a run with all its processes at the same moment. */
export function killRun(dataDir: string): void {
  for (const { pid } of processesOf(readRun(dataDir))) process.kill(pid, 'SIGKILL');
}

/** Ends what a failed test may have left: every program whose command line names this folder. */
export async function endAllIn(folder: string): Promise<void> {
  for (const left of findProcesses(folder)) await endProcess(left, [['SIGKILL', 2000]]);
}

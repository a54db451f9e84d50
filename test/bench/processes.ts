/** Processes of the service for measuring: started with their log in a file, and what each has used, from `/proc`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProcesses } from '../../cli/embedded/processes.ts';
import { start } from '../../cli/embedded/programs.ts';
import type { Undo } from '../support/undo.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const never = new AbortController().signal;
/** Linux counts the time of a process in hundredths of a second, whatever the machine. */
const TICK_MS = 10;

interface Service {
  readonly name: string;
  /** A script of this repository. */
  readonly script: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where its log goes, in a file of its name. */
  readonly folder: string;
}

/** Starts a process of ours; ready when it says so itself. Answers with its pid. */
export async function startService(undo: Undo, { name, script, env, folder }: Service): Promise<number> {
  const given = (process.env['BENCH_NODE_OPTIONS'] ?? '').split(' ').filter((option) => option !== '');
  const running = await start(
    {
      name,
      rank: 3,
      command: process.execPath,
      args: [...given, '--import', 'tsx', join(root, script)],
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      cwd: root,
      logFile: join(folder, `${name}.log`),
      tied: true,
      ready: 'message',
      readyWithinMs: 300_000,
      end: [
        ['SIGTERM', 20_000],
        ['SIGKILL', 2000],
      ],
      force: [['SIGKILL', 2000]],
    },
    never,
  );
  undo.push(() => running.end());
  return running.pid;
}

/** The server of ours that listens on a port: its first process. */
export function serverOn(port: string, program: 'postgres' | 'temporal'): number {
  const parts = program === 'postgres' ? ['postgres -D ', ` -p ${port} `] : [' start-dev ', ` --port ${port} `];
  const [found] = findProcesses(...parts);
  if (!found) throw new Error(`no ${program} on port ${port}`);
  return found.pid;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly ownMs: number;
  readonly endedChildrenMs: number;
}

function statOf(pid: number): Stat | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the command's name stands in brackets and may itself hold blanks and brackets
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0, childUser = 0, childSystem = 0] = [1, 11, 12, 13, 14].map(
      (i) => fields[i],
    );
    return { pid, parent, ownMs: (user + system) * TICK_MS, endedChildrenMs: (childUser + childSystem) * TICK_MS };
  } catch {
    return undefined;
  }
}

/** What a process with all its children, the ended ones too, has used of the processors so far, ms. */
export function cpuMsOf(pid: number): number {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
  const used = (one: Stat): number =>
    one.ownMs +
    one.endedChildrenMs +
    all.filter(({ parent }) => parent === one.pid).reduce((sum, child) => sum + used(child), 0);
  const first = all.find((one) => one.pid === pid);
  if (!first) throw new Error(`process ${pid} is gone`);
  return used(first);
}

/** The same without its children: for the process that measures, which has started all others. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What all processors together have been busy, and have been at all, since the machine started, ms. */
export function machineMs(): { readonly busy: number; readonly all: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  // user, nice, system, idle, waiting for a disk, interrupts, taken by other machines; guests are in the first two
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, one) => sum + one, 0);
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
  return { busy: (all - idle) * TICK_MS, all: all * TICK_MS };
}

/** Memory that a process has in use, bytes. */
export function rssOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

/** Other processes: who they are, whether they still run, and ending them within a bound. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process, not just a number: pids are used again, so the start time belongs to it. */
export interface ProcessId {
  readonly pid: number;
  /** Opaque; two processes with the same pid differ in it. */
  readonly startedAt: string;
}

interface Listed extends ProcessId {
  /** Command and arguments, joined by blanks, with one at the end. */
  readonly commandLine: string;
}

/** Signals to send one after the other, each with the time to wait for the end. */
export type EndSteps = readonly (readonly [NodeJS.Signals, number])[];

const linux = process.platform === 'linux';

/** The process that has this pid now; undefined when there is none, or only a zombie that nobody has waited for. */
export function processOf(pid: number): ProcessId | undefined {
  if (!linux) return ps(['-p', String(pid)])[0];
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in brackets and may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : { pid, startedAt: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** True while this very process runs. */
export function isRunning(id: ProcessId): boolean {
  return processOf(id.pid)?.startedAt === id.startedAt;
}

/** The running processes whose command line holds every one of these parts. */
export function findProcesses(...parts: readonly string[]): ProcessId[] {
  return list().filter(
    ({ pid, commandLine }) => pid !== process.pid && parts.every((part) => commandLine.includes(part)),
  );
}

function list(): Listed[] {
  if (!linux) return ps(['-A']);
  return readdirSync('/proc').flatMap((name) => {
    const id = /^\d+$/.test(name) ? processOf(Number(name)) : undefined;
    if (id === undefined) return [];
    try {
      return [{ ...id, commandLine: `${readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').join(' ').trim()} ` }];
    } catch {
      return []; // ended meanwhile
    }
  });
}

function ps(which: readonly string[]): Listed[] {
  try {
    const out = execFileSync('ps', [...which, '-ww', '-o', 'pid=,stat=,lstart=,command='], { encoding: 'utf8' });
    return out.split('\n').flatMap((line) => {
      const [, pid, state, startedAt, commandLine] =
        /^\s*(\d+)\s+(\S+)\s+(\S+ \S+\s+\d+ \S+ \d+) (.*)$/.exec(line) ?? [];
      if (pid === undefined || startedAt === undefined || state?.startsWith('Z') === true) return [];
      return [{ pid: Number(pid), startedAt, commandLine: `${commandLine ?? ''} ` }];
    });
  } catch {
    return []; // `ps -p` of a pid that is gone fails
  }
}

/** Sends the signals one after the other until the process has ended; true when it has. */
export async function endProcess(id: ProcessId, steps: EndSteps): Promise<boolean> {
  for (const [signal, withinMs] of steps) {
    const giveUpAt = Date.now() + withinMs;
    signalTo(id, signal);
    while (isRunning(id)) {
      if (Date.now() > giveUpAt) break;
      await sleep(20);
    }
    if (!isRunning(id)) return true;
  }
  return false;
}

/** Sends a signal if this very process still runs; one that ends at that moment is no error. */
function signalTo(id: ProcessId, signal: NodeJS.Signals): void {
  if (!isRunning(id)) return;
  try {
    process.kill(id.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

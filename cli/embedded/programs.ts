/** A program that is started, waited for until it is ready, and ended in order. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, processOf, type EndSteps, type ProcessId } from './processes.ts';

export interface Program {
  readonly name: string;
  /** Those with a higher rank need those with a lower one, and are ended before them. */
  readonly rank: number;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly cwd?: string;
  /** Where its output goes. */
  readonly logFile: string;
  /** Gives it a channel that closes when we are gone: a child of ours then ends itself. */
  readonly tied?: boolean;
  /** True when it serves; asked again and again while it runs. `message`: it says `ready` over the channel. */
  readonly ready: 'message' | (() => Promise<boolean>);
  readonly readyWithinMs: number;
  /** How it is ended in order, and how at once. */
  readonly end: EndSteps;
  readonly force: EndSteps;
}

export interface Running extends ProcessId {
  /** Settles when the process has ended, with how. */
  readonly ended: Promise<string>;
  end(): Promise<void>;
  force(): Promise<void>;
}

/**
 * Starts a program and waits until it is ready. Throws with the end of its output when it ends before that or takes
 * too long; it does not run any more then.
 */
export async function start(program: Program, abort: AbortSignal): Promise<Running> {
  abort.throwIfAborted();
  const log = openSync(program.logFile, 'a');
  const child = spawn(program.command, program.args, {
    // A group of its own: Ctrl-C at a terminal reaches us only, and we end everything in order.
    detached: true,
    stdio: ['ignore', log, log, ...(program.tied === true ? ['ipc' as const] : [])],
    env: { ...(program.env ?? process.env) },
    ...(program.cwd === undefined ? {} : { cwd: program.cwd }),
    ...(program.uid === undefined ? {} : { uid: program.uid }),
    ...(program.gid === undefined ? {} : { gid: program.gid }),
  });
  closeSync(log);
  const running = follow(program, child);
  try {
    await untilReady(program, child, running, abort);
    return running;
  } catch (error) {
    await running.force();
    throw error;
  }
}

function follow(program: Program, child: ChildProcess): Running {
  const pid = child.pid ?? 0;
  const id = { pid, startedAt: (pid > 0 ? processOf(pid)?.startedAt : undefined) ?? '' };
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(`could not be started: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      resolve(signal === null ? `ended with exit code ${code ?? 0}` : `was ended by ${signal}`);
    });
  });
  const endBy = async (steps: EndSteps) => {
    if (pid === 0) return;
    await endProcess(id, steps);
    // Node reports the end of a child a moment after the system does.
    await Promise.race([ended, sleep(1000, undefined, { ref: false })]);
  };
  return { ...id, ended, end: () => endBy(program.end), force: () => endBy(program.force) };
}

async function untilReady(program: Program, child: ChildProcess, running: Running, abort: AbortSignal): Promise<void> {
  let said = false;
  child.on('message', (message) => {
    if (message === 'ready') said = true;
  });
  const isReady = program.ready === 'message' ? () => Promise.resolve(said) : program.ready;
  const end = { how: undefined as string | undefined };
  void running.ended.then((how) => (end.how = how));
  const giveUpAt = Date.now() + program.readyWithinMs;
  for (;;) {
    abort.throwIfAborted();
    // A server that answers is no proof: it may be another one, while ours has failed to get the port.
    const ready = await isReady();
    if (end.how !== undefined) throw new Error(`${program.name} ${end.how}${tailOf(program.logFile)}`);
    if (ready) return;
    if (Date.now() > giveUpAt) {
      throw new Error(
        `${program.name} was not ready after ${program.readyWithinMs / 1000} s${tailOf(program.logFile)}`,
      );
    }
    await sleep(25);
  }
}

function tailOf(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-5);
  return `\n${lines.map((line) => `    ${line}`).join('\n')}\n  (${logFile})`;
}

/** Ends at once what an earlier start has left behind. */
export async function endOrphans(name: string, orphans: readonly ProcessId[], steps: EndSteps): Promise<void> {
  for (const orphan of orphans) {
    if (!(await endProcess(orphan, steps))) {
      throw new Error(`${name} of an earlier start (pid ${orphan.pid}) does not end; end it by hand, then start again`);
    }
  }
}

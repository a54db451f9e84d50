/** Keeps programs running: what ends unasked is started again, and all end in order. */
import { setTimeout as sleep } from 'node:timers/promises';
import { start, type Program, type Running } from './programs.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** A program that ran this long has not failed because of how it was started. */
const STEADY_MS = 30_000;

export interface Supervisor {
  /** Resolves when the program is ready for the first time; from then on it is kept running. */
  run(program: Program, beforeRestart?: () => Promise<void>): Promise<void>;
  /** The pids of what runs now, by name. */
  pids(): Record<string, number>;
  /** Ends everything, each within its own bound and before what it needs. */
  end(): Promise<void>;
  /** Ends everything at once. */
  force(): Promise<void>;
}

interface Kept {
  readonly program: Program;
  running: Running;
  /** Settles when it is neither running nor being started. */
  watched: Promise<void>;
}

/** @param say told in words what ended and what runs again */
export function createSupervisor(say: (line: string) => void, onChange: () => void): Supervisor {
  const stopping = new AbortController();
  const kept: Kept[] = [];
  const ending = () => stopping.signal.aborted;

  const watch = async (entry: Kept, program: Program, beforeRestart?: () => Promise<void>): Promise<void> => {
    let pauseMs = FIRST_PAUSE_MS;
    while (!ending()) {
      const since = Date.now();
      const how = await entry.running.ended;
      if (ending()) return;
      say(`${program.name} ${how}; starting it again`);
      if (Date.now() - since > STEADY_MS) pauseMs = FIRST_PAUSE_MS;
      while (!ending()) {
        await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        try {
          await beforeRestart?.();
          entry.running = await start(program, stopping.signal);
          onChange();
          say(`${program.name} runs again`);
          break;
        } catch (error) {
          if (!ending()) say(error instanceof Error ? error.message : String(error));
        }
      }
    }
  };

  const endAll = async (how: 'end' | 'force') => {
    stopping.abort(new Error('ending'));
    for (const entry of [...kept].sort((a, b) => b.program.rank - a.program.rank)) {
      await entry.running[how]();
      await entry.watched;
      // It may have been started again at the very moment of the end.
      await entry.running[how]();
    }
  };

  return {
    run: async (program, beforeRestart) => {
      const entry: Kept = {
        program,
        running: await start(program, stopping.signal),
        watched: Promise.resolve(),
      };
      entry.watched = watch(entry, program, beforeRestart);
      kept.push(entry);
      onChange();
    },
    pids: () => Object.fromEntries(kept.map(({ program, running }) => [program.name, running.pid])),
    end: () => endAll('end'),
    force: async () => {
      stopping.abort(new Error('ending'));
      await Promise.all(kept.map((entry) => entry.running.force()));
    },
  };
}

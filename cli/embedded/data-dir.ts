/** The data folder of the embedded run: who uses it now, its ports and its secrets, kept between starts. */
import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, processOf, type ProcessId } from './processes.ts';

export interface DataDir {
  /** Absolute, without symbolic links: two ways to one folder must not look like two folders. */
  readonly path: string;
  /** Tells this folder from others, and from one that was deleted and made anew. */
  readonly name: string;
  readonly adminKeyFile: string;
  file(name: string): string;
  /** A kept secret, made at the first use. The file is readable by its owner only. */
  secret(name: string, make: () => string): string;
  /** The ports of the start before. */
  ports(): Ports;
  keepPorts(ports: Ports): void;
  /** Says what runs now, for scripts and people: `run.json`. */
  describe(run: object): void;
  release(): void;
}

export interface Ports {
  readonly postgres?: number;
  readonly temporal?: number;
  readonly temporalUi?: number;
}

/** Takes the folder for this process. Throws when another one that still runs has it. */
export function openDataDir(given: string): DataDir {
  // Files of ours are for their owner only. As root others may pass through the folder: Postgres runs as one of them.
  process.umask(0o077);
  if (mkdirSync(given, { recursive: true }) !== undefined && process.getuid?.() === 0) chmodSync(given, 0o711);
  const path = realpathSync(given);
  const file = (name: string) => join(path, name);
  const release = lock(file('lock.json'), path);
  mkdirSync(file('log'), { recursive: true });
  const secret = (name: string, make: () => string): string => {
    const kept = readIfThere(file(name)).trim();
    if (kept !== '') return kept;
    const value = make();
    writeWhole(file(name), `${value}\n`, 0o600);
    return value;
  };
  return {
    path,
    name: secret('name', () => randomBytes(8).toString('hex')),
    adminKeyFile: file('admin.key'),
    file,
    secret,
    ports: () => (parsed(readIfThere(file('ports.json'))) as Ports | undefined) ?? {},
    keepPorts: (ports) => {
      writeWhole(file('ports.json'), `${JSON.stringify(ports)}\n`);
    },
    describe: (run) => {
      writeWhole(file('run.json'), `${JSON.stringify(run, undefined, 2)}\n`, 0o600);
    },
    release: () => {
      rmSync(file('run.json'), { force: true });
      release();
    },
  };
}

/**
 * The lock is a link made to a complete file: it exists with its holder's pid and start time, or not at all. One
 * whose holder is gone is moved away and looked at once more, as another start may have been quicker.
 */
function lock(file: string, path: string): () => void {
  const me = processOf(process.pid) ?? { pid: process.pid, startedAt: '' };
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: me.pid, startedAt: me.startedAt }));
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (linked(own, file))
        return () => {
          rmSync(file, { force: true });
        };
      refuseIfHeld(file, path);
      const aside = `${own}.stale`;
      try {
        renameSync(file, aside);
      } catch {
        continue; // another start has moved it
      }
      const taken = holderOf(aside);
      if (taken !== undefined && isRunning(taken)) linked(aside, file);
      rmSync(aside, { force: true });
    }
    throw new Error(`${path} is being taken by another start at this moment`);
  } finally {
    rmSync(own, { force: true });
  }
}

function refuseIfHeld(file: string, path: string): void {
  const holder = holderOf(file);
  if (holder === undefined || !isRunning(holder)) return;
  throw new Error(
    `Caseloop already runs on ${path} (pid ${holder.pid}). End it first, or set CASELOOP_DATA_DIR to another folder.`,
  );
}

function linked(existing: string, target: string): boolean {
  try {
    linkSync(existing, target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const holderOf = (file: string): ProcessId | undefined => parsed(readIfThere(file)) as ProcessId | undefined;

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** A file that a crash of the machine has cut off counts as not there. */
function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A reader sees the old file or the new one. */
function writeWhole(file: string, text: string, mode = 0o644): void {
  writeFileSync(`${file}.new`, text, { mode });
  renameSync(`${file}.new`, file);
}

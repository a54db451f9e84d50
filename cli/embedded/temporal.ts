/** The embedded Temporal: the CLI's dev server on a file. For one machine, tests and trials. */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import { answers } from './ports.ts';
import { findProcesses, type EndSteps, type ProcessId } from './processes.ts';
import type { Program } from './programs.ts';

interface TemporalOptions {
  readonly path: string;
  readonly port: number;
  /** Without it no pages are served. */
  readonly uiPort?: number;
  /** Without it everything is lost at the end. */
  readonly file?: string;
  readonly namespace: string;
  readonly logFile: string;
}

export const TEMPORAL_END: EndSteps = [
  ['SIGTERM', 5000],
  ['SIGKILL', 2000],
];

const TYPE_NAMES = { KEYWORD: 'Keyword', DATETIME: 'Datetime', BOOL: 'Bool' } as const;

export function temporalProgram({ path, port, uiPort, file, namespace, logFile }: TemporalOptions): Program {
  const attributes = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `${name}=${TYPE_NAMES[type]}`);
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(file === undefined ? [] : ['--db-filename', file]),
    // The file's own default syncs the disk for each write, which costs two thirds of the throughput.
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
    ...['--namespace', namespace, '--log-level', 'error'],
    ...attributes.flatMap((attribute) => ['--search-attribute', attribute]),
  ];
  return {
    name: 'Temporal',
    rank: 2,
    command: path,
    args,
    logFile,
    ready: () => answers(port),
    readyWithinMs: 60_000,
    end: TEMPORAL_END,
    force: TEMPORAL_END.slice(-1),
  };
}

/**
 * A server that was killed while it made its tables leaves a file on which none ever starts again. Nothing can be in
 * it yet, as the service starts only once the file has been noted as whole: so it is made anew. The old one is kept
 * beside it, since a restored backup may lack the note.
 */
export function setHalfMadeAside(file: string): void {
  if (existsSync(noteOf(file))) return;
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${file}.set-aside${end}`);
  }
}

/** Notes that the server has once been ready on this file. */
export function noteWhole(file: string): void {
  writeFileSync(noteOf(file), '');
}

const noteOf = (file: string): string => `${file}.whole`;

/** Servers on this file, of whichever start. */
export const temporalOf = (file: string): ProcessId[] => findProcesses(' start-dev ', ` --db-filename ${file} `);

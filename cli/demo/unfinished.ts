import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Note = z.object({ run: z.string(), of: z.string() });

const noteIn = (dataDir: string): string => join(dataDir, 'demo-run.json');

function brokenOff(dataDir: string, of: string): string | undefined {
  try {
    const note = Note.parse(JSON.parse(readFileSync(noteIn(dataDir), 'utf8')));
    return note.of === of ? note.run : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The id with which all ids of a run begin: the one given, else that of the run with the same messages on the same
 * instance that was broken off, for its cases wait for their people, else a new one. Noted until `forgetRun`.
 */
export function takeRun(dataDir: string, { run: given, of }: { run?: string | undefined; of: string }): string {
  const run = given ?? brokenOff(dataDir, of) ?? randomBytes(4).toString('hex');
  try {
    writeFileSync(noteIn(dataDir), `${JSON.stringify({ run, of })}\n`);
  } catch {
    // a demo that talks to an instance elsewhere may have no folder here: then only --run goes on
  }
  return run;
}

/** Notes that the run has come to its end. */
export const forgetRun = (dataDir: string): void => {
  rmSync(noteIn(dataDir), { force: true });
};

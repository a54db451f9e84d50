#!/usr/bin/env -S node --import tsx
/** `npm run caseloop -- COMMAND …`: what operators do at a terminal. */
import { backTest, USAGE as BACK_TEST_USAGE } from './back-test/command.ts';
import { calendar, USAGE as CALENDAR_USAGE } from './calendar/command.ts';
import { explain } from './explain.ts';
import { history, USAGE as HISTORY_USAGE } from './history/command.ts';
import { type Say, UsageError } from './usage.ts';

interface Command {
  readonly usage: string;
  /** Answers with the exit code. */
  run(args: readonly string[], say: Say): Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'back-test': { usage: BACK_TEST_USAGE, run: backTest },
  calendar: { usage: CALENDAR_USAGE, run: calendar },
  history: { usage: HISTORY_USAGE, run: history },
};

const usage = (): string =>
  Object.values(COMMANDS)
    .map((command) => command.usage)
    .join('\n\n');

async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  const say: Say = (line) => void process.stdout.write(`${line}\n`);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (name === 'help' || name === '--help' || args.includes('--help')) {
    say(command?.usage ?? usage());
    return 0;
  }
  if (!command) throw new UsageError(`no such command: ${name}`);
  return command.run(args, say);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const misused = error instanceof UsageError;
  process.stderr.write(`${explain(error)}\n${misused ? `\n${usage()}\n` : ''}`);
  process.exitCode = misused ? 2 : 1;
}

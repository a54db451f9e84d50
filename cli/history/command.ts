import { parseArgs } from 'node:util';
import { type Say, UsageError } from '../usage.ts';
import { exportHistories } from './export.ts';
import { replayFolder, replayQuery } from './replay.ts';

export const USAGE = `npm run caseloop -- history export --query QUERY --out DIR
npm run caseloop -- history replay DIR | --query QUERY

  export   writes the history of every workflow run that a query finds in Temporal, one JSON file each, as
           \`temporal workflow show --output json\` does. Again it goes on where it was: files of ended runs stay.
  replay   runs histories, of a folder or straight from Temporal, through the workflow code that is checked out here
           (or the bundle CASES_WORKFLOW_BUNDLE), as a worker does. Of one that diverged it tells the workflow, the
           event and the reason.

  --query  what Temporal lists by, e.g. "WorkflowType = 'complaintCase' AND StartTime > '2026-11-01T00:00:00Z'"

Exit code 0: done, all replayed. 1: at least one diverged or could not be read. 2: not a command.
Temporal is that of the settings (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, …), else that of the running \`npm start\`.
Histories hold facts, instants and our own numbers; names, addresses and texts are in Postgres only.`;

function readOptions(args: readonly string[]): { positionals: string[]; query?: string; out?: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { query: { type: 'string' }, out: { type: 'string' } },
    });
    return { positionals, ...values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `history export` and `history replay`: the exit code. @throws UsageError, Error */
export async function history(args: readonly string[], say: Say): Promise<number> {
  const { positionals, query, out } = readOptions(args);
  const [verb, folder, ...more] = positionals;
  if (more.length > 0) throw new UsageError('one folder is wanted');
  switch (verb) {
    case 'export':
      if (query === undefined || out === undefined || folder !== undefined) {
        throw new UsageError('history export wants --query and --out');
      }
      return exportHistories({ query, out }, say);
    case 'replay':
      if ((folder === undefined) === (query === undefined) || out !== undefined) {
        throw new UsageError('history replay wants a folder or --query');
      }
      return folder === undefined ? replayQuery(query ?? '', say) : replayFolder(folder, say);
    default:
      throw new UsageError(`no such command: history ${verb ?? ''}`);
  }
}

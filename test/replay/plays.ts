import type { CaseRun } from '../workflows/case-run.ts';
import { AFTER_SALES } from './after-sales.ts';
import { COMPLAINTS } from './complaints.ts';
import { EXAMPLES } from './examples.ts';
import { SCENARIOS } from './scenarios.ts';
import { Week } from './week.ts';

/** What a recorded history tells, by its file: `complaintCase.example-10.v1.json`. */
export const playOf = (file: string): string => file.split('.')[1] ?? file;

/** Everything of which a history is kept. */
export const PLAYS: Record<string, (run: CaseRun) => Promise<void>> = {
  ...SCENARIOS,
  ...Object.fromEntries(
    Object.entries({ ...EXAMPLES, ...AFTER_SALES, ...COMPLAINTS }).map(([name, play]) => [
      name,
      async (run: CaseRun) => play(await Week.of(run)),
    ]),
  ),
};

import type { CaseRun } from '../workflows/case-run.ts';
import { EXAMPLES } from './examples.ts';
import { SCENARIOS } from './scenarios.ts';
import { Week } from './week.ts';

/** Everything of which a history is kept. */
export const PLAYS: Record<string, (run: CaseRun) => Promise<void>> = {
  ...SCENARIOS,
  ...Object.fromEntries(
    Object.entries(EXAMPLES).map(([name, play]) => [name, async (run: CaseRun) => play(await Week.of(run))]),
  ),
};

import type { BackTestShown } from '../../api/back-test-schemas.ts';
import { whatIfView } from '../../api/explain-view.ts';
import { changedOf, COUNTS, type Tally, total } from '../../domain/back-test.ts';
import type { CaseTested } from './run.ts';

const HEADS = ['clock', 'channel', 'tier', 'clocks', 'late before', 'late after', 'appear', 'vanish', 'move'];

const count = (number: number): string => number.toLocaleString('en');

/** The summary as a table: a line for each clock, channel and tier, and their total. */
export function table(tallies: readonly Tally[]): string {
  const all = total(tallies);
  const lines = [
    HEADS,
    ...tallies.map((line) => [line.clock, line.channel, line.tier, ...COUNTS.map((name) => count(line[name]))]),
    ['total', '', '', ...COUNTS.map((name) => count(all[name]))],
  ];
  const widths = HEADS.map((_head, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => (i < 3 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The changed clocks of a log's cases, as the service shows those of its own. */
export const changesOf = (cases: readonly CaseTested[]): BackTestShown['items'] =>
  cases.map(({ past: { caseId, channel, tier, level }, clocks }) => ({
    caseId,
    channel,
    tier,
    level,
    clocks: whatIfView(changedOf(clocks)).clocks,
  }));

import { csvOf } from '../../api/csv.ts';
import { changedOf, COUNTS, type Tally, total } from '../../domain/back-test.ts';
import type { ClockCompared } from '../../domain/comparison.ts';
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

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

/** One changed clock of a case in the CSV of changed cases. */
export type ChangedClock = Pick<ClockCompared, 'name' | 'countedFrom' | 'was' | 'would' | 'breach'>;

const CSV_HEADS = [
  'case',
  'channel',
  'tier',
  'level',
  'clock',
  'counted_from',
  'due_before',
  'due_after',
  'before',
  'after',
  'stopped_at',
  'breach',
];

/** Every clock of which a breach appears, vanishes or moves, as CSV with a line of heads. */
export function changesCsv(cases: readonly CaseTested[]): string {
  const lines = cases.flatMap(({ past: { caseId, channel, tier, level }, clocks }) =>
    changedOf(clocks).map(({ name, countedFrom, was, would, breach }) => [
      caseId,
      channel,
      tier,
      level,
      name,
      iso(countedFrom),
      iso(was?.dueAt),
      iso(would?.dueAt),
      was?.state ?? null,
      would?.state ?? null,
      iso(would?.stoppedAt ?? was?.stoppedAt ?? undefined),
      breach,
    ]),
  );
  return `${csvOf([CSV_HEADS, ...lines])}\r\n`;
}

import type { BackTestShown } from './back-test-schemas.ts';
import { csvOf } from './csv.ts';

const HEADS = [
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
export function changesCsv(cases: BackTestShown['items']): string {
  const lines = cases.flatMap(({ caseId, channel, tier, level, clocks }) =>
    clocks.map(({ name, countedFrom, was, would, breach }) => [
      caseId,
      channel,
      tier,
      level,
      name,
      countedFrom,
      was?.dueAt ?? null,
      would?.dueAt ?? null,
      was?.state ?? null,
      would?.state ?? null,
      would?.stoppedAt ?? was?.stoppedAt ?? null,
      breach,
    ]),
  );
  return `${csvOf([HEADS, ...lines])}\r\n`;
}

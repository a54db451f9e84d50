import type { CaseState } from './case.ts';
import type { Level } from './policy.ts';
import type { CaseRecord } from './record.ts';

/** After a rejection a question is at least level 2, after the second at least level 3. */
export const levelAfterRejection = (state: CaseState, rejections = state.rejections): Level =>
  rejections >= 2 ? 3 : 2;

/** Raises the case to a level at least. */
export function raiseLevel(record: CaseRecord, at: number, to: Level): void {
  const from = record.state.level;
  if (from === null || from < to) record.addChange(at, 'policy', { type: 'levelSet', from, to });
}

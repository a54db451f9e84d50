import type { Ladder, Rung } from './policy.ts';

/**
 * The rung after so many told: once the ladder has been climbed, those that are told again follow round by round, until
 * a person acknowledges one.
 */
export function nextRung({ rungs, again }: Ladder, told: number, acknowledged = false): Rung | undefined {
  const further = told - rungs.length;
  if (further < 0 || !again || acknowledged) return rungs[told];
  const repeated = rungs.slice(again.from);
  const rung = repeated[further % repeated.length];
  const last = rungs.at(-1);
  if (!rung || !last) return undefined;
  const round = Math.floor(further / repeated.length) + 1;
  return { role: rung.role, after: last.after + round * again.every };
}

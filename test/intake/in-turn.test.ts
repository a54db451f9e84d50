import { expect, it } from 'vitest';
import { inTurn } from '../../intake/in-turn.ts';

/** Work that ends when it is told to. */
function controlled() {
  const runs: { key: string; end: (result: string) => void; fail: (error: Error) => void }[] = [];
  const work = (key: string) =>
    new Promise<string>((end, fail) => {
      runs.push({ key, end, fail });
    });
  return { runs, turn: inTurn(work) };
}
const settled = () => new Promise((resume) => setImmediate(resume));

it('runs once at a time for a key; all who ask meanwhile share the run after it', async () => {
  const { runs, turn } = controlled();
  const first = turn('a');
  const [second, third] = [turn('a'), turn('a')];
  expect(runs).toHaveLength(1);
  runs[0]?.end('one');
  expect(await first).toBe('one');
  await settled();
  expect(runs).toHaveLength(2);
  runs[1]?.end('two');
  expect(await Promise.all([second, third])).toEqual(['two', 'two']);
});

it('does not hold up another key', () => {
  const { runs, turn } = controlled();
  void turn('a');
  void turn('b');
  expect(runs.map((run) => run.key)).toEqual(['a', 'b']);
});

it('fails for all who wait when the run fails, and begins anew for who asks then', async () => {
  const { runs, turn } = controlled();
  const waiting = [turn('a'), turn('a'), turn('a')];
  runs[0]?.fail(new Error('away'));
  const outcomes = await Promise.allSettled(waiting);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(runs).toHaveLength(1);
  const again = turn('a');
  runs[1]?.end('back');
  expect(await again).toBe('back');
});

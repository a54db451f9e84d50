import { MockActivityEnvironment } from '@temporalio/testing';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withHeartbeat } from '../../activities/heartbeat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('an activity that waits for others is heard of every three seconds, and no more when it has ended', async () => {
  const environment = new MockActivityEnvironment();
  let beats = 0;
  environment.on('heartbeat', () => (beats += 1));
  const { ask } = withHeartbeat({ ask: (ms: number) => new Promise<number>((resolve) => setTimeout(resolve, ms, ms)) });
  const asked = environment.run(ask, 10_000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await asked).toBe(10_000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(beats).toBe(3);
});

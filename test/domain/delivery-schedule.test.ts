import { expect, it } from 'vitest';
import { deliveryWaitMs, LONG_SCHEDULE, quickWaitMs } from '../../domain/delivery-schedule.ts';

const key = { caseId: 'CS-20261123-000001', seq: 4 };

it('goes on for about 75 hours', () => {
  const hours = LONG_SCHEDULE.reduce((sum, ms) => sum + ms, 0) / 3_600_000;
  expect(hours).toBeCloseTo(75.6, 1);
});

it('waits as long again for the same send, and otherwise for another', () => {
  expect(deliveryWaitMs(key, 3)).toBe(deliveryWaitMs({ ...key }, 3));
  expect(deliveryWaitMs(key, 3)).not.toBe(deliveryWaitMs({ ...key, seq: 5 }, 3));
});

it.each([...LONG_SCHEDULE.keys()])('stretches wait %i by a tenth at most', (attempt) => {
  const planned = LONG_SCHEDULE[attempt] ?? 0;
  for (let seq = 1; seq <= 200; seq++) {
    const ms = deliveryWaitMs({ ...key, seq }, attempt);
    expect(ms).toBeGreaterThanOrEqual(planned);
    expect(ms).toBeLessThanOrEqual(planned * 1.1);
  }
});

it('tries quickly 1, 5, 15, 60 and then every 120 seconds', () => {
  const seconds = [1, 2, 3, 4, 5, 6, 9].map((attempts) => quickWaitMs(key, attempts) / 1000);
  [1, 5, 15, 60, 120, 120, 120].forEach((planned, i) => {
    expect(seconds[i]).toBeGreaterThanOrEqual(planned);
    expect(seconds[i]).toBeLessThanOrEqual(planned * 1.1);
  });
});

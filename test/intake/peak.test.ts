import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OpenCase } from '../../domain/open-case.ts';
import { inPeak } from '../../domain/peak.ts';
import { putPeakWindows } from '../../store/shops.ts';
import { type House, message, openHouse } from './house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const HOUR = 3_600_000;

async function peakOfNewCase(): Promise<boolean | undefined> {
  const { caseId } = await house.intake.receive(message());
  const row = await house.db('intake').where({ case_id: caseId }).first<{ opening: OpenCase }>('opening');
  return row.opening.peak;
}

it('a case opened in a window of its shop says so to its workflow, any other says nothing', async () => {
  expect(await peakOfNewCase()).toBeUndefined();
  const now = Date.now();
  await putPeakWindows(house.db, 'main', [{ from: now - HOUR, until: now + HOUR }]);
  expect(await peakOfNewCase()).toBe(true);
  await putPeakWindows(house.db, 'main', [
    { from: now - 2 * HOUR, until: now - HOUR },
    { from: now + HOUR, until: now + 2 * HOUR },
  ]);
  expect(await peakOfNewCase()).toBeUndefined();
});

it('a window begins with its first instant and ends before its last', () => {
  const windows = [{ from: 10, until: 20 }];
  expect([9, 10, 19, 20].map((at) => inPeak(windows, at))).toEqual([false, true, true, false]);
});

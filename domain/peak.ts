/** A planned rush, epoch milliseconds; cases opened in [from, until) have the rows of peak mode. */
export interface PeakWindow {
  readonly from: number;
  readonly until: number;
}

/** Whether an instant falls into a rush. */
export const inPeak = (windows: readonly PeakWindow[], at: number): boolean =>
  windows.some(({ from, until }) => from <= at && at < until);

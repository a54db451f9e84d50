import { condition } from '@temporalio/workflow';

/**
 * The instant by which a case decides: that at which it last had to wait. The workflow's own clock is no good after
 * that. Once a write has outlasted its task, what arrives with the next task finds another instant there at a replay
 * than it found at first, and the case would decide otherwise than it did.
 */
export class TurnClock {
  /** Epoch ms. A deadline that passes during a turn is met by the next one. */
  now = Date.now();

  async waitUntil(ready: () => boolean): Promise<void> {
    if (ready()) return;
    await condition(ready);
    this.now = Date.now();
  }
}

import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** One timer for an instant. Set to the same instant again it goes on, so that a turn which moves nothing costs nothing. */
export class Alarm {
  private armed: { readonly at: number; readonly scope: CancellationScope } | null = null;
  private latest = 0;
  /** The instant has come. */
  rang = false;

  /**
   * Tells that it is later than an instant. After a local activity the workflow's own clock leaves out all that it had to
   * wait, and a timer runs from the end of the task: under load it would ring seconds late.
   */
  isLaterThan(instant = 0): void {
    this.latest = instant;
  }

  set(at: number, clock: number, purpose: string): void {
    const now = Math.max(clock, this.latest);
    // once: by a worker's clock that is ahead it would ring on and on
    this.latest = 0;
    if (this.armed?.at === at && !this.rang) return;
    this.clear();
    const scope = new CancellationScope();
    this.armed = { at, scope };
    scope
      .run(() => sleep(Math.max(1, at - now), { summary: purpose.slice(0, 200) }))
      .then(
        () => {
          this.rang = true;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }

  clear(): void {
    if (!this.rang) this.armed?.scope.cancel();
    this.armed = null;
    this.rang = false;
  }
}

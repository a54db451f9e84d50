import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** One timer for an instant. Set to the same instant again it goes on, so that a turn which moves nothing costs nothing. */
export class Alarm {
  private armed: { readonly at: number; readonly scope: CancellationScope } | null = null;
  /** The instant has come. */
  rang = false;

  set(at: number, now: number, purpose: string): void {
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

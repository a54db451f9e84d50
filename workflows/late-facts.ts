import { proxyActivities } from '@temporalio/workflow';
import type { CaseEvent } from '../domain/case.ts';
import type { IntakeActivities } from './ports.ts';

const { openLinkedCase } = proxyActivities<IntakeActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** Facts that came after a case's end go on in a linked case. The case does not end before they have. */
export class LateFacts {
  private underWay = 0;

  get isDone(): boolean {
    return this.underWay === 0;
  }

  passOn(caseId: string, events: readonly CaseEvent[]): void {
    for (const event of events) if (event.type === 'arrivedLate') void this.link(caseId, event.fact);
  }

  private async link(caseId: string, factId: string): Promise<void> {
    this.underWay++;
    await openLinkedCase.executeWithOptions({ summary: `Link fact ${factId}` }, [{ caseId, factId }]);
    this.underWay--;
  }
}

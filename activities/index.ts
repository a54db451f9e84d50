import type { Knex } from 'knex';
import type { Intake } from '../intake/index.ts';
import type { OrderSystem } from '../order-system/port.ts';
import type {
  CaseActivities,
  DeliveryActivities,
  IntakeActivities,
  OrderSystemActivities,
  ReviewActivities,
} from '../workflows/ports.ts';
import { createCaseRecords } from './case-records.ts';
import { createDeliveryActivities, type Sender } from './deliveries.ts';
import { withHeartbeat } from './heartbeat.ts';
import { createOrderSystemActivities } from './order-system.ts';
import { storedDocuments } from './plan-documents.ts';
import { createPlans } from './plans.ts';
import { createReviews } from './reviews.ts';

/** What workflows ask of the world, bound to it: the activities of each task queue. */
export function createActivities(deps: {
  readonly db: Knex;
  readonly intake: Intake;
  readonly sender: Sender;
  readonly orderSystem?: OrderSystem | undefined;
}): {
  readonly cases: CaseActivities & IntakeActivities & ReviewActivities;
  readonly delivery: DeliveryActivities;
  readonly backOffice: OrderSystemActivities;
} {
  const { db, intake } = deps;
  return {
    cases: {
      ...createPlans(Date.now, storedDocuments(db)),
      ...createCaseRecords(db),
      ...createReviews(deps),
      async openLinkedCase({ caseId, factId }) {
        await intake.link(caseId, factId);
      },
    },
    delivery: createDeliveryActivities(deps),
    backOffice: withHeartbeat(createOrderSystemActivities(db, deps.orderSystem)),
  };
}

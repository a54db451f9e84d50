import type { Route } from '../route.ts';
import { afterSalesCaseRoutes } from './after-sales-cases.ts';
import { afterSalesRoutes } from './after-sales.ts';
import { afterSalesPolicyRoutes } from './after-sales-policies.ts';
import { alertRoutes } from './alerts.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { auditRoutes } from './audit.ts';
import { backTestRoutes } from './back-test.ts';
import { calendarRoutes } from './calendars.ts';
import { caseRoutes } from './cases.ts';
import { complaintRoutes } from './complaints.ts';
import { deliveryRoutes } from './deliveries.ts';
import { deskRoutes } from './desk.ts';
import { eventRoutes } from './events.ts';
import { explainRoutes } from './explain.ts';
import { factRoutes } from './facts.ts';
import { intakeRoutes } from './intake.ts';
import { peakRoutes } from './peak.ts';
import { policyRoutes } from './policies.ts';
import { planChangeRoutes } from './plan-changes.ts';
import { shopRoutes } from './shops.ts';
import { slaRoutes } from './sla.ts';
import { surveyRoutes } from './surveys.ts';
import { verdictRoutes } from './verdicts.ts';
import { webhookCallRoutes } from './webhook-calls.ts';
import { webhookEndpointRoutes } from './webhook-endpoints.ts';
import { workOrderTypeRoutes } from './work-order-types.ts';
import { workOrderRoutes } from './work-orders.ts';

/** Every path below `/v1`: what is not here does not exist, is in no document, and is allowed to nobody. */
export const ROUTES: readonly Route[] = [
  ...intakeRoutes,
  ...caseRoutes,
  ...eventRoutes,
  ...explainRoutes,
  ...factRoutes,
  ...deskRoutes,
  ...verdictRoutes,
  ...complaintRoutes,
  ...auditRoutes,
  ...planChangeRoutes,
  ...surveyRoutes,
  ...deliveryRoutes,
  ...alertRoutes,
  ...webhookEndpointRoutes,
  ...webhookCallRoutes,
  ...apiKeyRoutes,
  ...shopRoutes,
  ...slaRoutes,
  ...policyRoutes,
  ...backTestRoutes,
  ...calendarRoutes,
  ...peakRoutes,
  ...afterSalesCaseRoutes,
  ...workOrderRoutes,
  ...workOrderTypeRoutes,
  ...afterSalesRoutes,
  ...afterSalesPolicyRoutes,
];

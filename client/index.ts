/** Caseloop for backends: the API with types, retries and idempotency keys, and its webhooks verified. */
import type { components } from './schema.ts';

export { createClient, type Answer, type Client, type ClientOptions } from './client.ts';
export { everyItem } from './pages.ts';
export { CaseloopProblem, CaseloopUnreachable, type Fault, type ProblemCode } from './problem.ts';
export {
  verifyWebhook,
  WebhookRefused,
  type CaseEvent,
  type MessageToSend,
  type StaffNotice,
  type TestCall,
  type VerifiedWebhook,
} from './webhook.ts';
export type { components, operations, paths } from './schema.ts';

/** The shapes of the API by name: `Schemas['Message']`. */
export type Schemas = components['schemas'];

import { z } from 'zod';
import { CASE_KINDS } from '../domain/kinds/index.ts';
import { ApplicationBody } from './application-schema.ts';
import { ComplaintBody } from './complaint-schemas.ts';
import { inbound } from './schemas.ts';

/** A case of a stated kind, with what only its kind has. */
export const CaseBody = z
  .strictObject({
    ...inbound,
    kind: z.enum(CASE_KINDS),
    complaint: ComplaintBody.exactOptional().meta({ description: 'Of a complaint only' }),
    application: ApplicationBody.exactOptional().meta({ description: 'Of an after-sales request, and only of one' }),
  })
  .refine(({ kind, complaint }) => complaint === undefined || kind === 'complaint', {
    path: ['complaint'],
    error: 'of a case of the kind complaint only',
  })
  .refine(({ kind, application }) => (kind === 'after-sales') === (application !== undefined), {
    path: ['application'],
    error: 'of an after-sales request, and only of one',
  })
  .refine(({ kind, orderId }) => kind !== 'after-sales' || orderId !== undefined, {
    path: ['orderId'],
    error: 'an after-sales request is about an order',
  })
  .meta({ id: 'NewCase' });

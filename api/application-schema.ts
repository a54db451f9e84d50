import { z } from 'zod';
import { REQUESTS } from '../domain/policy.ts';
import { code, foreignId } from './elements.ts';

export const line = z.int().min(1).max(1000).meta({ description: "The number of the order's line, from 1" });
export const quantity = z.int().min(1).max(10_000);
const codes = z.array(code).max(20);

const appliedLine = z
  .strictObject({
    line,
    quantity: quantity.exactOptional(),
    wantedItemId: foreignId().exactOptional().meta({ description: 'The article wanted in its place' }),
    category: code.exactOptional().meta({ description: '`clothing`, `electronics` … as the policy names them' }),
    sealBroken: z.boolean().exactOptional(),
    tagsIntact: z.boolean().exactOptional(),
    worn: z.boolean().exactOptional(),
    dirty: z.boolean().exactOptional(),
    altered: z.boolean().exactOptional(),
    activated: z.boolean().exactOptional(),
    personalData: z.boolean().exactOptional(),
  })
  .meta({ id: 'AppliedLine' });

export const ApplicationBody = z
  .strictObject({
    requestType: z.enum(REQUESTS),
    reason: code.exactOptional().meta({ description: '`no_reason`, `wrong_size` … as the policy names them' }),
    fault: z.enum(['none', 'claimed', 'confirmed', 'disputed']).exactOptional(),
    issue: code.exactOptional().meta({ description: '`damaged`, `missing`, `not_received` …' }),
    evidence: codes.exactOptional().meta({ description: 'What the customer has shown: `photo`, `video` …' }),
    claims: codes.exactOptional().meta({ description: '`injury`, `fake` …: a complaint is proposed' }),
    lines: z.array(appliedLine).min(1).max(100).exactOptional().meta({ description: 'Left out: the whole order' }),
  })
  .meta({ id: 'Application', description: 'What is wanted of an order, and why' });

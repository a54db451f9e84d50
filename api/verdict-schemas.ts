import { z } from 'zod';
import { OUTCOMES } from '../domain/case.ts';
import { CHANNELS } from '../domain/channels.ts';
import { CASE_KINDS, CATEGORIES } from '../domain/kinds/index.ts';
import { CLOCK_NAMES } from '../domain/policy.ts';
import { ApplicationBody } from './application-schema.ts';
import { agentId, code, level, text } from './schemas.ts';

const departments = z.array(code).min(1).max(10);

export const LevelBody = z
  .strictObject({ agentId, level, reasonCode: code.exactOptional() })
  .meta({ id: 'LevelVerdict' });

export const ClassificationBody = z
  .strictObject({
    agentId,
    kind: z.enum(CASE_KINDS).exactOptional(),
    category: z.enum(CATEGORIES).exactOptional(),
    application: ApplicationBody.exactOptional().meta({ description: 'Of what becomes an after-sales request' }),
  })
  .refine(({ kind, application }) => (kind === 'after-sales') === (application !== undefined), {
    path: ['application'],
    error: 'of an after-sales request, and only of one',
  })
  .refine(({ kind, category }) => kind !== undefined || category !== undefined, {
    path: ['kind'],
    error: 'a kind, a category, or both',
  })
  .meta({ id: 'CaseClassification' });

export const ConsultationBody = z.strictObject({ agentId, departments }).meta({ id: 'Consultation' });

/** At most thirty days at once: whoever needs more says so again. */
const LONGEST_EXTENSION = 30 * 86_400;

export const HandOffBody = z.strictObject({ agentId, channel: z.enum(CHANNELS) }).meta({ id: 'HandOff' });

export const PauseBody = z
  .strictObject({ agentId, reasonCode: code.meta({ description: 'For whom we wait: `carrier`, `third-party` …' }) })
  .meta({ id: 'Pause' });

export const ResumeBody = z.strictObject({ agentId }).meta({ id: 'Resume' });

export const ExtensionBody = z
  .strictObject({
    agentId,
    clock: z.enum(CLOCK_NAMES),
    seconds: z.int().min(1).max(LONGEST_EXTENSION).meta({ description: "Open time of the clock's calendar" }),
    reasonCode: code,
  })
  .meta({ id: 'Extension' });

export const MergeBody = z
  .strictObject({
    agentId,
    into: z.string().min(1).max(64).meta({ description: 'The case that survives' }),
  })
  .meta({ id: 'Merge' });

export const AcknowledgementBody = z.strictObject({ agentId }).meta({ id: 'Acknowledgement' });

export const ResolutionBody = z
  .strictObject({
    agentId,
    outcome: z.enum(OUTCOMES),
    reasonCode: code.exactOptional().meta({ description: 'Why it could not be solved, as a code' }),
    note: text.exactOptional(),
  })
  .meta({ id: 'Resolution' });

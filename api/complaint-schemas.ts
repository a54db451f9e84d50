/** What is said about complaints. */
import { z } from 'zod';
import {
  COMPLAINT_CATEGORIES,
  EVIDENCE_ITEMS,
  MEASURE_KINDS,
  RESPONSIBILITIES,
  SEVERE_REASONS,
  TRUTHS,
  VISIT_OUTCOMES,
} from '../domain/kinds/complaint/codes.ts';
import { SEVERITIES } from '../domain/policy.ts';
import { centsOf } from './money.ts';
import { agentId, code, foreignId, instant, text } from './schemas.ts';
import { instantOut } from './told.ts';

const reasons = z.array(z.enum(SEVERE_REASONS)).max(SEVERE_REASONS.length);
const HIGHEST = 10_000_000;

export const SeverityBody = z
  .strictObject({
    agentId,
    severity: z.enum(SEVERITIES),
    reasons: reasons.default([]),
    outsideDeadlineAt: instant.exactOptional().meta({ description: 'Set by a regulator or platform' }),
  })
  .refine(({ severity, reasons: why }) => (severity === 'severe') === why.length > 0, {
    path: ['reasons'],
    error: 'at least one where it is severe, none where it is not',
  })
  .meta({ id: 'Severity' });

export const EvidenceBody = z
  .strictObject({ agentId, items: z.array(z.enum(EVIDENCE_ITEMS)).min(1).max(EVIDENCE_ITEMS.length) })
  .meta({ id: 'EvidenceRequest' });

export const ByAgentBody = z.strictObject({ agentId }).meta({ id: 'ByAgent' });

export const DecisionBody = z
  .strictObject({
    agentId,
    truth: z.enum(TRUTHS),
    responsibility: z.enum(RESPONSIBILITIES),
    reasonCode: code.exactOptional(),
  })
  .meta({ id: 'Decision' });

/** Points are counted, money is a decimal at this edge and cents inside. */
const measure = z
  .strictObject({
    kind: z.enum(MEASURE_KINDS),
    amount: z
      .number()
      .positive()
      .max(HIGHEST)
      .exactOptional()
      .meta({ description: 'Yuan; of points their number, of a replacement its value' }),
  })
  .refine(({ kind, amount = 0 }) => (kind === 'points' ? Number.isInteger(amount) : !Number.isNaN(centsOf(amount))), {
    path: ['amount'],
    error: 'at most two decimals; points are whole',
  })
  .transform(({ kind, amount }) => ({
    kind,
    ...(amount === undefined ? {} : { amount: kind === 'points' ? amount : centsOf(amount) }),
  }));

export const MeasuresBody = z
  .strictObject({ agentId, measures: z.array(measure).min(1).max(20) })
  .meta({ id: 'MeasureProposal' });

export const ApprovalBody = z
  .strictObject({
    agentId,
    measure: z.int().min(1).max(1_000).meta({ description: 'Its number in the case' }),
    approved: z.boolean(),
  })
  .meta({ id: 'Approval' });

/** What a new case of the kind complaint may bring. */
export const ComplaintBody = z
  .strictObject({
    category: z.enum(COMPLAINT_CATEGORIES).exactOptional(),
    against: agentId.exactOptional().meta({ description: 'Who is complained about: decides nothing in it' }),
    severe: reasons.min(1).exactOptional().meta({ description: 'Any one of these makes it severe' }),
    outsideDeadlineAt: instant.exactOptional().meta({ description: 'Set by a regulator or platform' }),
    lossAmount: z
      .number()
      .min(0)
      .max(1e9)
      .refine((sum) => !Number.isNaN(centsOf(sum)), { error: 'at most two decimals' })
      .transform(centsOf)
      .exactOptional()
      .meta({ description: 'In yuan; from ¥5,000 on it is severe' }),
  })
  .transform(({ outsideDeadlineAt, ...rest }) => ({
    ...rest,
    ...(outsideDeadlineAt === undefined ? {} : { outsideAt: outsideDeadlineAt }),
  }))
  .meta({ id: 'NewComplaint' });

export const PassOnBody = z.strictObject({ agentId, department: code }).meta({ id: 'PassOn' });

export const AppealBody = z
  .strictObject({ messageId: foreignId(255), text: text.exactOptional() })
  .meta({ id: 'Appeal' });

export const VisitBody = z.strictObject({ agentId, outcome: z.enum(VISIT_OUTCOMES) }).meta({ id: 'Visit' });

export const AuditView = z
  .strictObject({
    at: instantOut,
    key: z.string().meta({ description: 'Number of the key, or `admin`' }),
    role: z.string(),
    action: z.string().meta({ description: 'The path that was asked' }),
    code: z.string().meta({ description: 'Of the refusal' }),
  })
  .meta({ id: 'AuditEntry', description: 'A verdict that was refused for the role or rank of its sender' });

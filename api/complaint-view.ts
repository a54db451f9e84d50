/** A complaint as people read it. */
import { z } from 'zod';
import {
  COMPLAINT_CATEGORIES,
  EVIDENCE_ITEMS,
  MEASURE_KINDS,
  RANKS,
  RESPONSIBILITIES,
  SEVERE_REASONS,
  TRUTHS,
  VISIT_OUTCOMES,
} from '../domain/kinds/complaint/codes.ts';
import type { ComplaintState, Decision, Measure } from '../domain/kinds/complaint/events.ts';
import { SEVERITIES } from '../domain/policy.ts';
import { yuanOf } from './money.ts';
import { instantOut, told, toldAt } from './told.ts';

const person = z.string().meta({ description: 'A person as `agent-7`, as events name them' });

export const ComplaintView = z
  .strictObject({
    category: z.enum(COMPLAINT_CATEGORIES).optional(),
    against: person.optional().meta({ description: 'Who is complained about' }),
    severity: z.enum(SEVERITIES),
    reasons: z.array(z.enum(SEVERE_REASONS)),
    outsideDeadlineAt: instantOut.optional(),
    evidence: z.array(z.enum(EVIDENCE_ITEMS)).meta({ description: 'Asked for, and not come yet' }),
    decisions: z
      .array(
        z.strictObject({
          at: instantOut,
          by: person,
          rank: z.enum(RANKS),
          truth: z.enum(TRUTHS),
          responsibility: z.enum(RESPONSIBILITIES),
          round: z.int().meta({ description: 'Appeals before it' }),
          reasonCode: z.string().optional(),
        }),
      )
      .meta({ description: 'Oldest first; none is ever taken away' }),
    measures: z.array(
      z.strictObject({
        measure: z.int(),
        kind: z.enum(MEASURE_KINDS),
        amount: z.number().optional().meta({ description: 'Yuan, or points' }),
        state: z.enum(['waiting', 'approved', 'refused', 'carried-out']),
        waitsFor: z.enum(RANKS).optional(),
        proposedAt: instantOut,
        proposedBy: person,
      }),
    ),
    resultToldAt: instantOut.optional(),
    appealUntil: instantOut.optional(),
    appeals: z.int(),
    visited: z.enum(VISIT_OUTCOMES).optional(),
    released: z.boolean(),
  })
  .meta({ id: 'Complaint' });

const iso = (at: number): string => new Date(at).toISOString();

const decisionView = ({ at, reasonCode, ...decision }: Decision) => ({
  at: iso(at),
  ...decision,
  ...told('reasonCode', reasonCode),
});

const measureView = ({ proposedAt, amount, least, ...measure }: Measure) => ({
  ...measure,
  ...told('amount', amount === undefined || measure.kind === 'points' ? amount : yuanOf(amount)),
  ...told('waitsFor', measure.state === 'waiting' ? least : undefined),
  proposedAt: iso(proposedAt),
});

export const complaintView = (complaint: ComplaintState): z.output<typeof ComplaintView> => ({
  ...told('category', complaint.category),
  ...told('against', complaint.against),
  severity: complaint.severe.length > 0 ? 'severe' : 'other',
  reasons: [...complaint.severe],
  ...toldAt('outsideDeadlineAt', complaint.outsideAt),
  evidence: [...complaint.evidence],
  decisions: complaint.decisions.map(decisionView),
  measures: complaint.measures.map(measureView),
  ...toldAt('resultToldAt', complaint.toldAt),
  ...toldAt('appealUntil', complaint.appealEndsAt),
  appeals: complaint.appeals,
  ...told('visited', complaint.visited),
  released: complaint.released,
});

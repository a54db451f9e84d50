import { z } from 'zod';
import { CHANNELS } from '../domain/channels.ts';
import { CLOCK_NAMES, TIERS } from '../domain/policy.ts';
import { PolicyDocumentBody } from './policy-schema.ts';
import { instant } from './schemas.ts';
import { ComparedClock } from './explain-schemas.ts';

const version = z.int().min(1).max(1_000_000_000);

/** How far one request goes. */
const bounds = {
  limit: z.int().min(1).max(1_000).default(200).meta({ description: 'Cases looked at; fewer where time is short' }),
  cursor: z.string().max(500).exactOptional().meta({ description: '`nextCursor` of the answer before' }),
};

const instantIn = instant.meta({ override: { type: 'string', format: 'date-time' } });

export const BackTestBody = z
  .strictObject({
    version: version.exactOptional().meta({ description: 'The version that is tried' }),
    document: PolicyDocumentBody.exactOptional().meta({ description: 'A draft that is tried, instead of a version' }),
    against: z
      .strictObject({ version })
      .exactOptional()
      .meta({ description: 'The version it is compared with; what every case was promised unless told' }),
    from: instantIn.exactOptional().meta({ description: 'Cases opened from then on' }),
    to: instantIn.exactOptional().meta({ description: 'Cases opened before' }),
    channels: z.array(z.enum(CHANNELS)).min(1).max(CHANNELS.length).exactOptional(),
    tiers: z.array(z.enum(TIERS)).min(1).max(TIERS.length).exactOptional(),
    ...bounds,
  })
  .refine(({ version, document }) => (version === undefined) !== (document === undefined), {
    error: 'either version or document',
    path: ['version'],
  })
  .meta({ id: 'BackTest' });

const count = z.int().min(0);

const Tally = z
  .strictObject({
    clock: z.enum(CLOCK_NAMES),
    channel: z.enum(CHANNELS),
    tier: z.enum(TIERS),
    clocks: count,
    before: count.meta({ description: 'Breaches before' }),
    after: count.meta({ description: 'Breaches after' }),
    appear: count,
    vanish: count,
    move: count,
  })
  .meta({ id: 'BackTestTally' });

const ChangedCase = z
  .strictObject({
    caseId: z.string(),
    channel: z.enum(CHANNELS),
    tier: z.enum(TIERS),
    level: z.int().min(1).max(3).nullable(),
    clocks: z.array(ComparedClock),
  })
  .meta({ id: 'ChangedCase' });

export const BackTestView = z
  .strictObject({
    looked: count.meta({ description: 'Cases looked at by this request' }),
    summary: z.array(Tally).meta({ description: 'Of these cases; add up those of all answers' }),
    items: z.array(ChangedCase).meta({ description: 'Those of which a breach appears, vanishes or moves' }),
    nextCursor: z.string().nullable().meta({ description: 'Where to go on; null at the end' }),
  })
  .meta({ id: 'BackTested' });
export type BackTestShown = z.output<typeof BackTestView>;

export const ApplyBody = z
  .strictObject({
    version,
    dryRun: z.boolean().default(true).meta({ description: 'false: every open case is told' }),
    agentId: z.string().min(1).max(200).meta({ description: "The agent's id in the shop's staff system" }),
    ...bounds,
  })
  .meta({ id: 'ApplyPolicy' });

const Moved = z
  .strictObject({
    clock: z.enum(CLOCK_NAMES),
    clocks: count.meta({ description: 'Running ones' }),
    earlier: count,
    later: count,
    started: count,
    ended: count,
    appear: count.meta({ description: 'Breaches that appear, because the new deadline is over' }),
    vanish: count.meta({ description: 'Breaches that vanish: none, for what is breached stays breached' }),
  })
  .meta({ id: 'PolicyMoves' });

export const ApplyView = z
  .strictObject({
    dryRun: z.boolean(),
    looked: count,
    applied: count.meta({ description: 'Cases told; in a dry run those that would be' }),
    skipped: count.meta({ description: 'Cases on the version already, or of another policy' }),
    failed: count.meta({ description: 'Cases that could not be told just now: repeat with a new Idempotency-Key' }),
    summary: z.array(Moved),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'PolicyApplied' });
export type ApplyShown = z.output<typeof ApplyView>;

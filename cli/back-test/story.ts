import type { CaseEvent } from '../../domain/case.ts';
import type { OpenCase } from '../../domain/open-case.ts';
import type { Channel, Outlet } from '../../domain/channels.ts';
import type { ClockName } from '../../domain/policy.ts';
import type { PastCase } from './log.ts';

/** Clocks whose end a log tells; it says nothing of consultations, plans, stated dates, surveys and calls. */
export const TOLD_BY_LOG: readonly ClockName[] = [
  'acknowledge',
  'answer',
  'next-response',
  'resolution',
  'total-resolution',
];

/** A past case as the domain knows one. */
export interface Story {
  readonly open: OpenCase;
  readonly events: readonly CaseEvent[];
  /** From here on nothing that the log tells of can change; null: open to the end of the log. */
  readonly settledAt: number | null;
}

const AGENT = 'agent-1';

/** What happened, in the shape of a stored event. */
type Happened =
  { readonly says: 'matter' | 'courtesy' } | { readonly replies: 'answer' | 'question' } | { readonly solved: true };

function eventOf(at: number, channel: Channel, happened: Happened, cause: string): CaseEvent {
  const message = 0;
  if ('says' in happened) {
    return { at, by: 'customer', cause, type: 'messageReceived', message, channel, says: happened.says };
  }
  if ('solved' in happened) return { at, by: AGENT, cause, type: 'resolved', outcome: 'solved' };
  const outlet: Outlet = channel;
  return { at, by: AGENT, cause, type: 'replied', message, kind: happened.replies, agent: AGENT, channel: outlet };
}

/**
 * When the customer who was waited for is taken to have answered: as the log says, else after so many seconds, or when
 * the log next tells of the case, whichever is earlier.
 */
function answeredAt(past: PastCase, waitingAt: number, seconds: number): number {
  if (past.waitingUntil !== null) return Math.max(past.waitingUntil, waitingAt);
  const later = [past.firstResponseAt, past.reopenedAt, past.resolvedAt].filter(
    (at): at is number => at !== null && at > waitingAt,
  );
  return Math.min(waitingAt + seconds * 1000, ...later);
}

/** First response and waiting. A first response that begins the waiting is a question back. */
function responses(past: PastCase, seconds: number): [number, Happened][] {
  const { firstResponseAt, waitingAt } = past;
  const waited: [number, Happened][] =
    waitingAt === null
      ? []
      : [
          [waitingAt, { replies: 'question' }],
          [answeredAt(past, waitingAt, seconds), { says: 'courtesy' }],
        ];
  const answers = firstResponseAt !== null && firstResponseAt !== waitingAt;
  return [...(answers ? [[firstResponseAt, { replies: 'answer' }] as [number, Happened]] : []), ...waited];
}

/** Who is told that it is solved is answered by it. */
const solved = (at: number): [number, Happened][] => [
  [at, { replies: 'answer' }],
  [at, { solved: true }],
];

/**
 * Solutions and reopening. Where the log tells only the last solution of a case that was reopened, the first is taken to
 * be at the reopening: later than it was, never earlier.
 */
function endings({ reopenedAt, resolvedAt }: PastCase): [number, Happened][] {
  const last = resolvedAt === null ? [] : solved(resolvedAt);
  if (reopenedAt === null) return last;
  const again: [number, Happened] = [reopenedAt, { says: 'matter' }];
  if (resolvedAt !== null && resolvedAt < reopenedAt) return [...last, again];
  return [[reopenedAt, { solved: true }], again, ...last];
}

/** Tells a past case as events, so that it can be lived again. `seconds`: how long a wait for the customer lasts. */
export function storyOf(past: PastCase, seconds: number): Story {
  const { caseId, channel, tier, level, openedAt, resolvedAt, reopenedAt } = past;
  const open: OpenCase = {
    caseId,
    shop: 'log',
    kind: 'inquiry',
    channel,
    customer: 'customer-1',
    locale: 'zh',
    reach: [],
    tier,
    level,
    category: null,
    policy: 'standard',
    openedAt,
  };
  const happened: [number, Happened][] = [
    [openedAt, { says: 'matter' }],
    ...responses(past, seconds),
    ...endings(past),
  ];
  const opened = { type: 'opened', kind: 'inquiry', channel, tier, level, category: null } as const;
  const events: CaseEvent[] = [
    { at: openedAt, by: 'customer', ...opened, policy: open.policy, policyVersion: 1 },
    ...happened.sort(([a], [b]) => a - b).map(([at, what], i) => eventOf(at, channel, what, String(i + 1))),
  ];
  const settled = resolvedAt !== null && (reopenedAt === null || reopenedAt <= resolvedAt);
  return { open, events, settledAt: settled ? resolvedAt : null };
}

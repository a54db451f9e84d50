/** The demo's complaints, and what people do about them. */
import type { Step } from './script.ts';
import { type Seen, storyOf } from './story.ts';

const TEXTS = [
  '投诉:客服说话很不耐烦,挂了我两次电话。',
  '投诉:水壶用了一周就漏水,要求说明原因。',
  '投诉:说好周三到,今天周六还没到,没人告诉我。',
  '投诉:页面写送滤芯,收到没有,说法前后不一。',
] as const;
const ROUNDS = 2;

/** How a complaint ends: as the customer says, as a visit finds, or after an appeal. */
const WAYS = ['confirmed', 'with-evidence', 'visited', 'appealed'] as const;

export interface Complaint {
  readonly number: number;
  readonly way: (typeof WAYS)[number];
  readonly text: string;
}

export const complaintsOf = (): Complaint[] =>
  Array.from({ length: ROUNDS * TEXTS.length }, (_, at) => ({
    number: at + 1,
    way: WAYS[at % WAYS.length] ?? 'confirmed',
    text: TEXTS[at % TEXTS.length] ?? '',
  }));

const LEADS = ['demo-senior', 'demo-supervisor'] as const;

/** What is done about a complaint next; undefined: what is done about any case. */
export function complaintStep(seen: Seen, { way }: Complaint, word: (id: string) => string): Step | null | undefined {
  const { view, events } = seen;
  const { complaint, status } = view;
  const { live } = storyOf(seen);
  if (!complaint) return undefined;
  const { decisions, measures, appeals } = complaint;
  const lead = LEADS[Math.min(appeals, 1)] ?? LEADS[0];
  const act = (path: string, body: Step['body'], seconds = 2): Step => ({
    ...{ id: `${path}-${appeals}-${events.filter(({ type }) => type === 'reopened').length}`, path, body },
    afterMs: seconds * 1000,
  });
  const byLead = { agentId: lead };
  const granted = measures.find(({ state }) => state === 'approved');
  if (status === 'closed') return undefined;
  if (status === 'waiting-customer') {
    return act('messages', { messageId: word('evidence'), text: '照片和聊天截图都传上来了。' }, 3);
  }
  if (status === 'resolved') {
    if (way === 'appealed' && appeals === 0) {
      return act('appeal', { messageId: word('appeal'), text: '这个结果我不能接受,请再核实。' }, 4);
    }
    // who has confirmed is asked again some days later
    const isVisited = way === 'visited' || events.some(({ type }) => type === 'confirmed');
    return isVisited ? act('visits', { ...byLead, outcome: 'satisfied' }, 5) : undefined;
  }
  if (!view.owner || live('acknowledge')) return undefined;
  if (way === 'with-evidence' && !events.some(({ type }) => type === 'evidenceAsked')) {
    return act('evidence', { ...byLead, items: ['photo'] });
  }
  if (decisions.length <= appeals) return act('decision', { ...byLead, ...findingOf(appeals) }, 3);
  if (measures.length === 0) return act('measures', { ...byLead, measures: [{ kind: 'coupon', amount: 30 }] });
  const told = events.filter(({ type }) => type === 'resultTold').length;
  if (told <= appeals) return act('result', byLead);
  if (granted) return act(`measures/${granted.measure}/carried-out`, byLead);
  return act('resolution', { agentId: view.owner, outcome: 'solved' });
}

const findingOf = (appeals: number) =>
  appeals === 0 ? { truth: 'confirmed', responsibility: 'shop' } : { truth: 'partly', responsibility: 'shared' };

import { chance } from './chance.ts';
import { agentOf, type Script, type Step } from './script.ts';
import { type Seen, storyOf } from './story.ts';
import { say } from './words.ts';

const SUPERVISOR = 'demo-supervisor';
/** A late person is late by so much at least. */
const LATE_MS = 2_000;
/** Nobody is so late that the demo could not end. */
const LATEST_MS = 55_000;
/** The date that a plan states. */
const PROMISED_MS = 20_000;

/** What happens next to a case by somebody's hand, or null when it waits for time to pass. Pure but for `now`. */
export function nextStep(seen: Seen, script: Script, run: string, now: number): Step | null {
  const own = script.own?.(seen);
  if (own !== undefined) return own;
  const scene = sceneOf(seen, script, run, now);
  switch (seen.view.status) {
    case 'open':
    case 'waiting-other':
      return customersTurn(scene) ?? agentsTurn(scene);
    case 'waiting-customer':
      return scene.story.questions > 0 && script.turn !== 'asked-back-in-vain'
        ? scene.message('messages', `more-${scene.story.questions}`, 'more', 3)
        : null;
    case 'resolved':
      return afterResolution(scene);
    case 'closed':
      return afterClosing(scene);
    default:
      return null;
  }
}

function sceneOf(seen: Seen, script: Script, run: string, now: number) {
  const story = storyOf(seen);
  const { index, lang, pace } = script;
  const agent = seen.view.owner ?? script.agent;
  const after = (seconds: number): number => seconds * 1000 * pace;
  const act = (path: string, id: string, body: Step['body'], seconds: number): Step => ({
    id,
    path,
    body,
    afterMs: after(seconds),
  });
  const messageId = (id: string) => `${run}-${index}-${id}`;
  return {
    seen,
    story,
    script,
    now,
    agent,
    act,
    messageId,
    /** Something said by the customer. */
    message: (path: string, id: string, words: Parameters<typeof say>[0], seconds: number, more: Step['body'] = {}) =>
      act(path, id, { messageId: messageId(id), text: say(words, lang, index, id), ...more }, seconds),
    reply: (id: string, kind: keyof typeof REPLY_WORDS, seconds: number, more: Step['body'] = {}): Step =>
      act(
        'replies',
        id,
        { messageId: messageId(id), agentId: agent, kind, text: say(REPLY_WORDS[kind], lang, index, id), ...more },
        seconds,
      ),
    /** After a clock's deadline, where it is near enough; else the step as it is. */
    late: (step: Step, clock: string): Step => {
      const dueAt = Date.parse(story.live(clock)?.dueAt ?? '');
      const lateMs = dueAt - now + LATE_MS + 10_000 * chance('late', index);
      return lateMs > LATE_MS && lateMs < LATEST_MS ? { ...step, afterMs: lateMs } : step;
    },
  };
}
type Scene = ReturnType<typeof sceneOf>;

const REPLY_WORDS = {
  acknowledgement: 'acknowledgement',
  question: 'question',
  answer: 'answer',
  plan: 'plan',
} as const;

function customersTurn({ script, story, act, messageId }: Scene): Step | null {
  if (script.turn === 'withdrawn' && story.answers === 0) {
    return act('withdrawal', 'withdraw', { messageId: messageId('withdraw') }, 4);
  }
  if (script.turn === 'wants-a-person' && !story.wantsPerson && story.calls > 0) {
    return act('human', 'human', { messageId: messageId('human') }, 1);
  }
  return null;
}

function agentsTurn(scene: Scene): Step | null {
  const { script, story, seen, agent, act, reply, late, now } = scene;
  const { turn, index } = script;
  if (story.missedCall) return callBack(scene, `call-${story.calls}`, agent);
  // a level 1 question is answered by whoever sees it, which makes it theirs
  if (!seen.view.owner && (seen.view.level !== 1 || turn === 'transferred'))
    return act('claim', `claim-${story.silences}`, { agentId: agent }, 0.5);
  if (story.live('acknowledge')) {
    const step = reply('acknowledge', 'acknowledgement', 1.5);
    return turn === 'acknowledged-late' ? late(step, 'acknowledge') : step;
  }
  if (turn === 'transferred' && !story.transferred && story.answers === 0) {
    const toAgentId = agentOf(index + 1) === agent ? agentOf(index + 2) : agentOf(index + 1);
    return act('transfer', `transfer-${story.silences}`, { toAgentId }, 2);
  }
  if (seen.view.level === 3 && !story.consulted) {
    return act('consultations', 'consult', { agentId: agent, departments: ['quality', 'warehouse'] }, 2);
  }
  if (seen.view.level === 3 && !story.planTold) {
    return reply('plan', 'plan', 2, { expectedAt: new Date(now + PROMISED_MS).toISOString() });
  }
  if (turn.startsWith('asked-back') && story.questions === 0 && story.answers === 0) return reply('ask', 'question', 3);
  if (story.unanswered) return answer(scene);
  return act('resolution', `resolve-${story.round + 1}-${story.calls}`, { agentId: agent, outcome: 'solved' }, 1);
}

/** Who has had an answer already waits for the next one only minutes, here seconds. */
function answer({ script, story, seen, reply, late }: Scene): Step {
  const again = story.answers > 0;
  const step = reply(`answer-${story.calls}`, 'answer', again ? 1 : seen.view.level === 1 ? 0 : 5);
  return script.turn === 'answered-late' && !again ? late(step, 'answer') : step;
}

function callBack({ script, act, messageId }: Scene, id: string, agentId: string): Step {
  const { lang, index } = script;
  return act('notes', id, { messageId: messageId(id), agentId, text: say('call', lang, index), call: true }, 6);
}

function afterResolution(scene: Scene): Step | null {
  const { script, story, act, message, messageId } = scene;
  const { round } = story;
  switch (script.turn) {
    case 'silent':
    case 'asked-back-in-vain':
      return null;
    case 'rejected':
      if (story.rejections > 0) break;
      return message('confirmation', 'reject', 'rejection', 4, { confirmed: false });
    case 'thanked':
      return message('messages', `thanks-${round}`, 'thanks', 3);
    default:
  }
  return act('confirmation', `confirm-${round}`, { messageId: messageId(`confirm-${round}`), confirmed: true }, 4);
}

function afterClosing(scene: Scene): Step | null {
  const { script, story, seen, act, message } = scene;
  if (story.live('call-back')) return callBack(scene, `call-low-${story.round}`, SUPERVISOR);
  const answers = script.stars !== null && script.turn !== 'silent';
  if (answers && story.surveyOpen !== null) {
    return act(`surveys/${story.surveyOpen}/answer`, `survey-${story.surveyOpen}`, starsOf(script), 3);
  }
  if (script.turn === 'comes-back' && story.reopenings === 0 && seen.view.closedHow === 'confirmed') {
    return message('messages', 'comeback', 'comeback', 6);
  }
  return null;
}

function starsOf({ stars, index, lang }: Script): Step['body'] {
  const near = (what: string): number =>
    Math.max(1, Math.min(5, (stars ?? 3) + Math.floor(chance(what, index) * 3) - 1));
  return {
    stars,
    quality: near('quality'),
    speed: near('speed'),
    professionalism: near('professionalism'),
    ...(chance('words', index) < 0.3 ? { text: say('survey', lang, index) } : {}),
    ...(chance('wrong', index) < 0.02 ? { wrongAnswer: true } : {}),
  };
}

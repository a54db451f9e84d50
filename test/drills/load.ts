/** Cases as backends bring them: message, second message, reply, resolution, confirmation, survey answer, over HTTP. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, PatientClient } from './patient-client.ts';
import type { Accepted } from './reconcile.ts';

/** Fewer where somebody tries it out. */
export const CASES = Number(process.env['DRILL_CASES'] ?? 200);

const PLAYERS = 24;
/** Between two steps of a case, so that kills fall into every state and not only into requests. */
const PAUSE_MS = 400;
const SENT_TWICE = 0.2;
const SENT_AGAIN_LATER = 0.1;
const SURVEY_WITHIN_MS = 90_000;

/** What came of a load. */
export interface Played {
  readonly accepted: Accepted[];
  /** Refusals that may happen when something was down: a survey whose time is over. */
  readonly refused: string[];
  /** Answers that no backend should ever get. */
  readonly faults: string[];
}

export interface Load {
  readonly client: PatientClient;
  readonly shop: string;
  /** Told after each case with the share (0 to 1) that is done. */
  readonly onProgress: (share: number) => void;
}

/** Plays the cases, some at a time; resolves when the last has had its last answer. */
export async function playCases({ client, shop, onProgress }: Load, cases: number): Promise<Played> {
  const played: Played = { accepted: [], refused: [], faults: [] };
  let next = 0;
  let done = 0;
  const player = async (): Promise<void> => {
    while (next < cases) {
      const index = next;
      next += 1;
      await playTold({ client, shop, played }, index);
      done += 1;
      onProgress(done / cases);
    }
  };
  await Promise.all(Array.from({ length: PLAYERS }, player));
  return played;
}

/**
 * Begins so many cases a second, by each of the loads in turn, however many are under way; resolves when the last has had its
 * last answer.
 */
export async function playSteadily(
  loads: readonly Load[],
  { cases, perSecond }: { readonly cases: number; readonly perSecond: number },
): Promise<Played> {
  const played: Played = { accepted: [], refused: [], faults: [] };
  const from = performance.now();
  const underWay: Promise<void>[] = [];
  for (let index = 0; index < cases; index += 1) {
    await sleep(Math.max(0, from + (index / perSecond) * 1000 - performance.now()));
    const load = loads[index % loads.length];
    if (!load) break;
    underWay.push(
      playTold({ ...load, played }, index).then(() => {
        load.onProgress((index + 1) / cases);
      }),
    );
  }
  await Promise.all(underWay);
  return played;
}

const playTold = (stage: Stage, index: number): Promise<void> =>
  playCase(stage, index).catch((error: unknown) => {
    stage.played.faults.push(`case ${index}: ${error instanceof Error ? error.message : String(error)}`);
  });

interface Stage {
  readonly client: PatientClient;
  readonly shop: string;
  readonly played: Played;
}

const CHANNELS = ['email', 'chat'] as const;
const pause = () => sleep(Math.random() * PAUSE_MS);

async function playCase(stage: Stage, index: number): Promise<void> {
  const { shop } = stage;
  const own = `${shop}-${index}`;
  const channel = CHANNELS[index % CHANNELS.length];
  const inbound = {
    shop,
    channel,
    customer: { id: `customer-of-${own}`, email: `${own}@customer.test`, locale: index % 3 === 0 ? 'en' : 'zh' },
    ...(channel === 'email' ? { threadId: `thread-of-${own}` } : {}),
  };
  const agentId = `agent-${index % 7}`;
  const say = (what: Accepted['what'], path: string, id: string, body: object, text?: string) => {
    const messageId = `${own}-${id}`;
    return command(stage, path, { messageId, ...(text === undefined ? {} : { text }), ...body }, (caseId) => ({
      ...{ what, caseId, messageId },
      ...(text === undefined ? {} : { text }),
    }));
  };

  await pause();
  const caseId = await say('message', '/v1/messages', 'first', inbound, `第${index}号:蓝牙耳机连不上手机 🎧 怎么办?`);
  if (caseId === null) return;
  const at = `/v1/cases/${caseId}`;
  await pause();
  if (index % 4 < 2) await say('message', `${at}/messages`, 'second', {}, `第${index}号:试过了,还是不行。`);
  else await say('message', '/v1/messages', 'second', inbound, `第${index}号:试过了,还是不行。`);
  await pause();
  await say('reply', `${at}/replies`, 'reply', { agentId, kind: 'answer' }, `请长按电源键 5 秒 (${index})`);
  await pause();
  await command(stage, `${at}/resolution`, { agentId, outcome: 'solved' }, () => ({ what: 'resolution', caseId }));
  await pause();
  await say(
    'confirmation',
    `${at}/confirmation`,
    'yes',
    { confirmed: true },
    index % 2 === 0 ? `好了 ${index}` : undefined,
  );
  await answerSurvey(stage, caseId, index);
}

async function answerSurvey(stage: Stage, caseId: string, index: number): Promise<void> {
  const at = `/v1/cases/${caseId}/surveys`;
  const giveUpAt = Date.now() + SURVEY_WITHIN_MS;
  for (;;) {
    const { body } = await stage.client.send({ method: 'GET', path: at });
    const [survey] = body['items'] as { round: number }[];
    if (survey) {
      const { round } = survey;
      const words = index % 3 === 0 ? { text: `很快 ${index}` } : {};
      const answer = { stars: 3 + (index % 3), ...words };
      await command(stage, `${at}/${round}/answer`, answer, () => ({ what: 'survey', caseId, round, ...answer }));
      return;
    }
    if (Date.now() > giveUpAt) throw new Error(`${caseId} was never surveyed`);
    await sleep(400);
  }
}

/**
 * One command, now and then twice at the same time with one key, or once more under another key. All answers have to
 * name the same case. Answers with that case; null when it was refused.
 */
async function command(
  { client, played }: Stage,
  path: string,
  body: object,
  entry: (caseId: string) => Accepted,
): Promise<string | null> {
  const request = (key: string) => client.send({ method: 'POST', path, body, key });
  const key = randomUUID();
  const answers = await Promise.all(Math.random() < SENT_TWICE ? [request(key), request(key)] : [request(key)]);
  // a verdict knows its repetition by the key alone
  if ('messageId' in body && Math.random() < SENT_AGAIN_LATER) answers.push(await request(randomUUID()));
  const cases = answers.flatMap((answer) => caseOf(answer, path, played) ?? []);
  for (const caseId of new Set(cases)) played.accepted.push(entry(caseId));
  return cases[0] ?? null;
}

function caseOf({ status, body }: Answer, path: string, { refused, faults }: Played): string | null {
  const { caseId, code } = body;
  if ((status === 200 || status === 202) && typeof caseId === 'string') return caseId;
  const said = `${path}: ${status} ${String(code)}`;
  (code === 'survey_expired' ? refused : faults).push(said);
  return null;
}

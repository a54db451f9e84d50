/** Commands as careless backends send them: each several times at once, in any order, and some again after the end. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { canonical } from '../../api/idempotency.ts';
import { CASES, type Load, type Played } from './load.ts';
import type { Answer } from './patient-client.ts';
import type { Accepted } from './reconcile.ts';

const PLAYERS = 12;
const SENT_LATE = 0.2;
const LATE_AFTER_MS = 2_000;
/** Commands of one case. */
export const COMMANDS = 6;

interface Command {
  readonly what: Accepted['what'];
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the copies of one command were answered. */
export interface Answered {
  readonly command: string;
  /** By Idempotency-Key; the same key has to be told the same. */
  readonly answers: readonly { readonly key: string; readonly status: number; readonly body: Answer['body'] }[];
}

/** Copies that were not told the same: another status or case, or under one key any other word. */
export function unlike({ command, answers }: Answered): string[] {
  const told = answers.map(({ key, status, body }) => {
    const outcome = `${status} ${String(body['caseId'] ?? body['code'])}`;
    return { key, outcome, whole: canonical({ ...body, requestId: null }) };
  });
  const [first] = told;
  return told.flatMap(({ key, outcome, whole }) => {
    const twin = told.find((other) => other.key === key);
    return outcome === first?.outcome && whole === twin?.whole ? [] : [`${command}: ${outcome}, not ${whole}`];
  });
}

/** Two messages and a reply in any order, then resolution and confirmation, of which some come the wrong way round. */
export async function playRepeats({ client, shop, onProgress }: Load): Promise<Played & { sent: number }> {
  const accepted: Accepted[] = [];
  const faults: string[] = [];
  let sent = 0;
  let done = 0;

  const send = async (copies: readonly (Command & { readonly key: string })[]): Promise<Answer[]> => {
    sent += copies.length;
    return Promise.all(copies.map(({ path, body, key }) => client.send({ method: 'POST', path, body, key })));
  };
  /** All copies of all the commands at the same time, shuffled; answers with the case of the first. */
  const together = async (commands: readonly Command[]): Promise<string> => {
    const copies = shuffled(commands.flatMap(copiesOf));
    const answers = await send(copies);
    const late = copies.filter(() => Math.random() < SENT_LATE / 2);
    if (late.length > 0) await sleep(Math.random() * LATE_AFTER_MS);
    const again = await send(late);
    const all = [...copies, ...late].map(({ key, path, body }, index) => {
      const answer = [...answers, ...again][index];
      return {
        command: `${path} ${String(body['messageId'])}`,
        key,
        status: answer?.status ?? 0,
        body: answer?.body ?? {},
      };
    });
    let caseId = '';
    for (const { what, path, body } of commands) {
      const command = `${path} ${String(body['messageId'])}`;
      const own = all.filter((one) => one.command === command);
      faults.push(...unlike({ command, answers: own }));
      const [first] = own;
      caseId = String(first?.body['caseId']);
      const { messageId, text } = body as { messageId?: string; text?: string };
      if (first && first.status < 300)
        accepted.push({ what, caseId, ...(messageId && { messageId }), ...(text && { text }) });
      else if (first?.body['code'] !== 'case_closed')
        faults.push(`${command}: ${first?.status} ${String(first?.body['code'])}`);
    }
    return caseId;
  };

  const playCase = async (index: number): Promise<void> => {
    const own = `${shop}-${index}`;
    const customer = { id: `customer-of-${own}`, email: `${own}@customer.test` };
    const inbound = { shop, channel: 'email', customer, threadId: `thread-of-${own}` };
    const say = (what: Command['what'], path: string, id: string, body: object): Command => ({
      what,
      path,
      body: { messageId: `${own}-${id}`, ...body },
    });
    const agentId = `agent-${index % 7}`;
    const caseId = await together([say('message', '/v1/messages', 'first', { ...inbound, text: '充不了电。' })]);
    const at = `/v1/cases/${caseId}`;
    const reply = say('reply', `${at}/replies`, 'reply', { agentId, kind: 'answer', text: '请换一根线。' });
    const yes = say('confirmation', `${at}/confirmation`, 'yes', { confirmed: true });
    const resolution: Command = { what: 'resolution', path: `${at}/resolution`, body: { agentId, outcome: 'solved' } };
    const words = [
      say('message', `${at}/messages`, 'second', { text: '换过了。' }),
      say('message', '/v1/messages', 'third', { ...inbound, text: '还是不行。' }),
    ];
    // every fifth customer confirms before anybody resolves, and the answer comes when the case has closed
    if (index % 5 === 0) {
      await together(words);
      await together([reply, yes]);
      await together([resolution]);
    } else {
      await together([...words, reply]);
      await together([resolution]);
      await together([yes]);
    }
  };

  const queue = Array.from({ length: CASES }, (_, index) => index).values();
  const player = async (): Promise<void> => {
    for (const index of queue) {
      await playCase(index).catch((error: unknown) => faults.push(`case ${index}: ${String(error)}`));
      done += 1;
      onProgress(done / CASES);
    }
  };
  await Promise.all(Array.from({ length: PLAYERS }, player));
  return { accepted, faults, refused: [], sent };
}

/** 2 to 5 of them, some under one key, some under keys of their own: a verdict knows its repetition by the key alone. */
function copiesOf(command: Command): (Command & { readonly key: string })[] {
  const key = randomUUID();
  const isVerdict = command.what === 'resolution';
  return Array.from({ length: 2 + Math.floor(Math.random() * 4) }, (_, index) => ({
    ...command,
    key: isVerdict || index % 2 === 0 ? key : randomUUID(),
  }));
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Cases that are opened, each under one key, asked for once more, and confirmed at the end. */
export async function playCreates({ client, shop, onProgress }: Load, creates: number): Promise<Played> {
  const accepted: Accepted[] = [];
  const faults: string[] = [];
  const queue = Array.from({ length: creates }, (_, index) => index).values();
  let done = 0;
  const create = async (index: number): Promise<void> => {
    const messageId = `${shop}-${index}`;
    const customer = { id: `customer-of-${messageId}`, email: `${messageId}@customer.test` };
    const text = `第${index}号:要开发票。`;
    const request = {
      method: 'POST',
      path: '/v1/cases',
      key: randomUUID(),
      body: { shop, kind: 'inquiry', channel: 'email', messageId, customer, text },
    } as const;
    const answers = [await client.send(request), await client.send(request)];
    faults.push(...unlike({ command: messageId, answers: answers.map((one) => ({ key: request.key, ...one })) }));
    const [{ status, body } = { status: 0, body: {} as Answer['body'] }] = answers;
    if (status !== 202) throw new Error(`${messageId}: ${status} ${String(body['code'])}`);
    const caseId = String(body['caseId']);
    accepted.push({ what: 'message', caseId, messageId, text });
    done += 1;
    onProgress(done / creates);
    const yes = { messageId: `${messageId}-yes`, confirmed: true };
    const path = `/v1/cases/${caseId}/confirmation`;
    const confirmed = await client.send({ method: 'POST', path, body: yes, key: yes.messageId });
    if (confirmed.status !== 202) throw new Error(`${path}: ${confirmed.status}`);
    accepted.push({ what: 'confirmation', caseId, messageId: yes.messageId });
  };
  const player = async (): Promise<void> => {
    for (const index of queue) await create(index).catch((error: unknown) => faults.push(String(error)));
  };
  await Promise.all(Array.from({ length: PLAYERS }, player));
  return { accepted, faults, refused: [] };
}

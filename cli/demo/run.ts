import { setTimeout as sleep } from 'node:timers/promises';
import { saysOf } from '../../domain/says.ts';
import { Board } from './board.ts';
import { type ApiClient, GivenUp } from './client.ts';
import { act, play, type Stage } from './player.ts';
import { showProgress } from './progress.ts';
import { type Inquiry, messageBody, SHOP } from './sample.ts';
import type { Opening } from './openings.ts';
import { type Script, scriptOf } from './script.ts';
import { type CaseView, Received } from './views.ts';
import { say } from './words.ts';

/** Messages a second, at most. */
const RATE = 6;
/** So often a complaint or a request is opened. */
const OPENING_EVERY_MS = 1_000;
/** While more cases than this have not been opened by their workflow, no message is sent: the machine is behind. */
const OPENING_MOST = 20;
/** After this the rest is sent at the rate whatever the machine does, so that the last cases have time to end. */
const HELD_BACK_MS = 120_000;
/** Every case has ended within this, or the demo says which have not. Time in which the API is away is added. */
export const LIMIT_MS = 300_000;

/** What a run plays. */
export interface Programme {
  readonly inquiries: readonly Inquiry[];
  readonly openings: readonly Opening[];
}

/** What came of a run. */
export interface Outcome {
  readonly caseIds: readonly string[];
  /** Cases that had not ended when the time was over. */
  readonly unfinished: readonly string[];
  /** What the API refused although it should not have. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

/** Whether the case is simple enough for a reply in the instant, as a bot or a good memory gives one. */
const isQuick = (inquiry: Inquiry, { turn }: Script): boolean =>
  inquiry.level === 1 &&
  (inquiry.channel === 'chat' || inquiry.channel === 'wechat') &&
  saysOf(inquiry.text) === 'matter' &&
  ['plain', 'rejected', 'silent', 'thanked', 'comes-back'].includes(turn);

/** A case and how it is played. */
interface Entry {
  readonly script: Script;
  over: boolean;
}

/** One run: sends every message and plays every case that they open, until all have ended or the time is over. */
export class Run {
  readonly #client: ApiClient;
  readonly #inquiries: readonly Inquiry[];
  readonly #openings: readonly Opening[];
  readonly #run: string;
  readonly #over = new AbortController();
  readonly #cases = new Map<string, Entry>();
  readonly #faults: string[] = [];
  readonly #plays: Promise<void>[] = [];
  readonly #board: Board;
  readonly #stage: Stage;
  #sent = 0;

  constructor(client: ApiClient, { inquiries, openings }: Programme, run: string, signal: AbortSignal) {
    this.#client = client;
    this.#inquiries = inquiries;
    this.#openings = openings;
    this.#run = run;
    this.#board = new Board(client, signal, (view) => {
      this.#saw(view);
    });
    this.#stage = { client, board: this.#board, run, onFault: (fault) => this.#faults.push(fault) };
  }

  async play(): Promise<Outcome> {
    const began = Date.now();
    const hideProgress = showProgress(process.stdout, () => ({
      seconds: (Date.now() - began) / 1000,
      sent: this.#sent,
      messages: this.#inquiries.length + this.#openings.length,
      over: [...this.#cases.values()].filter(({ over }) => over).length,
      cases: [...this.#cases.keys()].map((caseId) => this.#board.view(caseId)),
      away: this.#client.isAway,
    }));
    const board = this.#board.run(this.#over.signal);
    try {
      await Promise.all([this.#send(), this.#openAll()]);
      // a case that opens while the last ones are played is played too
      let played: number;
      do {
        played = this.#plays.length;
        await Promise.all(this.#plays);
      } while (this.#plays.length > played);
    } catch (error) {
      if (!(error instanceof GivenUp)) throw error;
    } finally {
      this.#over.abort();
      await Promise.allSettled([board, ...this.#plays]);
      hideProgress();
    }
    return {
      caseIds: [...this.#cases.keys()],
      unfinished: [...this.#cases].flatMap(([caseId, { over }]) => (over ? [] : [caseId])),
      faults: this.#faults,
      seconds: (Date.now() - began) / 1000,
    };
  }

  /** Sends at an even rate, or as fast as the machine follows; the messages of one customer one after the other, as they would come. */
  async #send(): Promise<void> {
    const began = Date.now();
    const before = new Map<string, Promise<void>>();
    for (const inquiry of this.#inquiries) {
      await this.#mayGoOn(began);
      await sleep(1000 / RATE);
      const last = before.get(inquiry.customer) ?? Promise.resolve();
      const sending = last.then(() => this.#sendOne(inquiry));
      sending.catch(() => undefined);
      before.set(inquiry.customer, sending);
    }
    await Promise.all(before.values());
  }

  /** Opens complaints and requests while the messages come, a few every second. */
  async #openAll(): Promise<void> {
    for (const { id, body, script } of this.#openings) {
      await sleep(OPENING_EVERY_MS);
      const { caseId } = await this.#client.post('/v1/cases', `${this.#run}-${id}`, body, Received);
      this.#sent += 1;
      this.#enter(caseId, script);
    }
  }

  async #mayGoOn(began: number): Promise<void> {
    const isOpening = (caseId: string): boolean => this.#board.view(caseId) === undefined;
    while ([...this.#cases.keys()].filter(isOpening).length > OPENING_MOST) {
      if (this.#stage.client.stopped || Date.now() - began > HELD_BACK_MS) return;
      await sleep(100);
    }
  }

  async #sendOne(inquiry: Inquiry): Promise<void> {
    const body = messageBody(inquiry, this.#run);
    const { caseId, joined } = await this.#client.post('/v1/messages', `${this.#run}-${inquiry.index}`, body, Received);
    this.#sent += 1;
    const script = scriptOf(inquiry.index, inquiry.lang);
    const done = new Set<string>();
    if (!joined && isQuick(inquiry, script)) {
      const id = 'answer-1';
      done.add(id);
      const text = say('answer', inquiry.lang, inquiry.index, id);
      const reply = { messageId: `${this.#run}-${inquiry.index}-${id}`, agentId: script.agent, kind: 'answer', text };
      await act(this.#stage, caseId, { id, path: 'replies', body: reply });
    }
    this.#enter(caseId, script, done);
  }

  /** A case may open when nobody of the demo expects it: again in its window, or linked to one that has ended. */
  #saw({ caseId, status, follows }: CaseView): void {
    const known = this.#cases.get(caseId);
    if (known?.over && status !== 'closed') this.#play(caseId, known, new Set());
    const first = follows ? this.#cases.get(follows) : undefined;
    if (first) this.#enter(caseId, { ...first.script, turn: 'plain' });
  }

  #enter(caseId: string, script: Script, done = new Set<string>()): void {
    if (this.#cases.has(caseId)) return;
    const entry = { script, over: false };
    this.#cases.set(caseId, entry);
    this.#play(caseId, entry, done);
  }

  #play(caseId: string, entry: Entry, done: Set<string>): void {
    entry.over = false;
    const playing = play(this.#stage, caseId, entry.script, done).then(() => {
      entry.over = true;
    });
    playing.catch(() => undefined);
    this.#plays.push(playing);
  }
}

/** Creates the demo's shop, or brings it to what this demo expects. */
export const openShop = (client: ApiClient): Promise<unknown> =>
  client.put(`/v1/shops/${SHOP}`, { prefix: 'DM', name: '演示商城 Demo Shop', policy: 'standard-shortened' });

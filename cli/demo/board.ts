import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, GivenUp } from './client.ts';
import { SHOP } from './sample.ts';
import { CaseView, listOf } from './views.ts';

const EVERY_MS = 1_000;
/** A projection is stamped before it is committed; so far back a poll looks again. */
const OVERLAP_MS = 3_000;

type Listener = (view: CaseView) => void;

/** The shop's cases as the API lists them, asked for once for everybody. */
export class Board {
  readonly #client: ApiClient;
  readonly #signal: AbortSignal;
  readonly #views = new Map<string, CaseView>();
  readonly #waiting = new Map<string, Set<Listener>>();
  readonly #onView: Listener;
  #newestAt = 0;
  #lookedAt = 0;

  /** `onView` hears of every case of the shop that changes, also of those that nobody asked about. */
  constructor(client: ApiClient, signal: AbortSignal, onView: Listener) {
    this.#client = client;
    this.#signal = signal;
    this.#onView = onView;
  }

  view(caseId: string): CaseView | undefined {
    return this.#views.get(caseId);
  }

  /** The instant up to which it is known what the API shows; 0 before the first look. */
  get lookedAt(): number {
    return this.#lookedAt;
  }

  /** True once the case is past a version, false when that did not happen in time. */
  async changed(caseId: string, version: number, withinMs: number): Promise<boolean> {
    if ((this.view(caseId)?.version ?? -1) > version) return true;
    const listeners = this.#waiting.get(caseId) ?? new Set();
    this.#waiting.set(caseId, listeners);
    const over = new AbortController();
    const heard: Listener = (view) => {
      if (view.version > version) over.abort();
    };
    listeners.add(heard);
    await sleep(Math.max(0, withinMs), undefined, { signal: AbortSignal.any([over.signal, this.#signal]) }).catch(
      () => {
        if (this.#signal.aborted) throw new GivenUp();
      },
    );
    listeners.delete(heard);
    return over.signal.aborted;
  }

  /** Looks again and again until the demo is over. */
  async run(until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await this.#look();
      await sleep(EVERY_MS, undefined, { signal: until }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const began = Date.now();
    const since = this.#newestAt === 0 ? '' : `&updatedSince=${new Date(this.#newestAt - OVERLAP_MS).toISOString()}`;
    let cursor: string | null | undefined;
    do {
      const page = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const path = `/v1/cases?shop=${SHOP}&limit=200${since}${page}`;
      const { items, nextCursor } = await this.#client.get(path, listOf(CaseView));
      items.forEach((view) => {
        this.#seen(view);
      });
      cursor = nextCursor;
    } while (cursor);
    this.#lookedAt = began;
  }

  #seen(view: CaseView): void {
    this.#newestAt = Math.max(this.#newestAt, view.updatedAt ? Date.parse(view.updatedAt) : 0);
    if ((this.#views.get(view.caseId)?.version ?? -1) >= view.version) return;
    this.#views.set(view.caseId, view);
    this.#onView(view);
    for (const listener of this.#waiting.get(view.caseId) ?? []) listener(view);
  }
}

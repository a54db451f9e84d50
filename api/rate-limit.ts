/** Whether a request may pass; `retryAfter` in whole seconds when not. */
export interface Taken {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly retryAfter: number;
}

/** Above this many the full buckets are dropped: a bucket that is full says nothing. */
const CROWDED = 10_000;

/** Token buckets of one size by key: `burst` at once, `perSecond` over time. Per process, not shared. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** As the header RateLimit-Policy says it. */
  readonly policy: string;

  constructor({ perSecond, burst }: { perSecond: number; burst: number }) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.policy = `"key";q=${burst};w=${Math.max(1, Math.ceil(burst / perSecond))}`;
  }

  take(key: string, now = Date.now()): Taken {
    if (this.#buckets.size > CROWDED) this.#dropFull(now);
    const tokens = this.#tokens(key, now);
    const allowed = tokens >= 1;
    const left = allowed ? tokens - 1 : tokens;
    this.#buckets.set(key, { tokens: left, at: now });
    return {
      allowed,
      remaining: Math.floor(left),
      retryAfter: allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / this.#perSecond)),
    };
  }

  #tokens(key: string, now: number): number {
    const bucket = this.#buckets.get(key);
    if (!bucket) return this.#burst;
    const gained = (Math.max(0, now - bucket.at) / 1000) * this.#perSecond;
    return Math.min(this.#burst, bucket.tokens + gained);
  }

  #dropFull(now: number): void {
    for (const key of this.#buckets.keys()) if (this.#tokens(key, now) >= this.#burst) this.#buckets.delete(key);
  }
}

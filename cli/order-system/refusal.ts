import type { REFUSALS } from '../../domain/order-commands.ts';

export type RefusalCode = (typeof REFUSALS)[number];

/** Refuses a command for good: nothing of it is kept. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

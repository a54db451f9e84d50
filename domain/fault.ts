/** One fault of what somebody wrote: where (JSON pointer), a stable code, and what was allowed. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

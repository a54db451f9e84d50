/** An error as a person at a terminal wants it: what is wrong and why, without stack. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A refused connection to two addresses is an AggregateError with an empty message.
  const own =
    error instanceof AggregateError && error.message === '' ? error.errors.map(explain).join('; ') : error.message;
  return error.cause === undefined ? own : `${own}\n  because: ${explain(error.cause)}`;
}

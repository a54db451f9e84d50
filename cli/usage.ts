/** What was asked for is no command. */
export class UsageError extends Error {}

/** Says a line to whoever sits at the terminal. */
export type Say = (line: string) => void;

interface Turn<T> {
  readonly running: Promise<T>;
  /** Asked for while `running`; whoever else asks until it begins shares it. */
  next?: Promise<T>;
}

/**
 * Runs a piece of work for a key once at a time in this process. Who asks while it runs gets a run that begins after
 * it, shared by all who wait; when the run fails they fail with it, so that nobody waits for two time limits.
 */
export function inTurn<T>(work: (key: string) => Promise<T>): (key: string, first?: () => Promise<T>) => Promise<T> {
  const turns = new Map<string, Turn<T>>();

  function begin(key: string, run: () => Promise<T>): Promise<T> {
    const turn: Turn<T> = {
      running: run().finally(() => {
        if (turns.get(key) === turn) turns.delete(key);
      }),
    };
    turns.set(key, turn);
    return turn.running;
  }

  return (key, first) => {
    const turn = turns.get(key);
    if (!turn) return begin(key, first ?? (() => work(key)));
    turn.next ??= turn.running.then(() => begin(key, () => work(key)));
    return turn.next;
  };
}

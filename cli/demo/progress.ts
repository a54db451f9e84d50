import type { WriteStream } from 'node:tty';
import type { CaseView } from './views.ts';

/** What the line of progress says. */
export interface Progress {
  readonly seconds: number;
  readonly sent: number;
  readonly messages: number;
  readonly over: number;
  readonly cases: readonly (CaseView | undefined)[];
  readonly away: boolean;
}

const EVERY_MS = { terminal: 500, log: 10_000 };

/** One line: how far it is. */
function progressLine({ seconds, sent, messages, over, cases, away }: Progress): string {
  const having = (status: string): number => cases.filter((view) => (view?.status ?? 'opening') === status).length;
  const breached = cases.filter((view) => view?.clocks.some((clock) => clock.state === 'breached')).length;
  const states = ['opening', 'open', 'waiting-customer', 'resolved', 'closed'].map((s) => `${s} ${having(s)}`);
  return [
    `${String(Math.round(seconds)).padStart(3)} s`,
    `sent ${sent}/${messages}`,
    `cases ${cases.length}: ${states.join(', ')}`,
    `breached ${breached}`,
    `over ${over}`,
    ...(away ? ['the API is away, waiting for it'] : []),
  ].join(' | ');
}

/** Shows the progress until told to stop: one line that changes on a terminal, one every ten seconds elsewhere. */
export function showProgress(out: WriteStream, now: () => Progress): () => void {
  const terminal = out.isTTY;
  const draw = (): void => {
    const line = progressLine(now());
    if (!terminal) out.write(`${line}\n`);
    else out.write(`\r\u001b[2K${line.slice(0, Math.max(20, out.columns - 1))}`);
  };
  const timer = setInterval(draw, terminal ? EVERY_MS.terminal : EVERY_MS.log);
  return () => {
    clearInterval(timer);
    draw();
    if (terminal) out.write('\n');
  };
}

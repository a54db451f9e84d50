/** Guesses at the links that customers are sent, as somebody would make them who has none. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';

interface Attack {
  readonly url: string;
  readonly guesses: number;
  /** Addresses of this machine that it comes from, by turns; one unless told. */
  readonly from?: readonly string[];
  readonly connections?: number;
}

/** A token as they are made, and as good as any. */
const guess = (): string => randomBytes(16).toString('base64url');

/** Tries so many tokens that nobody was given. Answers with their statuses, in the order in which they came. */
export async function guessTokens({ url, guesses, from = ['127.0.0.1'], connections = 8 }: Attack): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const statuses: number[] = [];
  let sent = 0;
  const ask = async (): Promise<void> => {
    while (sent < guesses) {
      const localAddress = from[sent % from.length];
      sent += 1;
      const asked = request(`${url}/s/${guess()}`, { agent, ...(localAddress === undefined ? {} : { localAddress }) });
      asked.end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.resume();
      await once(answer, 'end');
      statuses.push(answer.statusCode ?? 0);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, ask));
  } finally {
    agent.destroy();
  }
  return statuses;
}

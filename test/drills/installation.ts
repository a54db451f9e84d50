/** The whole service as `npm start` runs it, in a folder of its own, to be killed in part or as a whole. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinary } from '../../cli/embedded/binaries.ts';
import { answers, freePort } from '../../cli/embedded/ports.ts';
import { processOf } from '../../cli/embedded/processes.ts';
import { killRun, processesOf, readRun, startUp, untilEnded, type RunFile, type Up } from '../support/up.ts';

const READY = 'Ctrl-C ends it.';
const END_MS = 45_000;
const BACK_MS = 60_000;

type ChildName = keyof RunFile['pids'];

/** The end of an outage, epoch ms. */
export interface Away {
  /** The server may go on. */
  readonly letGoAt: number;
  /** It takes connections. */
  readonly backAt: number;
}

export class Installation {
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #killed = new Set<number>();
  #up: Up | undefined;

  private constructor(folder: string, env: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#env = env;
  }

  /** Starts on fresh data; ready when it serves. */
  static async create(env: Readonly<Record<string, string>>): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'caseloop-drill-'));
    await chmod(folder, 0o755);
    const installation = new Installation(folder, {
      ...env,
      CASELOOP_DATA_DIR: join(folder, 'data'),
      API_PORT: String(await freePort()),
      TEMPORAL_CLI_PATH: (await findBinary('temporal', process.env)).path,
    });
    await installation.start().catch(async (error: unknown) => {
      await installation.end();
      throw error;
    });
    return installation;
  }

  async start(): Promise<void> {
    this.#up = startUp('cli/up.ts', this.#env);
    await this.#up.says(READY, 240_000);
  }

  get #dataDir(): string {
    return this.#env['CASELOOP_DATA_DIR'] ?? '';
  }

  get run(): RunFile {
    return readRun(this.#dataDir);
  }

  /** Path of the workflows as they run here. */
  get bundle(): string {
    return join(this.#dataDir, 'workflows.js');
  }

  get url(): string {
    return `http://127.0.0.1:${this.#env['API_PORT'] ?? ''}`;
  }

  /** Kills a child that serves; waits for one that was killed before to be back. Answers with the instant. */
  async kill(name: ChildName): Promise<number> {
    const giveUpAt = Date.now() + BACK_MS;
    for (;;) {
      const pid = this.run.pids[name];
      if (!this.#killed.has(pid) && processOf(pid)) {
        this.#killed.add(pid);
        process.kill(pid, 'SIGKILL');
        return Date.now();
      }
      if (Date.now() > giveUpAt) throw new Error(`${name} did not come back:\n${this.#up?.output() ?? ''}`);
      await sleep(50);
    }
  }

  /**
   * Takes a server away for so long: killed and kept from being started again, told to end, or hung with all its
   * processes.
   */
  async takeAway(name: 'Postgres' | 'Temporal', how: 'SIGKILL' | 'SIGINT' | 'SIGSTOP', ms: number): Promise<Away> {
    const pid = this.run.pids[name];
    const all = how === 'SIGSTOP' ? [pid, ...childrenOf(pid)] : [pid];
    const keeper = how === 'SIGSTOP' ? [] : [this.run.pid];
    let letGoAt: number;
    try {
      for (const one of keeper) signal(one, 'SIGSTOP');
      for (const one of all) signal(one, how);
      await sleep(ms);
    } finally {
      letGoAt = Date.now();
      for (const one of [...keeper, ...(how === 'SIGSTOP' ? all : [])]) signal(one, 'SIGCONT');
    }
    const giveUpAt = Date.now() + BACK_MS;
    while (!(await this.#serves(name))) {
      if (Date.now() > giveUpAt) throw new Error(`${name} did not come back:\n${this.#up?.output() ?? ''}`);
      await sleep(20);
    }
    return { letGoAt, backAt: Date.now() };
  }

  async #serves(name: 'Postgres' | 'Temporal'): Promise<boolean> {
    const { databaseUrl, temporal } = this.run;
    if (name === 'Temporal') return answers(Number(temporal.address.split(':').at(-1)));
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 1000 });
    client.on('error', () => undefined);
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    );
  }

  /** Kills the parent alone, or it and all that it has started; then starts it again. Answers with the instant. */
  async killAndStart(whom: 'parent' | 'all'): Promise<number> {
    const at = Date.now();
    if (whom === 'all') killRun(this.#dataDir);
    else this.#up?.process.kill('SIGKILL');
    await this.#up?.ended;
    await this.start();
    return at;
  }

  /** Warnings and errors of API and worker, counted by what they say. */
  troubles(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const name of ['api', 'worker']) {
      for (const line of readFileSync(join(this.#dataDir, `log/${name}.log`), 'utf8').split('\n')) {
        const said = /"level":"(warn|error|fatal)".*"msg":"([^"]*)"/.exec(line);
        if (!said) continue;
        const status = /"status":(\d+)/.exec(line)?.[1] ?? '';
        const what =
          `${name} ${said[1] ?? ''}: ${said[2]?.replace(/[\da-f]{8}-[-:\da-f]+/g, '…') ?? ''} ${status}`.trim();
        counts.set(what, (counts.get(what) ?? 0) + 1);
      }
    }
    return counts;
  }

  /** Ends everything in order, or else at once, and removes the data. */
  async end(): Promise<void> {
    const up = this.#up;
    let left: ReturnType<typeof processesOf> = [];
    try {
      left = processesOf(this.run);
    } catch {
      // it never came so far
    }
    up?.process.kill('SIGTERM');
    await Promise.race([up?.ended, sleep(END_MS, undefined, { ref: false })]);
    for (const { pid } of await untilEnded(left, 2000)) process.kill(pid, 'SIGKILL');
    up?.process.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The processes that one has started itself: Postgres has one for each connection. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent ? [Number(name)] : [];
    } catch {
      return []; // no process, or ended meanwhile
    }
  });
}

/** One that has ended meanwhile is no error. */
function signal(pid: number, name: NodeJS.Signals): void {
  if (processOf(pid)) process.kill(pid, name);
}

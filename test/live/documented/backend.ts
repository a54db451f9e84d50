/** A backend of a shop, as one is that installs the packed client: the examples, compiled against what was packed. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const modules = join(root, 'node_modules');

const TSCONFIG = {
  compilerOptions: {
    ...{ module: 'NodeNext', target: 'ES2022', strict: true, noUncheckedIndexedAccess: true },
    ...{ types: ['node'], outDir: 'out', rootDir: 'src' },
  },
  include: ['src'],
};

/** What the compiler has to refuse. */
const MISTAKES = `
import { createClient } from 'caseloop/client';
export async function mistakes() {
  const client = createClient({ baseUrl: 'http://127.0.0.1:1', apiKey: 'csk_' });
  // @ts-expect-error a body is missing
  await client.POST('/v1/messages');
  // @ts-expect-error no such path
  await client.GET('/v1/nothing');
  // @ts-expect-error no such channel
  await client.POST('/v1/messages', { body: { shop: 'main', channel: 'fax', messageId: '1', customer: {}, text: '?' } });
  // @ts-expect-error nothing of a GET is done twice
  await client.GET('/v1/cases', { idempotencyKey: 'x' });
  // @ts-expect-error the case is missing
  await client.GET('/v1/cases/{caseId}', {});
  const { data } = await client.GET('/v1/cases');
  // @ts-expect-error a case has no such field
  return data.items[0]?.nothing;
}
`;

const PLAIN = `
import { createClient } from 'caseloop/client';
const caseloop = createClient({ baseUrl: process.env.CASELOOP_URL, apiKey: process.env.CASELOOP_KEY });
const { data } = await caseloop.GET('/v1/shops');
console.log(data.items.map(({ id }) => id).join());
`;

interface Environment {
  readonly CASELOOP_URL: string;
  readonly CASELOOP_KEY: string;
}

export class Backend {
  readonly #folder: string;
  readonly #env: Environment;

  private constructor(folder: string, env: Environment) {
    this.#folder = folder;
    this.#env = env;
  }

  /** Makes it in an empty folder. */
  static async make(folder: string, env: Environment): Promise<Backend> {
    const tarball = (
      await run(process.execPath, ['--import', 'tsx', join(root, 'docs/client/pack.ts'), join(folder, 'pack')], {
        cwd: root,
      })
    ).stdout.trim();
    const caseloop = join(folder, 'node_modules', 'caseloop');
    await mkdir(caseloop, { recursive: true });
    await run('tar', ['-xzf', tarball, '-C', caseloop, '--strip-components=1']);
    const { dependencies } = JSON.parse(await readFile(join(caseloop, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    // nothing but what the package says it needs, and what the examples say themselves
    for (const name of [...Object.keys(dependencies), 'express', '@types']) {
      const link = join(folder, 'node_modules', name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(modules, name), link);
    }
    await cp(join(root, 'docs', 'examples', 'client'), join(folder, 'src'), { recursive: true });
    await writeFile(join(folder, 'src', 'mistakes.ts'), MISTAKES);
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'shop', private: true, type: 'module' }));
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    await run(process.execPath, [join(modules, 'typescript', 'bin', 'tsc')], { cwd: folder });
    await writeFile(join(folder, 'out', 'plain.js'), PLAIN);
    return new Backend(folder, env);
  }

  /** What an example prints. */
  async prints(example: string, ...args: readonly string[]): Promise<string> {
    const program = join(this.#folder, 'out', `${example}.js`);
    return (await run(process.execPath, [program, ...args], { env: { ...this.#env }, timeout: 60_000 })).stdout;
  }

  /** Starts one that goes on. */
  start(example: string, env: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Running {
    const program = join(this.#folder, 'out', `${example}.js`);
    const child = spawn(process.execPath, [program, ...args], { env: { ...this.#env, ...env } });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (output += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (output += part));
    return { process: child, output: () => output };
  }
}

interface Running {
  readonly process: ChildProcess;
  readonly output: () => string;
}

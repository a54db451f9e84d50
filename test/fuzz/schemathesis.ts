/** schemathesis over a service that is up: fetched once into the user's cache folder, by its pinned requirements. */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Access, Ids } from './seed.ts';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const PIP_MS = 240_000;
/** Of generated requests that have a place for an id, so many out of ten name something that there is. */
const KNOWN_ID = 0.8;

/** The program, installed if need be. */
async function program(): Promise<string> {
  const requirements = join(here, 'requirements.txt');
  const version = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'caseloop');
  const venv = join(cache, 'pip', `schemathesis-${version}`);
  const st = join(venv, 'bin', 'st');
  if (existsSync(join(venv, 'complete'))) return st;
  await rm(venv, { recursive: true, force: true });
  await mkdir(join(cache, 'pip'), { recursive: true });
  await run('python3', ['-m', 'venv', venv], { timeout: PIP_MS });
  await run(join(venv, 'bin', 'pip'), ['install', '--quiet', '--requirement', requirements], { timeout: PIP_MS });
  await writeFile(join(venv, 'complete'), '');
  return st;
}

const quoted = (value: string | number): string => JSON.stringify(value);

/** The places that take ids, as schemathesis reads them: one dictionary each. */
function dictionaries(ids: Ids): string {
  const named = Object.entries(ids).map(([place, values]) => ({ place, values, name: place.replaceAll('.', '-') }));
  return [
    '[dictionaries]',
    ...named.map(({ name, values }) => `${quoted(name)} = { values = [${values.map(quoted).join(', ')}] }`),
    '[parameters]',
    ...named.map(({ place, name }) => `${quoted(place)} = { dictionary = ${quoted(name)}, probability = ${KNOWN_ID} }`),
  ].join('\n');
}

interface Given extends Access {
  /** Number of the key, which the run spares. */
  readonly keyId: string;
  readonly ids: Ids;
  /** Generated requests to each operation and phase, at most. */
  readonly perOperation: number;
  /** Requests of the phase `coverage` for each scenario at each place of an operation. */
  readonly perScenario: number;
  /** Ends with what it has after so long. */
  readonly maxSeconds: number;
}

interface Ran {
  readonly passed: boolean;
  /** Of every answer. */
  readonly statuses: readonly number[];
  /** Operations that never came to a good end. */
  readonly neverGood: readonly string[];
}

/** A line of the report; of the parts that are absent nothing was sent. */
interface Scenario {
  readonly label: string;
  readonly cases?: Readonly<Record<string, { readonly value: { readonly label?: string } }>>;
  readonly interactions?: Readonly<Record<string, { readonly response: { readonly status_code: number } | null }>>;
}

/** What the report of a run says. */
function read(report: string): Omit<Ran, 'passed'> {
  const statuses: number[] = [];
  const good = new Map<string, boolean>();
  for (const line of report.split('\n').filter((one) => one.includes('"ScenarioFinished"'))) {
    const { recorder } = (JSON.parse(line) as { ScenarioFinished: { recorder: Scenario } }).ScenarioFinished;
    for (const [id, { response }] of Object.entries(recorder.interactions ?? {})) {
      const status = response?.status_code ?? 0;
      statuses.push(status);
      const label = recorder.cases?.[id]?.value.label ?? recorder.label;
      good.set(label, (good.get(label) ?? false) || (status >= 200 && status < 300));
    }
  }
  return { statuses, neverGood: [...good].flatMap(([label, was]) => (was ? [] : [label])) };
}

/** Runs every check in every phase; its own words go to the terminal. */
export async function schemathesis({
  url,
  key,
  keyId,
  ids,
  perOperation,
  perScenario,
  maxSeconds,
}: Given): Promise<Ran> {
  const st = await program();
  const folder = await mkdtemp(join(tmpdir(), 'caseloop-fuzz-'));
  try {
    await copyFile(join(here, 'hooks.py'), join(folder, 'hooks.py'));
    const settings = await readFile(join(here, 'schemathesis.toml'), 'utf8');
    await writeFile(join(folder, 'schemathesis.toml'), `${settings}\n${dictionaries(ids)}\n`);
    const args = ['--config-file', 'schemathesis.toml', 'run', `${url}/openapi.json`, '--no-color'];
    const bounds = ['--max-examples', String(perOperation)];
    const report = join(folder, 'report.ndjson');
    const child = spawn(st, [...args, ...bounds, '--report', 'ndjson', '--report-ndjson-path', report], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, FUZZ_KEY: key, FUZZ_KEY_ID: keyId, FUZZ_PER_SCENARIO: String(perScenario) },
      timeout: maxSeconds * 1000,
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return { passed: code === 0, ...read(await readFile(report, 'utf8')) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

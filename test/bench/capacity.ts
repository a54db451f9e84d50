/**
 * What a case costs Postgres and the processors: whole inquiries through the HTTP API of a service of its own, less what
 * it costs idle. `npm run bench:capacity -- 60` plays 60 of them; with
 * TEMPORAL_ADDRESS on a Temporal that is given, which then is not measured.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { openDatabase } from '../../store/db.ts';
import { Installation } from '../drills/installation.ts';
import { PatientClient, type Answer } from '../drills/patient-client.ts';

const IDLE_MS = 15_000;
const AT_ONCE = 5;
const KEY = 'capacity-key-0123456789-0123456789-0123456789';

const cases = Number(process.argv[2] ?? 40);
const { PATH = '', TEMPORAL_ADDRESS = '' } = process.env;
const service = await Installation.create({ CASELOOP_ADMIN_KEY: KEY, PATH, TEMPORAL_ADDRESS });
const client = new PatientClient(service.url, KEY, AbortSignal.timeout(10 * 60_000));
try {
  const { databaseUrl, pids } = service.run;
  const db = openDatabase(databaseUrl, { statementTimeoutMs: 0 });

  const read = async (): Promise<Record<string, number>> => {
    const { rows } = await db.raw<{ rows: { commits: number; wal: number; size: number }[] }>(
      `select xact_commit::int8 as commits, (pg_current_wal_lsn() - '0/0')::int8 as wal,
         pg_database_size(current_database()) as size
       from pg_stat_database where datname = current_database()`,
    );
    const cpu = Object.fromEntries(Object.entries(pids).map(([name, pid]) => [`CPU-ms ${name}`, cpuMs(pid)]));
    return { commits: rows[0]?.commits ?? 0, 'WAL bytes': rows[0]?.wal ?? 0, bytes: rows[0]?.size ?? 0, ...cpu };
  };

  await play(0); // what is done once for all is not a case's
  const start = { at: Date.now(), read: await read() };
  await sleep(IDLE_MS);
  const before = { at: Date.now(), read: await read() };
  const numbers = Array.from({ length: cases }, (_, index) => index + 1);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) await play(number);
    }),
  );
  await sleep(3000);
  const after = { at: Date.now(), read: await read() };

  console.log(
    `${cases} inquiries, ${AT_ONCE} at once, in ${after.at - before.at} ms; load ${loadavg()[0]?.toFixed(0)}`,
  );
  for (const [name, value] of Object.entries(after.read)) {
    const idleAMs = ((before.read[name] ?? 0) - (start.read[name] ?? 0)) / (before.at - start.at);
    const spent = value - (before.read[name] ?? 0);
    const each = (spent - idleAMs * (after.at - before.at)) / cases;
    console.log(
      `${name.padEnd(20)} ${each.toFixed(0).padStart(8)} a case, ${(idleAMs * 1000).toFixed(0)} a second idle`,
    );
  }
  await db.destroy();
} finally {
  await service.end();
}

/** CPU of a process and of all below it, ended ones too: Postgres works in one process for each connection. */
function cpuMs(pid: number): number {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const children = all.split('\n').flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    return parent === pid && child !== undefined ? [child] : [];
  });
  let fields: string[] = [];
  try {
    fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  } catch {
    // it has ended; its parent has its time
  }
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return ticks * 10 + children.reduce((sum, child) => sum + cpuMs(child), 0);
}

/** Opened, answered, resolved, confirmed, rated: one after the other, as soon as each is stored. */
async function play(number: number): Promise<void> {
  const customer = { email: `customer-${number}@shop.test`, name: 'Wang' };
  const opening = { shop: 'main', channel: 'email', messageId: `m-${number}`, customer, text: '台灯一直闪,怎么办?' };
  const { body } = await send('/v1/messages', opening);
  const path = `/v1/cases/${z.string().parse(body['caseId'])}`;
  await send(`${path}/replies`, { messageId: 'r', agentId: 'E-007', kind: 'answer', text: '请换一个插座试试。' });
  await send(`${path}/resolution`, { agentId: 'E-007', outcome: 'solved' });
  await send(`${path}/confirmation`, { messageId: 'yes', confirmed: true, text: '好了' });
  await client.send({ method: 'GET', path: `${path}?after=yes` });
  await send(`${path}/surveys/1/answer`, { stars: 5 });
}

/** Once more when the case is not so far yet, which shows on a slow machine only. */
async function send(path: string, body: object): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await client.send({ method: 'POST', path, body, key: randomUUID() });
    if (answer.status < 300) return answer;
    if (attempt === 20) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    await sleep(500);
  }
}

/** The other sides of a delivery: a mail server, a shop's backend; and cases with something to send. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import { SMTPServer } from 'smtp-server';
import type { Send } from '../../domain/sends.ts';
import type { Db } from '../../store/db.ts';
import { type DeliveryKey, insertDeliveries } from '../../store/deliveries.ts';
import { type Parcel, readParcel } from '../../store/delivery-parcels.ts';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded bodies by media type. */
  readonly text: string;
  readonly html: string;
}

export interface MailServer {
  readonly url: string;
  readonly mails: ReceivedMail[];
  /** Answers of this server to a recipient; undefined takes the mail. */
  refuse: (to: string) => number | undefined;
  close(): Promise<void>;
}

/** An SMTP server on loopback that keeps what it takes. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const state: MailServer = {
    url: '',
    mails,
    refuse: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const responseCode = state.refuse(address);
      if (responseCode === undefined) done();
      else done(Object.assign(new Error(`no such mailbox ${address}`), { responseCode }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), ...parseMail(raw) });
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return Object.assign(state, { url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}` });
}

const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, body: string) =>
      kind.toLowerCase() === 'b' ? decodeBody('base64', body) : decodeBody('quoted-printable', body.replace(/_/g, ' ')),
    );

function decodeBody(encoding: string, body: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function splitPart(raw: string): { headers: Record<string, string>; body: string } {
  const [head = '', ...rest] = raw.split(/\r?\n\r?\n/);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
    }),
  );
  return { headers, body: rest.join('\r\n\r\n') };
}

/** Enough of MIME for what we write ourselves: one level of alternatives. */
export function parseMail(raw: string): Omit<ReceivedMail, 'to'> {
  const { headers, body } = splitPart(raw);
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1];
  const parts = boundary === undefined ? [raw] : body.split(`--${boundary}`).slice(1, -1);
  const bodies = parts.map((part) => {
    const piece = splitPart(part.replace(/^\r?\n/, ''));
    const encoding = (piece.headers['content-transfer-encoding'] ?? '7bit').toLowerCase();
    return { type: piece.headers['content-type'] ?? '', text: decodeBody(encoding, piece.body) };
  });
  const bodyOf = (type: string) => bodies.find((piece) => piece.type.startsWith(type))?.text ?? '';
  return { raw, headers, text: bodyOf('text/plain'), html: bodyOf('text/html') };
}

interface ReceivedHook {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HookServer {
  readonly url: string;
  readonly hooks: ReceivedHook[];
  /** What it answers; 200 unless told. */
  answer: (hook: ReceivedHook) => { status: number; headers?: Record<string, string> } | 'never';
  close(): Promise<void>;
}

/** A shop's backend on loopback that keeps what it is sent. */
export async function startHookServer(): Promise<HookServer> {
  const hooks: ReceivedHook[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const hook = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      hooks.push(hook);
      const answer = state.answer(hook);
      if (answer !== 'never') response.writeHead(answer.status, answer.headers).end('thanks');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const state: HookServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    hooks,
    answer: () => ({ status: 200 }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return state;
}

interface CaseOptions {
  readonly shop?: string;
  readonly channel?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly locale?: string;
  readonly settings?: object;
}

let sequence = 0;

/** A shop of one's own with one case; its id. */
export async function plantCase(db: Knex, options: CaseOptions = {}): Promise<{ caseId: string; shop: string }> {
  sequence += 1;
  const number = sequence;
  const shop = options.shop ?? `shop-${number}`;
  await db('shops')
    .insert({
      id: shop,
      prefix: `T${number}`,
      name: '示例商城',
      locale: options.locale ?? 'zh',
      settings: JSON.stringify(options.settings ?? {}),
    })
    .onConflict()
    .ignore();
  const [customer] = await db('customers')
    .insert({
      shop,
      key_hash: `key-${number}`,
      external_id: `cust-${number}`,
      email: options.email ?? null,
      phone: options.phone ?? null,
      locale: options.locale ?? null,
    })
    .returning<{ id: number }[]>('id');
  const caseId = `T${number}-20261123-${String(number).padStart(6, '0')}`;
  await db('intake').insert({
    case_id: caseId,
    shop,
    kind: 'inquiry',
    channel: options.channel ?? 'chat',
    customer_id: customer?.id,
    thread_id: `thread-${number}`,
    opening: JSON.stringify({ locale: options.locale ?? 'zh' }),
    opened_at: new Date(),
  });
  return { caseId, shop };
}

/** Stores an agent's text; its row. */
export async function plantReply(
  db: Knex,
  { caseId, shop }: { caseId: string; shop: string },
  text: string,
  more: object = {},
): Promise<number> {
  const [row] = await db('messages')
    .insert({
      case_id: caseId,
      shop,
      direction: 'out',
      channel: 'chat',
      message_id: `m-${String(Math.random())}`,
      kind: 'answer',
      text,
      accepted_at: new Date(),
      scope: `reply:${caseId}`,
      ...more,
    })
    .returning<{ id: number }[]>('id');
  if (!row) throw new Error('no row');
  return row.id;
}

/** A send with its words, as it was planted. */
export async function parcelOf(db: Db, key: DeliveryKey): Promise<Parcel> {
  const parcel = await readParcel(db, key);
  if (!parcel) throw new Error('nothing is planted there');
  return parcel;
}

/** Queues one send. */
export async function plantSend(
  db: Db,
  { caseId, shop }: { caseId: string; shop: string },
  seq: number,
  send: Partial<Send>,
): Promise<void> {
  await insertDeliveries(db, {
    caseId,
    shop,
    sends: [{ seq, send: { recipient: 'customer', outlet: 'chat', template: 'greeting', facts: {}, ...send } }],
  });
}

import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { MAIL_WORDS } from '../../domain/templates.ts';
import type { Parcel } from '../../store/delivery-parcels.ts';
import { SendFailed } from '../failures.ts';
import { isForCustomer, type Rendered } from './render.ts';

interface MailSettings {
  readonly mail: { readonly smtpUrl?: string | undefined; readonly from: string };
  readonly dataDir: string;
}

/** Sends by mail. */
export interface MailSender {
  /** Resolves when the mail server has taken it, or, without one, when the file lies there. */
  send(parcel: Parcel, rendered: Rendered, to: string): Promise<void>;
  /** The same for what belongs to no case. */
  sendNotice(notice: MailNotice): Promise<void>;
  close(): void;
}

/** Word from us to a shop's people. */
export interface MailNotice {
  /** Letters, digits, dots and hyphens: a second attempt is the same mail. */
  readonly key: string;
  /** Name of the shop. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
}

/** One mailbox and nothing else: a comma or a line break would add recipients or headers. */
const ADDRESS = /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]{1,255}$/;
const MESSAGE_ID = /^[^\s@<>]{1,250}@[^\s@<>]{1,250}$/;
// All of an attempt has to fit into its lease.
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 5_000 };

const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

const isWebLink = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);

const setting = (parcel: Parcel, name: string): string | undefined => {
  const value = parcel.shop.settings[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** What stands under the message, line by line. A customer also gets the questions and answers of the shop. */
function footerOf(parcel: Parcel, { locale, attachments }: Rendered): string[] {
  const faq = isForCustomer(parcel) ? setting(parcel, 'faqUrl') : undefined;
  const company = setting(parcel, 'companyDetails') ?? parcel.shop.name;
  const colon = locale === 'zh' ? ':' : ': ';
  return [
    ...attachments.map(({ name, url }) => `${MAIL_WORDS.attachments[locale]}${colon}${name} ${url}`),
    `${MAIL_WORDS.case[locale]}${colon}${parcel.caseId}`,
    ...(faq === undefined ? [] : [`${MAIL_WORDS.faq[locale]}${colon}${faq}`]),
    ...company.split(/\r?\n/),
  ];
}

/** Text as HTML: everything escaped, web addresses as links, one paragraph for each run of lines. */
function htmlOf(text: string): string {
  const lines = escapeHtml(text).replace(/https?:\/\/[^\s()<>,。()]+/g, (url) => `<a href="${url}">${url}</a>`);
  const paragraphs = lines.split(/\r?\n\r?\n/).map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br>')}</p>`);
  return `<!doctype html><html><head><meta charset="utf-8"></head><body>${paragraphs.join('')}</body></html>`;
}

/** The thread: the customer's first mail, our first message, and what is answered, each where there is one. */
function threadOf(parcel: Parcel, ownId: (seq: number) => string): { inReplyTo?: string; references?: string[] } {
  const theirs = isForCustomer(parcel)
    ? parcel.mailIds
        .map((id) => id.replace(/^<|>$/g, ''))
        .filter((id) => MESSAGE_ID.test(id))
        .map((id) => `<${id}>`)
    : [];
  const first = parcel.firstSeq === null ? [] : [ownId(parcel.firstSeq)];
  const references = [...new Set([...theirs.slice(0, 1), ...first, ...theirs.slice(-1)])];
  const inReplyTo = theirs.at(-1) ?? first[0];
  return inReplyTo === undefined ? {} : { inReplyTo, references };
}

const UNREAD = { disableFileAccess: true, disableUrlAccess: true } as const;

function mailboxOf(from: string, to: string): { address: string; domain: string } {
  if (!ADDRESS.test(to)) throw new SendFailed('bad_address', { permanent: true });
  const address = addressOf(from);
  return { address, domain: address.slice(address.lastIndexOf('@') + 1) };
}

/** The mail itself. Its Message-ID comes from the key, so that a second attempt is the same mail. */
function composeMail(parcel: Parcel, rendered: Rendered, to: string, from: string): SendMailOptions {
  const { address, domain } = mailboxOf(from, to);
  const ownId = (seq: number) => `<${parcel.caseId}.${seq}@${domain}>`;
  const text = `${rendered.text}\n\n${footerOf(parcel, { ...rendered, attachments: rendered.attachments.filter(({ url }) => isWebLink(url)) }).join('\n')}\n`;
  return {
    from: { name: parcel.shop.name, address },
    to: { name: '', address: to },
    subject: `[${parcel.caseId}] ${rendered.subject}`,
    messageId: ownId(parcel.seq),
    ...threadOf(parcel, ownId),
    date: parcel.createdAt,
    headers: {
      'X-Caseloop-Key': `${parcel.caseId}:${parcel.seq}`,
      // tells holiday answers and the like to keep quiet
      ...(parcel.template === 'reply' ? {} : { 'Auto-Submitted': 'auto-generated' }),
    },
    text,
    html: htmlOf(text),
    ...UNREAD,
  };
}

function composeNotice({ key, from, to, subject, text, at }: MailNotice, mailFrom: string): SendMailOptions {
  const { address, domain } = mailboxOf(mailFrom, to);
  return {
    from: { name: from, address },
    to: { name: '', address: to },
    subject,
    messageId: `<${key}@${domain}>`,
    date: at,
    headers: { 'X-Caseloop-Key': key, 'Auto-Submitted': 'auto-generated' },
    text: `${text}\n`,
    ...UNREAD,
  };
}

/** Mail by SMTP with pooled connections, or into files `<dataDir>/mail/<key>.eml` while no server is set. */
export function createMailSender({ mail, dataDir }: MailSettings): MailSender {
  const { post, close } =
    mail.smtpUrl === undefined ? createMailFolder(join(dataDir, 'mail')) : createMailServer(mail.smtpUrl);
  return {
    send: (parcel, rendered, to) =>
      post(composeMail(parcel, rendered, to, mail.from), `${parcel.caseId}-${parcel.seq}`),
    sendNotice: (notice) => post(composeNotice(notice, mail.from), notice.key),
    close,
  };
}

interface Post {
  /** @param name of the file */
  readonly post: (mail: SendMailOptions, name: string) => Promise<void>;
  readonly close: () => void;
}

function createMailServer(url: string): Post {
  const transport = createTransport({ url, pool: true, maxConnections: 5, ...TIMEOUTS });
  return {
    async post(mail) {
      await transport.sendMail(mail);
    },
    close: () => {
      transport.close();
    },
  };
}

function createMailFolder(folder: string): Post {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async post(mail, name) {
      const { message } = await transport.sendMail(mail);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${name}.eml`);
      const draft = `${path}.${randomBytes(4).toString('hex')}.tmp`;
      await writeFile(draft, message, { mode: 0o600 });
      await rename(draft, path);
    },
    close: () => undefined,
  };
}

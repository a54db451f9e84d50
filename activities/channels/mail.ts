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
  close(): void;
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

/** The mail itself. Its Message-ID comes from the key, so that a second attempt is the same mail. */
function composeMail(parcel: Parcel, rendered: Rendered, to: string, from: string): SendMailOptions {
  if (!ADDRESS.test(to)) throw new SendFailed('bad_address', { permanent: true });
  const address = addressOf(from);
  const domain = address.slice(address.lastIndexOf('@') + 1);
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
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Mail by SMTP with pooled connections, or into files `<dataDir>/mail/<caseId>-<seq>.eml` while no server is set. */
export function createMailSender({ mail, dataDir }: MailSettings): MailSender {
  if (mail.smtpUrl !== undefined) {
    const transport = createTransport({ url: mail.smtpUrl, pool: true, maxConnections: 5, ...TIMEOUTS });
    return {
      async send(parcel, rendered, to) {
        await transport.sendMail(composeMail(parcel, rendered, to, mail.from));
      },
      close: () => {
        transport.close();
      },
    };
  }
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const folder = join(dataDir, 'mail');
  return {
    async send(parcel, rendered, to) {
      const { message } = await transport.sendMail(composeMail(parcel, rendered, to, mail.from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${parcel.caseId}-${parcel.seq}.eml`);
      const draft = `${path}.${randomBytes(4).toString('hex')}.tmp`;
      await writeFile(draft, message, { mode: 0o600 });
      await rename(draft, path);
    },
    close: () => undefined,
  };
}

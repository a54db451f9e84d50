/** What requests may say, built from the domain's own lists. Unknown fields are refused everywhere. */
import { z } from 'zod';
import { isZone } from '../calendars/zones.ts';
import { LOCALES, REPLY_KINDS, STATUSES } from '../domain/case.ts';
import { CHANNELS, OUTLETS, TEXT_LIMIT } from '../domain/channels.ts';
import { SHOP_PREFIX } from '../domain/ids.ts';
import { CASE_KINDS, CATEGORIES } from '../domain/kinds/index.ts';
import { LEVELS, STAFF_ROLES, TIERS, type Level } from '../domain/policy.ts';
import { DELIVERY_STATES } from '../store/deliveries.ts';
import { CONTROL, foreignId, oneLine, whole, words } from './elements.ts';
import { ROLES } from './roles.ts';

export { code, foreignId, oneLine, words } from './elements.ts';

const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2100, 0);

/** For readers of the OpenAPI document: the format alone knows no years, and would let days pass that there are not. */
const INSTANT =
  '^20\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$';

/** An ISO-8601 instant with its offset, as epoch milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: 'an ISO-8601 instant with offset, such as 2026-11-23T09:30:00Z' })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= EARLIEST && at < LATEST, { error: 'a year from 2000 to 2099' })
  .meta({ pattern: INSTANT });

export const pageUrl = (max: number) =>
  z
    .string()
    .max(max)
    .regex(new RegExp(`^https?://[^\\s${CONTROL}]+$`, 'u'), { error: 'an http or https address' })
    .refine((text) => URL.canParse(text), { error: 'an http or https address' });

const locale = z
  .string()
  .regex(/^(zh|en)(-[A-Za-z0-9]{2,8})*$/, { error: 'zh or en, also as zh-CN' })
  .transform((text): 'zh' | 'en' => (text.startsWith('zh') ? 'zh' : 'en'));

export const level = z
  .literal([...LEVELS])
  .transform((value): Level => value)
  .meta({ description: 'How hard the question is: 1 simple, 2 needs checking, 3 several departments' });

/** No mail server takes a longer name before the @, nor a longer part after it. */
const MAILBOX = /^[^@]{1,64}@([^.]{1,63}\.)+[^.]{1,63}$/;
const email = z
  .email({ error: 'a mail address' })
  .max(254)
  .refine((text) => MAILBOX.test(text), { error: 'a mail address' });
const phone = z.string().regex(/^\+?[0-9][0-9 ()-]{2,31}$/, { error: 'digits, with + ( ) - and blanks' });

const customer = z
  .strictObject({
    id: foreignId().exactOptional(),
    name: oneLine(200).exactOptional(),
    email: email.exactOptional(),
    phone: phone.exactOptional(),
    tier: z.enum(TIERS).exactOptional(),
    locale: locale.exactOptional(),
  })
  .meta({ id: 'Customer', description: 'Whoever asks. Known again by id, else by email, else by phone.' });

const attachment = z
  .strictObject({
    url: pageUrl(2000),
    name: oneLine(200).exactOptional(),
    mediaType: z
      .string()
      .regex(/^[\w.+-]+\/[\w.+-]+$/)
      .max(100)
      .exactOptional(),
    size: z.int().min(0).max(10_000_000_000).exactOptional(),
  })
  .meta({ id: 'Attachment' });

export const attachments = z.array(attachment).max(20).exactOptional();
export const text = words(TEXT_LIMIT);

/** A word by which cases are found; it stays in the database. */
const tag = z.string().regex(/^(?!.*\p{N}{5})[\p{L}\p{N}][\p{L}\p{M}\p{N} &_-]{0,39}$/u, {
  error: 'letters and at most four digits in a row, at most 40',
});

export const inbound = {
  shop: z.string().min(1).max(63).meta({ description: 'The shop, `main` from the first start' }),
  channel: z.enum(CHANNELS),
  messageId: foreignId(255).meta({ description: 'Yours; a second message with it is the same message' }),
  customer,
  text,
  attachments,
  orderId: foreignId().exactOptional(),
  productId: foreignId().exactOptional(),
  threadId: foreignId(500).exactOptional(),
  receivedAt: instant.exactOptional(),
  level: level.exactOptional(),
  category: z.enum(CATEGORIES).exactOptional(),
  tags: z.array(tag).max(20).exactOptional(),
  call: z.enum(['missed', 'answered']).exactOptional().meta({ description: 'Hotline only' }),
};

export const MessageBody = z.strictObject(inbound).meta({ id: 'Message' });

export const OwnMessageBody = z
  .strictObject({ messageId: foreignId(255), channel: z.enum(CHANNELS).exactOptional(), text, attachments })
  .meta({ id: 'CustomerMessage' });

export const agentId = foreignId().meta({ description: "The agent's id in the shop's staff system" });

export const ReplyBody = z
  .strictObject({
    messageId: foreignId(255),
    agentId,
    kind: z.enum(REPLY_KINDS),
    text,
    articleId: foreignId().exactOptional(),
    expectedAt: instant.exactOptional().meta({ description: 'A date stated to the customer, which becomes a promise' }),
    channel: z.enum(OUTLETS).exactOptional(),
    byBot: z.literal(true).exactOptional().meta({
      description: "A bot's answer: nobody owns the case for it, and it counts until the customer says it missed",
    }),
  })
  .refine(({ byBot, kind }) => byBot === undefined || kind === 'answer', {
    path: ['byBot'],
    error: 'of a reply of the kind answer only',
  })
  .meta({ id: 'Reply' });

export const NoteBody = z
  .strictObject({
    messageId: foreignId(255).exactOptional(),
    agentId,
    text,
    call: z.boolean().exactOptional().meta({ description: 'The note is the summary of a call with the customer' }),
  })
  .meta({ id: 'Note' });

export const HumanBody = z.strictObject({ messageId: foreignId(255).exactOptional() }).meta({ id: 'HumanRequest' });
export const WithdrawalBody = z.strictObject({ messageId: foreignId(255).exactOptional() }).meta({ id: 'Withdrawal' });

export const ConfirmationBody = z
  .strictObject({ messageId: foreignId(255), confirmed: z.boolean(), text: text.exactOptional() })
  .meta({ id: 'Confirmation' });

export const ClaimBody = z.strictObject({ agentId }).meta({ id: 'Claim' });

export const TransferBody = z
  .strictObject({
    fromAgentId: agentId.exactOptional().meta({ description: 'Refuse with 409 when the case belongs to another' }),
    toAgentId: agentId.nullable().meta({ description: 'null: back to the queue' }),
  })
  .meta({ id: 'Transfer' });

const score = z.int().min(1).max(5);

export const SurveyAnswerBody = z
  .strictObject({
    stars: score,
    quality: score.exactOptional(),
    speed: score.exactOptional(),
    professionalism: score.exactOptional(),
    text: words(2000).exactOptional(),
    wrongAnswer: z.boolean().exactOptional().meta({ description: 'The answer given was wrong' }),
  })
  .meta({ id: 'SurveyAnswer' });

/** Page size and place: every list takes these. */
export const paged = {
  limit: whole(1, 200)
    .default(50)
    .meta({ override: { type: 'integer', minimum: 1, maximum: 200, default: 50 } }),
  cursor: z.string().max(500).exactOptional().meta({ description: '`nextCursor` of the page before' }),
};

const shop = z.string().max(63).exactOptional().meta({ description: 'Needed with a key of every shop' });

export const PageQuery = z.strictObject(paged);
export const ShopQuery = z.strictObject({ shop });
export const ShopPageQuery = z.strictObject({ shop: z.string().max(63).exactOptional(), ...paged });

export const PeakBody = z
  .strictObject({
    shop,
    windows: z
      .array(
        z
          .strictObject({ from: instant, until: instant })
          .refine(({ from, until }) => from < until, { error: 'an end after the beginning', path: ['until'] }),
      )
      .max(100),
  })
  .meta({ id: 'PeakMode' });

export const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');

export const CaseListQuery = z.strictObject({
  shop: z.string().max(63).exactOptional(),
  status: z
    .union([z.enum(STATUSES), z.array(z.enum(STATUSES)).max(STATUSES.length)])
    .transform((value) => [value].flat())
    .exactOptional()
    .meta({ description: 'Repeat it for several' }),
  owner: foreignId().exactOptional().meta({ description: 'An agentId' }),
  channel: z.enum(CHANNELS).exactOptional(),
  kind: z.enum(CASE_KINDS).exactOptional(),
  tier: z.enum(TIERS).exactOptional(),
  breached: yesNo.exactOptional(),
  promise: z
    .literal('none')
    .exactOptional()
    .meta({ description: 'Open cases whose customer is promised neither an answer nor anything else just now' }),
  updatedSince: instant.exactOptional(),
  ...paged,
});

export const CaseQuery = z.strictObject({
  after: foreignId(255)
    .exactOptional()
    .meta({ description: 'A messageId: wait up to 3 s until the case has taken it in' }),
});

export const SurveyListQuery = z.strictObject({
  shop: z.string().max(63).exactOptional(),
  answered: yesNo.exactOptional(),
  ...paged,
});

const state = z.enum(DELIVERY_STATES).exactOptional();

export const DeliveryStateQuery = z.strictObject({ state, ...paged });
export const DeliveryListQuery = z.strictObject({ shop: z.string().max(63).exactOptional(), state, ...paged });

export const ApiKeyBody = z
  .strictObject({
    shop: z.string().max(63).exactOptional().meta({ description: 'The shop of your own key when left out' }),
    role: z.enum(ROLES),
    name: oneLine(100).meta({ description: 'Two keys of one name may be active: the old and the new' }),
    expiresAt: instant.exactOptional(),
  })
  .meta({ id: 'NewApiKey' });

const zone = z.string().max(64).refine(isZone, { error: 'an IANA time zone, such as Asia/Shanghai' });

const contact = z
  .strictObject({ email: email.exactOptional(), webhook: z.boolean().exactOptional() })
  .meta({ id: 'StaffContact', description: 'By mail, by the webhook endpoints of the shop, or both' });

const settings = z
  .strictObject({
    companyDetails: words(500).exactOptional().meta({ description: 'Foot of every mail' }),
    faqUrl: pageUrl(500).exactOptional(),
    staff: z
      .strictObject(Object.fromEntries(STAFF_ROLES.map((role) => [role, contact.exactOptional()])))
      .exactOptional(),
  })
  .meta({ id: 'ShopSettings' });

export const ShopBody = z
  .strictObject({
    prefix: z.string().regex(SHOP_PREFIX, { error: '2-8 capitals and digits, a capital first' }),
    name: oneLine(100),
    zone: zone.default('Asia/Shanghai'),
    locale: z.enum(LOCALES).default('zh'),
    policy: z.string().max(63).default('standard').meta({ description: 'One that ships, or one of its own' }),
    settings: settings.default({}),
  })
  .meta({ id: 'NewShop' });

import type { Locale } from '../../domain/case.ts';
import type { ClockName, StaffRole } from '../../domain/policy.ts';
import type { Template } from '../../domain/sends.ts';
import {
  CLOCK_WORDS,
  fill,
  LATE_WORDS,
  MissingVariable,
  ROLE_WORDS,
  TEAM_WORDS,
  TEMPLATES,
} from '../../domain/templates.ts';
import { complaintWords } from '../../domain/kinds/complaint/words.ts';
import type { Parcel } from '../../store/delivery-parcels.ts';
import { SendFailed } from '../failures.ts';
import { instantText } from './instants.ts';

/** A file as it was given to us: where it lies, never its bytes. */
interface Attachment {
  readonly name: string;
  readonly url: string;
}

/** A message in words, in the language and the time zone of whom it goes to. */
export interface Rendered {
  readonly locale: Locale;
  readonly subject: string;
  readonly text: string;
  readonly link?: string;
  readonly attachments: readonly Attachment[];
}

const LATE_AFTER_MS = 5 * 60_000;

export const isForCustomer = (parcel: Parcel): boolean => parcel.recipient === 'customer';

export const isTemplate = (code: string): code is Template => Object.hasOwn(TEMPLATES, code);

function localeOf(parcel: Parcel): Locale {
  const asked = (isForCustomer(parcel) ? parcel.customer.locale : null) ?? parcel.shop.locale;
  return /^zh\b/i.test(asked) ? 'zh' : 'en';
}

const wordOf = (words: Readonly<Record<string, Record<Locale, string>>>, key: string, locale: Locale): string =>
  words[key]?.[locale] ?? key;

/** Facts in words: instants in the shop's zone, clocks, roles and what a complaint is about by their names. */
function valuesOf(parcel: Parcel, locale: Locale): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, fact] of Object.entries(parcel.facts)) {
    if (name.endsWith('At') && typeof fact === 'number') values[name] = instantText(fact, parcel.shop.zone, locale);
    else if (name === 'clock')
      values[name] = wordOf(CLOCK_WORDS satisfies Record<ClockName, unknown>, String(fact), locale);
    else if (name === 'role')
      values[name] = wordOf(ROLE_WORDS satisfies Record<StaffRole, unknown>, String(fact), locale);
    else values[name] = complaintWords(name, String(fact), locale) ?? String(fact);
  }
  return values;
}

function attachmentsOf(parcel: Parcel): Attachment[] {
  return (parcel.message?.attachments ?? []).flatMap((item): Attachment[] => {
    if (typeof item !== 'object' || item === null) return [];
    const { url, name } = item as Record<string, unknown>;
    return typeof url === 'string' ? [{ url, name: typeof name === 'string' ? name : url }] : [];
  });
}

/** Quiet hours and outages hold a notice back; what it says is then no longer news and it has to say so. */
const isLate = ({ facts }: Parcel, now: number): boolean =>
  typeof facts['toldAt'] === 'number' && now - facts['toldAt'] > LATE_AFTER_MS;

/** Where a person decided and no rule has words for it. */
const BY_A_PERSON: Readonly<Record<Locale, string>> = { zh: '专人审核', en: 'reviewed by a person' };

/** Writes a message. What a template needs and the case did not tell is a fault of ours that no retry heals. */
export function render(parcel: Parcel, now: number, link?: string): Rendered {
  const { template } = parcel;
  if (!isTemplate(template)) throw new SendFailed('unknown_template', { permanent: true });
  const locale = localeOf(parcel);
  const values: Record<string, string | undefined> = {
    ...valuesOf(parcel, locale),
    caseId: parcel.caseId,
    agent: fill(TEAM_WORDS[locale], { shop: parcel.shop.name }),
    text: parcel.message?.text,
    reason: parcel.reasons?.[locale] ?? BY_A_PERSON[locale],
    link,
  };
  try {
    const { subject, text } = TEMPLATES[template][locale];
    const late = isLate(parcel, now) ? `\n${fill(LATE_WORDS[locale], values)}` : '';
    return {
      locale,
      subject: fill(subject, values),
      text: fill(text, values) + late,
      ...(link === undefined ? {} : { link }),
      attachments: attachmentsOf(parcel),
    };
  } catch (error) {
    if (error instanceof MissingVariable) throw new SendFailed('template_incomplete', { permanent: true });
    throw error;
  }
}

import { DateTime } from 'luxon';
import type { Locale } from '../../domain/case.ts';

/** An instant as a person of the shop's zone reads it: `11月24日 09:30`, `24 Nov 09:30`. */
export function instantText(at: number, zone: string, locale: Locale): string {
  const local = DateTime.fromMillis(at, { zone });
  if (!local.isValid) throw new RangeError(`no such time zone: ${zone}`);
  return locale === 'zh' ? local.toFormat('M月d日 HH:mm') : local.setLocale('en').toFormat('d LLL HH:mm');
}

import type { Locale } from '../domain/case.ts';
import { fill } from '../domain/templates.ts';
import { DISABLED_ENDPOINT, DISABLED_WHY } from '../domain/templates/webhooks.ts';
import type { Db } from '../store/db.ts';
import { claimNotice, returnNotice, type UntoldEndpoint, untoldEndpoints } from '../store/webhook-health.ts';
import { instantText } from './channels/instants.ts';
import type { MailNotice, MailSender } from './channels/mail.ts';
import { failureOf, type SenderLog } from './failures.ts';

interface Deps {
  readonly db: Db;
  readonly mail: Pick<MailSender, 'sendNotice'>;
  readonly log: SenderLog;
}

/** Whose word is asked for, first. */
const ROLES = ['manager', 'supervisor', 'senior', 'owner'] as const;

function addressOf({ shop }: UntoldEndpoint): string | undefined {
  const staff = shop.settings['staff'] as Record<string, { email?: string } | undefined> | undefined;
  return ROLES.map((role) => staff?.[role]?.email).find((email) => email !== undefined && email !== '');
}

function noticeOf(endpoint: UntoldEndpoint, to: string): MailNotice {
  const { id, url, disabledAt, because, shop } = endpoint;
  const locale: Locale = /^zh\b/i.test(shop.locale) ? 'zh' : 'en';
  const values = {
    id,
    host: URL.canParse(url) ? new URL(url).host : '?',
    disabledAt: instantText(disabledAt.getTime(), shop.zone, locale),
    why: DISABLED_WHY[because][locale],
    enable: '{"enabled": true}',
  };
  const { subject, text } = DISABLED_ENDPOINT[locale];
  return {
    key: `webhook-endpoint-${id}-${disabledAt.getTime()}`,
    from: shop.name,
    to,
    subject: fill(subject, values),
    text: fill(text, values),
    at: disabledAt,
  };
}

/**
 * Tells each shop once of its endpoints that were disabled, as far as it has an address, whatever the number of processes
 * that do so: the API shows them anyway, so that one which dies in between leaves it at that. What no mail server takes
 * now is tried again at the next call.
 */
export async function tellOfDisabledEndpoints({ db, mail, log }: Deps): Promise<void> {
  for (const endpoint of await untoldEndpoints(db)) {
    if (!(await claimNotice(db, endpoint))) continue;
    const to = addressOf(endpoint);
    try {
      if (to !== undefined) await mail.sendNotice(noticeOf(endpoint, to));
    } catch (error) {
      const { code, permanent } = failureOf(error);
      log.warn({ id: endpoint.id, shop: endpoint.shop.id, code }, 'shop not told of a disabled webhook endpoint');
      if (!permanent) await returnNotice(db, endpoint);
    }
  }
}

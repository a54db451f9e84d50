import type { Outlet } from '../../domain/channels.ts';
import type { Db } from '../../store/db.ts';
import type { Via } from '../../store/deliveries.ts';
import type { Parcel } from '../../store/delivery-parcels.ts';
import { SendFailed } from '../failures.ts';
import { createMailSender, type MailSender } from './mail.ts';
import type { Rendered } from './render.ts';
import { createWebhookCaller, type DisabledEndpoint, type WebhookCaller } from './webhook-call.ts';
import { createWebhookSender } from './webhook.ts';

/** What the senders have to be told; a `Config` is one. */
export interface ChannelSettings {
  readonly mail: { readonly smtpUrl?: string | undefined; readonly from: string };
  readonly dataDir: string;
  readonly webhook: { readonly allow: readonly string[] };
}

/** How a message leaves: to a mail address, or to the shop's backend. */
type Route = { readonly mailTo: string | undefined } | 'webhook';

const mailOrWebhook = (address: string | undefined): Route => (address === undefined ? 'webhook' : { mailTo: address });
const customerMail = (parcel: Parcel): string | undefined => parcel.customer.email ?? undefined;

function staffMail(parcel: Parcel): string | undefined {
  const staff = parcel.shop.settings['staff'] as Record<string, { email?: unknown } | undefined> | undefined;
  const email = staff?.[parcel.recipient]?.email;
  return typeof email === 'string' && email !== '' ? email : undefined;
}

/** The outlets. A new one is a line here; a sender of its own only if it is neither mail nor the shop's backend. */
const ROUTES = {
  email: (parcel) => ({ mailTo: customerMail(parcel) }),
  form: (parcel) => mailOrWebhook(customerMail(parcel)),
  chat: () => 'webhook',
  wechat: () => 'webhook',
  social: () => 'webhook',
  store: () => 'webhook',
  hotline: () => 'webhook',
  sms: () => 'webhook',
  staff: (parcel) => mailOrWebhook(staffMail(parcel)),
} satisfies Record<Outlet | 'staff', (parcel: Parcel) => Route>;

const isOutlet = (name: string): name is keyof typeof ROUTES => Object.hasOwn(ROUTES, name);

/** Every way out of the house. */
export interface Channels {
  /** Resolves when the other side has taken it. */
  send(parcel: Parcel, rendered: Rendered): Promise<Via>;
  /** For events, which are no messages. */
  readonly webhooks: WebhookCaller;
  /** For what belongs to no case. */
  readonly mail: Pick<MailSender, 'sendNotice'>;
  close(): void;
}

export function createChannels(deps: {
  readonly db: Db;
  readonly settings: ChannelSettings;
  readonly onDisabled: (endpoint: DisabledEndpoint) => void;
}): Channels {
  const { db, settings, onDisabled } = deps;
  const mail = createMailSender(settings);
  const webhooks = createWebhookCaller({ db, allow: settings.webhook.allow, onDisabled });
  const webhook = createWebhookSender({ db, caller: webhooks });
  return {
    webhooks,
    mail,
    async send(parcel, rendered) {
      if (!isOutlet(parcel.outlet)) throw new SendFailed('unknown_outlet', { permanent: true });
      const route: Route = ROUTES[parcel.outlet](parcel);
      if (route === 'webhook') return webhook.send(parcel, rendered);
      if (route.mailTo === undefined) throw new SendFailed('no_address', { permanent: true });
      await mail.send(parcel, rendered, route.mailTo);
      return 'mail';
    },
    close: () => {
      mail.close();
    },
  };
}

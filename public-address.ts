/** Which addresses on the net may be called for others: asked when an address is given, and again at each connection. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** They look public, and answer with the secrets of the machine that asks. */
export const METADATA_ADDRESSES: readonly string[] = ['168.63.129.16'];

/** What an operator allows although it is private: host names, and addresses or ranges of them. */
export function allowedPlaces(allow: readonly string[]): { hosts: ReadonlySet<string>; addresses: string[] } {
  return {
    hosts: new Set(allow.map((host) => host.toLowerCase())),
    addresses: allow.filter((host) => isIP(host) !== 0 || ipaddr.isValidCIDR(host)),
  };
}

/** The host of a URL, an IPv6 address without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

function isAllowed(address: string, addresses: readonly string[]): boolean {
  const parsed = ipaddr.parse(address);
  return addresses.some((one) => {
    if (!one.includes('/')) return one === address;
    const range = ipaddr.parseCIDR(one);
    return range[0].kind() === parsed.kind() && parsed.match(range);
  });
}

const isPublic = (address: string): boolean =>
  ipaddr.parse(address).range() === 'unicast' && !METADATA_ADDRESSES.includes(address);

const RESOLVE_MS = 1000;

/** Empty where a name cannot be resolved now: it is looked at again at each connection. */
async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  const late = new Promise<[]>((resolve) => setTimeout(resolve, RESOLVE_MS, []).unref());
  const found = lookup(host, { all: true }).catch(() => []);
  return (await Promise.race([found, late])).map(({ address }) => address);
}

/** Whether a URL leads to public addresses only, or to where the operator allows it. Within a second. */
export async function leadsOutside(url: URL, allow: readonly string[]): Promise<boolean> {
  const { hosts, addresses } = allowedPlaces(allow);
  const host = hostOf(url);
  if (hosts.has(host)) return true;
  const found = await addressesOf(host);
  return found.every((address) => isAllowed(address, addresses) || isPublic(address));
}

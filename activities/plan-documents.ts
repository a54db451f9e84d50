import type { CalendarDocument } from '../domain/calendars.ts';
import type { PolicyDocument } from '../domain/policy.ts';
import type { Db } from '../store/db.ts';
import {
  CALENDARS,
  findVersion,
  newestShipped,
  newestVersions,
  POLICIES,
  type Shelf,
  shippedVersion,
  type Version,
} from '../store/versions.ts';

/** A new version is used at the latest after this. */
const FRESH_MS = 2_000;
/** Versions kept in memory; a policy is about 30 kB. */
const KEPT = 500;

/** Finds the version asked for, or the newest that a shop has; the same version is always the same object. */
export type Find<Document> = (
  shop: string | null,
  name: string,
  version?: number,
) => Promise<Version<Document> | undefined>;

/** What plans are made of. */
export interface PlanDocuments {
  readonly policies: Find<PolicyDocument>;
  readonly calendars: Find<CalendarDocument>;
}

const findShipped =
  <Document>(shelf: Shelf<Document>): Find<Document> =>
  (_shop, name, version) =>
    Promise.resolve(version === undefined ? newestShipped(shelf).get(name) : shippedVersion(shelf, name, version));

/** Only what ships. */
export const SHIPPED: PlanDocuments = { policies: findShipped(POLICIES), calendars: findShipped(CALENDARS) };

type Newest<Document> = Map<string, Version<Document>>;

/** A version never changes, so it is read once; what is the newest is looked up again after a moment. */
function findStored<Document>(db: Db, shelf: Shelf<Document>): Find<Document> {
  const versions = new Map<string, Version<Document>>();
  const newest = new Map<string, { readonly until: number; readonly found: Promise<Newest<Document>> }>();

  /** The one object of a version, under the key by which it was asked for. */
  function keep(shop: string | null, one: Version<Document>): Version<Document> {
    const key = `${shop ?? ''} ${one.name} ${one.version}`;
    const known = versions.get(key);
    if (known) return known;
    if (versions.size >= KEPT) versions.clear();
    versions.set(key, one);
    return one;
  }

  function newestOf(shop: string | null): Promise<Newest<Document>> {
    const key = shop ?? '';
    const known = newest.get(key);
    if (known && known.until > Date.now()) return known.found;
    if (newest.size >= KEPT) newest.clear();
    const found = newestVersions(db, shelf, shop);
    newest.set(key, { until: Date.now() + FRESH_MS, found });
    found.catch(() => newest.delete(key));
    return found;
  }

  return async (shop, name, version) => {
    const known = version === undefined ? undefined : versions.get(`${shop ?? ''} ${name} ${version}`);
    if (known) return known;
    const one =
      version === undefined ? (await newestOf(shop)).get(name) : await findVersion(db, shelf, { shop, name, version });
    return one && keep(shop, one);
  };
}

/** What ships, and each shop's own before it. */
export const storedDocuments = (db: Db): PlanDocuments => ({
  policies: findStored(db, POLICIES),
  calendars: findStored(db, CALENDARS),
});

import { type BackTestShown, BackTestView } from '../../api/back-test-schemas.ts';
import { Summary, type Tally } from '../../domain/back-test.ts';
import { openApi } from '../api.ts';
import { UsageError } from '../usage.ts';
import type { ServiceOptions } from './options.ts';
import { readPolicyBody } from './promises.ts';

/** What the service's own past cases came to. */
interface ServiceTested {
  readonly looked: number;
  readonly tallies: readonly Tally[];
  readonly changed: BackTestShown['items'];
}

/** `standard@2` as name and version. @throws UsageError */
function versionNamed(source: string): { name: string; version: number } {
  const [, name, version] = /^([a-z][a-z0-9-]{0,62})@(\d{1,9})$/.exec(source) ?? [];
  if (name === undefined || version === undefined) throw new UsageError(`"${source}" is not of the form NAME@VERSION`);
  return { name, version: Number(version) };
}

/** The request, but for its cursor. @throws UsageError, Error */
function requestOf({ policy, against, from, to }: ServiceOptions): { name: string; body: object } {
  if (against === undefined) throw new UsageError('nothing to compare with: --against is wanted');
  const before = policy === undefined ? undefined : versionNamed(policy);
  const tried = against.endsWith('.json') ? { document: readPolicyBody(against) } : versionNamed(against);
  const name = 'name' in tried ? tried.name : (before?.name ?? 'standard');
  if (before && before.name !== name) throw new UsageError('--policy and --against are versions of one policy');
  return {
    name,
    body: {
      ...('version' in tried ? { version: tried.version } : tried),
      ...(before ? { against: { version: before.version } } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  };
}

/** Follows the answers of the service to their end. `done` hears how many cases were looked at. */
export async function overService(options: ServiceOptions, done: (cases: number) => void): Promise<ServiceTested> {
  const { name, body } = requestOf(options);
  const api = openApi(options.api);
  const path = `/policies/${name}/back-test?${new URLSearchParams({ shop: options.shop }).toString()}`;
  const summary = new Summary();
  const changed: BackTestShown['items'] = [];
  let looked = 0;
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const asked = { ...body, limit: 1_000, ...(cursor === undefined ? {} : { cursor }) };
    const answer = BackTestView.parse((await api({ method: 'POST', path, body: asked })).body);
    for (const line of answer.summary) summary.join(line);
    changed.push(...answer.items);
    looked += answer.looked;
    cursor = answer.nextCursor;
    done(looked);
  }
  return { looked, tallies: summary.tallies, changed };
}

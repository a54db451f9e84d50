import { parseArgs, type ParseArgsConfig } from 'node:util';
import { z } from 'zod';
import { faultsOf } from '../../api/failures.ts';
import { faultLine } from '../api.ts';
import { UsageError } from '../usage.ts';
import { COLUMNS } from './columns.ts';
import { type Mapping, MappingFile, mappingOf } from './mapping.ts';
import { readJson } from './promises.ts';

export const USAGE = `npm run caseloop -- back-test LOG.csv [--policy standard] [--against FILE.json|NAME@VERSION] [--calendar FILE.json]
                             [--mapping FILE.json] [--timezone Asia/Shanghai] [--waiting PT24H] [--out CHANGES.csv]
npm run caseloop -- back-test --service [--policy NAME@VERSION] --against FILE.json|NAME@VERSION [--shop SHOP]
                             [--from INSTANT] [--to INSTANT] [--api URL] [--out CHANGES.csv]

Past cases once more, under the promises before (--policy) and after (--against, --calendar): which breaches appear,
vanish or move, for each clock, channel and tier. Nothing is changed.

  --policy    a policy that ships or a file, standard unless told; with --service what every case was promised
  --against   the policy after; the one before unless told, where --calendar changes something
  --calendar  {id, timezone, hours, …} in the place of the calendar with that id, after; may be repeated
  --out       writes every changed clock as CSV

A log has one case in a line, under a line of headers. Its columns are found by their names, or named:
  ${COLUMNS.map((column) => `--${column}-column`).join(' ')}
  --mapping   {columns, timezone, waiting, channels, priorities, level} as JSON; options go first
  --channel   VALUE=CHANNEL, --tier PRIORITY=TIER, --level PRIORITY=LEVEL, may be repeated; * is any other value
  --timezone  of instants that name no offset, Asia/Shanghai unless told
  --waiting   how long a wait for the customer lasts where the log does not say, PT24H unless told; at the longest until
              the log next tells of the case
What the values were read as is printed. A case that was reopened counts as solved at the reopening where the log tells
only its last solution. What is open at the newest instant of the log counts as open.

Exit code 0: done. 1: not done, or refused. 2: not a command. 3: done, but some rows were left out.`;

/** What both kinds of back-test are told. */
interface Common {
  readonly policy: string | undefined;
  readonly against: string | undefined;
  readonly out: string | undefined;
}

export interface LogOptions extends Common {
  readonly log: string;
  readonly calendars: readonly string[];
  readonly mapping: Mapping;
}

export interface ServiceOptions extends Common {
  readonly shop: string;
  readonly api: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

const COMMON = { policy: text, against: text, out: text } as const;

const columnOptions = Object.fromEntries(COLUMNS.map((column) => [`${column}-column`, text]));

const LOG = {
  ...COMMON,
  calendar: texts,
  mapping: text,
  timezone: text,
  waiting: text,
  channel: texts,
  tier: texts,
  level: texts,
} as const;

const SERVICE = { ...COMMON, service: { type: 'boolean' }, shop: text, api: text, from: text, to: text } as const;

/** @throws UsageError */
function parsed<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `Phone=hotline` as a pair; the value may hold `=` itself. @throws UsageError */
function pair(given: string): [string, string] {
  const [, value, ours] = /^(.*)=([^=]+)$/s.exec(given) ?? [];
  if (value === undefined || ours === undefined) throw new UsageError(`"${given}" is not of the form VALUE=OURS`);
  return [value, ours];
}

const levelOf = (told: string): unknown => (told === 'unset' ? null : Number(told));

interface Stated {
  readonly mapping?: string | undefined;
  readonly timezone?: string | undefined;
  readonly waiting?: string | undefined;
  readonly channel?: readonly string[] | undefined;
  readonly tier?: readonly string[] | undefined;
  readonly level?: readonly string[] | undefined;
}

/** The mapping of the file, with what options state in its place. @throws UsageError, Error */
function mappingIn(stated: Stated, columns: Readonly<Record<string, string>>): Mapping {
  const { mapping, timezone, waiting, channel = [], tier = [], level = [] } = stated;
  const file = z.encode(MappingFile, mapping === undefined ? MappingFile.parse({}) : readJson(mapping, MappingFile));
  const priorities: Record<string, object> = { ...file.priorities };
  for (const [value, told] of tier.map(pair)) priorities[value] = { ...priorities[value], tier: told };
  for (const [value, told] of level.map(pair)) priorities[value] = { ...priorities[value], level: levelOf(told) };
  const all = MappingFile.safeParse({
    ...file,
    columns: { ...file.columns, ...columns },
    channels: { ...file.channels, ...Object.fromEntries(channel.map(pair)) },
    priorities,
    ...(timezone === undefined ? {} : { timezone }),
    ...(waiting === undefined ? {} : { waiting }),
  });
  if (all.success) return mappingOf(all.data);
  throw new UsageError(faultsOf(all.error, 'body').map(faultLine).join('\n'));
}

function logOptions(args: readonly string[]): LogOptions {
  const { values, positionals } = parsed({
    args: [...args],
    allowPositionals: true,
    options: { ...columnOptions, ...LOG },
  });
  const [log, ...more] = positionals;
  if (log === undefined || more.length > 0) throw new UsageError('one log is wanted');
  const { policy, against, out, calendar: calendars = [], ...stated } = values;
  if (against === undefined && calendars.length === 0) {
    throw new UsageError('nothing to compare with: --against or --calendar is wanted');
  }
  const given: Readonly<Record<string, unknown>> = values;
  const columns = Object.fromEntries(
    COLUMNS.flatMap((column) => {
      const header = given[`${column}-column`];
      return typeof header === 'string' ? [[column, header] as const] : [];
    }),
  );
  return { log, policy, against, out, calendars, mapping: mappingIn(stated, columns) };
}

function serviceOptions(args: readonly string[]): ServiceOptions {
  const { policy, against, out, shop = 'main', api, from, to } = parsed({ args: [...args], options: SERVICE }).values;
  return { policy, against, out, shop, api, from, to };
}

/** The options of a command line. @throws UsageError, or Error for a file that cannot be used */
export const readOptions = (args: readonly string[]): LogOptions | ServiceOptions =>
  args.includes('--service') ? serviceOptions(args) : logOptions(args);

import { parse } from 'csv-parse/sync';
import { DateTime } from 'luxon';
import type { Channel } from '../../domain/channels.ts';
import { type Level, LEVELS, type Tier, TIERS } from '../../domain/policy.ts';
import { type Column, findColumns, type Places } from './columns.ts';
import type { Mapping } from './mapping.ts';

/** One past case, as its log tells it. Instants are epoch milliseconds; null: the log has none. */
export interface PastCase {
  readonly line: number;
  readonly caseId: string;
  readonly channel: Channel;
  readonly tier: Tier;
  readonly level: Level | null;
  readonly openedAt: number;
  readonly firstResponseAt: number | null;
  readonly waitingAt: number | null;
  readonly waitingUntil: number | null;
  readonly reopenedAt: number | null;
  readonly resolvedAt: number | null;
}

/** A row that cannot be used. */
interface BadRow {
  readonly line: number;
  readonly why: string;
}

export interface Log {
  readonly headers: readonly string[];
  readonly places: Places;
  readonly cases: readonly PastCase[];
  readonly bad: readonly BadRow[];
  /** What their channels and priorities were read as, with how often. */
  readonly read: ReadonlyMap<string, number>;
}

class Unusable extends Error {}

interface Record {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The records of the file; those that are no CSV are bad rows. */
function recordsOf(text: string): { records: readonly Record[]; bad: BadRow[] } {
  const bad: BadRow[] = [];
  const records = parse(text, {
    bom: true,
    info: true,
    relax_column_count: true,
    // else one stray quote takes all rows after it along
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip(error) {
      if (error) bad.push({ line: Number(error['lines']), why: error.message });
      return undefined;
    },
  }) as unknown as readonly Record[];
  return { records, bad };
}

const ISO_LIKE =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** `2026-11-23T09:30:00`, `2026/11/23 9:30`, with or without offset, as epoch milliseconds. */
function instantOf(text: string, zone: string): number | undefined {
  const [, year, month, day, time = '00:00', offset = ''] = ISO_LIKE.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time.padStart(5, '0').replace(/^(\d:)/, '0$1')}`;
  const at = DateTime.fromISO(`${iso}${offset}`, { zone });
  return at.isValid ? at.toMillis() : undefined;
}

/** Reads the rows of one log. */
class Reader {
  private readonly lines = new Map<string, number>();
  readonly read = new Map<string, number>();
  private readonly width: number;
  private readonly places: Places;
  private readonly mapping: Mapping;

  constructor(width: number, places: Places, mapping: Mapping) {
    this.width = width;
    this.places = places;
    this.mapping = mapping;
  }

  private value(record: readonly string[], column: Column): string {
    const place = this.places.get(column);
    return place === undefined ? '' : (record[place] ?? '').trim();
  }

  private instant(record: readonly string[], column: Column): number | null {
    const text = this.value(record, column);
    if (text === '') return null;
    const at = instantOf(text, this.mapping.timezone);
    if (at === undefined) throw new Unusable(`${column} "${text}" is no instant such as 2026-11-23T09:30:00`);
    return at;
  }

  private count(as: string): void {
    this.read.set(as, (this.read.get(as) ?? 0) + 1);
  }

  private channelOf(record: readonly string[]): Channel {
    const value = this.value(record, 'channel');
    const channel = this.mapping.channelOf(value);
    if (!channel) throw new Unusable(`channel "${value}" is none of ours; say which with --channel "${value}=chat"`);
    this.count(`channel ${value === '' ? '(none)' : value} → ${channel}`);
    return channel;
  }

  private importanceOf(record: readonly string[]): { tier: Tier; level: Level | null } {
    const value = this.value(record, 'priority');
    const byPriority = this.mapping.importanceOf(value);
    const tierTold = this.value(record, 'tier').toLowerCase();
    const tier = tierTold === '' ? byPriority.tier : TIERS.find((one) => one === tierTold);
    if (!tier) throw new Unusable(`tier "${tierTold}" is none of ${TIERS.join(', ')}`);
    const levelTold = this.value(record, 'level');
    const level = levelTold === '' ? byPriority.level : LEVELS.find((one) => String(one) === levelTold);
    if (level === undefined) throw new Unusable(`level "${levelTold}" is none of ${LEVELS.join(', ')}`);
    this.count(`priority ${value === '' ? '(none)' : value} → tier ${tier}, level ${level ?? 'unset'}`);
    return { tier, level };
  }

  /** @throws Unusable */
  private once(caseId: string, line: number): void {
    if (caseId === '') throw new Unusable('no case id');
    const known = this.lines.get(caseId);
    if (known !== undefined) throw new Unusable(`case ${caseId} stands in line ${known} already`);
    this.lines.set(caseId, line);
  }

  /** @throws Unusable */
  case(record: readonly string[], line: number): PastCase {
    if (record.length !== this.width) throw new Unusable(`${record.length} fields, ${this.width} are wanted`);
    const caseId = this.value(record, 'case');
    const openedAt = this.instant(record, 'opened');
    if (openedAt === null) throw new Unusable('no instant of the opening');
    const instants = {
      firstResponseAt: this.instant(record, 'first-response'),
      waitingAt: this.instant(record, 'waiting'),
      waitingUntil: this.instant(record, 'waiting-until'),
      reopenedAt: this.instant(record, 'reopened'),
      resolvedAt: this.instant(record, 'resolved'),
    };
    for (const [name, at] of Object.entries(instants)) {
      if (at !== null && at < openedAt) throw new Unusable(`${name} is before the opening`);
    }
    const read = { line, caseId, openedAt, ...instants };
    const found = { ...read, channel: this.channelOf(record), ...this.importanceOf(record) };
    this.once(caseId, line);
    return found;
  }
}

/**
 * The past cases of a log in CSV with a line of headers. Rows that cannot be used are told, the others go on.
 * @throws Error where the file has no headers or lacks a column
 */
export function readLog(text: string, mapping: Mapping): Log {
  const { records, bad } = recordsOf(text);
  const [head, ...rows] = records;
  if (!head) throw new Error('the log is empty: a line of headers is wanted');
  const headers = head.record;
  const places = findColumns(headers, mapping.columns);
  const reader = new Reader(headers.length, places, mapping);
  const cases: PastCase[] = [];
  for (const { record, info } of rows) {
    try {
      cases.push(reader.case(record, info.lines));
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      bad.push({ line: info.lines, why: error.message });
    }
  }
  return { headers, places, cases, bad: bad.sort((a, b) => a.line - b.line), read: reader.read };
}

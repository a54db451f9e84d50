/** The columns that a back-test reads, by the names that help desks give them. */
export const COLUMNS = [
  'case',
  'opened',
  'first-response',
  'waiting',
  'waiting-until',
  'reopened',
  'resolved',
  'channel',
  'priority',
  'tier',
  'level',
] as const;
export type Column = (typeof COLUMNS)[number];

const NEEDED: readonly Column[] = ['case', 'opened'];

const NAMES: Readonly<Record<Column, readonly string[]>> = {
  case: ['case', 'case id', 'caseid', 'ticket', 'ticket id', 'number', 'id', '工单', '工单号', '工单编号'],
  opened: ['opened', 'opened at', 'created', 'created at', '创建时间', '开启时间'],
  'first-response': [
    'first response',
    'first response at',
    'first reply at',
    'first responded at',
    '首次响应时间',
    '首响时间',
  ],
  waiting: ['waiting', 'waiting at', 'waiting since', 'first waiting at', 'pending at', '等待客户时间'],
  'waiting-until': ['waiting until', 'first waiting until', '客户回复时间'],
  reopened: ['reopened', 'reopened at', '重开时间'],
  resolved: ['resolved', 'resolved at', 'solved at', '解决时间'],
  channel: ['channel', 'contact type', '渠道'],
  priority: ['priority', '优先级'],
  tier: ['tier', 'customer tier', '客户等级'],
  level: ['level', '级别'],
};

const plain = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s-]+/g, ' ');

/** Where each column stands; absent where the log has none. */
export type Places = ReadonlyMap<Column, number>;

/**
 * Finds the columns by their headers; a stated header goes first.
 * @throws Error that names what is missing and what there is
 */
export function findColumns(headers: readonly string[], stated: Readonly<Partial<Record<Column, string>>>): Places {
  const places = new Map<Column, number>();
  for (const column of COLUMNS) {
    const told = stated[column];
    const names = told === undefined ? NAMES[column] : [plain(told)];
    const place = names.map((name) => headers.findIndex((header) => plain(header) === name)).find((at) => at >= 0);
    if (place !== undefined) places.set(column, place);
    else if (told !== undefined || NEEDED.includes(column)) {
      const wanted =
        told === undefined ? `a column for ${column}; name it with --${column}-column` : `no column ${told}`;
      throw new Error(`the log lacks ${wanted}. It has: ${headers.join(', ')}`);
    }
  }
  return places;
}

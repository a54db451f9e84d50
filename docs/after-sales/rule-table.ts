/** The rules of a policy as a table in Markdown, drawn from the document itself. */
import type { AfterSalesDocument, AfterSalesRule, Condition, Operand } from '../../domain/after-sales/policy.ts';

const SIGNS = { lt: '<', lte: '≤', gt: '>', gte: '≥', eq: '=' } as const;

const operand = (value: Operand): string => {
  if (typeof value !== 'object') return String(value);
  if ('fact' in value) return value.fact;
  return value.by === undefined ? value.param : `${value.param} by ${value.by}`;
};

const joined = (conditions: readonly Condition[], word: string): string =>
  conditions.map((one) => ('all' in one || 'any' in one ? `(${said(one)})` : said(one))).join(` ${word} `);

function said(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, 'and');
  if ('any' in condition) return joined(condition.any, 'or');
  if ('not' in condition) return `not (${said(condition.not)})`;
  if ('some' in condition) return `some of ${condition.some}: (${said(condition.where)})`;
  if ('every' in condition) return `every of ${condition.every}: (${said(condition.where)})`;
  const { fact } = condition;
  if ('exists' in condition) return `${fact} is ${condition.exists ? 'told' : 'not told'}`;
  if ('in' in condition) {
    return `${fact} in ${'param' in condition.in ? condition.in.param : condition.in.join(', ')}`;
  }
  const [[how, value] = ['eq', '']] = Object.entries(condition).filter(([name]) => name !== 'fact');
  return `${fact} ${SIGNS[how as keyof typeof SIGNS]} ${operand(value)}`;
}

function line({ id, part, when, verdict, grant, freight, severe, basis, reasons }: AfterSalesRule): string {
  const remedies = grant ? [grant.remedy, ...(grant.choice ?? [])].join(' / ') : '';
  const more = [remedies, grant?.compensation ? `+ ${grant.compensation}` : '', severe ? 'severe complaint' : ''];
  const cells = [
    part === undefined ? id : `${id} (${part})`,
    when ? `\`${said(when)}\`` : 'whatever is left',
    [verdict, ...more.filter((one) => one !== '')].join(', '),
    grant?.freight ?? freight ?? '–',
    basis,
    `${reasons.zh}<br>${reasons.en}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

export function ruleTable({ missing, parameters, rules }: AfterSalesDocument): string {
  const numbers = Object.entries(parameters).map(([name, value]) => `\`${name}\` ${JSON.stringify(value)}`);
  return [
    '| rule | when | verdict | freight | basis | reason |',
    '| --- | --- | --- | --- | --- | --- |',
    `| ${missing.id} | a fact that a rule needs is missing | human | – | – | ${missing.reasons.zh}<br>${missing.reasons.en} |`,
    ...rules.map(line),
    '',
    `Parameters: ${numbers.join(' · ')}`,
  ].join('\n');
}

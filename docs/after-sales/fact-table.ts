/** The facts that a policy may ask about as a table in Markdown. */
import { FACTS, TOLD_BY } from '../../domain/after-sales/facts.ts';

const code = (paths: readonly string[]): string => paths.map((path) => `\`${path}\``).join(', ');

export function factTable(): string {
  const lines = Object.entries(FACTS).map(([path, type]) => `| \`${path}\` | ${type} | ${code(TOLD_BY[path] ?? [])} |`);
  return ['| 事实 fact | 类型 type | 由何得出 worked out from |', '| --- | --- | --- |', ...lines].join('\n');
}

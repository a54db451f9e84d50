/** The pages of the kinds, and what of them is drawn by the code. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CASE_KINDS, type CaseKind } from '../../domain/kinds/index.ts';
import { afterSalesCharts } from './after-sales-charts.ts';
import { walked, type Walked, type Way } from './explore.ts';
import { flowchart } from './flowchart.ts';
import { callsOf } from './calls.ts';
import { clockTable, ladderTable, placeTable, stepTable } from './tables.ts';
import { LANGUAGES, type Language } from './words.ts';
import { WALKS } from './walks.ts';

export const PAGES = CASE_KINDS;

export const fileOf = (kind: CaseKind): string => join(import.meta.dirname, '..', `${kind}.md`);

function drawn(kind: CaseKind, walks: readonly Walked[], language: Language): Readonly<Record<string, string>> {
  const byName = new Map<string, Way>(walks.flatMap(({ ways }) => ways.map((way) => [JSON.stringify(way), way])));
  const ways = [...byName.values()];
  return {
    chart: kind === 'after-sales' ? afterSalesCharts(walks, language) : flowchart(ways, language),
    stages: placeTable(walks, language),
    calls: callsOf(kind),
    clocks: `${clockTable(kind, language)}\n\n${ladderTable(language)}`,
    ...(kind === 'after-sales' ? { steps: stepTable(walks, language) } : {}),
  };
}

/** A page as it stands, and as it has to stand. */
export async function pageOf(kind: CaseKind): Promise<{ stands: string; should: string }> {
  const stands = await readFile(fileOf(kind), 'utf8');
  const walks: Walked[] = [];
  for (const walk of await WALKS[kind]()) walks.push(await walked(walk));
  let should = stands;
  for (const language of LANGUAGES) {
    for (const [name, text] of Object.entries(drawn(kind, walks, language))) {
      const [start, end] = [`<!-- ${name} ${language}: npm run charts -->`, `<!-- end of ${name} ${language} -->`];
      const [head, rest] = should.split(start);
      const tail = rest?.split(end)[1];
      if (head === undefined || tail === undefined) throw new Error(`${kind}.md has no place for ${name} ${language}`);
      should = `${head}${start}\n\n${text}\n\n${end}${tail}`;
    }
  }
  return { stands, should };
}

import { readFileSync } from 'node:fs';
import { openDatabase } from '../../store/db.ts';
import { FIGURES, type Figures } from './figures.ts';

/** The query as psql takes it, with its variable as knex takes it. */
const figuresSql = (): string =>
  readFileSync(new URL('figures.sql', import.meta.url), 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(":'run'", ':run');

/** The figures of a run as the tables have them. */
export async function figuresInTables(databaseUrl: string, run: string): Promise<Figures> {
  const db = openDatabase(databaseUrl, { max: 1, applicationName: 'caseloop-demo' });
  try {
    const { rows } = await db.raw<{ rows: Record<string, string>[] }>(figuresSql(), { run });
    return Object.fromEntries(FIGURES.map((name) => [name, Number(rows[0]?.[name])])) as unknown as Figures;
  } finally {
    await db.destroy();
  }
}

/** Where the two differ, one line each. */
export const differences = (shown: Figures, stored: Figures): string[] =>
  FIGURES.filter((name) => shown[name] !== stored[name]).map(
    (name) => `${name}: the API shows ${shown[name]}, the tables hold ${stored[name]}`,
  );

/** What a database holds, to be compared with what it holds later. */
import type { Knex } from 'knex';

/** A digest of every table's rows, by the table's name; those of migrations left out. */
export async function rowsOf(db: Knex): Promise<Readonly<Record<string, string>>> {
  const tables = await db('information_schema.tables')
    .where({ table_schema: 'public', table_type: 'BASE TABLE' })
    .andWhereNot('table_name', 'like', 'knex%')
    .orderBy('table_name')
    .pluck<string[]>('table_name');
  const digest = "md5(coalesce(string_agg(one::text, chr(10) order by one::text), ''))";
  const each = tables.map((name) => `select '${name}' as name, ${digest} as digest from "${name}" as one`);
  const { rows } = await db.raw<{ rows: { name: string; digest: string }[] }>(each.join(' union all '));
  return Object.fromEntries(rows.map((row) => [row.name, row.digest]));
}

/** Tables whose rows differ. */
export function changed(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  return Object.keys(after).filter((table) => before[table] !== after[table]);
}

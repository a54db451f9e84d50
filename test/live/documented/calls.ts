/** Every curl call that the pages of `docs` and the OpenAPI document show. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createOpenApi } from '../../../api/openapi.ts';
import { ROUTES } from '../../../api/routes/index.ts';

export interface ShownCall {
  /** Where it stands. */
  readonly place: string;
  /** `post /cases/{caseId}/replies`. */
  readonly route: string;
  readonly source: string;
}

const docs = join(import.meta.dirname, '..', '..', '..', 'docs');

function routeOf(line: string): string {
  const [, verb = line.includes(' -d ') ? 'POST' : 'GET'] = /-X (\w+)/.exec(line) ?? [];
  const [, path = ''] = /"\$API([^"?]+)/.exec(line) ?? [];
  const plain = path.replace('$CASE', 'CASE');
  const row = ROUTES.find(
    (one) =>
      one.method === verb.toLowerCase() && new RegExp(`^${one.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
  if (!row) throw new Error(`no route takes ${line}`);
  return `${row.method} ${row.path}`;
}

/** Pages say the same in two languages: each call once. */
export async function callsOfPages(): Promise<ShownCall[]> {
  const pages = (await readdir(docs)).filter((name) => name.endsWith('.md'));
  const calls = new Map<string, ShownCall>();
  for (const page of pages) {
    // lines that build on each other are run in their order elsewhere (test/api/webhooks-doc.test.ts)
    const text = (await readFile(join(docs, page), 'utf8')).replaceAll(/<!-- curl:.*?<!-- \/curl -->/gs, '');
    for (const [, block = ''] of text.matchAll(/```sh\n(.*?)```/gs)) {
      for (const source of block.split('\n').filter((line) => line.startsWith('curl '))) {
        calls.set(`${page} ${source}`, { place: `docs/${page}`, route: routeOf(source), source });
      }
    }
  }
  return [...calls.values()];
}

export function callsOfOpenApi(): ShownCall[] {
  const { paths = {} } = createOpenApi(ROUTES, 'http://127.0.0.1:3000');
  return ROUTES.map(({ method, path }) => {
    const operation = paths[`/v1${path}`]?.[method] as { 'x-codeSamples': readonly { source: string }[] } | undefined;
    return { place: 'OpenAPI', route: `${method} ${path}`, source: operation?.['x-codeSamples'][0]?.source ?? '' };
  });
}

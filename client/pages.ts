import type { Answer } from './client.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** What a list is asked for its next page. */
interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** As many as a page may hold. */
const LIMIT = 200;

/** All items of a list, page after page: `everyItem((page) => client.GET('/v1/cases', { params: { query: page } }))`. */
export async function* everyItem<Item>(ask: (page: PageQuery) => Promise<Answer<Page<Item>>>): AsyncGenerator<Item> {
  let query: PageQuery | null = { limit: LIMIT };
  while (query !== null) {
    const { data }: Answer<Page<Item>> = await ask(query);
    yield* data.items;
    query = data.nextCursor === null ? null : { limit: LIMIT, cursor: data.nextCursor };
  }
}

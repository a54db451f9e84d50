import type { z } from 'zod';
import type { Fault } from '../../domain/fault.ts';
import type { Shelf } from '../../store/versions.ts';
import type { ProblemCode } from '../problem.ts';
import { EVERYBODY, RULERS } from '../roles.ts';
import { route, type Route, type Services } from '../route.ts';
import { ShopQuery } from '../schemas.ts';
import { listOf } from '../views.ts';
import {
  listOfVersions,
  nextVersion,
  oneVersion,
  VERSION_NAME,
  VersionListQuery,
  VersionQuery,
  versionViews,
} from '../versions.ts';

const NEVER_CHANGE = 'The newest version, or the one named: versions never change. The ETag is the version.';

/** Documents of one kind that a shop can have its own versions of, and how they are spoken of. */
interface Shelved<Document, Body extends z.ZodType> {
  readonly shelf: Shelf<Document>;
  /** Of the list; one is below it, by the name of its parameter. */
  readonly path: string;
  readonly parameter: string;
  readonly tag: string;
  /** How a version is called. */
  readonly id: 'name' | 'id';
  /** Of the view in the OpenAPI document. */
  readonly view: string;
  readonly body: Body;
  readonly shown: z.ZodType;
  readonly show: (document: Document) => unknown;
  readonly missing: ProblemCode;
  readonly unusable: ProblemCode;
  readonly words: {
    readonly list: string;
    readonly one: string;
    readonly oneMore?: string;
    readonly it: string;
    readonly put: string;
    readonly putMore: string;
  };
  readonly example: { readonly name: string; readonly document: unknown };
  /** What is wrong with a document that somebody wants to keep; empty: nothing. */
  readonly faults: (body: z.output<Body>, shop: string, services: Services) => Fault[] | Promise<Fault[]>;
}

/** The list of a shop's newest versions, one version, and the next one. */
export function shelfRoutes<Document, Body extends z.ZodType<Document>>(
  given: Shelved<Document, Body>,
): readonly Route[] {
  const { shelf, path, parameter, tag, id, missing, unusable, show, words } = given;
  const kept = { shelf, id, missing, unusable, show };
  const { line, whole } = versionViews(id, given.view, given.shown);
  const { name, document } = given.example;
  const head = { [id]: name, version: 2, shop: 'main', createdAt: '2026-11-23T06:00:00.000Z', createdBy: '7' };
  const example = { ...head, document };
  const one = {
    path: `${path}/{${parameter}}`,
    tag,
    scope: 'caller',
    params: { [parameter]: VERSION_NAME },
    missing,
    exampleQuery: 'shop=main',
  } as const;
  return [
    route({
      method: 'get',
      path,
      tag,
      summary: words.list,
      roles: EVERYBODY,
      scope: 'caller',
      query: VersionListQuery,
      exampleQuery: 'shop=main',
      answers: {
        200: {
          description: 'A page of newest versions',
          schema: listOf(line),
          example: { items: [head], nextCursor: null },
        },
      },
      problems: ['shop_not_found'],
      handle: (call, services) => listOfVersions(kept, call, services),
    }),
    route({
      ...one,
      method: 'get',
      summary: words.one,
      description: words.oneMore === undefined ? NEVER_CHANGE : `${NEVER_CHANGE} ${words.oneMore}`,
      roles: EVERYBODY,
      query: VersionQuery,
      answers: { 200: { description: words.it, schema: whole, example } },
      problems: ['shop_not_found', missing],
      handle: (call, services) => oneVersion(kept, call, services),
    }),
    route({
      ...one,
      method: 'put',
      summary: words.put,
      description: words.putMore,
      roles: RULERS,
      versioned: true,
      query: ShopQuery,
      body: given.body,
      example: document,
      answers: {
        200: { description: 'It says what the newest version says; nothing was made', schema: whole, example },
        201: { description: 'Made', schema: whole, example },
      },
      problems: ['shop_not_found', unusable, 'document_changed'],
      handle: (call, services) =>
        nextVersion(kept, call, services, async (shop) => given.faults(call.body, shop, services)),
    }),
  ];
}

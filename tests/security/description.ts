// docs/openapi.json as lists of calls: who may ask, what a request has, and where in it ids can stand.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Kind, kindOf, noIds } from './kinds.ts';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema: Schema;
}

interface Described {
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; example?: object }> };
  responses: Record<string, unknown>;
  security: Record<string, string[]>[];
}

export type Who = 'anyone' | 'session' | 'login' | 'operator';

/** A place in a request where somebody's id can stand. */
export interface Slot {
  in: 'path' | 'query' | 'body';
  /** In a body: from the outside in, `0` for the first of a list. */
  path: string[];
  kind: Kind;
  isUuid: boolean;
}

export interface Operation {
  /** `PATCH /api/conversations/{id}` */
  name: string;
  method: string;
  path: string;
  who: Who;
  /** Of agents' calls, the role that it takes. */
  least: 'agent' | 'admin' | 'owner';
  isForAdmins: boolean;
  isSocket: boolean;
  isMultipart: boolean;
  /** What must be in the query, beside ids. */
  query: Parameter[];
  /** All that may be in the query. */
  filters: string[];
  body: Schema | undefined;
  example: object | undefined;
  slots: Slot[];
}

const file = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const description = JSON.parse(readFileSync(file, 'utf8')) as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};

const soundsLikeAnId = /(?:^id|Id|Ids|^key|Key|^token|Token|^cursor|Cursor)$/;

/** Fields of which it is not known whether they are ids. */
export const unknown: string[] = [];

function operation(method: string, path: string, described: Described): Operation {
  const name = `${method} ${path}`;
  const { parameters = [], requestBody, responses, security } = described;
  const [[media, content] = ['', undefined]] = Object.entries(requestBody?.content ?? {});
  const [who = 'anyone', roles = []] = Object.entries(security[0] ?? {})[0] ?? [];
  const body = content && solid(content.schema);
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  return {
    name,
    method,
    path,
    who: who as Who,
    least: roles.includes('owner') ? 'owner' : roles.includes('admin') ? 'admin' : 'agent',
    isForAdmins: roles.length > 0,
    isSocket: '101' in responses,
    isMultipart: media === 'multipart/form-data',
    query: inQuery.filter(({ required }) => required),
    filters: inQuery.map(({ name }) => name),
    body,
    example: content?.example,
    slots: [
      ...parameters.flatMap((parameter) =>
        slotOf(name, parameter.in, [parameter.name], parameter.schema, path),
      ),
      ...(body ? slotsIn(name, body, []) : []),
    ],
  };
}

function slotsIn(name: string, schema: Schema, path: string[]): Slot[] {
  return Object.entries(schema.properties ?? {}).flatMap(([field, given]) => {
    const inner = solid(given);
    if (inner.properties) return slotsIn(name, inner, [...path, field]);
    if (inner.items && solid(inner.items).properties)
      return slotsIn(name, solid(inner.items), [...path, field, '0']);
    if (inner.items) return slotOf(name, 'body', [...path, field, '0'], solid(inner.items));
    return slotOf(name, 'body', [...path, field], inner);
  });
}

function slotOf(name: string, where: Slot['in'], path: string[], schema: Schema, url = ''): Slot[] {
  const field = path.findLast((part) => part !== '0') ?? '';
  const full = path.filter((part) => part !== '0').join('.');
  const special = kindOf(`${name} ${full}`);
  const kind = special ?? (where === 'path' ? kindOf(segmentBefore(url, field), field) : kindOf(field));
  const isUuid = solid(schema).format === 'uuid';
  if (full in noIds || `${name} ${full}` in noIds) return [];
  if (kind) return [{ in: where, path, kind, isUuid }];
  if (where === 'path' || isUuid || soundsLikeAnId.test(field))
    unknown.push(
      `What is \`${full}\` of ${name}? Say in tests/security/kinds.ts whose id it is, or that it is none.`,
    );
  return [];
}

const segmentBefore = (url: string, name: string) => url.split(`/{${name}}`)[0]?.split('/').at(-1) ?? '';

/** Without references and choices: of those the first that is something. */
export function solid(schema: Schema): Schema {
  if (schema.$ref) return solid(description.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const choice = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.find((one) => one.type !== 'null');
  return choice ? solid(choice) : schema;
}

export const typeOf = ({ type }: Schema): string | undefined =>
  Array.isArray(type) ? type.find((one) => one !== 'null') : type;

/** Every call there is. */
export const operations: Operation[] = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, described]) => operation(method.toUpperCase(), path, described)),
);

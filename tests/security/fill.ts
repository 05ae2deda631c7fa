// Requests for any call: the description's example or what its schema asks for, with somebody's ids in their places.

import { randomUUID } from 'node:crypto';
import { codeOf } from '../support/accounts.ts';
import { type Operation, type Schema, type Slot, solid, typeOf } from './description.ts';
import { fresh, type Ids, whose } from './kinds.ts';
import { PASSWORD } from './world.ts';

/** What is to be asked; `parts` go where the path has `{…}`. */
export interface Request {
  parts: Record<string, string>;
  query: Record<string, string>;
  body: Fields | undefined;
}

type Fields = { [name: string]: unknown };

/** What calls need that their description cannot say. */
const special: Record<string, (ids: Filling) => Fields> = {
  'POST /api/auth/signup': () => ({ email: `${randomUUID()}@example.com` }),
  'POST /api/auth/login': ({ email }) => ({ email, password: PASSWORD }),
  'POST /api/auth/password': () => ({ current: PASSWORD, password: PASSWORD }),
  'POST /api/auth/password/forgot': ({ email }) => ({ email }),
  'POST /api/auth/password/reset': () => ({ password: PASSWORD }),
  'POST /api/auth/two-factor/confirm': ({ secret }) => ({ code: codeOf(secret ?? '') }),
  'POST /api/agents': () => ({ email: `${randomUUID()}@example.com` }),
  'POST /api/agents/invites': () => ({ email: `${randomUUID()}@example.com` }),
};

/** What an example may show and an ordinary request does without. */
const isOptional = ({ kind }: Slot) => whose(kind) === 'secret' || kind === 'cursor';

/** What calls must be asked for. */
const asked: Record<string, (filling: Filling) => Record<string, string>> = {
  'GET /api/search': ({ mark }) => ({ q: mark ?? 'x' }),
};

export interface Filling {
  ids: Ids;
  email: string;
  /** What the owner's authenticator app would have. */
  secret?: string;
  /** What the texts of its organization begin with. */
  mark?: string;
  /** What the address of a file has in its query. */
  link?: Record<string, string>;
}

/** A request that whoever has these ids may make. */
export function fill(operation: Operation, filling: Filling): Request {
  const { slots, query, body, example, name } = operation;
  const given = body && { ...requiredOf(body), ...structuredClone(example), ...special[name]?.(filling) };
  const signed = name === 'GET /api/widget/attachments/{id}' ? filling.link : {};
  let request: Request = { parts: {}, query: { ...signed, ...asked[name]?.(filling) }, body: given };
  if (given && body) refresh(given, body);
  for (const slot of slots) {
    const isAsked = slot.in === 'path' || query.some((parameter) => parameter.name === slot.path[0]);
    if (whose(slot.kind) === 'chosen' || !(isAsked || isIn(request, slot))) continue;
    const id = isOptional(slot) ? undefined : filling.ids[slot.kind];
    if (id !== undefined) request = withId(operation, request, slot, id);
    else drop(request.body, slot.path);
  }
  return request;
}

/** Where it goes to. */
export function urlOf({ path }: Operation, { parts, query }: Request): string {
  const filled = path.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''));
  const params = new URLSearchParams(query).toString();
  return params ? `${filled}?${params}` : filled;
}

/** The request with this id in this place. */
export function withId(operation: Operation, request: Request, slot: Slot, id: string): Request {
  const [name = ''] = slot.path;
  if (slot.in === 'path') return { ...request, parts: { ...request.parts, [name]: id } };
  if (slot.in === 'query') return { ...request, query: { ...request.query, [name]: id } };
  const body = structuredClone(request.body ?? {});
  put(body, slot.path, id, operation.body ?? {});
  return { ...request, body };
}

/** The request with ids in fields that the call does not have. */
export function smuggling({ body: schema, slots }: Operation, request: Request, ids: Ids): Request {
  const known = new Set([...Object.keys(schema?.properties ?? {}), ...slots.map(({ path }) => path[0])]);
  const names = Object.entries(ids).flatMap(([kind, id]) =>
    [`${kind}Id`, `${kind}_id`].map((name) => [name, id]),
  );
  const extra = Object.fromEntries([...names, ['id', ids.conversation]].filter(([name]) => !known.has(name)));
  return {
    ...request,
    query: { ...extra, ...request.query },
    body: request.body && { ...extra, ...request.body },
  };
}

/** All that a schema asks for. */
function requiredOf(given: Schema): Fields {
  const schema = solid(given);
  const names = schema.required ?? [];
  return Object.fromEntries(names.map((name) => [name, single(name, schema.properties?.[name] ?? {})]));
}

function single(name: string, given: Schema): unknown {
  const schema = solid(given);
  const choices: Record<string, () => unknown> = {
    object: () => requiredOf(schema),
    array: () => [],
    boolean: () => true,
    integer: () => 1,
    number: () => 1,
    string: () => (schema.format === 'date-time' ? '2030-01-01T00:00:00.000Z' : `some ${name}`),
  };
  return fresh[name]?.() ?? schema.const ?? schema.enum?.[0] ?? choices[typeOf(schema) ?? 'object']?.();
}

/** What an example shows once cannot be sent twice. */
function refresh(fields: Fields, given: Schema): void {
  const { properties = {} } = solid(given);
  for (const [name, value] of Object.entries(fields)) {
    if (fresh[name]) fields[name] = fresh[name]();
    else if (isFields(value)) refresh(value, properties[name] ?? {});
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isIn({ body }: Request, { in: where, path }: Slot): boolean {
  if (where !== 'body') return false;
  const found = path.reduce<unknown>((inner, part) => (inner as Fields | undefined)?.[part], body);
  return found !== undefined && found !== null;
}

function drop(fields: Fields | undefined, path: string[]): void {
  const parts = path.filter((part) => part !== '0');
  const parent = parts
    .slice(0, -1)
    .reduce<unknown>((inner, part) => (inner as Fields | undefined)?.[part], fields);
  if (isFields(parent)) delete parent[parts.at(-1) ?? ''];
}

/** Sets what is at a place, and makes what is around it if that is missing. */
function put(fields: Fields, [name = '', ...rest]: string[], id: string, given: Schema): void {
  const schema = solid(given).properties?.[name] ?? {};
  if (rest.length === 0) fields[name] = id;
  else if (rest[0] === '0') fields[name] = [listed(solid(schema).items ?? {}, rest.slice(1), id)];
  else {
    const inner = isFields(fields[name]) ? fields[name] : requiredOf(schema);
    fields[name] = inner;
    put(inner, rest, id, schema);
  }
}

function listed(items: Schema, path: string[], id: string): unknown {
  if (path.length === 0) return id;
  const item = requiredOf(items);
  put(item, path, id, items);
  return item;
}

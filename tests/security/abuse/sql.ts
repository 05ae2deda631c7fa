// S7: SQL in what people send is text.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { agentSocket } from '../../support/socket.ts';
import { type Operation, type Schema, solid, typeOf } from '../description.ts';
import {
  ask,
  calls,
  expectNoFaults,
  headersFor,
  inHomeOfItsOwn,
  makeHome,
  pathOf,
  rowsOf,
  type World,
} from './world.ts';

type Json = Record<string, unknown>;

const json = { 'content-type': 'application/json' };

/** Where a body has text: from the outside in. */
function textsIn(schema: Schema, path: string[] = []): string[][] {
  const known = solid(schema);
  if (known.properties)
    return Object.entries(known.properties).flatMap(([name, inner]) => textsIn(inner, [...path, name]));
  if (known.items) return textsIn(known.items, [...path, '0']);
  if (typeOf(known) === 'object') return [[...path, 'field']];
  return typeOf(known) === 'string' ? [path] : [];
}

/** The body with this value there. */
export function withAt(body: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value;
  const inner = (body ?? (name === '0' ? [] : {})) as Json;
  if (Array.isArray(inner)) return [withAt(inner[0], rest, value)];
  return { ...inner, [name]: withAt(inner[name], rest, value) };
}

const SQL = [
  "' OR '1'='1",
  "x'); DELETE FROM organizations; --",
  '" UNION SELECT id, name, plan, settings FROM organizations --',
  "1700000000000.0190a5c8-1111-7000-8000-0000000000a6' OR 1=1 --",
];
const FILTERS = new Set(calls.flatMap(({ filters }) => filters));

export function sql(world: World): void {
  /** The call with this text in one place, in all places one after the other. */
  async function inject(operation: Operation, text: string): Promise<void> {
    const places = operation.body ? textsIn(operation.body) : [];
    const headers = headersFor(world, operation);
    const expectCalm = async (path: string, body?: unknown) => {
      const answer = await ask(world.origin, path, {
        method: operation.method,
        body: body === undefined ? null : JSON.stringify(body),
        headers: body === undefined ? headers : { ...headers, ...json },
      });
      const said = `${operation.name} ${path} ${JSON.stringify(body)}: ${answer.status} ${answer.text}`;
      assert.ok(answer.status < 500, said.slice(0, 500));
      assert.doesNotMatch(answer.text, /Zqother|Zqname/, said.slice(0, 500));
    };
    const filled = places.map((place) => withAt(operation.example ?? {}, place, text));
    await Promise.all(filled.map((body) => expectCalm(pathOf(operation, world.home), body)));
    if (operation.path.includes('{'))
      await expectCalm(
        operation.path.replace(/\{\w+\}/, encodeURIComponent(text)),
        operation.body && operation.example,
      );
    if (operation.method !== 'GET') return;
    const query = (names: string[]) => {
      const needed = operation.query.filter(({ name }) => !names.includes(name));
      const asked = [...needed.map(({ name }) => [name, 'x']), ...names.map((name) => [name, text])];
      return `${pathOf(operation, world.home)}?${new URLSearchParams(asked)}`;
    };
    // Those of other calls, which this one does not know, are left alone all together.
    const foreign = [...FILTERS].filter((name) => !operation.filters.includes(name));
    const ways = [...operation.filters.map((name) => [name]), foreign];
    await Promise.all(ways.map((names) => expectCalm(query(names))));
  }

  test('S7: SQL in any text, id or filter is text', async () => {
    const tables = () =>
      world.server.sql("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name");
    const [before, theirs] = [await tables(), await rowsOf(world, world.other.ids.organization)];
    await inHomeOfItsOwn(world, 'Spare', async ({ owner }) => {
      await owner.call('/api/organization', { method: 'PATCH', body: { tracking: true } });
      for (const operation of calls.filter(({ method }) => method !== 'DELETE'))
        await Promise.all(SQL.map((text) => inject(operation, text)));
    });
    assert.deepEqual(await tables(), before);
    assert.equal(await rowsOf(world, world.other.ids.organization), theirs);
    expectNoFaults(world);
  });

  test('S7: SQL in frames of a socket is text', async () => {
    const { owner, ids } = await makeHome(world.origin, 'Socket');
    const theirs = await rowsOf(world, world.other.ids.organization);
    await using socket = await agentSocket(world.origin, ids.conversation, owner.cookie);
    await socket.next('welcome');
    for (const body of SQL) {
      const client_id = randomUUID();
      socket.send({ type: 'send', client_id, kind: 'text', body });
      await socket.next('ack', (frame) => frame.client_id === client_id);
      socket.send({ type: 'send', client_id: body, kind: 'text', body: 'x' });
    }
    type Page = { items: { kind: string; body: string }[] };
    const { body } = await owner.call<Page>(`/api/conversations/${ids.conversation}/messages`);
    const said = body.items.filter(({ kind }) => kind === 'text').map((message) => message.body);
    assert.deepEqual(said, ['Hello', ...SQL.map((text) => text.trim())]);
    assert.equal(await rowsOf(world, world.other.ids.organization), theirs);
  });
}

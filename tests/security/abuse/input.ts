// S7: bad input is refused in words, never with a fault, and nothing is half done.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, expectStatus, visit } from '../../support/client.ts';
import { until } from '../../support/wait.ts';
import type { Operation, Schema } from '../description.ts';
import { solid } from '../description.ts';
import { withAt } from './sql.ts';
import {
  ask,
  expectNoFaults,
  headersFor,
  inHomeOfItsOwn,
  type Problem,
  pathOf,
  type World,
  withBody,
} from './world.ts';

const MOST = 64 * 1024;
const CONTROL = /\p{Cc}/u;
const json = { 'content-type': 'application/json' };
const padded = (length: number) => `{"zq":"${'x'.repeat(length - '{"zq":""}'.length)}"}`;
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** A body whose length nobody is told. */
const inPieces = (text: string) =>
  new ReadableStream({
    start(controller) {
      for (let at = 0; at < text.length; at += 10_000)
        controller.enqueue(new TextEncoder().encode(text.slice(at, at + 10_000)));
      controller.close();
    },
  });

/** No object of JSON at all. */
const MALFORMED: Record<string, BodyInit> = {
  nothing: ' ',
  'a list': '[]',
  'a list with an object': '[{}]',
  null: 'null',
  'a number': '1e400',
  'a text': '"x"',
  'half an object': '{"a":',
  'two objects': '{}{}',
  'a trailing comma': '{"a":1,}',
  'a comment': '{/**/}',
  'single quotes': "{'a':1}",
  NaN: '{"a":NaN}',
  'deeply nested lists': `{"a":${deep(20_000)}}`,
  'deeply nested objects': `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  'invalid UTF-8': Buffer.from([...Buffer.from('{"a":"'), 0xff, 0xfe, ...Buffer.from('"}')]),
  'an overlong zero': Buffer.from([...Buffer.from('{"a":"'), 0xc0, 0x80, ...Buffer.from('"}')]),
  'UTF-16': Buffer.from('{"a":1}', 'utf16le'),
  'half a character': '{"a":"\\ud800"}',
};

/** Values that a place in a body may not be made for. */
const ODD = [
  'null',
  '[]',
  '{}',
  '1e400',
  '4294967296',
  '""',
  '"\\u0000"',
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{}}}',
];

/** Every place in a body, from the outside in. */
function placesIn(schema: Schema, path: string[] = []): string[][] {
  const { properties, items } = solid(schema);
  const inner = properties
    ? Object.entries(properties).flatMap(([name, field]) => placesIn(field, [...path, name]))
    : items
      ? placesIn(items, [...path, '0'])
      : [];
  return path.length > 0 ? [path, ...inner] : inner;
}

export function input(world: World): void {
  const send = (operation: Operation, body: BodyInit, headers: Record<string, string> = json) =>
    ask(world.origin, pathOf(operation, world.home), {
      method: operation.method,
      body,
      headers: { ...headersFor(world, operation), ...headers },
    });

  test('S7: a body of 64 KiB is read, one byte more is not, whether or not it says how long it is', async () => {
    for (const operation of withBody) {
      const { status } = await send(operation, padded(MOST));
      assert.ok(status !== 413 && status < 500, `${operation.name} ${status}`);
      for (const body of [padded(MOST + 1), inPieces(padded(MOST + 1))]) {
        const answer = await send(operation, body);
        assert.deepEqual([answer.status, answer.code], [413, 'body_too_large'], operation.name);
      }
    }
  });

  test('S7: what is no JSON object is refused by every call', async () => {
    for (const operation of withBody) {
      const refused = async ([what, body]: [string, BodyInit]) => {
        const { status, text } = await send(operation, body);
        assert.ok(status === 400 || status === 422, `${operation.name} with ${what}: ${status} ${text}`);
      };
      await Promise.all(Object.entries(MALFORMED).map(refused));
    }
    expectNoFaults(world);
  });

  test('S7: another kind of content is refused by every call', async () => {
    const types = [
      'text/json',
      'application/jsonp',
      'application/xml',
      'text/plain;application/json',
      'json',
    ];
    await inHomeOfItsOwn(world, 'Kinds', async () => {
      for (const operation of withBody) {
        for (const type of types) {
          const answer = await send(operation, '{}', { 'content-type': type });
          assert.deepEqual(
            [answer.status, answer.code],
            [415, 'unsupported_media_type'],
            `${operation.name} ${type}`,
          );
        }
        const { status } = await send(operation, '{"zq":1}', {
          'content-type': 'Application/JSON ; charset=utf-8',
        });
        assert.notEqual(status, 415, operation.name);
      }
    });
  });

  test('S7: a name that is there twice is refused, so that nobody reads it otherwise', async () => {
    const { widgetKey } = world.home.owner;
    const twice: [string, string][] = [
      ['/api/auth/login', '{"email":"a@example.com","email":"b@example.com","password":"x"}'],
      ['/api/widget/init', `{"widgetKey":"${world.other.owner.widgetKey}","widgetKey":"${widgetKey}"}`],
      ['/api/widget/init', `{"widgetKey":"${widgetKey}","userData":{"name":"a","name":"b"}}`],
    ];
    for (const [path, body] of twice) {
      const { status } = await ask(world.origin, path, { method: 'POST', body, headers: json });
      assert.ok(status === 400 || status === 422, `${path} ${body} ${status}`);
    }
    const tokens = `{"sessionToken":"${world.home.visitor.token}","sessionToken":"${world.other.visitor.token}"}`;
    const path = '/api/widget/conversations';
    const { status } = await ask(world.origin, path, { method: 'POST', body: tokens, headers: json });
    assert.ok(status >= 400 && status < 500, String(status));
  });

  test('S7: no value anywhere in a body makes a fault', async () => {
    await inHomeOfItsOwn(world, 'Odd', async () => {
      for (const operation of withBody) {
        const bodies = placesIn(operation.body ?? {}).flatMap((place) => {
          const body = JSON.stringify(withAt(operation.example ?? {}, place, '@@'));
          return ODD.map((value) => body.replace('"@@"', value));
        });
        const answers = await Promise.all(bodies.map((body) => send(operation, body)));
        answers.forEach(({ status, text }, n) => {
          assert.ok(status < 500, `${operation.name} ${bodies[n]}: ${status} ${text}`);
        });
      }
    });
    expectNoFaults(world);
  });

  test('S7: `__proto__` and its like are names as any others', async () => {
    const { owner } = world.home;
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    const fields = JSON.parse(`{${names.map((name) => `"${name}":"zq"`).join()}}`) as object;
    const visitor = await visit(world.origin, owner.widgetKey);
    const { text } = await ask(world.origin, '/api/widget/identify', {
      method: 'POST',
      body: JSON.stringify({ customFields: fields }),
      headers: { ...json, authorization: `Bearer ${visitor.token}` },
    });
    type Known = { widget_customer: { custom_fields: object } };
    const kept = (JSON.parse(text) as Known).widget_customer.custom_fields;
    assert.deepEqual(Object.getOwnPropertyNames(kept).sort(), names.sort());
    const neighbour = await visit(world.origin, owner.widgetKey);
    const known = expectStatus(await neighbour.call<Known>('/api/widget/identify', { body: {} }), 200);
    assert.deepEqual(known.body.widget_customer.custom_fields, {});
  });

  const signup = (email: string, more: object = {}) =>
    call<{ agent: { id: string } }>(world.origin, '/api/auth/signup', {
      body: { organization: 'Zq', name: 'Zq', email, password: 'correct-horse-battery', ...more },
    });
  const login = (email: string, password: string) =>
    call<{ agent: { id: string } }>(world.origin, '/api/auth/login', { body: { email, password } });

  test('A1: an e-mail in other case or with space around it is the same account', async () => {
    const end = `${randomUUID()}@example.com`;
    const { body } = expectStatus(await signup(`kim.${end}`), 201);
    for (const other of [`KIM.${end}`, `Kim.${end.toUpperCase()}`, `  kim.${end}\t`, `\u00a0Kim.${end}\n`]) {
      assert.equal((await signup(other)).status, 409, JSON.stringify(other));
      const known = expectStatus(await login(other, 'correct-horse-battery'), 200);
      assert.equal(known.body.agent.id, body.agent.id, JSON.stringify(other));
    }
  });

  test('A1: letters that are no ASCII have one account too, in any case and composition', async () => {
    const end = `${randomUUID()}@bücher.example`;
    const { body } = expectStatus(await signup(`JÜRGEN.${end}`), 201);
    for (const other of [`jürgen.${end}`, `JÜRGEN.${end.toUpperCase()}`, `Jürgen.${end}`.normalize('NFD')]) {
      assert.equal((await signup(other)).status, 409, JSON.stringify(other));
      const known = expectStatus(await login(other, 'correct-horse-battery'), 200);
      assert.equal(known.body.agent.id, body.agent.id, JSON.stringify(other));
    }
  });

  test('A1: an e-mail that only looks like another opens nothing of it', async () => {
    const end = `${randomUUID()}@example.com`;
    expectStatus(await signup(`kada.${end}`), 201);
    const hidden = ['kad\u200ba', '\u202ekada', 'ka\u00adda', 'kada\u0000', 'kada\n', '\ue000kada'];
    for (const look of ['k\u0430da', '\u212aada', '\uff4bada', 'kada\u0301', ...hidden]) {
      const alike = `${look}.${end}`;
      assert.equal((await login(alike, 'correct-horse-battery')).status, 401, JSON.stringify(look));
      const { status } = await signup(alike, { password: 'another-password' });
      const isRefused = hidden.includes(look) || look === '\u212aada';
      assert.equal(status, isRefused ? 422 : 201, JSON.stringify(look));
      assert.equal((await login(`kada.${end}`, 'another-password')).status, 401, JSON.stringify(look));
    }
  });

  test('S7: names lose what only hides, keep what their script needs, and take no more room than there is', async () => {
    const odd = {
      '\u200bAda': 'Ada',
      'Ada\u202egnp.exe': 'Adagnp.exe',
      '\u2066Ada\u2069': 'Ada',
      'Z\u0351\u036b\u0343a': 'Z\u0351\u036b\u0343a',
      '👩‍👩‍👧‍👦': '👩‍👩‍👧‍👦',
      'علی\u200cرضا': 'علی\u200cرضا',
      '\ufeffAda': 'Ada',
    };
    const rename = (name: string) =>
      world.home.owner.call<{ full_name: string }>(`/api/customers/${world.home.ids.customer}`, {
        method: 'PATCH',
        body: { name },
      });
    for (const [name, kept] of Object.entries(odd))
      assert.equal(expectStatus(await rename(name), 200).body.full_name, kept);
    assert.equal((await signup(`${randomUUID()}@example.com`, { name: '\u200b\u3164\u202e' })).status, 422);
    for (const name of [
      'Ada\u2028Eve',
      'a\u0007b',
      'a\nb',
      'a\u0085b',
      `a${'\u0301'.repeat(100)}`,
      '👩‍👩‍👧‍👦'.repeat(20),
    ])
      assert.equal((await rename(name)).status, 422, JSON.stringify(name));
    assert.equal((await rename(`a${'\u0301'.repeat(99)}`)).status, 200);
  });

  test('S7: a body that breaks off is nobody’s fault', async () => {
    const before = world.server.logs().length;
    const { host, hostname, port } = new URL(world.origin);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => {});
    const head = ['POST /api/widget/init HTTP/1.1', `Host: ${host}`, 'Content-Type: application/json'];
    socket.write(`${[...head, 'Content-Length: 1000'].join('\r\n')}\r\n\r\n{"widgetKey":"wk_`);
    await sleep(300);
    socket.destroy();
    const logged = () => world.server.logs().slice(before).join('\n');
    await until(
      async () => logged(),
      (lines) => lines.includes('"status":400'),
    );
    assert.doesNotMatch(logged(), /"level":"error"|"status":5/);
  });

  test('S7: what somebody sent is said again in part, on one line', async () => {
    const long = 'x'.repeat(30_000);
    const bad = 'a\u0000\r\n\u001b[31m';
    const customer = `/api/customers/${world.home.ids.customer}`;
    const bodies: [path: string, method: string, body: object][] = [
      [customer, 'PATCH', { customFields: { [long]: 'x', [bad]: 'x' } }],
      [customer, 'PATCH', { email: { [long]: [long] } }],
      [customer, 'PATCH', { customFields: { [long]: 7 } }],
      [customer, 'PATCH', { customFields: long }],
      [`/api/conversations/${world.home.ids.conversation}`, 'PATCH', { status: long }],
      [`/api/conversations/${world.home.ids.conversation}`, 'PATCH', { status: bad, priority: bad }],
      ['/api/organization', 'PATCH', { ipPolicy: bad + long }],
    ];
    for (const [path, method, body] of bodies) {
      const answer = await world.home.owner.call<Problem & { detail: string }>(path, { method, body });
      assert.equal(answer.status, 422, path);
      const text = JSON.stringify(answer.body);
      assert.ok(text.length < 1_500, `${path} ${text.length}`);
      assert.doesNotMatch(
        [answer.body.detail, ...(answer.body.errors ?? []).map(({ field, detail }) => field + detail)].join(
          '',
        ),
        CONTROL,
      );
    }
  });

  test('S7: a time that is none is refused in our own words', async () => {
    const events = [{ name: 'page_view', at: 'yesterday' }];
    const { body } = await world.home.visitor.call<Problem>('/api/widget/track', { body: { events } });
    const [error] = body.errors ?? [];
    assert.equal(error?.field, 'events[0].at');
    assert.match(error?.detail ?? '', /^Write a time such as /);
  });

  test('S7: a whole number may be written in any way that JSON has', async () => {
    const path = `/api/widget/conversations/${world.home.ids.conversation}`;
    for (const [score, status] of [
      ['3.0', 200],
      ['50e-1', 200],
      ['0.4E1', 200],
      ['3.5', 422],
      ['-0', 422],
    ] as const) {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${world.home.visitor.token}`,
      };
      const answer = await ask(world.origin, `${path}/rating`, {
        method: 'POST',
        body: `{"score":${score}}`,
        headers,
      });
      assert.equal(answer.status, status, score);
    }
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${world.home.visitor.token}`,
    };
    const read = await ask(world.origin, `${path}/read`, { method: 'POST', body: '{"seq":-0}', headers });
    assert.equal(read.status, 204);
  });
}

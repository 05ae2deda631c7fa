// S1: nobody reaches over into another organization, nor into another visitor's conversations. Every call of
// docs/openapi.json is tried by everyone whom it is not for, with every id of the first organization in every place where
// an id can stand; a new call is tried the day it is described.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { shown } from '../support/accounts.ts';
import { expectStatus, visit } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Asker, type Askers, askersOf, mayAsk } from './askers.ts';
import { attempt, type Reply } from './attempt.ts';
import { type Operation, operations, type Slot, unknown } from './description.ts';
import { fill, type Request, smuggling, urlOf, withId } from './fill.ts';
import { type Kind, whose } from './kinds.ts';
import { differences, type Snapshot, snapshot, stored, tokensIn } from './snapshot.ts';
import { type Home, makeHome } from './world.ts';

const calls = operations.filter(({ isSocket }) => !isSocket);

let server: TestServer;
let first: Home;
let other: Home;
let askers: Askers;
/** What nobody else can know: the first organization's ids, keys and secrets. */
let theirs: string[];

before(async () => {
  server = await startServer(
    { LIMIT_MESSAGES: '10000', DNS: 'http://127.0.0.1:9/', ...shown },
    { limited: false },
  );
  [first, other] = await Promise.all([makeHome(server, 'first'), makeHome(server, 'other')]);
  askers = await askersOf(server, first, other);
  const shared = tokensIn(await snapshot(server, other));
  theirs = [...tokensIn(await snapshot(server, first))].filter((token) => !shared.has(token));
});
after(() => server.close());

const REFUSED = [401, 403, 404, 422];

interface Try {
  asker: Asker;
  request: Request;
  /** Where something of the first organization stands; nowhere in one that only lacks the right to ask. */
  slot?: Slot;
}

async function check(operation: Operation, { asker, request, slot }: Try): Promise<void> {
  const reply = await attempt(server.origin, operation, request, asker);
  const { status, type } = reply;
  const asked = `${operation.method} ${urlOf(operation, request)} ${JSON.stringify(request.body ?? {})}`;
  const said = `${asker.name} asked ${asked}\n    and got ${status} ${reply.text.slice(0, 300)}`;
  const isRefused = REFUSED.includes(status) || refusesEach(reply);
  assert.ok(mayBeAnswered(slot) || isRefused, `it must be refused: ${said}`);
  assert.ok(status < 500, said);
  if (status >= 400) assert.equal(type, 'application/problem+json', said);
  const leaked = leaks(reply, asked, slot);
  assert.equal(leaked.length, 0, `it tells of the first organization ${leaked}: ${said}`);
}

/** Of several that were named, each is answered for itself. */
function refusesEach({ status, type, text }: Reply): boolean {
  if (status !== 200 || type !== 'application/json') return false;
  const { items = [] } = JSON.parse(text) as { items?: { ok?: boolean; problem?: { status: number } }[] };
  return items.length > 0 && items.every(({ ok, problem }) => ok === false && problem?.status === 404);
}

/** A filter that fits nothing gives an empty list; a key is public; a secret or a name of others means nothing here. */
const mayBeAnswered = (slot: Slot | undefined) =>
  slot !== undefined && (slot.in === 'query' || ['public', 'secret', 'chosen'].includes(whose(slot.kind)));

/** What of the first organization is in a reply and was not in the request. */
function leaks({ text, headers }: Reply, asked: string, slot: Slot | undefined): string[] {
  const words = `${text} ${headers}`.match(new RegExp(`${first.mark}\\w*`, 'g')) ?? [];
  const tokens = theirs.filter((token) => text.includes(token));
  const found = [...words, ...tokens].filter((word) => !asked.includes(word));
  const isOpen = slot && whose(slot.kind) === 'public';
  return isOpen ? found.filter((word) => !isPublic(word)) : found;
}

/** What anybody may see who has a widget's key. */
const isPublic = (word: string) =>
  [first.ids.department, first.ids.widget, first.ids.widgetKey].includes(word) ||
  /organization|department|description/.test(word);

/** Everyone whom it is not for, with the ids that are not theirs. */
function triesOf(operation: Operation): Try[] {
  const { foreign, insiders } = askers;
  const unasked = [...foreign, ...insiders].filter((asker) => !mayAsk(asker, operation));
  const asked = foreign.filter((asker) => mayAsk(asker, operation));
  return [
    ...unasked.map((asker) => ({ asker, request: fill(operation, { ...first, ids: first.ids }) })),
    ...asked.flatMap((asker) => operation.slots.flatMap((slot) => triesAt(operation, asker, slot))),
  ];
}

/** The asker's own request but for one place. */
function triesAt(operation: Operation, asker: Asker, slot: Slot): Try[] {
  if (!asker.isForeign(slot.kind) || whose(slot.kind) === 'bearer') return [];
  assert.ok(slot.kind in first.ids, `there is no ${slot.kind} to try: make one in tests/security/world.ts`);
  const request = fill(operation, { ids: asker.own, email: asker.email });
  return idsFor(slot, asker).map((id) => ({ asker, slot, request: withId(operation, request, slot, id) }));
}

/** The id that belongs there, and those of other things, which are none of theirs either. */
function idsFor({ kind, isUuid }: Slot, asker: Asker): string[] {
  const all = Object.entries(first.ids) as [Kind, string][];
  const others = all.filter(([other, id]) => isUuid && isId(id) && asker.isForeign(other));
  return [...new Set([first.ids[kind] ?? '', ...others.map(([, id]) => id)])];
}

const isId = (text: string) => /^[\da-f]{8}-[\da-f-]{27}$/.test(text);

const reads = ({ method }: Operation) => method === 'GET';

/** Opening the chat of any widget makes a visitor there, and reporting an error counts it. */
const growth = (operation: Operation) =>
  operation.slots.some(({ kind }) => kind === 'widgetKey')
    ? ['widget_customers', 'widget_sessions', 'widget_errors']
    : [];

// What only reads comes first: should it change something, the first that writes finds it. Then what lets lists grow.
const reading = calls.filter(reads);
const growing = calls.filter((call) => !reads(call) && growth(call).length > 0);
const writing = calls.filter((call) => !reads(call) && growth(call).length === 0);

test('every field of every call is known', () => assert.deepEqual(unknown, []));

describe('S1: nobody crosses over to another organization or visitor', () => {
  let was: Snapshot;
  before(async () => {
    was = await snapshot(server, first);
  });

  async function isUntouched(is: Snapshot, growth: string[]): Promise<void> {
    const changed = differences(was, is, growth);
    was = is;
    assert.equal(
      changed.length,
      0,
      `the first organization is not as it was:\n    ${changed.join('\n    ')}`,
    );
  }

  for (const operation of [...reading, ...growing, ...writing]) {
    test(operation.name, async () => {
      for (const some of atOnce(triesOf(operation)))
        await Promise.all(some.map((one) => check(operation, one)));
      if (reads(operation)) return;
      const isLast = operation === growing.at(-1);
      const is = isLast ? await snapshot(server, first) : { ...was, rows: await stored(server, first) };
      await isUntouched(is, growth(operation));
    });
  }
  test('what its own people read is what it was', async () => isUntouched(await snapshot(server, first), []));
});

/** Few at a time: each is refused by itself, whoever else asks. */
function* atOnce(tries: Try[]): Generator<Try[]> {
  for (let from = 0; from < tries.length; from += 4) yield tries.slice(from, from + 4);
}

/** What ends things comes last. */
const ends = ({ method, path }: Operation) =>
  [
    /^PATCH/,
    /widget\/reset|revoke/,
    /^DELETE/,
    /auth\/sessions$/,
    /auth\/password|two-factor/,
    /two-factor\/confirm/,
    /two-factor\/codes/,
    /two-factor\/stop/,
    /agents\/{id}/,
    /logout/,
    /password\/reset/,
  ].findLastIndex((what) => what.test(`${method} ${path}`));

test('S1: every call works for those it is for, and ids slipped into it change nothing elsewhere', async () => {
  const was = await snapshot(server, first);
  for (const operation of calls.toSorted((one, next) => ends(one) - ends(next))) {
    const asker = askers.rightful(operation.who);
    const request = smuggling(operation, fill(operation, other), first.ids);
    // What was tried before left their visitor with as many open conversations as somebody may have: one of those, again.
    if (operation.name === 'POST /api/widget/conversations')
      Object.assign(request.body ?? {}, { clientId: other.ids.clientId });
    const { status, text } = await attempt(server.origin, operation, request, asker);
    const hint = `${operation.name} is not filled well: say in tests/security/fill.ts what it needs`;
    assert.ok(status < 300, `${hint}\n    ${JSON.stringify(request)}\n    ${status} ${text}`);
    const isForAll = operation.name === 'GET /api/operator/organizations';
    assert.ok(isForAll || !text.includes(first.mark), `${operation.name} gives ${text}`);
  }
  assert.deepEqual(differences(was, await snapshot(server, first)), []);
});

test('V5: the client id of a neighbour starts a conversation of one’s own', async () => {
  const visitor = await visit(server.origin, first.owner.widgetKey);
  const { clientId, conversation } = first.ids;
  const body = { clientId, message: { clientId, body: 'Mine' } };
  type Started = { conversation: { id: string } };
  const started = await visitor.call<Started>('/api/widget/conversations', { body });
  assert.notEqual(expectStatus(started, 201).body.conversation.id, conversation);
});

test('W18: the identity that was worth nothing elsewhere is good where it is from', async () => {
  const visitor = await visit(server.origin, first.owner.widgetKey);
  const body = { token: first.ids.identityToken };
  type Identified = { widget_customer: { full_name: string } };
  const answer = await visitor.call<Identified>('/api/widget/identify', { body });
  assert.equal(expectStatus(answer, 200).body.widget_customer.full_name, `${first.mark}user`);
});

test('S7: nothing that was asked made the server fail', () => {
  const failures = server.logs().filter((line) => /"level":"error"/.test(line));
  assert.deepEqual(failures, []);
});

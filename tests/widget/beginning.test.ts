import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '../../widget/frame/api.ts';
import { Beginning } from '../../widget/frame/conversation/beginning.ts';
import type { StartConversation, StartedConversation } from '../../widget/protocol/generated.ts';
import { memoryStore, type OutboxStore, type Pending } from '../../widget/transport/outbox.ts';
import { FakeEnvironment } from './fakes/environment.ts';
import { message } from './fakes/frames.ts';

const offline = () => Promise.reject(new TypeError('Failed to fetch'));
const refuse =
  (status: number, more = {}) =>
  () =>
    Promise.reject(new Refused({ status, code: 'no', detail: 'No.', ...more }));
const accept = async (request: StartConversation): Promise<StartedConversation> =>
  ({
    conversation: { id: 'c' },
    message: message(1, { client_id: request.message?.clientId ?? null }),
  }) as StartedConversation;

type Answer = (request: StartConversation) => Promise<StartedConversation>;

const begin = (...answers: Answer[]) => beginWith(memoryStore(), ...answers);

function beginWith(store: OutboxStore, ...answers: Answer[]) {
  const environment = new FakeEnvironment();
  const requests: StartConversation[] = [];
  const seen = { pending: [] as Pending[], started: 0, rest: [] as Pending[] };
  const beginning = new Beginning({
    start: (request) => {
      requests.push(request);
      return (answers.shift() ?? accept)(request);
    },
    onOutbox: (pending) => (seen.pending = pending),
    onStarted: () => {
      seen.started++;
      seen.rest = store.all();
    },
    store,
    environment,
  });
  return { beginning, environment, requests, seen };
}

const settle = () => new Promise(setImmediate);

test('the first words make a conversation; what is written meanwhile waits for its room', async () => {
  const { beginning, requests, seen } = begin();
  for (const words of ['one', 'two', 'three']) beginning.send(words);
  await settle();
  assert.equal(requests.length, 1);
  assert.equal(requests[0]?.message?.body, 'one');
  assert.deepEqual(
    seen.rest.map(({ body }) => body),
    ['two', 'three'],
  );
});

test('tries again under the same ids until there is an answer', async () => {
  const { beginning, environment, requests, seen } = begin(offline, refuse(503), accept);
  beginning.send('hello');
  for (let tries = 0; tries < 3; tries++) {
    await settle();
    environment.pass(30_000);
  }
  assert.equal(requests.length, 3);
  assert.deepEqual(requests[2], requests[0]);
  assert.equal(seen.started, 1);
});

test('does not wait when the network comes back', async () => {
  const { beginning, environment, requests } = begin(offline);
  beginning.send('hello');
  await settle();
  environment.wake();
  environment.wake();
  await settle();
  assert.equal(requests.length, 2);
});

test('waits as long as it is told to', async () => {
  const { beginning, environment, requests } = begin(refuse(429, { retry_after: 7 }));
  beginning.send('hello');
  await settle();
  environment.pass(6_999);
  assert.equal(requests.length, 1);
  environment.pass(1);
  assert.equal(requests.length, 2);
});

test('a refusal is shown, loses nothing, and can be tried again', async () => {
  const { beginning, requests, seen } = begin(refuse(422));
  beginning.send('hello');
  await settle();
  const [failed] = seen.pending;
  assert.deepEqual([failed?.state, failed?.body, failed?.error?.code], ['failed', 'hello', 'no']);
  beginning.retry(failed?.clientId ?? '');
  await settle();
  assert.deepEqual(requests[1], requests[0]);
  assert.equal(seen.started, 1);
});

test('W9: after a reload the same conversation is started again, with all that was written', async () => {
  const store = memoryStore();
  const before = beginWith(store, offline);
  for (const words of ['one', 'two']) before.beginning.send(words);
  await settle();
  const { requests, seen } = beginWith(store);
  store.onFound?.();
  await settle();
  assert.deepEqual(requests[0], before.requests[0]);
  assert.deepEqual(
    seen.rest.map(({ body }) => body),
    ['two'],
  );
});

test('W9: a first word that was refused does not make it another conversation', async () => {
  const store = memoryStore();
  const before = beginWith(store, refuse(422), offline);
  before.beginning.send('bad');
  await settle();
  before.beginning.send('good');
  await settle();
  const { requests } = beginWith(store);
  store.onFound?.();
  await settle();
  assert.equal(requests[0]?.message?.body, 'good');
  assert.equal(requests[0]?.clientId, before.requests[0]?.clientId);
});

test('W9: when the conversation comes another way, it is not started', async () => {
  const { beginning, environment, requests } = begin(offline);
  beginning.send('hello');
  await settle();
  beginning.end();
  environment.wake();
  environment.pass(60_000);
  await settle();
  assert.equal(requests.length, 1);
});

for (const [what, settleIt] of [
  ['fails', (_: unknown, reject: (why: unknown) => void) => reject(new TypeError('Failed to fetch'))],
  [
    'succeeds',
    (resolve: (started: StartedConversation) => void) => resolve({} as unknown as StartedConversation),
  ],
] as const) {
  test(`W9: nor when a start that was under way ${what} afterwards`, async () => {
    let settleStart = () => {};
    const open = () =>
      new Promise<StartedConversation>((resolve, reject) => {
        settleStart = () => settleIt(resolve, reject);
      });
    const { beginning, environment, requests, seen } = begin(open);
    beginning.send('hello');
    beginning.end();
    settleStart();
    await settle();
    environment.pass(60_000);
    beginning.send('more');
    await settle();
    assert.deepEqual([requests.length, seen.started], [1, 0]);
  });
}

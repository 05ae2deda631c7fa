import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Api, Refused } from '../../widget/frame/api.ts';
import { renew } from '../../widget/frame/conversation/calls.ts';
import { recall, remember } from '../../widget/frame/session.ts';
import type { Page } from '../../widget/protocol/generated.ts';
import { refusalOf } from '../../widget/transport/calls.ts';

const page = { url: '', title: '', referrer: '' } as Page;
const known = { visitorId: 'v1', sessionToken: 'st_1' };
const session = { visitor_id: 'v1', session_token: 'st_2' };
const answers: (() => Response | Promise<Response>)[] = [];
const requests: { visitorId?: string }[] = [];
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
let key = '';
let keys = 0;

mock.method(globalThis, 'fetch', async (_: string, { body, signal }: RequestInit) => {
  assert.ok(signal, 'no call lasts for ever');
  requests.push(JSON.parse(`${body ?? '{}'}`));
  return answers.shift()?.() ?? json(session);
});
const items = new Map<string, string>();
const storage = {
  getItem: (name: string) => items.get(name) ?? null,
  setItem: (name: string, value: string) => void items.set(name, value),
  removeItem: (name: string) => void items.delete(name),
};
const cookies = { cookie: '' };
Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
Object.defineProperty(globalThis, 'document', { value: cookies, configurable: true });

beforeEach(() => {
  key = `wk_${keys++}`;
  answers.length = requests.length = 0;
  items.clear();
  cookies.cookie = '';
});

test('W1: a session is given up only when the server says so', async () => {
  const api = new Api(key, page);
  for (const status of [401, 403, 404]) {
    answers.push(() => json({ code: 'no' }, status));
    assert.equal(await renew(api), false, `${status}`);
  }
  for (const status of [400, 408, 429, 500]) {
    answers.push(() => json({}, status));
    await assert.rejects(renew(api), Refused, `${status}`);
  }
  assert.equal(await renew(api), true);
});

for (const body of ['<h1>Log in to this network</h1>', '{}', 'null', '{"visitor_id":"v9"}']) {
  test(`W1: ${body} is no session, and costs nobody theirs`, async () => {
    remember(key, known);
    answers.push(() => new Response(body));
    await assert.rejects(new Api(key, page).init());
    assert.deepEqual(recall(key), known);
  });
}

test('what is answered without words is answered', async () => {
  remember(key, known);
  answers.push(() => new Response(null, { status: 204 }));
  assert.equal(await new Api(key, page).asVisitor('read', {}), undefined);
});

for (const [what, locks] of [
  ['take turns', undefined],
  ['cannot take turns', { request: () => Promise.reject(new DOMException('No.', 'SecurityError')) }],
] as const) {
  test(`W1: two fresh tabs that ${what} are one visitor`, async (context) => {
    if (locks) context.mock.getter(navigator, 'locks', () => locks as unknown as LockManager);
    let named = 0;
    const answer = () => {
      const { visitorId } = requests.at(-1) ?? {};
      const id = visitorId ?? `new-${++named}`;
      return json({ visitor_id: id, session_token: `st_${id}` });
    };
    answers.push(answer, answer, answer);
    const both = await Promise.all([new Api(key, page).init(), new Api(key, page).init()]);
    assert.equal(both[0].visitor_id, both[1].visitor_id);
    assert.equal(recall(key)?.visitorId, both[0].visitor_id);
  });
}

test('what storage has no room for is not what it held before', () => {
  remember(key, known);
  storage.setItem = () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };
  remember(key, { visitorId: 'v2', sessionToken: 'st_2' });
  storage.setItem = (name, value) => void items.set(name, value);
  assert.equal(recall(key)?.visitorId, 'v2');
});

test('a failure that is nothing is no refusal', () => {
  assert.deepEqual([refusalOf(undefined), refusalOf(new TypeError())], [{}, {}]);
});

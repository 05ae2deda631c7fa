import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { errorOf } from '../../widget/frame/errors/index.ts';
import type { Widget } from '../../widget/loader/widget.ts';

const ours = 'https://chat.example.com';
const failing = (name: string, message: string, ...stack: string[]) =>
  Object.assign(new Error(message), { name, stack: [`${name}: ${message}`, ...stack].join('\n') });

test('W23: an error of ours is its kind and the place in our file, in every browser’s words', () => {
  const found = { part: 'conversation', code: 'script_error' };
  const at = 'w/conversation-EOTF5VOQ.js:1:2345';
  for (const stack of [
    `    at Talk.send (${ours}/${at})\n    at https://shop.example/orders/7:1:1`,
    `    at ${ours}/${at}`,
    `send@${ours}/${at}\n@https://shop.example/a.js:1:1`,
  ]) {
    const error = failing('TypeError', 'ada@example.com is not a function', stack);
    assert.deepEqual(errorOf({ error }, ours), { ...found, detail: `TypeError ${at}` });
    assert.deepEqual(errorOf({ reason: error }, ours), { ...found, detail: `TypeError ${at}` });
  }
  const retried = failing('RangeError', 'x', `at ${ours}/w/conversation-EOTF5VOQ.js?1700000000000:1:2345`);
  assert.equal(errorOf({ error: retried }, ours)?.detail, `RangeError ${at}`);
  const plain = { filename: `${ours}/w/chunk-X6FCLH42.js`, lineno: 1, colno: 9 };
  const event = { part: 'frame', code: 'script_error', detail: 'Error w/chunk-X6FCLH42.js:1:9' };
  assert.deepEqual(errorOf(plain, ours), event);
  assert.deepEqual(errorOf({ ...plain, error: 'ada@example.com' }, ours), event);
  const named = failing('Ada Lovelace', 'x', `at ${ours}/w/chunk-X6FCLH42.js:1:9`);
  assert.deepEqual(errorOf({ error: named }, ours), event);
});

test('W23: a part that did not load is known by its file, where the browser names it', () => {
  const file = `${ours}/w/forms-ZOXII6V6.js?1700000000000`;
  const missing = { part: 'forms', code: 'load_failed' };
  for (const message of [
    `Failed to fetch dynamically imported module: ${file}`,
    `error loading dynamically imported module: ${file}`,
  ])
    assert.deepEqual(errorOf({ reason: new TypeError(message) }, ours), missing);
  const nameless = new TypeError('Importing a module script failed.');
  assert.deepEqual(errorOf({ reason: nameless }, ours), { ...missing, part: 'frame' });
});

test('W23: what happened in no file of ours is not told', () => {
  for (const failure of [
    {},
    { reason: undefined },
    { reason: 'ada@example.com' },
    { error: failing('TypeError', 'x') },
    { error: failing('TypeError', 'x', 'at chrome-extension://abcd/w/chunk-X6FCLH42.js:1:9') },
    { error: failing('TypeError', 'x', `at https://shop.example/w/chunk-X6FCLH42.js:1:9`) },
    { filename: `${ours}/frame/wk_1`, lineno: 1, colno: 1 },
    { filename: '', lineno: 0, colno: 0, error: null },
  ])
    assert.equal(errorOf(failure, ours), undefined, JSON.stringify(failure));
});

test('O4: the dashboard’s files are told from the widget’s', () => {
  const at = 'a/desk-k3v9x0ab.js:1:2345';
  const error = failing('TypeError', 'x', `at ${ours}/${at}`);
  assert.equal(errorOf({ error }, ours, 'a')?.detail, `TypeError ${at}`);
  assert.equal(errorOf({ error }, ours), undefined);
});

const asked: { url: string; body: string; init: RequestInit }[] = [];
const told: string[] = [];
const widget = { origin: ours, key: 'wk_1' } as Widget;
let count = 0;

/** As a page has it that just loaded. */
async function fresh() {
  const path = `../../widget/loader/errors/index.ts?v=0123abcd&fresh=${count++}`;
  return (await import(path)) as typeof import('../../widget/loader/errors/index.ts');
}

beforeEach(() => {
  asked.length = told.length = 0;
  mock.method(console, 'warn', (text: string) => told.push(text));
  mock.method(globalThis, 'fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, body: `${init.body}`, init });
    throw new TypeError('offline');
  });
});
afterEach(() => mock.restoreAll());

test('W23: what a page tells is the build, the part and the code, once, and nothing of the page', async () => {
  const { report } = await fresh();
  for (let times = 0; times < 3; times++) report(widget, 'window');
  assert.equal(asked.length, 1);
  const [{ url, body, init } = { url: '', body: '', init: {} }] = asked;
  assert.equal(url, `${ours}/api/widget/errors`);
  const errors = [{ build: '0123abcd', part: 'window', code: 'load_failed' }];
  assert.deepEqual(JSON.parse(body), { widgetKey: 'wk_1', errors });
  assert.equal(init.credentials, 'omit');
  assert.equal(init.referrerPolicy, 'no-referrer');
  assert.equal(init.keepalive, true);
});

test('W23: a window that did not answer is told to the site’s owner too', async () => {
  const { report } = await fresh();
  report(widget, 'frame');
  assert.equal(JSON.parse(asked[0]?.body ?? '{}').errors[0].code, 'frame_timeout');
  assert.match(told[0] ?? '', /^ChatDesk: the frame of https:\/\/chat\.example\.com did not load/);
});

test('W23: a page tells a few errors and no more', async () => {
  const { report } = await fresh();
  for (let n = 0; n < 20; n++) report({ ...widget, key: `wk_${n}` } as Widget, 'window');
  assert.ok(asked.length > 1 && asked.length <= 5, `${asked.length}`);
});

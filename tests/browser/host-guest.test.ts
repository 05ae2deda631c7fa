// W19: a good guest leaves a page as it was, and lives on strict and odd ones.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Guest, launcher, listen, openGuest } from '../support/guest.ts';
import type { HostPage } from '../support/host-page.ts';
import { chatFrame, write } from '../support/people.ts';

let guest: Guest;
let count = 0;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

const nonce = 'n0nce';

async function visit(page: HostPage, options: BrowserContextOptions = {}) {
  const visitor = await guest.stage.newPage(options);
  const heard = listen(visitor);
  await visitor.goto(guest.host.put(`/guest-${count++}`, page));
  return { visitor, ...heard };
}

/** Somebody opens the chat, writes, and is heard. */
async function works(page: HostPage, options: BrowserContextOptions = {}): Promise<void> {
  const { visitor, told, thrown } = await visit(page, options);
  await visitor.getByRole('button', { name: /^Chat:/ }).click();
  const words = `Hello ${count}`;
  await write(chatFrame(visitor), words);
  await chatFrame(visitor).getByRole('log').getByText(words).waitFor();
  await chatFrame(visitor).getByText('Sent', { exact: true }).waitFor();
  assert.deepEqual(thrown, []);
  assert.deepEqual(told.filter(isComplaint), []);
  await visitor.context().close();
}

const isComplaint = (text: string) => /ChatDesk|Content Security|Trusted|violat|Refused|blocked/i.test(text);

test('W19: strict policies of the page: these sources are all it takes', async () => {
  const { host, stage } = guest;
  const sources = `script-src ${stage.chat}; connect-src ${stage.chat}; frame-src ${stage.chat}`;
  await works({
    head: host.tag(),
    headers: {
      'content-security-policy': `default-src 'none'; ${sources}; require-trusted-types-for 'script'; trusted-types 'none'`,
    },
  });
  await works({
    head: host.tag(`nonce="${nonce}"`),
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src ${stage.chat}; frame-src ${stage.chat}`,
    },
  });
});

test('W19: a page that is isolated, that names no referrer, or that has another base', async () => {
  const { host } = guest;
  await works({
    head: host.tag(),
    headers: { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
  });
  await works({
    head: `<meta name="referrer" content="no-referrer"><base href="https://elsewhere.example/x/">${host.tag()}`,
  });
});

test('W19: a page in a frame that may do little', async () => {
  const { host } = guest;
  const inner = host.put('/inner', { head: host.tag() });
  const framed = (rights: string) => ({
    body: `<iframe src="${inner}" sandbox="${rights}" width="900" height="600"></iframe>`,
  });
  const { visitor, thrown } = await visit(framed('allow-scripts allow-same-origin allow-forms'));
  const page = visitor.frameLocator('iframe');
  await page.getByRole('button', { name: /^Chat:/ }).click();
  await write(page.frameLocator('iframe[title]'), 'From within');
  await page.frameLocator('iframe[title]').getByRole('log').getByText('From within').waitFor();
  assert.deepEqual(thrown, []);
  const strict = await visit(framed('allow-scripts'));
  await strict.visitor
    .frameLocator('iframe')
    .getByRole('button', { name: /^Chat:/ })
    .click();
  await strict.visitor.waitForEvent('console', (message) => message.text().startsWith('ChatDesk: the frame'));
  assert.deepEqual(strict.thrown, [], 'there it cannot work; it says so and closes');
});

test('W19: a page that meddles with what scripts rely on', async () => {
  const { host } = guest;
  const meddle = `<script>
    window.Map = window.Set = window.WeakMap = window.WeakSet = function () { throw new Error('mine') };
    Array.prototype.toJSON = function () { return 'array' };
    Object.prototype.extra = function () {};
    Array.prototype.last = function () {};
    Element.prototype.show = Element.prototype.hide = Element.prototype.open = function () { throw new Error('mine') };
    window.onmessage = () => { throw new Error('a message reached the page') };
    history.pushState = history.replaceState = () => {};
    console.log = () => {};
    window.name = 'widget'; window.open = window.close = window.origin = undefined;
  </script>`;
  await works({ head: meddle + host.tag() });
  await works({ html: `<html><head>${host.tag()}</head><body>Quirks${meddle}</body></html>` });
});

test('W19: a page’s styles do not reach in, and ours do not reach out', async () => {
  const { host } = guest;
  const hostile = `<style>* { all: unset !important; font-size: 40px !important; --top: 99px; --x: 99px; --launcher: 9px }
    body { display: grid !important; gap: 50px !important } chatdesk-widget { display: none; position: static !important; transform: scale(3) !important }</style>`;
  const shape = (page: Page) =>
    launcher(page).evaluate((button) => {
      const { width, borderRadius, backgroundColor, display } = getComputedStyle(button);
      const { x, y } = button.getBoundingClientRect();
      return { width, borderRadius, backgroundColor, display, x, y };
    });
  const reducedMotion = { reducedMotion: 'reduce' } as const;
  const calm = await visit({ head: host.tag() }, reducedMotion);
  await launcher(calm.visitor).waitFor();
  const usual = await shape(calm.visitor);
  const { visitor } = await visit(
    { head: hostile + host.tag(), body: '<p>One</p><p>Two</p>' },
    reducedMotion,
  );
  await launcher(visitor).waitFor();
  assert.deepEqual(await shape(visitor), usual);
  const height = () => visitor.evaluate(() => document.body.scrollHeight);
  const withUs = await height();
  await visitor.evaluate(() => document.querySelector('chatdesk-widget')?.remove());
  assert.equal(await height(), withUs, 'a page’s layout does not count us');
});

test('W19: no global but our two, and no message, listener or hook of the page is touched', async () => {
  const { host } = guest;
  const record = `<script>
    window.before = Object.keys(window).concat('before', 'own');
    window.own = [history.pushState, history.replaceState, window.onmessage, document.title, Array.prototype.map];
  </script>`;
  const { visitor } = await visit({ head: record + host.tag() });
  await launcher(visitor).click();
  await chatFrame(visitor).getByRole('textbox').waitFor();
  const added = await visitor.evaluate(
    'Object.keys(window).filter((name) => !before.includes(name) && Number.isNaN(+name))',
  );
  assert.deepEqual(added, ['chatdesk', 'ChatDesk']);
  assert.ok(
    await visitor.evaluate(`own.every((each, index) =>
    each === [history.pushState, history.replaceState, window.onmessage, document.title, Array.prototype.map][index])`),
  );
});

/** Counts what is on the page and has not been taken away again. */
const counting = `<script>
  window.held = { listeners: [], timers: new Set(), frames: 0 };
  const add = EventTarget.prototype.addEventListener, remove = EventTarget.prototype.removeEventListener;
  EventTarget.prototype.addEventListener = function (type, run, options) {
    const own = { target: this, type, run };
    if (options?.once) add.call(this, type, () => { held.listeners = held.listeners.filter((each) => each !== own) }, options);
    if (this === window || this === document || this === window.navigation || this === window.visualViewport || this instanceof MediaQueryList) {
      held.listeners.push(own);
      options?.signal?.addEventListener('abort', () => { held.listeners = held.listeners.filter((each) => each !== own) });
    }
    return add.call(this, type, run, options);
  };
  EventTarget.prototype.removeEventListener = function (type, run) {
    held.listeners = held.listeners.filter((each) => each.target !== this || each.type !== type || each.run !== run);
    return remove.apply(this, arguments);
  };
  for (const [set, clear] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval']]) {
    const [before, undo] = [window[set], window[clear]];
    window[set] = (run, wait) => {
      const id = before(() => { if (set === 'setTimeout') held.timers.delete(id); run() }, wait);
      held.timers.add(id);
      return id;
    };
    window[clear] = (id) => { held.timers.delete(id); undo(id) };
  }
</script>`;

test('W19: destroy leaves nothing, and init begins anew', async () => {
  const { host, owner, set } = guest;
  const rule = { message: 'Hello', enabled: true, open: false, urls: [], once: 'ever' };
  await set({
    proactiveRules: [
      { ...rule, id: 'a', seconds: 60 },
      { ...rule, id: 'b', scroll: 90, leaving: true },
      { ...rule, id: 'c', returning: true, pages: 9 },
    ],
  });
  const { visitor, thrown } = await visit({
    head: counting + host.tag(),
    body: '<p style="height: 3000px">Long</p>',
  });
  await launcher(visitor).click();
  await write(chatFrame(visitor), 'Soon gone');
  await chatFrame(visitor).getByText('Sent', { exact: true }).waitFor();
  assert.ok(
    await visitor.evaluate('held.listeners.length > 2 && held.timers.size > 0'),
    'there is something to leave',
  );
  assert.ok(await visitor.evaluate('localStorage.length > 0'));
  for (let times = 0; times < 2; times++) {
    await visitor.evaluate('ChatDesk.destroy(); ChatDesk.destroy()');
    await visitor.waitForTimeout(300);
    const left =
      await visitor.evaluate(`({ elements: document.querySelectorAll('chatdesk-widget, iframe').length,
      listeners: held.listeners.map(({ type }) => type), timers: held.timers.size, title: document.title,
      kept: { ...localStorage, ...sessionStorage } })`);
    assert.deepEqual(left, { elements: 0, listeners: [], timers: 0, title: 'A page', kept: {} });
    await visitor.evaluate(`ChatDesk.init({ widgetKey: '${owner.widgetKey}' })`);
    await launcher(visitor).click();
    await chatFrame(visitor).getByText('Soon gone').waitFor();
  }
  assert.deepEqual(thrown, []);
  await set({ proactiveRules: [] });
});

test('W19: destroyed while it loads, it never appears', async () => {
  const { host, owner, set } = guest;
  await set({ autoOpen: true, bubbleIcon: 'smile' });
  const init = `'init', {widgetKey: '${owner.widgetKey}'}`;
  const { visitor, thrown } = await visit({ head: host.snippet(init, `'destroy'`) });
  for (const wait of [0, 5, 20, 60, 120]) {
    await visitor.evaluate(
      `chatdesk(${init}); new Promise((done) => setTimeout(() => done(chatdesk('destroy')), ${wait}))`,
    );
    await visitor.waitForTimeout(400);
    assert.equal(await visitor.locator('chatdesk-widget').count(), 0, `${wait} ms`);
  }
  assert.deepEqual(thrown, []);
  await set({ autoOpen: false, bubbleIcon: 'chat' });
});

// W1: one tag, or the queue snippet, wherever and however a site puts it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { operator } from '../support/client.ts';
import { type Guest, launcher, listen, openGuest } from '../support/guest.ts';
import { chatFrame } from '../support/people.ts';

let guest: Guest;

before(async () => {
  guest = await openGuest();
});
after(() => guest?.[Symbol.asyncDispose]());

const scriptOf = () => `${guest.stage.chat}/widget.js`;
let count = 0;

/** Opens a page; gives what its console said too. */
async function visit(page: Parameters<Guest['host']['put']>[1]) {
  const visitor = await guest.stage.newPage();
  const heard = listen(visitor);
  await visitor.goto(guest.host.put(`/page-${count++}`, page), { waitUntil: 'commit' });
  return { visitor, ...heard };
}

/** The bubble is there once, and opens the chat. */
async function works(page: Parameters<Guest['host']['put']>[1], title = 'Fern & Oak'): Promise<void> {
  const { visitor, thrown } = await visit(page);
  const bubble = visitor.getByRole('button', { name: `Chat: ${title}` });
  await bubble.click();
  await chatFrame(visitor).getByRole('heading', { name: title }).waitFor();
  assert.equal(await launcher(visitor).count(), 1, 'once');
  assert.deepEqual(thrown, []);
  await visitor.context().close();
}

test('W1: the tag works in the head, at the end, injected, twice, and before there is a body', async () => {
  const { host } = guest;
  await works({ head: host.tag() });
  await works({ body: `<h1>A page</h1>${host.tag()}` });
  await works({ head: host.tag().replace('async ', '') });
  await works({ head: host.tag(), body: host.tag() });
  await works({
    body: `<script>setTimeout(() => { const tag = document.createElement('script'); tag.src = '${scriptOf()}';
      tag.dataset.widgetKey = '${guest.owner.widgetKey}'; document.body.append(tag); }, 50)</script>`,
  });
  await works({
    head: host.tag(),
    body: '<h1>Slow</h1>',
    slowly: { after: '</head>', wait: 1_500 },
  });
});

test('W1: an optimizer that runs the script in its own way finds the tag all the same', async () => {
  const key = guest.owner.widgetKey;
  await works({
    body: `<script type="text/later" src="${scriptOf()}" data-widget-key="${key}"></script>
      <script>fetch('${scriptOf()}').then((answer) => answer.text()).then((code) => (0, eval)(code))</script>`,
  });
  await works({ head: `<script type="module" src="${scriptOf()}" data-widget-key="${key}"></script>` });
});

test('W1: the queue snippet works before and after the script, with every option', async () => {
  const { host, owner } = guest;
  const init = (more = '') => `'init', {widgetKey: '${owner.widgetKey}'${more}}`;
  await works({ head: host.snippet(init()) });
  await works({ head: host.snippet(), body: `<script>setTimeout(() => chatdesk(${init()}), 300)</script>` });
  const all = `, departmentId: 'd', position: 'top-left', offsetX: 30, offsetY: '40', primaryColor: '#fc0',
    accentColor: '#00ffaa', greeting: 'Hello you', autoOpen: false, autoOpenDelay: 3, theme: 'dark', look: 'classic',
    size: 'large', language: 'de', title: 'Others', sound: true, notifications: false, consent: true,
    bubbleIcon: 'smile', userData: {name: 'Ada', later() {}}, container: undefined`;
  const { visitor, told, thrown } = await visit({ head: host.snippet(init(all)) });
  await visitor.getByRole('button', { name: 'Chat: Others' }).click();
  const frame = chatFrame(visitor);
  await frame.getByText('Hello you').waitFor();
  await frame.locator('html[lang^=de][data-theme=dark]').waitFor();
  await visitor.mouse.move(600, 600);
  await visitor.waitForTimeout(300);
  const box = await launcher(visitor).boundingBox();
  assert.deepEqual(box, { x: 30, y: 40, width: 64, height: 64 });
  assert.deepEqual([told.filter((text) => text.startsWith('ChatDesk')), thrown], [[], []]);
});

test('W1: wrong and unknown options are told once and break nothing', async () => {
  const { host, owner } = guest;
  const wrong = `'init', {widgetKey: '${owner.widgetKey}', theme: 'purple', position: 'middle', colour: 'red', offsetX: -3,
    autoOpen: 'perhaps', title: 7, userData: 'Ada', consent: 'maybe', container: '#none', language: null, toString: 1}`;
  const { visitor, told, thrown } = await visit({
    head: host.snippet(wrong, `'dance'`, `'dance'`, `'open@no'`),
  });
  await visitor.getByRole('button', { name: 'Chat: Fern & Oak' }).click();
  await chatFrame(visitor).getByRole('heading', { name: 'Fern & Oak' }).waitFor();
  const ours = told.filter((text) => text.startsWith('ChatDesk'));
  for (const name of [
    'theme',
    'position',
    'colour',
    'offsetX',
    'autoOpen',
    'title',
    'userData',
    'consent',
    'language',
    'toString',
  ])
    assert.equal(ours.filter((text) => text.includes(`option "${name}"`)).length, 1, name);
  assert.equal(ours.filter((text) => text.includes('no call "dance"')).length, 1);
  assert.equal(ours.filter((text) => text.includes('no container "#none"')).length, 1);
  assert.deepEqual(thrown, []);
});

async function refusal(reason: string, html: Parameters<Guest['host']['put']>[1]): Promise<void> {
  const { visitor, told, thrown } = await visit(html);
  await visitor.waitForTimeout(1_500);
  const explained = told.filter((text) => text.startsWith('ChatDesk') && text.includes(reason));
  assert.equal(explained.length, 1, `${told}`);
  assert.equal(await visitor.locator('chatdesk-widget').count(), 0, 'nothing is seen');
  assert.deepEqual(thrown, []);
}

test('W1: where the widget may not be, the visitor sees nothing and the console says why', async () => {
  const { host, owner, stage, set } = guest;
  await refusal('(not_found)', { head: host.tag().replace(owner.widgetKey, 'wk_nobody') });
  await set({ enabled: false });
  await refusal('(widget_disabled)', { head: host.tag() });
  await set({ enabled: true, allowedDomains: ['other.example'] });
  await refusal('did not answer this page', { head: host.tag() });
  await set({ allowedDomains: [] });
  const plan = (name: string) =>
    operator(stage.server.origin).call(`/api/operator/organizations/${owner.organizationId}/plan`, {
      method: 'PUT',
      body: { plan: name },
    });
  await plan('free');
  await refusal('(plan_required)', { head: host.tag() });
  await plan('plus');
});

test('W1: a script that did not load is tried again by the next click', async () => {
  const visitor = await guest.stage.newPage();
  const { told, thrown } = listen(visitor);
  let broken = true;
  await visitor.context().route('**/v1/window.js*', (route) => (broken ? route.abort() : route.continue()));
  await visitor.goto(guest.host.put('/broken', { head: guest.host.tag() }));
  await launcher(visitor).click();
  await visitor.waitForTimeout(300);
  assert.equal(await launcher(visitor).getAttribute('aria-expanded'), 'false', 'closed again');
  assert.ok(told.some((text) => text.startsWith('ChatDesk')));
  broken = false;
  await launcher(visitor).click();
  await chatFrame(visitor).getByRole('textbox').waitFor();
  assert.deepEqual(thrown, []);
});

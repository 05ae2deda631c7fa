// What agents see of the bot's work, and as whom visitors see it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { ConversationSummary, PublicConfig } from '../../widget/protocol/generated.ts';
import { ask, delivery, handedOver, nonsense, saying, setBot, stateOf, taught } from '../support/bot.ts';
import { expectStatus, type Owner, signUp } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';

let server: TestServer;
let owner: Owner;

before(async () => {
  server = await startServer({}, { limited: false });
  owner = await taught(server);
});
after(() => server.close());

const listed = async (query: string) =>
  expectStatus(
    await owner.call<{ items: ConversationSummary[] }>(`/api/conversations?${query}`),
    200,
  ).body.items.map(({ id }) => id);
const change = async (id: string, body: object) =>
  expectStatus(await owner.call(`/api/conversations/${id}`, { method: 'PATCH', body }), 200);

test('I1, I11: a list can be of what the bot answers, or of what it left to a person, closed ones too', async () => {
  const { id: answered } = await ask(server, owner, delivery.question);
  const { id: left } = await ask(server, owner, nonsense);
  const { id: back } = await ask(server, owner, nonsense);
  await saying(owner, answered);
  for (const id of [left, back]) await handedOver(owner, id);
  await change(back, { bot: true });
  await setBot(owner, { enabled: false });
  const { id: without } = await ask(server, owner, delivery.question);
  // Lists follow the rooms a moment later.
  const areListed = (more: string, on: string[], handedOver: string[]) =>
    until(
      async () => [(await listed(`bot=on${more}`)).sort(), await listed(`bot=handed_over${more}`)],
      (lists) => isDeepStrictEqual(lists, [on.sort(), handedOver]),
    );
  await areListed('', [answered, back], [left]);
  await areListed('&status=waiting&assignee=none', [answered, back], [left]);
  assert.deepEqual((await stateOf(owner, left)).bot_handed_over, true);
  assert.deepEqual((await stateOf(owner, back)).bot_handed_over, false);
  assert.deepEqual((await stateOf(owner, without)).bot_handed_over, false);
  for (const id of [answered, left, without]) await change(id, { status: 'closed' });
  await areListed('&status=closed', [answered], [left]);
  expectStatus(await owner.call('/api/conversations?bot=maybe'), 422);
});

test('I11, A4: the bot greets visitors where it answers, and only there', async () => {
  const shop = await signUp(server.origin, 'Greeting');
  const config = async () => {
    const asked = await shop.call<PublicConfig>(`/api/widget/config?key=${shop.widgetKey}`);
    return expectStatus(asked, 200).body.greeting_message;
  };
  const usual = await config();
  await setBot(shop, { enabled: true, name: 'Fern', greeting: '  I am Fern. Ask me.  ' });
  assert.equal(await config(), 'I am Fern. Ask me.');
  await setBot(shop, { enabled: true, name: 'Fern' });
  assert.equal(await config(), usual, 'without one of its own it is the widget’s');
  await setBot(shop, { enabled: false, greeting: 'I am Fern. Ask me.' });
  assert.equal(await config(), usual);
  await setBot(shop, { enabled: true, greeting: 'I am Fern. Ask me.' });
  await server.sql("UPDATE organizations SET plan = 'free' WHERE id = ?", shop.organizationId);
  expectStatus(await shop.call(`/api/widget/config?key=${shop.widgetKey}`), 403);
});

test('I11, W14: where the bot answers nobody has to fill in a form because nobody is there', async () => {
  const shop = await signUp(server.origin, 'Alone');
  const { items } = (await shop.call<{ items: { id: string }[] }>('/api/widgets')).body;
  const fields = [{ id: 'email', type: 'email', label: 'Email', required: true }];
  const body = { preChat: { mode: 'offline', fields } };
  expectStatus(await shop.call(`/api/widgets/${items[0]?.id}`, { method: 'PATCH', body }), 200);
  const bot = async () =>
    (await shop.call<PublicConfig>(`/api/widget/config?key=${shop.widgetKey}`)).body.bot;
  assert.equal(await bot(), false);
  await assert.rejects(ask(server, shop, 'Where?'), /422/);
  await setBot(shop, { enabled: true });
  assert.equal(await bot(), true);
  const { id } = await ask(server, shop, 'Where?');
  assert.equal((await handedOver(shop, id))?.why, 'unsure');
});

test('I11: the frame may show the bot’s picture, and no other', async () => {
  const shop = await signUp(server.origin, 'Picture');
  const allowed = async () => {
    const { headers } = await fetch(`${server.origin}/frame/${shop.widgetKey}`);
    const [, pictures = ''] = /img-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '') ?? [];
    return { pictures: pictures.trim().split(/\s+/), embedder: headers.get('cross-origin-embedder-policy') };
  };
  const usual = await allowed();
  assert.ok(!usual.pictures.includes('https://cdn.example'));
  assert.equal(usual.embedder, 'require-corp');
  await setBot(shop, { enabled: true, avatar_url: 'https://cdn.example/fern.png' });
  // Its host need not say that others may show it.
  assert.deepEqual(await allowed(), {
    pictures: [...usual.pictures, 'https://cdn.example'],
    embedder: 'credentialless',
  });
});

test('S7, I11: a name, picture or greeting that cannot be is named', async () => {
  const { items } = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body;
  const bot = {
    enabled: true,
    name: 'x'.repeat(61),
    avatar_url: 'http://a.example/a.png',
    greeting: 'x'.repeat(1_001),
  };
  const wrong = await owner.call<{ errors: { field: string }[] }>(`/api/widgets/${items[0]?.id}`, {
    method: 'PATCH',
    body: { bot },
  });
  assert.deepEqual(
    expectStatus(wrong, 422)
      .body.errors.map(({ field }) => field)
      .sort(),
    ['bot.avatarUrl', 'bot.greeting', 'bot.name'],
  );
});

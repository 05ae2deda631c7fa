// V3, V4, V7, A1: what is asked many times at once is done once. W7: nothing that is asked takes for ever.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { call, expectStatus, visit } from '../../support/client.ts';
import { makeHome, type Problem, usual, type World } from './world.ts';

const atOnce = <T>(times: number, ask: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, n) => ask(n)));

export function races(world: World): void {
  test('V3: a conversation that is started ten times at once is one, with one message', async () => {
    const visitor = await visit(world.origin, world.home.owner.widgetKey);
    const clientId = randomUUID();
    const body = { clientId, message: { clientId, body: 'Once' } };
    type Started = { conversation: { id: string }; message: { id: string } };
    const answers = await atOnce(10, () => visitor.call<Started>('/api/widget/conversations', { body }));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [...Array(9).fill(200), 201]);
    assert.equal(new Set(answers.map((answer) => answer.body.conversation.id)).size, 1);
    assert.equal(new Set(answers.map((answer) => answer.body.message.id)).size, 1);
    const list = await visitor.call<{ items: { id: string }[] }>('/api/widget/conversations');
    assert.equal(list.body.items.length, 1);
    const path = `/api/widget/conversations/${answers[0]?.body.conversation.id}/messages`;
    assert.equal((await visitor.call<{ items: object[] }>(path)).body.items.length, 1);
  });

  test('A1: an e-mail that signs up five times at once, in any case, has one account', async () => {
    const [name, email] = [`Zq ${randomUUID()}`, `many.${randomUUID()}@example.com`];
    const answers = await atOnce(5, (n) => {
      const spelled = n % 2 === 0 ? email : email.toUpperCase();
      const body = { organization: name, name: 'Ada', email: spelled, password: 'correct-horse-battery' };
      return call(world.origin, '/api/auth/signup', { body });
    });
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409]);
    const left = await world.server.sql('SELECT id FROM organizations WHERE name = ?', name);
    assert.equal(left.length, 1);
    assert.equal((await world.server.sql('SELECT id FROM agents WHERE email = ?', email)).length, 1);
  });

  test('V1: a visitor who opens the chat ten times at once is one customer', async () => {
    const { owner, ids } = world.home;
    const visitorId = randomUUID();
    const visitors = await atOnce(10, () => visit(world.origin, owner.widgetKey, { visitorId }));
    assert.equal(new Set(visitors.map((visitor) => visitor.visitorId)).size, 1);
    const query = 'SELECT id FROM widget_customers WHERE organization_id = ? AND visitor_id = ?';
    assert.equal((await world.server.sql(query, ids.organization, visitorId)).length, 1);
  });

  test('V4: a customer who is converted many times at once stays registered, as one', async () => {
    const { owner, ids } = await makeHome(world.origin, 'Convert');
    const path = `/api/customers/${ids.customer}`;
    await owner.call(path, { method: 'PATCH', body: { phone: '+49 30 1234567' } });
    const convert = () => owner.call<{ customer_id: string }>(`${path}/convert`, { method: 'POST' });
    for (const answer of await atOnce(6, convert)) expectStatus(answer, 200);
    const { customer_id } = (await owner.call<{ customer_id: string }>(path)).body;
    assert.ok(customer_id);
    assert.equal((await convert()).body.customer_id, customer_id);
  });

  test('V7: a customer who is erased many times at once is gone, and nobody gets a fault', async () => {
    const { owner, ids } = await makeHome(world.origin, 'Erase');
    const path = `/api/customers/${ids.customer}`;
    const answers = await atOnce(6, () => owner.call(path, { method: 'DELETE' }));
    const said = answers.map(({ status }) => status);
    assert.ok(said.includes(200) && said.every((status) => status === 200 || status === 404), said.join());
    for (const gone of [path, `/api/conversations/${ids.conversation}`])
      assert.equal((await owner.call(gone)).status, 404, gone);
    const rows = 'SELECT id FROM conversations WHERE organization_id = ?';
    assert.deepEqual(await world.server.sql(rows, ids.organization), []);
  });

  const formWith = async (patterns: string[]) => {
    const home = await makeHome(world.origin, 'Form');
    const fields = patterns.map((pattern, n) => ({ id: `f${n}`, type: 'text', label: 'F', pattern }));
    const body = { preChat: { mode: 'always', fields } };
    const answer = await home.owner.call<Problem>(`/api/widgets/${home.ids.widget}`, {
      method: 'PATCH',
      body,
    });
    return { home, answer };
  };

  test('W7: a pattern that may run for ever is refused by the settings', async () => {
    const evil = [
      '(a+)+',
      '(a|a)*',
      '(.*)*x',
      '(a|aa)+',
      '([a-z]+)*!',
      '(\\w+\\s?)*',
      '(?=(a+))\\1b',
      '(a{1,50}){1,50}',
    ];
    const slow = ['a*a*a*a*a*a*b', '\\w+\\w+\\w+\\w+x', '.{0,500}.{0,500}.{0,500}!', 'a{1,1000}{1,1000}'];
    const { answer } = await formWith([...evil, ...slow]);
    assert.equal(answer.status, 422);
    const named = new Set(answer.body.errors?.map(({ field }) => field));
    [...evil, ...slow].forEach((pattern, n) => {
      assert.ok(named.has(`preChat.fields[${n}].pattern`), `${pattern} in ${[...named]}`);
    });
  });

  test('W7: a long answer to a pattern is answered as fast as a short one', async () => {
    const patterns = ['.+@.+\\..+', '(\\S+\\s)*\\S+', '\\w+([-.]\\w+)*@\\w+', '([^,]*,)*'];
    const { home, answer } = await formWith(patterns);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const start = (text: string) => async () => {
      const preChatData = Object.fromEntries(patterns.map((_, n) => [`f${n}`, text]));
      const body = { clientId: randomUUID(), preChatData };
      expectStatus(await home.visitor.call('/api/widget/conversations', { body }), 422);
    };
    const short = await usual(start('a@.'));
    for (const text of ['a'.repeat(500), '@.'.repeat(250), 'a '.repeat(250), `${'a.'.repeat(249)}@`]) {
      const long = await usual(start(text));
      assert.ok(long < short * 20, `${text.slice(0, 8)}: ${long} ms, a short one ${short} ms`);
    }
  });
}

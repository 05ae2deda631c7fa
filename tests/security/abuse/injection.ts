// S5, S7, O4: what people send is text: no header, no line of a log, no script.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { call, expectStatus, signUp, visit } from '../../support/client.ts';
import { ask, sendBytes, type World } from './world.ts';

export function injection(world: World): void {
  const told = (mark: string) => world.server.logs().filter((line) => line.includes(mark));
  /** The runtime's own warnings are none of ours. */
  const isOneObject = (line: string) =>
    line.startsWith('Warning: ') || typeof (JSON.parse(line) as object) === 'object';

  test('S7: line breaks, zeros and long values in headers make no header and no line of a log', async () => {
    const before = world.server.logs().length;
    const mark = `zq${randomUUID().slice(0, 8)}`;
    const names = [
      'User-Agent',
      'Origin',
      'Referer',
      'Accept-Language',
      'Cookie',
      'X-Request-Id',
      'If-None-Match',
    ];
    const tails = [
      `\r${mark}: 1`,
      `\n${mark}: 1`,
      `\0${mark}`,
      `\r\n ${mark}: 1`,
      `%0d%0a${mark}: 1`,
      mark.repeat(900),
    ];
    const path = `/api/widget/config?key=${world.home.owner.widgetKey}`;
    for (const name of names) {
      for (const tail of tails) {
        const { host } = new URL(world.origin);
        const start = `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n`;
        const said = await sendBytes(world.origin, Buffer.from(`${start}${name}: a${tail}\r\n\r\n`));
        const [head = ''] = said.split('\r\n\r\n');
        const what = `${name} ${JSON.stringify(tail.slice(0, 30))}: ${head.slice(0, 200)}`;
        assert.match(head, /^HTTP\/1\.1 [24]\d\d/, what);
        assert.doesNotMatch(head, new RegExp(`[\\r\\n]\\s*${mark}`), what);
      }
    }
    assert.deepEqual(told(mark), []);
    assert.ok(world.server.logs().length > before, 'something was logged');
  });

  test('S7: line breaks in a path or a query make no header', async () => {
    for (const path of [
      '/api/widget/config?key=x%0d%0aSet-Cookie:%20zq=1',
      '/frame/x%0d%0aSet-Cookie:%20zq=1',
      '/frame/x%0aContent-Security-Policy:%20zq',
      "/frame/x;%20script-src%20'unsafe-inline'%20zq",
      '/api/zq%0d%0aSet-Cookie:%20zq=1',
      '/api/conversations/x%00%0d%0azq',
    ]) {
      const { status, headers } = await ask(world.origin, path).catch(() => ask(world.origin, '/api/health'));
      assert.ok(status < 500, path);
      assert.doesNotMatch(JSON.stringify([...headers]), /zq/, path);
    }
  });

  test('O4: nothing that people write is in the logs, nor a line of their making', async () => {
    const mark = `zq${randomUUID().slice(0, 8)}`;
    const evil = `${mark}\r\n{"level":"info","event":"forged"}\n\0\u001b[31m\u2028`;
    const email = `${mark}@example.com`;
    const { owner, visitor, ids } = world.home;
    const text = { name: evil, email, phone: evil, customFields: { field: evil } };
    await visit(world.origin, owner.widgetKey, {
      language: evil.slice(0, 30),
      page: { url: evil, title: evil, referrer: evil },
      userData: { customFields: { field: evil }, email },
    });
    await visitor.call('/api/widget/identify', { body: text });
    await visitor.call('/api/widget/identify', { body: { token: evil } });
    await visitor.call('/api/widget/track', {
      body: { events: [{ name: evil, url: evil }, { name: mark }] },
    });
    const clientId = randomUUID();
    await visitor.call('/api/widget/conversations', {
      body: { clientId, message: { clientId, body: evil } },
    });
    await visitor.call(`/api/widget/conversations/${evil}`);
    await visitor.call(`/api/widget/conversations/${ids.conversation}/transcript`, { body: { email } });
    await owner.call(`/api/conversations?cursor=${encodeURIComponent(evil)}`);
    await owner.call(`/api/search?q=${encodeURIComponent(evil)}`);
    await owner.call(`/api/customers/${ids.customer}`, { method: 'PATCH', body: { name: mark, email } });
    await call(world.origin, `/api/${mark}?${mark}`, { method: mark.toUpperCase() });
    for (const [path, body] of [
      ['/api/auth/login', { email, password: mark }],
      ['/api/auth/signup', { organization: mark, name: mark, email, password: `${mark}-password` }],
      ['/api/auth/signup', { organization: evil, name: evil, email, password: evil }],
    ] as const)
      await call(world.origin, path, { body, headers: { 'user-agent': mark, 'accept-language': mark } });
    assert.deepEqual(told(mark), []);
    assert.deepEqual(told('forged'), []);
    assert.ok(world.server.logs().every(isOneObject));
  });

  test('S5: script in any text comes back as text, in JSON that no browser takes for a page', async () => {
    const script = (place: string) => `<script>x="${place}"</script>`;
    const owner = await signUp(world.origin, script('agent'));
    const change = async (path: string, body: object) =>
      expectStatus(await owner.call(path, { method: 'PATCH', body }), 200);
    const widget = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items[0]?.id ?? '';
    await change('/api/organization', { name: script('organization'), tracking: true });
    await change(`/api/widgets/${widget}`, {
      name: script('widget'),
      title: script('title'),
      greetingMessage: script('greeting'),
      offlineMessage: script('offline'),
      preChat: {
        mode: 'never',
        fields: [
          {
            id: 'a',
            type: 'select',
            label: script('label'),
            placeholder: script('hint'),
            options: [script('o')],
          },
        ],
      },
    });
    const visitor = await visit(world.origin, owner.widgetKey, {
      language: '<script>x="lang"</script>',
      page: { url: script('url'), referrer: script('ref') },
      userData: { name: script('name'), phone: '<b onclick=x>', customFields: { field: script('field') } },
    });
    await visitor.call('/api/widget/track', {
      body: {
        events: [
          { name: script('event'), url: script('eu'), title: script('et'), data: { d: script('ed') } },
        ],
      },
    });
    const clientId = randomUUID();
    const started = await visitor.call<{ conversation: { id: string } }>('/api/widget/conversations', {
      body: { clientId, message: { clientId, body: script('message') }, page: { title: script('start') } },
    });
    const { id } = expectStatus(started, 201).body.conversation;
    const note = { clientId: randomUUID(), kind: 'note', body: script('note') };
    expectStatus(await owner.call(`/api/conversations/${id}/messages`, { body: note }), 201);
    const reason = { clientId: randomUUID(), body: script('reason') };
    await change(`/api/conversations/${id}`, { labels: [script('tag')], note: reason });
    const add = async (what: string, body: object) =>
      expectStatus(await owner.call(`/api/${what}`, { body }), 201);
    await add('labels', { name: script('choice'), color: '#2f6f4f' });
    await add('canned-replies', { shortcut: 'hi', body: script('canned') });
    await add('departments', { name: script('department'), description: script('about') });
    const customer = (await owner.call<{ items: { id: string }[] }>('/api/customers')).body.items[0]?.id;
    const seen: string[] = [];
    for (const [who, path] of [
      [owner, '/api/auth/me'],
      [owner, '/api/organization'],
      [owner, `/api/widgets/${widget}`],
      [owner, '/api/conversations'],
      [owner, `/api/conversations?label=${encodeURIComponent(script('tag'))}`],
      [owner, '/api/agents'],
      [owner, '/api/labels'],
      [owner, '/api/canned-replies'],
      [owner, '/api/departments'],
      [owner, `/api/conversations/${id}/messages`],
      [owner, `/api/customers/${customer}`],
      [owner, `/api/customers/${customer}/export`],
      [owner, `/api/customers/${customer}/events`],
      [owner, `/api/customers/${customer}/sessions`],
      [owner, `/api/search?q=script`],
      [owner, `/api/search?q=${encodeURIComponent(script('message'))}`],
      [visitor, `/api/widget/config?key=${owner.widgetKey}`],
      [visitor, '/api/widget/conversations'],
      [visitor, `/api/widget/conversations/${id}/messages`],
      [visitor, `/api/${encodeURIComponent(script('path'))}`],
      [visitor, `/api/widget/config?key=${encodeURIComponent(script('key'))}`],
    ] as const) {
      const { headers, body } = await who.call(path);
      assert.match(headers.get('content-type') ?? '', /^application\/(problem\+)?json$/, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      seen.push(JSON.stringify(body));
    }
    const all = seen.join('\n');
    const places =
      'agent organization widget title greeting offline label hint o lang url ref name field event';
    const others = 'choice canned department about';
    for (const place of `${places} ${others} eu et ed message note reason start tag`.split(' '))
      assert.ok(all.includes(JSON.stringify(script(place)).slice(1, -1)), `${place}: ${all}`);
    const page = await ask(world.origin, `/frame/${encodeURIComponent(script('frame'))}`);
    assert.doesNotMatch(page.text, /x="frame"/);
    assert.equal(
      (await ask(world.origin, `/frame/${owner.widgetKey}`)).headers.get('x-content-type-options'),
      'nosniff',
    );
  });
}

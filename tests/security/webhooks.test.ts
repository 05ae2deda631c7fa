// A9, S1: a webhook leads to nothing that only the server could reach.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectStatus, type Owner, signUp } from '../support/client.ts';
import { type Receiver, startReceiver, startResolver } from '../support/receiver.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';

/** What names lead to; a test changes it as an attacker would. */
const names: Record<string, string[]> = {
  'public.example.com': ['93.184.216.34'],
  'private.example.com': ['10.1.2.3'],
  'mixed.example.com': ['93.184.216.34', '127.0.0.1'],
  'mapped.example.com': ['93.184.216.34', '::ffff:10.0.0.1'],
  'metadata.example.com': ['169.254.169.254'],
};

let server: TestServer;
let owner: Owner;
let receiver: Receiver;
let resolver: Awaited<ReturnType<typeof startResolver>>;

before(async () => {
  [receiver, resolver] = [await startReceiver(), await startResolver(names)];
  server = await startServer({ DNS: resolver.url }, { limited: false });
  owner = await signUp(server.origin);
});
after(async () => {
  await server.close();
  await receiver[Symbol.asyncDispose]();
  await resolver[Symbol.asyncDispose]();
});

type Problem = { errors: { field: string; code: string }[] };
const make = (url: string) =>
  owner.call<Problem & { webhook: { id: string } }>('/api/webhooks', {
    body: { url, events: ['message.created'] },
  });

test('S1: addresses that are not public are refused, however they are written', async () => {
  const port = new URL(receiver.url).port;
  for (const url of [
    receiver.url,
    `https://127.0.0.1:${port}/`,
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://hooks.internal/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fd00::1]/',
    'https://user:password@public.example.com/',
    'http://public.example.com/',
    'https://public.example.com:22/',
    'file:///etc/passwd',
  ]) {
    const answer = expectStatus(await make(url), 422);
    assert.equal(answer.body.errors[0]?.field, 'url', url);
  }
  assert.equal(receiver.received.length, 0);
});

test('S1: so are names that lead there, even if only one of their addresses does', async () => {
  for (const name of ['private', 'mixed', 'mapped', 'metadata']) {
    const answer = expectStatus(await make(`https://${name}.example.com/`), 422);
    assert.deepEqual(answer.body.errors[0]?.code, 'private_address', name);
  }
  expectStatus(await make('https://public.example.com/'), 201);
});

test('S1: a name that leads elsewhere once it was accepted is looked at again before each attempt', async () => {
  const name = 'rebound.example.com';
  names[name] = ['93.184.216.34'];
  const { id } = expectStatus(await make(`https://${name}:8443/hook`), 201).body.webhook;
  names[name] = ['127.0.0.1'];
  expectStatus(await owner.call(`/api/webhooks/${id}/test`, { body: {} }), 202);
  type Page = { items: { attempts: number; status: number | null; error: string | null }[] };
  const [delivery] = await until(
    async () => (await owner.call<Page>(`/api/webhooks/${id}/deliveries`)).body.items,
    ([one]) => one?.attempts === 1,
  );
  assert.deepEqual([delivery?.status, delivery?.error], [null, 'private_address']);
});

test('S1: what is changed behind the back of the checks is not followed either', async () => {
  const { id } = expectStatus(await make('https://public.example.com/'), 201).body.webhook;
  await server.sql('UPDATE webhooks SET url = ? WHERE id = ?', receiver.url, id);
  expectStatus(await owner.call(`/api/webhooks/${id}/test`, { body: {} }), 202);
  type Page = { items: { attempts: number; error: string | null }[] };
  const [delivery] = await until(
    async () => (await owner.call<Page>(`/api/webhooks/${id}/deliveries`)).body.items,
    ([one]) => one?.attempts === 1,
  );
  assert.equal(delivery?.error, 'private_address');
  assert.equal(receiver.received.length, 0);
});

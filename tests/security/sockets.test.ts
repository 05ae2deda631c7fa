// S1, S2: the same for sockets: nobody hears what is said in another's conversation or organization, and no other site
// listens in with somebody's cookie or token.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { shown } from '../support/accounts.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Frame, inboxSocket, openSocket, visitorSocket } from '../support/socket.ts';
import { type Asker, type Askers, askersOf, mayAsk } from './askers.ts';
import { type Operation, operations } from './description.ts';
import { fill, urlOf } from './fill.ts';
import { type Home, makeHome } from './world.ts';

const sockets = operations.filter(({ isSocket }) => isSocket);
const PROTOCOL = 'chatdesk.v1';
/** Long enough for a welcome, and for news to reach an inbox. */
const moment = 600;

let server: TestServer;
let first: Home;
let other: Home;
let askers: Askers;

before(async () => {
  server = await startServer(shown, { limited: false });
  [first, other] = await Promise.all([makeHome(server, 'first'), makeHome(server, 'other')]);
  askers = await askersOf(server, first, other);
});
after(() => server.close());

interface Heard {
  /** The code it was closed with; 0 if it was refused; nothing if it stays open. */
  code: number | undefined;
  frames: readonly Frame[];
}

/** Opens a socket as the asker, from a site, and listens for a while. */
async function listen(
  operation: Operation,
  home: Home,
  asker: Asker,
  origin = server.origin,
): Promise<Heard> {
  const url = server.origin.replace('http', 'ws') + urlOf(operation, fill(operation, home));
  const options = { protocols: [PROTOCOL, ...asker.protocols], headers: { ...asker.headers, origin } };
  const socket = await openSocket(url, options).catch(() => undefined);
  if (!socket) return { code: 0, frames: [] };
  const code = await Promise.race([socket.closed, sleep(moment, undefined)]);
  await socket.close();
  return { code, frames: socket.pending };
}

function isKeptOut({ code, frames }: Heard, who: string): void {
  assert.ok(code !== undefined && [0, 4401, 4404, 4003].includes(code), `${who}: closed with ${code}`);
  const told = frames.filter(({ type }) => type !== 'bye');
  assert.deepEqual(told, [], `${who} is told something`);
}

const namesAConversation = ({ path }: Operation) => path.includes('{');

describe('S1: a socket is for whoever the conversation belongs to', () => {
  for (const operation of sockets) {
    test(operation.name, async () => {
      const { foreign, insiders } = askers;
      const shut = namesAConversation(operation)
        ? [...foreign, ...insiders.filter((asker) => !mayAsk(asker, operation))]
        : [...foreign, ...insiders].filter((asker) => !mayAsk(asker, operation));
      const heard = await Promise.all(shut.map((asker) => listen(operation, first, asker)));
      for (const [index, one] of heard.entries()) isKeptOut(one, shut[index]?.name ?? '');
      const own = await listen(operation, other, askers.rightful(operation.who));
      assert.equal(own.code, undefined, `one’s own stays open: ${own.code}`);
      assert.ok(own.frames.some(({ type }) => type === 'welcome'));
      assert.ok(!JSON.stringify(own.frames).includes(first.mark));
    });
  }
});

describe('S2: a socket is opened by allowed pages only', () => {
  before(() => {
    const settings = JSON.stringify({ allowed_domains: ['shop.example'] });
    return server.sql('UPDATE widget_configs SET settings = ? WHERE id = ?', settings, other.ids.widget);
  });
  for (const operation of sockets) {
    test(operation.name, async () => {
      const rightful = askers.rightful(operation.who);
      for (const origin of ['https://evil.example', 'null', `${server.origin}.evil.example`]) {
        isKeptOut(await listen(operation, other, rightful, origin), `${rightful.name} on ${origin}`);
      }
    });
  }
});

test('S1: what happens in one organization is not heard in the inbox of another', async () => {
  await using rival = await inboxSocket(server.origin, other.owner.cookie);
  await using owner = await inboxSocket(server.origin, first.owner.cookie);
  const { conversation = '' } = first.ids;
  await using visitor = await visitorSocket(server.origin, conversation, first.visitor.token);
  const body = `${first.mark}news`;
  visitor.send({ type: 'send', client_id: crypto.randomUUID(), kind: 'text', body, attachments: [] });
  await owner.next('conversation', (frame) => JSON.stringify(frame).includes(body));
  await sleep(moment);
  assert.ok(!JSON.stringify(rival.pending).includes(first.mark), JSON.stringify(rival.pending));
});

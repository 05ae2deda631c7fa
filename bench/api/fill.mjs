// Organizations with as many conversations as wanted: one is made by people, the rest are copies of it, written to D1 by
// SQL. What is live is then read back by the inbox, and one conversation is long because somebody writes all of it.

import { converse, expectStatus, operator, signUp, visit } from '../../tests/support/client.ts';
import { until } from '../../tests/support/wait.ts';
import { openSocket } from '../lib/socket.mjs';
import { messages as seen, text } from '../room/adapters/ours.mjs';

/** Conversations of the one visitor whose own list is asked for. */
const OWN = 20;
const PER_STATEMENT = 5_000;

/** Gives how to ask for each of its lists. */
export async function fill({ origin, ask }, size, tell) {
  tell(`an organization with ${size}`);
  const owner = await signUp(origin);
  const visitor = await visit(origin, owner.widgetKey);
  const id = await converse(visitor);
  const { organizationId } = owner;
  await until(
    () => ask({ sql: 'SELECT last_seq FROM conversations WHERE id = ?', values: [id] }),
    ([row]) => row?.last_seq === 1,
  );
  const agentId = owner.agentId;
  for (const status of ['closed', 'waiting'])
    await copies({ ask, organizationId, agentId, id, status, size, tell });
  await ask({ sql: labels, values: [organizationId] });
  await said({ ask, organizationId, size, tell });
  await rebuild(origin, organizationId);
  tell(`a conversation with ${size} messages`);
  await writeMany(origin, visitor, id, size);
  const [middle] = await ask({ sql: middles, values: [organizationId, Math.floor(size / 2)] });
  const login = { cookie: owner.cookie };
  const session = { authorization: `Bearer ${visitor.token}` };
  const history = `/api/widget/conversations/${id}/messages?limit=100`;
  return {
    closed: { path: '/api/conversations?status=closed', headers: login },
    closedMiddle: {
      path: `/api/conversations?status=closed&cursor=${middle.updated_at}.${middle.id}`,
      headers: login,
    },
    live: { path: '/api/conversations', headers: login },
    ...filtered(owner, login),
    customers: { path: '/api/customers', headers: login },
    searchCommon: { path: '/api/search?q=order', headers: login },
    searchBeginning: { path: '/api/search?q=or', headers: login },
    searchRare: { path: '/api/search?q=needle', headers: login },
    searchName: { path: '/api/search?q=grace+hop&in=customers', headers: login },
    own: { path: '/api/widget/conversations', headers: session },
    newest: { path: `${history}&before=${size + 1}`, headers: session },
    oldest: { path: `${history}&after=0`, headers: session },
    init: {
      method: 'POST',
      path: '/api/widget/init',
      body: { widgetKey: owner.widgetKey, visitorId: visitor.visitorId },
    },
  };
}

/** Every second copy carries a label and a rating, and is of the owner and their department. */
const filtered = ({ agentId }, headers) => ({
  liveUnassigned: { path: '/api/conversations?assignee=none', headers },
  liveOfDepartment: { path: `/api/conversations?department=${agentId}`, headers },
  liveLabelled: { path: '/api/conversations?label=vip', headers },
  closedMine: { path: '/api/conversations?status=closed&assignee=me', headers },
  closedLabelled: { path: '/api/conversations?status=closed&label=vip', headers },
  closedRated: { path: '/api/conversations?status=closed&rating=5', headers },
});

const middles = `SELECT updated_at, id FROM conversations WHERE organization_id = ? AND status = 'closed'
  ORDER BY updated_at LIMIT 1 OFFSET ?`;

/** Ids in the order of time, as those that are made; each of another customer, but for the visitor's own. */
async function copies({ ask, organizationId, agentId, id, status, size, tell }) {
  for (let from = 0; from < size; from += PER_STATEMENT) {
    tell(`${status} conversations: ${from} of ${size}`);
    const values = [from, Math.min(from + PER_STATEMENT, size) - 1, organizationId, id, status, OWN];
    await ask({ sql: customers, values: values.slice(0, 5) });
    await ask({ sql: conversations, values: [...values, agentId] });
  }
}

const numbers = 'WITH RECURSIVE n (i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)';
const copyId = (first) => `printf('%s%s-7000-8000-%012x', ${first}, substr(?3, 9, 5), n.i)`;
const customerId = copyId("'0199000' || (length(?5) % 10)");
const conversationId = copyId("'0199100' || (length(?5) % 10)");

const customers = `INSERT INTO widget_customers (id, organization_id, visitor_id, full_name, first_seen_at, last_seen_at)
  ${numbers}
  SELECT ${customerId}, ?3, ${customerId}, 'Grace Hopper', c.created_at - n.i, c.created_at - n.i
  FROM n JOIN conversations AS c ON c.id = ?4`;

const conversations = `INSERT INTO conversations (id, organization_id, widget_customer_id, channel, status, last_seq,
    visitor_seq, visitor_unread, rev, summary, created_at, updated_at, assignee_id, department_id)
  ${numbers}
  SELECT ${conversationId}, ?3, CASE WHEN n.i < ?6 AND ?5 = 'closed' THEN c.widget_customer_id ELSE ${customerId} END,
    c.channel, ?5, c.last_seq, c.visitor_seq, c.visitor_unread, c.rev,
    json_set(c.summary, '$.id', ${conversationId}, '$.status', ?5, '$.assignee.id', iif(n.i % 2, ?7, NULL),
      '$.department_id', iif(n.i % 2, ?7, NULL), '$.labels', json(iif(n.i % 2, '["vip"]', '[]')),
      '$.rating.score', iif(n.i % 2, 5, NULL)),
    c.created_at - n.i, c.updated_at - n.i, iif(n.i % 2, ?7, NULL), iif(n.i % 2, ?7, NULL)
  FROM n JOIN conversations AS c ON c.id = ?4`;

const labels = `INSERT OR IGNORE INTO conversation_labels (organization_id, label, updated_at, conversation_id)
  SELECT organization_id, 'vip', updated_at, id FROM conversations
  WHERE organization_id = ? AND status = 'closed' AND assignee_id IS NOT NULL`;

/** A message in each closed conversation, and its words in the index as the room would write them. */
async function said({ ask, organizationId, size, tell }) {
  for (let from = 0; from < size; from += PER_STATEMENT) {
    tell(`words: ${from} of ${size}`);
    const values = [
      from,
      Math.min(from + PER_STATEMENT, size) - 1,
      organizationId,
      'closed',
      Math.floor(size / 2),
    ];
    await ask({ sql: messages, values });
    await ask({ sql: words, values });
  }
}

const closedId = copyId("'0199100' || (length(?4) % 10)");
const sentence = "CASE WHEN n.i = ?5 THEN 'the needle' ELSE 'my order number ' || n.i END";
const messages = `INSERT INTO messages (organization_id, conversation_id, seq, id, kind, sender_kind, sender_id, body, data, created_at)
  ${numbers}
  SELECT ?3, ${closedId}, 1, ${closedId}, 'text', 'visitor', '', ${sentence}, '{"attachments":[]}', n.i FROM n`;
const words = `INSERT INTO message_search (words, organization_id, conversation_id, first_seq, last_seq)
  ${numbers}
  SELECT replace(' ' || replace(${closedId}, '-', '') || ' ' || ${sentence}, ' ', ' ' || substr(?3, -10)), ?3, ${closedId}, 1, 1
  FROM n`;

async function rebuild(origin, organizationId) {
  const path = `/api/operator/organizations/${organizationId}/inbox`;
  expectStatus(await operator(origin).call(path, { method: 'POST' }), 200);
}

/** Over a socket, some at a time. */
async function writeMany(origin, visitor, id, count) {
  const { promise: isDone, resolve, reject } = Promise.withResolvers();
  let [sent, back] = [1, 1];
  let socket;
  const more = () => {
    // What the server says first may come before the socket is handed over.
    if (!socket) return;
    const next = Math.min(50 - (sent - back), count - sent);
    sent += next;
    if (next > 0) socket.send(Array.from({ length: next }, text));
    if (back >= count) resolve();
  };
  socket = await openSocket({
    url: `${origin}/api/widget/conversations/${id}/socket`,
    headers: { origin, 'sec-websocket-protocol': `chatdesk.v1, ${visitor.token}` },
    onText: (buffer, start, end) => {
      back += seen(buffer, start, end);
    },
    onTurn: more,
    onEnd: () => reject(new Error(`the socket ended after ${back} messages`)),
  });
  more();
  await isDone;
  socket.close();
}

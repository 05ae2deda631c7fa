// Two organizations of the same shape. Every text that people of the first one wrote begins with its mark.

import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { invite, logIn, resetToken } from '../support/accounts.ts';
import {
  type Client,
  call,
  converse,
  cookieOf,
  expectStatus,
  type Owner,
  type Visitor,
  visit,
} from '../support/client.ts';
import { upload } from '../support/files.ts';
import { signIdentity } from '../support/jwt.ts';
import { secrets } from '../support/secrets.ts';
import type { TestServer } from '../support/server.ts';
import { until } from '../support/wait.ts';
import type { Ids } from './kinds.ts';

export const PASSWORD = 'correct-horse-battery';

/** An organization with its people and what they know. */
export type Agent = Client & { cookie: string };
type Plain = Agent & { id: string };

export interface Home {
  /** What all its texts begin with. */
  mark: string;
  owner: Owner;
  /** An agent who is no admin. */
  plain: Plain;
  visitor: Visitor;
  neighbour: Visitor;
  /** What belongs to the organization and to the visitor. */
  ids: Ids;
  /** What the address of its file has in its query. */
  link: Record<string, string>;
  /** The same with what belongs to the neighbour. */
  neighbourIds: Ids;
  email: string;
  /** What the owner's authenticator app would have, once it is confirmed. */
  secret: string;
}

export async function makeHome(server: TestServer, name: string): Promise<Home> {
  const mark = `zq${name}${randomBytes(4).toString('hex')}`;
  const email = `${mark}owner@example.com`;
  const owner = await signUp(server.origin, mark, email);
  const department = await make(owner, 'departments', {
    name: `${mark}department`,
    description: `${mark}description`,
  });
  const label = await make(owner, 'labels', { name: `${mark}label`, color: '#2f6f4f' });
  const reply = { shortcut: mark, body: `${mark}reply`, shared: true };
  const cannedReply = await make(owner, 'canned-replies', reply);
  const answer = { question: `${mark}question`, answer: `${mark}answer` };
  const botEntry = await make(owner, 'bot/entries', answer);
  const botPage = await make(owner, 'bot/pages', { title: `${mark}title`, text: `${mark}text` });
  const apiKey = await makeKey(owner, `${mark}key`);
  const hook = await makeWebhook(server, owner, mark);
  const plain = await addAgent(server, { owner, mark }, 'plain');
  const page = { url: `https://shop.example/${mark}page`, title: `${mark}page`, referrer: '' };
  const visitor = await visit(server.origin, owner.widgetKey, { page });
  const neighbour = await visit(server.origin, owner.widgetKey);
  const clientId = randomUUID();
  const conversation = await talk(owner, visitor, { clientId, departmentId: department }, mark);
  const neighbours = await converse(neighbour);
  const [widget = '', secret = ''] = await only(
    server,
    'SELECT id, identity_secret FROM widget_configs WHERE organization_id = ?',
    owner.organizationId,
  );
  const cursor = await cursorOf(owner);
  const { secret: factor, ...account } = await accountOf(server, owner, mark);
  const shared: Ids = {
    organization: owner.organizationId,
    mailToken: mailToken(owner.organizationId),
    agent: owner.agentId,
    widgetKey: owner.widgetKey,
    widget,
    department,
    label,
    cannedReply,
    botEntry,
    botPage,
    colleague: plain.id,
    ...account,
    apiKey,
    ...hook,
    cursor,
    clientId,
    // As long as one can last: the last test uses it.
    identityToken: signIdentity(secret, {
      exp: Math.floor(Date.now() / 1000) + 570,
      sub: `${mark}user`,
      name: `${mark}user`,
    }),
  };
  const ids = { ...shared, ...(await idsOf(server, owner, visitor, conversation, mark)) };
  return {
    mark,
    owner,
    plain,
    visitor,
    neighbour,
    email,
    secret: factor,
    ids,
    link: await linkOf(visitor, ids),
    neighbourIds: { ...shared, ...(await idsOf(server, owner, neighbour, neighbours, mark)) },
  };
}

/** What an account has beside its password. */
async function accountOf(server: TestServer, owner: Owner, mark: string) {
  type Started = { secret: string };
  const started = await owner.call<Started>('/api/auth/two-factor/start', { body: { password: PASSWORD } });
  type Logins = { items: { id: string; current: boolean }[] };
  await logIn(server.origin, owner.email);
  const { items } = (await owner.call<Logins>('/api/auth/sessions')).body;
  // One to accept and one to take back.
  const inviteToken = await invite(owner, `${mark}guest@example.com`);
  const body = { email: `${mark}other@example.com`, role: 'agent' };
  type Invited = { invite: { id: string } };
  const invited = expectStatus(await owner.call<Invited>('/api/agents/invites', { body }), 201).body;
  return {
    secret: expectStatus(started, 200).body.secret,
    login: items.find(({ current }) => !current)?.id ?? '',
    invite: invited.invite.id,
    inviteToken,
    // The agent's: whoever changes their own password makes theirs worthless.
    resetToken: await resetToken(server.origin, `${mark}plain@example.com`),
  };
}

async function signUp(origin: string, mark: string, email: string): Promise<Owner> {
  const body = { organization: `${mark}organization`, name: `${mark}owner`, email, password: PASSWORD };
  type Me = { agent: { id: string }; organization: { id: string }; widget: { key: string } };
  const answer = expectStatus(await call<Me>(origin, '/api/auth/signup', { body }), 201);
  const { agent, organization, widget } = answer.body;
  const login = loggedIn(origin, cookieOf(answer));
  return { ...login, email, agentId: agent.id, organizationId: organization.id, widgetKey: widget.key };
}

const loggedIn = (origin: string, cookie: string): Agent => ({
  cookie,
  call: (path, options = {}) => call(origin, path, { ...options, headers: { cookie, ...options.headers } }),
});

/** Something that admins write; gives its id. */
async function make(owner: Owner, what: string, body: object): Promise<string> {
  return expectStatus(await owner.call<{ id: string }>(`/api/${what}`, { body }), 201).body.id;
}

async function makeKey(owner: Owner, name: string): Promise<string> {
  type Made = { api_key: { id: string } };
  const body = { name, scopes: ['read'] };
  return expectStatus(await owner.call<Made>('/api/api-keys', { body }), 201).body.api_key.id;
}

/** One that is turned off, so that nothing is sent, with something in its log. */
async function makeWebhook(server: TestServer, owner: Owner, mark: string) {
  type Made = { webhook: { id: string } };
  const body = { url: `https://hooks.example.com/${mark}`, events: ['message.created'] };
  const webhook = expectStatus(await owner.call<Made>('/api/webhooks', { body }), 201).body.webhook.id;
  const change = { method: 'PATCH', body: { enabled: false } };
  expectStatus(await owner.call(`/api/webhooks/${webhook}`, change), 200);
  const delivery = randomUUID();
  await server.sql(
    `INSERT INTO webhook_deliveries (organization_id, webhook_id, id, event, payload, created_at)
      VALUES (?, ?, ?, 'webhook.test', ?, 1)`,
    owner.organizationId,
    webhook,
    delivery,
    JSON.stringify({ id: delivery, data: `${mark}payload` }),
  );
  return { webhook, delivery };
}

/** Until there are calls for it: somebody who is a plain agent here. */
export async function addAgent(
  server: TestServer,
  { owner, mark }: Pick<Home, 'owner' | 'mark'>,
  name: string,
) {
  const [id, email] = [randomUUID(), `${mark}${name}@example.com`];
  await server.sql(
    `INSERT INTO agents (id, email, name, password_hash, created_at)
      SELECT ?, ?, ?, password_hash, 0 FROM agents WHERE id = ?`,
    id,
    email,
    `${mark}${name}`,
    owner.agentId,
  );
  await addMembership(server, owner.organizationId, id);
  const answer = await call(server.origin, '/api/auth/login', { body: { email, password: PASSWORD } });
  return { id, ...loggedIn(server.origin, cookieOf(expectStatus(answer, 200))) };
}

export const addMembership = ({ sql }: TestServer, organization: string, agent: string) =>
  sql(
    "INSERT INTO memberships (organization_id, agent_id, role, created_at) VALUES (?, ?, 'agent', ?)",
    organization,
    agent,
    Date.now(),
  );

export const endMembership = ({ sql }: TestServer, organization: string, agent: string) =>
  sql('UPDATE memberships SET active = 0 WHERE organization_id = ? AND agent_id = ?', organization, agent);

/** A conversation with everything that people can say in one. */
async function talk(owner: Owner, visitor: Visitor, ids: object, mark: string): Promise<string> {
  const start = {
    ...ids,
    customerData: { name: `${mark}customer`, email: `${mark}customer@example.com`, phone: `${mark}phone` },
    preChatData: { question: `${mark}answer` },
    message: { clientId: randomUUID(), body: `${mark}question` },
  };
  type Started = { conversation: { id: string } };
  const started = await visitor.call<Started>('/api/widget/conversations', { body: start });
  const { id } = expectStatus(started, 201).body.conversation;
  const say = (kind: string, body: string) =>
    owner.call(`/api/conversations/${id}/messages`, { body: { clientId: randomUUID(), kind, body } });
  expectStatus(await say('text', `${mark}reply`), 201);
  expectStatus(await say('note', `${mark}note`), 201);
  const change = { method: 'PATCH', body: { labels: [`${mark}label`], assigneeId: owner.agentId } };
  expectStatus(await owner.call(`/api/conversations/${id}`, change), 200);
  const rating = { score: 4, comment: `${mark}comment` };
  expectStatus(await visitor.call(`/api/widget/conversations/${id}/rating`, { body: rating }), 200);
  return id;
}

async function idsOf(server: TestServer, owner: Owner, visitor: Visitor, conversation: string, mark: string) {
  const { organizationId } = owner;
  type Page = { items: { id: string }[] };
  const messages = await owner.call<Page>(`/api/conversations/${conversation}/messages`);
  const [customer = ''] = await only(
    server,
    'SELECT id FROM widget_customers WHERE organization_id = ? AND visitor_id = ?',
    organizationId,
    visitor.visitorId,
  );
  const file = new File([`${mark}content`], `${mark}file.txt`);
  const proof = { authorization: `Bearer ${visitor.token}` };
  const sent = await upload(server.origin, '/api/widget/upload', proof, {
    file,
    conversationId: conversation,
  });
  const attachment = expectStatus(sent, 201).body.attachment.id;
  const say = { clientId: randomUUID(), attachments: [attachment] };
  expectStatus(await visitor.call(`/api/widget/conversations/${conversation}/messages`, { body: say }), 201);
  const [message] = messages.body.items;
  return {
    conversation,
    customer,
    attachment,
    visitorId: visitor.visitorId,
    sessionToken: visitor.token,
    ...(message && { message: message.id }),
  };
}

/** The file's address, as the conversation tells it. */
async function linkOf(
  visitor: Visitor,
  { conversation, attachment }: { conversation: string; attachment: string },
) {
  type Page = { items: { attachments: { id: string; url: string }[] }[] };
  const page = await visitor.call<Page>(`/api/widget/conversations/${conversation}/messages`);
  const file = page.body.items.flatMap(({ attachments }) => attachments).find(({ id }) => id === attachment);
  return Object.fromEntries(new URLSearchParams(file?.url.split('?')[1]));
}

/** Once the inbox knows both conversations. */
async function cursorOf(owner: Owner): Promise<string> {
  type Page = { next_cursor: string | null };
  const ask = () => owner.call<Page>('/api/conversations?limit=1');
  const answer = await until(ask, ({ body }) => body.next_cursor !== null);
  return answer.body.next_cursor ?? '';
}

/** The one row's values. */
async function only(server: TestServer, query: string, ...params: unknown[]): Promise<string[]> {
  const [row] = await server.sql(query, ...params);
  if (!row) throw new Error(`nothing comes of ${query}`);
  return Object.values(row).map(String);
}

/** What a link at the end of a mail to some visitor has in it. */
function mailToken(organization: string): string {
  const claims = Buffer.concat([Buffer.from(organization.replaceAll('-', ''), 'hex'), randomBytes(32)]);
  const tag = createHmac('sha256', secrets.SESSION_SECRET)
    .update('chatdesk unsubscribe link 1')
    .update(claims);
  return Buffer.concat([claims, tag.digest().subarray(0, 16)]).toString('base64url');
}

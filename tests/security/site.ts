// A site with signed users, for tests of who may see what.

import { randomUUID } from 'node:crypto';
import { call, expectStatus, type Owner, signUp, type Visitor, visit } from '../support/client.ts';
import { signIdentity } from '../support/jwt.ts';
import { startServer, type TestServer } from '../support/server.ts';

export let server: TestServer;
export let owner: Owner;
export let widgetId: string;
let secret: string;

export async function openSite(): Promise<void> {
  server = await startServer({}, { limited: false });
  owner = await signUp(server.origin);
  widgetId = (await owner.call<{ items: { id: string }[] }>('/api/widgets')).body.items[0]?.id ?? '';
  await secretBy('GET');
}

/** The secret that users are signed with from now on. */
export async function secretBy(method: 'GET' | 'POST'): Promise<string> {
  const path = `/api/widgets/${widgetId}/identity-secret`;
  const answer = await owner.call<{ identity_secret: string }>(path, { method });
  secret = expectStatus(answer, 200).body.identity_secret;
  return secret;
}

type Problem = { code: string };
interface Identified {
  session_token: string;
  widget_customer: { id: string };
}
type Started = { conversation: { id: string; last_seq: number } } & Problem;

export const user = () => `user-${randomUUID()}`;
export const token = (sub: string, more: object = {}) => signIdentity(secret, { sub, ...more });
export const identify = (visitor: Visitor, body: object) =>
  visitor.call<Identified & Problem>('/api/widget/identify', { body });
export const asUser = (sub: string) => visit(server.origin, owner.widgetKey, { identityToken: token(sub) });
export const anonymous = (more: object = {}) => visit(server.origin, owner.widgetKey, more);
export const reset = (visitor: Visitor) => visitor.call('/api/widget/reset', { method: 'POST' });
export const listed = (visitor: Visitor) =>
  visitor.call<{ items: { id: string }[] } & Problem>('/api/widget/conversations');
export const idsOf = async (visitor: Visitor) =>
  expectStatus(await listed(visitor), 200).body.items.map(({ id }) => id);
export const messages = (visitor: Visitor, id: string) =>
  visitor.call<{ items: { body: string }[] }>(`/api/widget/conversations/${id}/messages`);
export const start = (visitor: Visitor, clientId: string = randomUUID(), body = 'Hello') =>
  visitor.call<Started>('/api/widget/conversations', { body: { clientId, message: { clientId, body } } });

export const as = (sessionToken: string): Visitor => ({
  token: sessionToken,
  visitorId: '',
  call: (path, options = {}) =>
    call(server.origin, path, { ...options, headers: { authorization: `Bearer ${sessionToken}` } }),
});

export const customerOf = async ({ visitorId }: Visitor) => {
  const rows = await server.sql<{ id: string }>(
    'SELECT id FROM widget_customers WHERE visitor_id = ?',
    visitorId,
  );
  return rows[0]?.id ?? '';
};

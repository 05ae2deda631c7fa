// Webhooks as admins have them, and who writes what they are told.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Client, expectStatus, type Owner, type Visitor } from './client.ts';
import type { Received, Receiver } from './receiver.ts';

export const EVENTS = ['conversation.created', 'conversation.closed', 'message.created', 'rating.created'];

export interface Webhook {
  id: string;
  url: string;
  events: string[];
  enabled: boolean;
  last_delivery: { status: number | null; error: string | null } | null;
  failing_since: string | null;
}
export interface Delivery {
  id: string;
  event: string;
  attempts: number;
  status: number | null;
  error: string | null;
  next_attempt_at: string | null;
  delivered_at: string | null;
}
export type Whole = Delivery & { payload: { id: string; data: object }; response: string | null };
export type Problem = { code: string; errors: { field: string; code: string }[] };

export async function hook(owner: Owner, { url }: Pick<Receiver, 'url'>, events = EVENTS) {
  type Made = { webhook: Webhook; secret: string };
  const { webhook, secret } = expectStatus(
    await owner.call<Made>('/api/webhooks', { body: { url, events } }),
    201,
  ).body;
  return { id: webhook.id, secret, path: `/api/webhooks/${webhook.id}` };
}

export const log = async (owner: Client, path: string, query = '') =>
  expectStatus(
    await owner.call<{ items: Delivery[]; next_cursor: string | null }>(`${path}/deliveries${query}`),
    200,
  ).body;
export const shown = async (owner: Client, id: string) =>
  expectStatus(await owner.call<{ items: Webhook[] }>('/api/webhooks'), 200).body.items.find(
    (webhook) => webhook.id === id,
  ) ?? assert.fail('it is in the list');
export const say = async (visitor: Visitor, room: string, body: string) =>
  expectStatus(
    await visitor.call(`/api/widget/conversations/${room}/messages`, {
      body: { clientId: randomUUID(), body },
    }),
    201,
  );
export const types = (all: Received[]) => all.map(({ event }) => event.type);

/** The calls for developers, one line each. */
import type {
  ApiKey,
  AuditEntry,
  Delivery,
  List,
  MadeApiKey,
  MadeWebhook,
  NewApiKey,
  Webhook,
  WebhookEvent,
  WholeDelivery,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';
import { query } from './query.ts';

const of = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`;
const KEYS = '/api/api-keys';
const hook = (id: string) => of('/api/webhooks', id);
const deliveryOf = (id: string, delivery: string) => of(`${hook(id)}/deliveries`, delivery);

export const apiKeys = (signal?: AbortSignal) => call<List<ApiKey>>('GET', KEYS, undefined, signal);
export const createApiKey = (body: NewApiKey) => call<MadeApiKey>('POST', KEYS, body);
export const removeApiKey = (id: string) => call<void>('DELETE', of(KEYS, id));

export const webhooks = (signal?: AbortSignal) =>
  call<List<Webhook>>('GET', '/api/webhooks', undefined, signal);
export const createWebhook = (body: { url: string; events: WebhookEvent[] }) =>
  call<MadeWebhook>('POST', '/api/webhooks', body);
export const changeWebhook = (
  id: string,
  change: { url?: string; events?: WebhookEvent[]; enabled?: boolean },
) => call<Webhook>('PATCH', hook(id), change);
export const removeWebhook = (id: string) => call<void>('DELETE', hook(id));
export const newWebhookSecret = (id: string) => call<{ secret: string }>('POST', `${hook(id)}/secret`);
export const testWebhook = (id: string) => call<{ delivery: Delivery }>('POST', `${hook(id)}/test`);

export const deliveries = (id: string, cursor: string | null, signal?: AbortSignal) =>
  call<List<Delivery>>('GET', `${hook(id)}/deliveries${query({ cursor })}`, undefined, signal);
export const delivery = (id: string, one: string, signal?: AbortSignal) =>
  call<WholeDelivery>('GET', deliveryOf(id, one), undefined, signal);
export const replayDelivery = (id: string, one: string) =>
  call<unknown>('POST', `${deliveryOf(id, one)}/replay`);

export const audit = (
  cursor: string | null,
  { agent, action }: { agent?: string; action?: string },
  signal?: AbortSignal,
) => call<List<AuditEntry>>('GET', `/api/audit${query({ cursor, agent, action })}`, undefined, signal);

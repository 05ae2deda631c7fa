/**
 * Shapes of the contract that widget/protocol/generated.ts does not have yet. Each is replaced by the generated type of
 * the same name.
 */
import type { AgentId, Plan, Timestamp } from '../../widget/protocol/generated.ts';

export interface Person {
  id: AgentId;
  name: string;
}

export interface PlanFeatures {
  plan: Plan;
  features: { feature: string; has: boolean }[];
}

export type Scope = 'read' | 'write' | 'settings';

export interface ApiKey {
  id: string;
  name: string;
  scopes: Scope[];
  created_by: Person;
  created_at: Timestamp;
  last_used_at: Timestamp | null;
  expires_at: Timestamp | null;
}

export interface NewApiKey {
  name: string;
  scopes: Scope[];
  expiresAt?: Timestamp;
}

export interface MadeApiKey {
  api_key: ApiKey;
  key: string;
}

export const WEBHOOK_EVENTS = [
  'conversation.created',
  'conversation.closed',
  'message.created',
  'rating.created',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export interface Webhook {
  id: string;
  url: string;
  events: WebhookEvent[];
  enabled: boolean;
  created_at: Timestamp;
  last_delivery: { status: number | null; at: Timestamp; error: string | null } | null;
  failing_since: Timestamp | null;
}

export interface MadeWebhook {
  webhook: Webhook;
  secret: string;
}

export interface Delivery {
  id: string;
  event: string;
  created_at: Timestamp;
  attempts: number;
  status: number | null;
  error: string | null;
  next_attempt_at: Timestamp | null;
  delivered_at: Timestamp | null;
}

export type WholeDelivery = Delivery & { payload: unknown; response: string | null };

export interface AuditEntry {
  id: string;
  agent: Person | null;
  action: string;
  target: { kind: string; id: string; name: string | null } | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  created_at: Timestamp;
}

/**
 * Shapes of the contract that widget/protocol/generated.ts does not have yet. Each is replaced by the generated type of
 * the same name.
 */
import type {
  AgentId,
  AgentInfo,
  LoginRequest as KnownLogin,
  Me as KnownMe,
  OrganizationId,
  Plan,
  Role,
  Timestamp,
} from '../../widget/protocol/generated.ts';

export interface Membership {
  id: OrganizationId;
  name: string;
  role: Role;
}

/** What is optional here is what a server without these calls leaves out. */
export type Me = KnownMe & {
  organizations?: Membership[];
  two_factor?: boolean;
  recovery_codes_left?: number | null;
};

export type LoginRequest = KnownLogin & { code?: string };

export interface AuthOptions {
  signup: boolean;
}

export interface AgentSession {
  id: string;
  current: boolean;
  device: string;
  created_at: Timestamp;
  last_seen_at: Timestamp;
}

export interface TwoFactorStart {
  secret: string;
  uri: string;
}

export interface RecoveryCodes {
  recovery_codes: string[];
}

export interface By {
  id: AgentId;
  name: string;
}

export interface Invite {
  id: string;
  email: string;
  role: Role;
  invited_by: By;
  created_at: Timestamp;
  expires_at: Timestamp;
}

export interface InviteMade {
  invite: Invite;
  url: string;
}

/** As whoever is invited sees it. */
export interface InviteSeen {
  organization: { name: string };
  email: string;
  role: Role;
  invited_by: { name: string };
  has_account: boolean;
}

export interface AcceptInvite {
  name?: string;
  password: string;
  code?: string;
}

export type ChangedAgent = AgentInfo & { active: boolean };

export interface PlanFeatures {
  plan: Plan;
  features: { feature: string; has: boolean }[];
}

export type Scope = 'read' | 'write' | 'settings';

export interface ApiKey {
  id: string;
  name: string;
  scopes: Scope[];
  created_by: By;
  created_at: Timestamp;
  last_used_at: Timestamp | null;
  expires_at: Timestamp | null;
}

export interface NewApiKey {
  name: string;
  scopes: Scope[];
  expiresAt?: Timestamp;
}

export interface ApiKeyMade {
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

export interface WebhookMade {
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

export type DeliveryDetail = Delivery & { payload: unknown; response: string | null };

export interface AuditEntry {
  id: string;
  agent: By | null;
  action: string;
  target: { kind: string; id: string; name: string | null } | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  created_at: Timestamp;
}

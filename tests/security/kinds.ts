// What the fields of requests name. A new field that could be an id has to be put here, or the test fails.

import { randomUUID } from 'node:crypto';

/** Whose it is decides who may not use it: another organization, or also another visitor of the same one. */
const kinds = {
  conversation: 'person',
  message: 'person',
  customer: 'person',
  attachment: 'person',
  organization: 'organization',
  widget: 'organization',
  department: 'organization',
  agent: 'organization',
  label: 'organization',
  cannedReply: 'organization',
  botEntry: 'organization',
  botPage: 'organization',
  invite: 'organization',
  /** Somebody who answers beside the owner. */
  colleague: 'organization',
  /** Where a person is logged in. */
  login: 'organization',
  apiKey: 'organization',
  webhook: 'organization',
  delivery: 'organization',
  cursor: 'organization',
  /** On every page of the site: whoever knows it may open the chat. */
  widgetKey: 'public',
  /** Who knows one of these is that person, or is told nothing. */
  visitorId: 'secret',
  sessionToken: 'secret',
  identityToken: 'secret',
  /** Who holds one of these is who is meant. */
  inviteToken: 'bearer',
  resetToken: 'bearer',
  mailToken: 'bearer',
  /** Made by whoever writes, and means something to them alone. */
  clientId: 'chosen',
} as const;

export type Kind = keyof typeof kinds;
export type Ids = Partial<Record<Kind, string>>;

export const whose = (kind: Kind) => kinds[kind];

/** By the name of a field, or of what stands before it in a path. */
const named: Record<string, Kind> = {
  conversations: 'conversation',
  rooms: 'conversation',
  ids: 'conversation',
  conversationId: 'conversation',
  customers: 'customer',
  customerId: 'customer',
  organizations: 'organization',
  organizationId: 'organization',
  widgets: 'widget',
  widgetId: 'widget',
  departmentId: 'department',
  department_id: 'department',
  department: 'department',
  departments: 'department',
  departmentIds: 'department',
  order: 'department',
  assigneeId: 'agent',
  assignee: 'agent',
  agent: 'agent',
  agentId: 'agent',
  mentions: 'agent',
  agents: 'colleague',
  sessions: 'login',
  invites: 'invite',
  members: 'agent',
  labels: 'label',
  'canned-replies': 'cannedReply',
  entries: 'botEntry',
  pages: 'botPage',
  'api-keys': 'apiKey',
  webhooks: 'webhook',
  deliveries: 'delivery',
  attachments: 'attachment',
  cursor: 'cursor',
  key: 'widgetKey',
  frame: 'widgetKey',
  widgetKey: 'widgetKey',
  clientId: 'clientId',
  visitorId: 'visitorId',
  sessionToken: 'sessionToken',
  identityToken: 'identityToken',
  token: 'identityToken',
  'GET /api/auth/invites/{token} token': 'inviteToken',
  'POST /api/auth/invites/{token} token': 'inviteToken',
  'POST /api/auth/password/reset token': 'resetToken',
  'GET /api/mail/unsubscribe/{token} token': 'mailToken',
  'POST /api/mail/unsubscribe/{token} token': 'mailToken',
};

export const kindOf = (...names: string[]): Kind | undefined =>
  names.map((name) => named[name]).find((kind) => kind !== undefined);

/** Made anew by whoever asks. */
export const fresh: Record<string, () => unknown> = {
  clientId: () => randomUUID(),
};

/** What sounds like an id and names nothing of anybody's, and why; after the name of its call, if another's is one. */
export const noIds: Record<string, string> = {
  'preChat.fields.id': 'a name within one form',
  'proactiveRules.id': 'a name within one widget',
  'POST /api/agents/me/notices/read ids': 'looked for among one’s own notices only',
  labels: 'conversations carry labels by name',
  'change.labels': 'the same',
};

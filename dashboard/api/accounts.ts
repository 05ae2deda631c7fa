/** The calls about accounts and who works here, one line each. */
import type {
  AcceptInvite,
  AgentId,
  AuthOptions,
  ChangeNotifications,
  Colleague,
  Invitation,
  Invite,
  List,
  Login,
  MadeInvite,
  Me,
  Notifications,
  OrganizationId,
  RecoveryCodes,
  Role,
  TwoFactorStart,
} from '../../widget/protocol/generated.ts';
import { call } from './client.ts';

const of = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`;

export const authOptions = (signal?: AbortSignal) =>
  call<AuthOptions>('GET', '/api/auth/options', undefined, signal);
export const forgotPassword = (email: string) => call<void>('POST', '/api/auth/password/forgot', { email });
export const resetPassword = (token: string, password: string) =>
  call<void>('POST', '/api/auth/password/reset', { token, password });
export const changePassword = (current: string, password: string) =>
  call<void>('POST', '/api/auth/password', { current, password });
export const changeMe = (change: { name: string }) => call<Me>('PATCH', '/api/auth/me', change);
export const switchOrganization = (organizationId: OrganizationId) =>
  call<Me>('PUT', '/api/auth/organization', { organizationId });

export const sessions = (signal?: AbortSignal) =>
  call<List<Login>>('GET', '/api/auth/sessions', undefined, signal);
export const endSession = (id: string) => call<void>('DELETE', of('/api/auth/sessions', id));
export const endOtherSessions = () => call<void>('DELETE', '/api/auth/sessions');

export const startTwoFactor = (password: string) =>
  call<TwoFactorStart>('POST', '/api/auth/two-factor/start', { password });
export const confirmTwoFactor = (code: string) =>
  call<RecoveryCodes>('POST', '/api/auth/two-factor/confirm', { code });
export const newRecoveryCodes = (password: string) =>
  call<RecoveryCodes>('POST', '/api/auth/two-factor/codes', { password });
export const stopTwoFactor = (password: string) =>
  call<void>('POST', '/api/auth/two-factor/stop', { password });

export const notifications = (signal?: AbortSignal) =>
  call<Notifications>('GET', '/api/agents/me/notifications', undefined, signal);
export const changeNotifications = (change: ChangeNotifications) =>
  call<Notifications>('PATCH', '/api/agents/me/notifications', change);
export const everyAgent = (signal?: AbortSignal) =>
  call<List<Colleague>>('GET', '/api/agents?inactive=1', undefined, signal);
export const changeAgent = (id: AgentId, change: { role?: Role; active?: boolean }) =>
  call<Colleague>('PATCH', of('/api/agents', id), change);

export const invites = (signal?: AbortSignal) =>
  call<List<Invite>>('GET', '/api/agents/invites', undefined, signal);
export const invite = (email: string, role: Role) =>
  call<MadeInvite>('POST', '/api/agents/invites', { email, role });
export const withdrawInvite = (id: string) => call<void>('DELETE', of('/api/agents/invites', id));
export const inviteSeen = (token: string, signal?: AbortSignal) =>
  call<Invitation>('GET', of('/api/auth/invites', token), undefined, signal);
export const acceptInvite = (token: string, body: AcceptInvite) =>
  call<Me>('POST', of('/api/auth/invites', token), body);

/** How this agent wants to hear of news, in this browser. */
import { readStored } from '../ui/stored.ts';

export const ON_OFF = ['on', 'off'] as const;
export const SOUND = 'chatdesk:sound';
export const NOTIFICATIONS = 'chatdesk:notifications';

export const wantsSound = () => readStored(SOUND, 'on', ON_OFF) === 'on';

/** The browser's own word comes first. */
export const wantsNotifications = () =>
  permission() === 'granted' && readStored(NOTIFICATIONS, 'on', ON_OFF) === 'on';

export type Permission = NotificationPermission | 'missing';

export function permission(): Permission {
  return 'Notification' in globalThis ? Notification.permission : 'missing';
}

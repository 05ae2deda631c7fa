/** The pages of the settings, in their order. */
import type { Role } from '../../widget/protocol/generated.ts';

export interface Place {
  path: string;
  name: string;
  /** Others see nothing there. */
  for?: Role;
}

export interface PlaceGroup {
  name: string;
  places: readonly Place[];
}

const at = (path: string, name: string, least?: Role): Place => ({
  path: `/settings/${path}`,
  name,
  ...(least && { for: least }),
});

export const PLACES: readonly PlaceGroup[] = [
  {
    name: 'You',
    places: [at('profile', 'Profile'), at('security', 'Security'), at('notifications', 'Notifications')],
  },
  {
    name: 'Organization',
    places: [
      at('general', 'General'),
      at('team', 'Team'),
      at('departments', 'Departments'),
      at('labels', 'Labels'),
      at('canned-replies', 'Canned replies'),
      at('routing', 'Routing'),
      at('plan', 'Plan'),
    ],
  },
  { name: 'Widgets', places: [at('widgets', 'Widgets')] },
  {
    name: 'Developers',
    places: [
      at('api-keys', 'API keys', 'admin'),
      at('webhooks', 'Webhooks', 'admin'),
      at('audit-log', 'Audit log', 'admin'),
      at('export', 'Export', 'owner'),
    ],
  },
];

export const isAt = (location: string, { path }: Place) =>
  location === path || location.startsWith(`${path}/`);

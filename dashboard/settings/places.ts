/** The pages of the settings, in their order. */
export interface Place {
  path: string;
  name: string;
}

export interface PlaceGroup {
  name: string;
  places: readonly Place[];
}

const at = (path: string, name: string): Place => ({ path: `/settings/${path}`, name });

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
      at('answers', 'Answers'),
      at('routing', 'Routing'),
      at('plan', 'Plan'),
    ],
  },
  { name: 'Widgets', places: [at('widgets', 'Widgets')] },
  {
    name: 'Developers',
    places: [
      at('api-keys', 'API keys'),
      at('webhooks', 'Webhooks'),
      at('audit-log', 'Audit log'),
      at('export', 'Export'),
    ],
  },
];

export const isAt = (location: string, { path }: Place) =>
  location === path || location.startsWith(`${path}/`);

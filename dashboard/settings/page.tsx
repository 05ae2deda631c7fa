import { type ComponentType, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useTitle } from '../shell/title.ts';
import { classes } from '../ui/classes.ts';
import { useIsDesk } from '../ui/media.ts';
import { part } from '../ui/part.ts';
import { SettingsNav } from './nav.tsx';
import { CardSkeleton } from './read-page.tsx';

const FIRST = '/settings/profile';

type Page = ComponentType<{ params: { id?: string | undefined; section?: string | undefined } }>;

const pages: Record<string, Page> = {
  profile: part(() => import('./profile.tsx')),
  security: part(() => import('./security/page.tsx')),
  notifications: part(() => import('./notifications.tsx')),
  general: part(() => import('./organization/general.tsx')),
  team: part(() => import('./team/page.tsx')),
  'departments/:id?': part(() => import('./departments/page.tsx')),
  labels: part(() => import('./labels/page.tsx')),
  'canned-replies/:id?': part(() => import('./canned/page.tsx')),
  'answers/pages/:id': part(() => import('./answers/pages/page.tsx')),
  'answers/:id?': part(() => import('./answers/page.tsx')),
  routing: part(() => import('./routing/page.tsx')),
  plan: part(() => import('./organization/plan.tsx')),
  'widgets/:id?/:section?': part(() => import('./widgets/page.tsx')),
  'api-keys': part(() => import('./developers/api-keys.tsx')),
  'webhooks/:id?': part(() => import('./developers/webhooks.tsx')),
  'audit-log': part(() => import('./developers/audit-log.tsx')),
  export: part(() => import('./organization/export.tsx')),
};

/** The pages beside the one that is open; on a phone one at a time. */
export default function Settings() {
  const [location] = useLocation();
  const isDesk = useIsDesk();
  const isList = location === '/settings';
  const Pane = isList ? 'main' : 'div';
  if (isList && isDesk) return <Redirect to={FIRST} replace />;
  return (
    <>
      <Pane
        className={classes(
          'w-full shrink-0 overflow-y-auto border-line bg-surface desk:block desk:w-60 desk:border-r',
          isList ? 'block' : 'hidden',
        )}
      >
        {isList && <ListTitle />}
        <SettingsNav />
      </Pane>
      {!isList && (
        <Suspense fallback={<PageSkeleton />}>
          <Switch>
            {Object.entries(pages).map(([path, Page]) => (
              <Route key={path} path={`/settings/${path}`} component={Page} />
            ))}
            <Route>
              <Redirect to="/settings" replace />
            </Route>
          </Switch>
        </Suspense>
      )}
    </>
  );
}

function ListTitle() {
  useTitle('Settings');
  return <h1 className="sr-only">Settings</h1>;
}

const PageSkeleton = () => (
  <div className="mx-auto flex w-full max-w-170 flex-col gap-6 px-4 py-12 desk:px-8">
    <CardSkeleton />
  </div>
);

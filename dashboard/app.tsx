import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Router, Switch, useLocation, useSearch } from 'wouter';
import { createQueries } from './api/queries.ts';
import { useMe } from './session/me.ts';
import { HOME, loginPath, returnPath } from './session/return-path.ts';
import { ShellSkeleton } from './shell/skeleton.tsx';
import { Boundary } from './ui/boundary.tsx';
import { Failure } from './ui/failure.tsx';
import { aroundNav } from './ui/leaving.ts';
import { Notices } from './ui/notice.tsx';
import { part } from './ui/part.ts';

const Login = part(() => import('./session/login.tsx'));
const Signup = part(() => import('./session/signup.tsx'));
const Forgot = part(() => import('./session/forgot.tsx'));
const Reset = part(() => import('./session/reset.tsx'));
const Invite = part(() => import('./session/invite.tsx'));
const loadShell = () => import('./shell/shell.tsx');
const loadInbox = () => import('./inbox/page.tsx');
const Shell = part(loadShell);
const InboxPage = part(loadInbox);
const CustomersPage = part(() => import('./customers/page.tsx'));
const Settings = part(() => import('./settings/page.tsx'));

export function App() {
  const [queries] = useState(createQueries);
  return (
    <QueryClientProvider client={queries}>
      <Notices>
        <Suspense>
          <Boundary>
            <Router aroundNav={aroundNav}>
              <Routes />
            </Router>
          </Boundary>
        </Suspense>
      </Notices>
    </QueryClientProvider>
  );
}

function Routes() {
  return (
    <Switch>
      <Route path="/login">
        <ForStrangers>
          <Login />
        </ForStrangers>
      </Route>
      <Route path="/signup">
        <ForStrangers>
          <Signup />
        </ForStrangers>
      </Route>
      <Route path="/password/forgot" component={Forgot} />
      <Route path="/password/reset" component={Reset} />
      <Route path="/invite" component={Invite} />
      <Route>
        <ForAgents />
      </Route>
    </Switch>
  );
}

function ForAgents() {
  const me = useMe();
  const [location] = useLocation();
  const search = useSearch();
  if (me.isPending) return <WhileAsking />;
  if (me.data === null) return <Redirect to={loginPath(location + (search && `?${search}`))} replace />;
  if (!me.data)
    return <Failure what="ChatDesk did not load." error={me.error} retry={() => void me.refetch()} />;
  return (
    <Suspense fallback={<ShellSkeleton />}>
      <Shell me={me.data}>
        <Boundary key={pageOf(location)}>
          <Suspense>
            <Pages />
          </Suspense>
        </Boundary>
      </Shell>
    </Suspense>
  );
}

/** One that stopped working is left by going to another. */
const pageOf = (path: string) => path.split('/')[1];

/** Most who come are logged in: what they will see is fetched while we ask who they are. */
function WhileAsking() {
  useEffect(() => {
    for (const load of [loadShell, loadInbox]) load().catch(() => undefined);
  }, []);
  return <ShellSkeleton />;
}

function Pages() {
  return (
    <Switch>
      <Route path="/inbox/:conversationId?">
        {({ conversationId }) => <InboxPage openId={conversationId ?? null} />}
      </Route>
      <Route path="/customers/:customerId?">
        {({ customerId }) => <CustomersPage id={customerId ?? null} />}
      </Route>
      <Route path="/settings/*?" component={Settings} />
      <Route>
        <Redirect to={HOME} replace />
      </Route>
    </Switch>
  );
}

/** Who is logged in has no business on these pages, and goes where they wanted to go. */
function ForStrangers({ children }: { children: ReactNode }) {
  const me = useMe();
  const search = useSearch();
  if (me.isPending) return null;
  return me.data ? <Redirect to={returnPath(search, location.origin)} replace /> : children;
}

import { ChartColumn, Inbox, Settings, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { unreadCount } from '../live/inbox.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { classes } from '../ui/classes.ts';
import { Mark } from '../ui/mark.tsx';
import { BellButton } from './bell.tsx';
import { MeMenu } from './me-menu.tsx';

export const RAIL =
  'shrink-0 items-center justify-around border-t border-line bg-sunken pt-1 pb-[max(4px,env(safe-area-inset-bottom))] desk:w-14 desk:flex-col desk:justify-start desk:gap-2 desk:border-t-0 desk:border-r desk:py-3';

/** The way between the parts of the dashboard. On a phone it makes room for an open conversation. */
export function Rail() {
  const { inbox } = useInbox();
  const [location] = useLocation();
  const unread = unreadCount(inbox);
  return (
    <nav
      aria-label="Main"
      className={classes(RAIL, location.startsWith('/inbox/') ? 'hidden desk:flex' : 'flex')}
    >
      <span className="mb-2 hidden desk:block">
        <Mark size={32} />
      </span>
      <RailLink
        to="/inbox"
        label={unread ? `Inbox, ${unread} unread` : 'Inbox'}
        icon={<Inbox size={20} strokeWidth={1.5} />}
        badge={unread}
      />
      <RailLink to="/customers" label="Customers" icon={<Users size={20} strokeWidth={1.5} />} />
      <RailLink to="/reports" label="Reports" icon={<ChartColumn size={20} strokeWidth={1.5} />} />
      <RailLink to="/settings" label="Settings" icon={<Settings size={20} strokeWidth={1.5} />} />
      <span className="hidden grow desk:block" />
      <BellButton />
      <MeMenu />
    </nav>
  );
}

interface RailLinkProps {
  to: string;
  label: string;
  icon: ReactNode;
  badge?: number;
}

function RailLink({ to, label, icon, badge = 0 }: RailLinkProps) {
  const [location] = useLocation();
  const here = location === to || location.startsWith(`${to}/`);
  const look = here ? 'bg-brand-soft text-brand-ink' : 'text-muted hover:bg-hover hover:text-ink';
  return (
    <Link
      href={to}
      aria-label={label}
      title={label}
      aria-current={here ? 'page' : undefined}
      className={classes('relative grid h-12 w-16 place-items-center rounded-card desk:size-10', look)}
    >
      {icon}
      {badge > 0 && <Badge count={badge} />}
    </Link>
  );
}

function Badge({ count }: { count: number }) {
  return (
    <span
      aria-hidden="true"
      className="absolute top-0.5 right-2 grid h-4 min-w-4 place-items-center rounded-full bg-brand px-1 text-[11px] font-semibold text-on-brand tabular-nums desk:-right-0.5"
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}

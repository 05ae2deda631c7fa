import { ArrowLeft, Eye } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Role } from '../../widget/protocol/generated.ts';
import { useColleagues } from '../live/choices.ts';
import { useTitle } from '../shell/title.ts';
import { classes } from '../ui/classes.ts';
import { useIsDesk } from '../ui/media.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { hasRole } from './rank.ts';
import { useMay } from './roles.ts';

interface FrameProps {
  title: string;
  lead?: ReactNode;
  /** The least role that changes something here. */
  changedBy?: Role;
  /** Where one came from; a phone has the list of pages. */
  back?: { to: string; name: string };
  /** At the right of the title. */
  action?: ReactNode;
  isWide?: boolean;
  children?: ReactNode;
}

/** One page of the settings. */
export function Frame({ title, lead, changedBy = 'agent', back, action, isWide, children }: FrameProps) {
  useTitle(title);
  const mayChange = useMay(changedBy);
  const main = useFocusOnPhone();
  return (
    // Where nothing can be changed there may be nothing to focus, and long pages are scrolled by keys too.
    <main
      ref={main}
      tabIndex={mayChange ? -1 : 0}
      className={classes(
        'min-w-0 grow scroll-pb-24 overflow-y-auto',
        // It is no place for keys when only a new page gives it the focus.
        mayChange ? 'outline-none' : '-outline-offset-2',
      )}
    >
      <div
        className={classes(
          'mx-auto flex flex-col gap-6 px-4 py-4 desk:px-8 desk:py-8',
          isWide ? 'max-w-240' : 'max-w-170',
        )}
      >
        <header className="flex flex-col gap-2">
          {back ? (
            <Back to={back.to} name={back.name} />
          ) : (
            <span className="desk:hidden">
              <Back to="/settings" name="Settings" />
            </span>
          )}
          <div className="flex min-h-8 flex-wrap items-center justify-between gap-3">
            <PageTitle>{title}</PageTitle>
            {mayChange && action}
          </div>
          {lead && <p className="text-muted">{lead}</p>}
          {!mayChange && <ReadOnly least={changedBy} />}
        </header>
        {children}
      </div>
    </main>
  );
}

/** There the list that had the focus is gone. */
function useFocusOnPhone(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const isDesk = useIsDesk();
  useEffect(() => {
    if (!isDesk && !main.current?.contains(document.activeElement)) main.current?.focus();
  }, [isDesk]);
  return main;
}

const Back = ({ to, name }: { to: string; name: string }) => (
  <Link
    href={to}
    className="-ml-2 inline-flex h-8 items-center gap-2 self-start rounded-control px-2 text-13 text-muted hover:bg-hover hover:text-ink"
  >
    <ArrowLeft size={16} strokeWidth={1.5} aria-hidden="true" />
    {name}
  </Link>
);

/** Who could change it. */
function ReadOnly({ least }: { least: Role }) {
  const all = useColleagues().data?.items ?? [];
  const names = all.filter(({ role }) => hasRole(role, least)).map(({ name }) => name);
  return (
    <p className="flex gap-2 rounded-card bg-sunken p-3 text-13 desk:bg-surface">
      <Eye size={16} strokeWidth={1.5} aria-hidden="true" className="mt-0.5 shrink-0 text-muted" />
      <span>
        Only {least === 'owner' ? 'owners' : 'admins'} can change this
        {names.length > 0 && <>: {listed.format(names.slice(0, MOST))}</>}.
      </span>
    </p>
  );
}

const MOST = 5;
const listed = new Intl.ListFormat('en');

interface CardProps {
  title?: string;
  lead?: ReactNode;
  children: ReactNode;
  isDanger?: boolean;
}

export function Card({ title, lead, children, isDanger }: CardProps) {
  return (
    <section
      aria-label={title}
      className={classes(
        'flex flex-col gap-4 rounded-card border bg-surface p-4 shadow-card desk:p-5',
        isDanger ? 'border-danger' : 'border-line',
      )}
    >
      {title && (
        <div className="flex flex-col gap-1">
          <h2 className="text-16 font-semibold">{title}</h2>
          {lead && <p className="text-13 text-muted">{lead}</p>}
        </div>
      )}
      {children}
    </section>
  );
}

/** A list that has nothing in it yet: one sentence, and what to do. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-4 rounded-card border border-dashed border-line px-6 py-12 text-center">
      <p className="max-w-90 text-muted">{children}</p>
      {action}
    </div>
  );
}

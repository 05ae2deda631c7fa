import { ChevronRight } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { classes } from '../ui/classes.ts';
import { isAt, PLACES, type Place } from './places.ts';

/** All pages of the settings: beside the one that is open, or on a phone by themselves. */
export function SettingsNav() {
  return (
    <nav aria-label="Settings" className="flex flex-col gap-5 p-4 pb-8">
      <h2 className="px-2 text-16 font-semibold">Settings</h2>
      {PLACES.map(({ name, places }) => (
        <section key={name} aria-label={name} className="flex flex-col gap-0.5">
          <h3 className="px-2 pb-1 text-12 font-medium text-muted">{name}</h3>
          {places.map((place) => (
            <NavLink key={place.path} place={place} />
          ))}
        </section>
      ))}
    </nav>
  );
}

function NavLink({ place }: { place: Place }) {
  const [location] = useLocation();
  const isHere = isAt(location, place);
  return (
    <Link
      href={place.path}
      aria-current={isHere ? 'page' : undefined}
      className={classes(
        'flex h-11 items-center justify-between rounded-control px-2 desk:h-8 desk:text-13',
        isHere ? 'bg-brand-soft font-medium text-brand-ink' : 'hover:bg-hover',
      )}
    >
      {place.name}
      <ChevronRight size={16} strokeWidth={1.5} aria-hidden="true" className="text-muted desk:hidden" />
    </Link>
  );
}

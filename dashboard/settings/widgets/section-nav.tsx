import { useLayoutEffect, useRef } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { classes } from '../../ui/classes.ts';
import { SECTIONS, type SectionId } from './sections.ts';
import { PATH } from './use-widgets.ts';

interface SectionNavProps {
  id: string;
  current: SectionId;
  /** Where something is not saved yet. */
  changed: ReadonlySet<SectionId>;
}

/** The same form goes on in the next section, so nobody is asked before going there. */
export const goToSection = (id: string, section: SectionId, replace: boolean) =>
  navigate(`${PATH}/${id}/${section}`, { replace });

export function SectionNav({ id, current, changed }: SectionNavProps) {
  const here = useRef<HTMLAnchorElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it is another one
  useLayoutEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav aria-label="Sections" className="-mx-4 overflow-x-auto px-4 desk:mx-0 desk:px-0">
      <ul className="flex gap-1 border-b border-line desk:flex-wrap">
        {SECTIONS.map((section) => {
          const isCurrent = section.id === current;
          return (
            <li key={section.id} className="shrink-0">
              <a
                ref={isCurrent ? here : null}
                href={`${PATH}/${id}/${section.id}`}
                aria-current={isCurrent ? 'page' : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  goToSection(id, section.id, changed.size > 0);
                }}
                className={classes(
                  'relative -mb-px inline-flex h-10 items-center border-b-2 px-2 text-13',
                  isCurrent
                    ? 'border-brand-ink font-medium text-brand-ink'
                    : 'border-transparent text-muted hover:text-ink',
                )}
              >
                {section.name}
                {changed.has(section.id) && (
                  <>
                    <span
                      aria-hidden="true"
                      className="absolute end-0 top-2 size-1.5 rounded-full bg-brand-ink"
                    />
                    <span className="sr-only"> (not saved)</span>
                  </>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

import { ChevronDown, Trash2 } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';

interface UnfoldProps {
  name: string;
  /** Small, below it. */
  about: string;
  isOpen: boolean;
  isWrong: boolean;
  toggle: () => void;
  remove: () => void;
  children: ReactNode;
}

/** One of a list that can be opened to be changed. */
export function Unfold({ name, about, isOpen, isWrong, toggle, remove, children }: UnfoldProps) {
  const id = useId();
  return (
    <div data-unfolded={isOpen || undefined} className="flex min-w-0 flex-col">
      <div className="flex items-center gap-1">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={toggle}
          className="flex min-h-11 min-w-0 grow items-center gap-2 rounded-control px-1 text-start hover:bg-hover"
        >
          <span className="flex min-w-0 grow flex-col">
            <bdi className="truncate font-medium">{name}</bdi>
            <span className={classes('truncate text-12', isWrong ? 'text-danger' : 'text-muted')}>
              {isWrong ? 'Something in it is not right.' : about}
            </span>
          </span>
          <ChevronDown
            size={16}
            strokeWidth={1.5}
            aria-hidden="true"
            className={classes('shrink-0 text-muted', isOpen && 'rotate-180')}
          />
        </button>
        <IconButton label={`Remove ${name}`} onClick={remove}>
          <Trash2 size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </div>
      {isOpen && (
        <div id={id} className="flex flex-col gap-4 px-1 pt-2 pb-3">
          {children}
        </div>
      )}
    </div>
  );
}

/** Is there anything wrong in it, by the names the server has? */
export const isWrongIn = (errors: Readonly<Record<string, string>>, at: string): boolean =>
  Object.keys(errors).some(
    (field) => field === at || field.startsWith(`${at}.`) || field.startsWith(`${at}[`),
  );

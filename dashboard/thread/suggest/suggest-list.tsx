import { useEffect, useRef } from 'react';
import { wordsFor } from '../../api/client.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import type { Suggestion, Suggestions } from './use-suggestions.ts';

/** Above the composer; the keys stay with the text. */
export function SuggestList({ id, open }: { id: string; open: Suggestions }) {
  const { kind, items, at, point, pick, isLoading, error, retry } = open;
  const isCanned = kind === 'canned';
  const words = emptyWords(open);
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-1 overflow-hidden rounded-card border border-line bg-raised shadow-window">
      <div
        id={id}
        role="listbox"
        aria-label={isCanned ? 'Canned replies' : 'Colleagues'}
        className="max-h-64 overflow-y-auto overscroll-contain p-1 empty:p-0"
      >
        {items.map((item, index) => (
          <Option
            key={item.id}
            id={`${id}-${index}`}
            item={item}
            isCurrent={index === at}
            isPerson={!isCanned}
            point={() => point(index)}
            pick={() => pick(index)}
          />
        ))}
      </div>
      {error ? (
        <p role="alert" className="flex items-center gap-3 p-3 text-13 text-muted">
          <span className="grow">The canned replies did not load. {wordsFor(error)}</span>
          <Button onClick={retry}>Try again</Button>
        </p>
      ) : (
        <p role="status" className={words ? 'p-3 text-13 text-muted' : 'sr-only'}>
          {words || (isLoading ? '' : `${items.length} to choose from`)}
        </p>
      )}
    </div>
  );
}

function emptyWords({ items, isLoading, typed }: Suggestions): string {
  if (items.length > 0) return '';
  if (isLoading) return 'Loading…';
  return typed ? `No canned reply has “${typed}”.` : 'There are no canned replies yet.';
}

interface OptionProps {
  id: string;
  item: Suggestion;
  isCurrent: boolean;
  isPerson: boolean;
  point: () => void;
  pick: () => void;
}

function Option({ id, item: { name, hint }, isCurrent, isPerson, point, pick }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's
    // biome-ignore lint/a11y/useFocusableInteractive: the text keeps the focus
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isCurrent}
      onPointerMove={isCurrent ? undefined : point}
      onPointerDown={(event) => event.preventDefault()}
      onClick={pick}
      className={classes(
        'flex min-h-9 cursor-pointer items-center gap-2 rounded-control px-2 py-1 text-13',
        isCurrent && 'bg-hover',
      )}
    >
      {isPerson && <Avatar name={name} size="tiny" />}
      <bdi className={classes('shrink-0 truncate', isPerson ? 'max-w-full' : 'max-w-40 font-medium')}>
        {name}
      </bdi>
      {hint && (
        <span dir="auto" className="min-w-0 grow truncate text-muted">
          {hint}
        </span>
      )}
    </div>
  );
}

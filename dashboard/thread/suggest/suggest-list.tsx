import { wordsFor } from '../../api/client.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Option } from '../../ui/option.tsx';
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
            isCurrent={index === at}
            point={() => point(index)}
            pick={() => pick(index)}
          >
            <Shown item={item} isPerson={!isCanned} />
          </Option>
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

function Shown({ item: { name, hint }, isPerson }: { item: Suggestion; isPerson: boolean }) {
  return (
    <>
      {isPerson && <Avatar name={name} size="tiny" />}
      <bdi className={classes('shrink-0 truncate', isPerson ? 'max-w-full' : 'max-w-40 font-medium')}>
        {name}
      </bdi>
      {hint && (
        <span dir="auto" className="min-w-0 grow truncate text-muted">
          {hint}
        </span>
      )}
    </>
  );
}

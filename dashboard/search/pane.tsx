import { ArrowLeft, History, Search, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useCurrentMe } from '../shell/me-context.ts';
import { IconButton } from '../ui/button.tsx';
import { type Narrowing, SearchFilters } from './filters.tsx';
import { keepSearch, recentSearches } from './recent.ts';
import { Results } from './results.tsx';

interface SearchPaneProps {
  /** What the address says is looked for. */
  find: string;
  /** Changes the address; null leaves the search. */
  search: (words: string | null) => void;
  /** The view one came from, as it stands in the address. */
  view: string;
  openId: string | null;
}

/** In the place of the list: what was said anywhere, and by whom. */
export default function SearchPane({ find, search, view, openId }: SearchPaneProps) {
  const { agent } = useCurrentMe();
  const [narrowing, setNarrowing] = useState<Narrowing>({ in: 'all', status: '', days: '' });
  const [, navigate] = useLocation();
  const leave = () => (openId ? search(null) : navigate(`/inbox${view}`));
  return (
    <div className="flex h-full flex-col bg-surface">
      <header className="shrink-0 border-b border-line px-2 pt-2">
        <div className="flex items-center gap-1">
          <IconButton label="Back to the list" onClick={leave}>
            <ArrowLeft size={18} strokeWidth={1.5} aria-hidden="true" />
          </IconButton>
          <Words find={find} search={search} leave={leave} />
        </div>
        <SearchFilters narrowing={narrowing} onNarrow={setNarrowing} />
      </header>
      {find.trim() === '' ? (
        <Recent words={recentSearches(localStorage, agent.id)} search={search} />
      ) : (
        <Results
          find={find.trim()}
          narrowing={narrowing}
          search={`${view}&${new URLSearchParams({ find })}`}
          openId={openId}
          onOpen={() => keepSearch(localStorage, agent.id, find.trim())}
        />
      )}
    </div>
  );
}

function Words({ find, search, leave }: Pick<SearchPaneProps, 'find' | 'search'> & { leave: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('[data-hit]')?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex h-9 min-w-0 grow items-center gap-2 rounded-control border border-edge bg-surface px-2.5 focus-within:border-brand-ink">
      <Search size={16} strokeWidth={1.5} className="shrink-0 text-muted" aria-hidden="true" />
      <input
        ref={field}
        type="search"
        enterKeyHint="search"
        aria-label="Search conversations and people"
        placeholder="Search"
        maxLength={200}
        value={find}
        onChange={(event) => search(event.target.value)}
        onKeyDown={onKeyDown}
        className="min-w-0 grow appearance-none bg-transparent text-16 outline-none desk:text-14 [&::-webkit-search-cancel-button]:hidden"
      />
      {find && (
        <IconButton
          label="Clear"
          className="-mr-1.5 size-6!"
          onClick={() => {
            search('');
            field.current?.focus();
          }}
        >
          <X size={14} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}

function Recent({ words, search }: { words: readonly string[]; search: (words: string) => void }) {
  if (words.length === 0)
    return (
      <p className="px-8 pt-8 text-center text-13 text-muted">
        Find what was said, and people by name, email or phone.
      </p>
    );
  return (
    <section aria-label="Recent searches" className="p-2">
      <h2 className="px-2 pt-2 pb-1 text-12 font-medium text-muted">Recent searches</h2>
      <ul>
        {words.map((one) => (
          <li key={one}>
            <button
              type="button"
              onClick={() => search(one)}
              className="flex w-full items-center gap-3 rounded-control px-2 py-2 text-left text-13 hover:bg-hover"
            >
              <History size={16} strokeWidth={1.5} className="shrink-0 text-muted" aria-hidden="true" />
              <bdi className="truncate">{one}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

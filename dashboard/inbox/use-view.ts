import { useCallback, useEffect, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { everything, searchOf, type View, viewOf } from '../live/views.ts';
import { useCurrentMe } from '../shell/me-context.ts';

/** The view in the address. An address without one means the view this agent looked at last. */
export function useView(): [View, (change: Partial<View>) => void] {
  const key = `chatdesk:view:${useCurrentMe().agent.id}`;
  const search = useSearch();
  const [path, navigate] = useLocation();
  const view = useMemo(() => viewOf(search) ?? viewOf(recall(key)) ?? everything, [search, key]);
  const isSaid = viewOf(search) !== null;
  useEffect(() => {
    if (isSaid) remember(key, searchOf(view));
    else if (view !== everything) navigate(`${path}${withView(search, view)}`, { replace: true });
  }, [isSaid, key, view, path, search, navigate]);

  const change = useCallback(
    (wanted: Partial<View>) => navigate(`${path}${withView(search, { ...view, ...wanted })}`),
    [navigate, path, search, view],
  );
  return [view, change];
}

const OF_A_VIEW = new Set(['view', 'status', 'order', 'department', 'label', 'rating', 'bot']);

/** What else the address says stays. */
function withView(search: string, view: View): string {
  const others = [...new URLSearchParams(search)].filter(([name]) => !OF_A_VIEW.has(name));
  return searchOf(view) + others.map((pair) => `&${new URLSearchParams([pair])}`).join('');
}

function remember(key: string, search: string): void {
  try {
    localStorage.setItem(key, search);
  } catch {
    // Remembering is a convenience.
  }
}

function recall(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

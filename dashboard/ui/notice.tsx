/** A line at the foot of the page that says what just failed or worked, and goes away. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { useShortcuts } from './shortcuts.ts';

const SHOWN_FOR = 6_000;
/** Somebody has to read it and reach it. */
const ACTION_SHOWN_FOR = 10_000;

interface NoticeAction {
  words: string;
  run: () => void;
}
type Say = (words: string, action?: NoticeAction) => void;

const Context = createContext<Say>(() => undefined);

export const useNotice = () => useContext(Context);

export function Notices({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<{ words: string; action: NoticeAction | undefined } | null>(null);
  const say = useCallback<Say>((words, action) => setNotice({ words, action }), []);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), notice.action ? ACTION_SHOWN_FOR : SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice]);

  return (
    <Context value={say}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-50 flex justify-center desk:inset-x-18 desk:bottom-4 desk:justify-start"
      >
        {notice && (
          <p className="flex items-center gap-3 motion-safe:animate-rise rounded-card bg-ink px-4 py-2 text-13 text-surface shadow-window">
            {notice.words}
            {notice.action && <NoticeButton {...notice.action} done={() => setNotice(null)} />}
          </p>
        )}
      </div>
    </Context>
  );
}

function NoticeButton({ words, run, done }: NoticeAction & { done: () => void }) {
  const press = () => {
    done();
    run();
  };
  useShortcuts({ z: press });
  return (
    <button
      type="button"
      title={`${words} (Z)`}
      onClick={press}
      className="pointer-events-auto -my-1 rounded-control px-2 py-1 font-semibold underline underline-offset-2 focus-visible:outline-surface"
    >
      {words}
    </button>
  );
}

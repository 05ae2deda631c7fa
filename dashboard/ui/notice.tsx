/** A line at the foot of the page that says what just failed or worked, and goes away. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';

const SHOWN_FOR = 6_000;
const Context = createContext<(words: string) => void>(() => undefined);

export const useNotice = () => useContext(Context);

export function Notices({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<{ words: string } | null>(null);
  const say = useCallback((words: string) => setNotice({ words }), []);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [notice]);

  return (
    <Context value={say}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-4 bottom-20 z-50 flex justify-center desk:bottom-6"
      >
        {notice && (
          <p className="motion-safe:animate-rise rounded-card bg-ink px-4 py-2 text-13 text-surface shadow-window">
            {notice.words}
          </p>
        )}
      </div>
    </Context>
  );
}

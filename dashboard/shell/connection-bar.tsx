import { CloudOff } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useInbox } from '../live/inbox-provider.tsx';

/** A short loss repairs itself before anybody needs to know. */
const WORTH_TELLING = 2_000;

export function ConnectionBar() {
  const { connection } = useInbox();
  const isOnline = useSyncExternalStore(followNetwork, () => navigator.onLine);
  const lost = useLasting(connection !== 'online', WORTH_TELLING) || !isOnline;
  return (
    <div role="status">
      {lost && (
        <p className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-1.5 text-13 text-ink">
          <CloudOff size={16} className="shrink-0 text-warning" aria-hidden="true" />
          Connection lost. Keep writing: what you send goes out when we are back.
        </p>
      )}
    </div>
  );
}

function followNetwork(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

/** True once `value` has been true for so long; false at once. */
function useLasting(value: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [value, milliseconds]);
  return value && lasting;
}

import { MessageSquare } from 'lucide-react';
import { Suspense } from 'react';
import { Keys } from '../ui/keys.tsx';
import { useIsDesk } from '../ui/media.ts';
import { part } from '../ui/part.ts';
import { useIsNew } from './is-new.ts';

const Welcome = part(() => import('./welcome.tsx'));

export function NothingOpen() {
  const isNew = useIsNew();
  // A phone greets in its list.
  const isDesk = useIsDesk();
  return (
    <div className="grid h-full place-items-center overflow-y-auto bg-sunken p-8">
      {isNew && isDesk ? (
        <Suspense>
          <Welcome />
        </Suspense>
      ) : (
        <PickOne />
      )}
    </div>
  );
}

function PickOne() {
  return (
    <div className="flex flex-col items-center gap-3 text-muted">
      <MessageSquare size={32} strokeWidth={1.25} aria-hidden="true" />
      <h2 className="text-14 font-normal">Pick a conversation to read it here.</h2>
      <p className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 text-12">
        <Hint keys="j k">to move</Hint>
        <Hint keys="Enter">to open</Hint>
        <Hint keys="Mod+K">to do anything</Hint>
        <Hint keys="?">for all keys</Hint>
      </p>
    </div>
  );
}

function Hint({ keys, children }: { keys: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <Keys keys={keys} /> {children}
    </span>
  );
}

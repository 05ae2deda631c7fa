import { MessageSquare } from 'lucide-react';
import { useIsNew } from './is-new.ts';
import { Welcome } from './welcome.tsx';

export function NothingOpen() {
  const isNew = useIsNew();
  return (
    <div className="grid h-full place-items-center overflow-y-auto bg-sunken p-8">
      {isNew ? <Welcome /> : <PickOne />}
    </div>
  );
}

function PickOne() {
  return (
    <div className="flex flex-col items-center gap-3 text-muted">
      <MessageSquare size={32} strokeWidth={1.25} aria-hidden="true" />
      <h2 className="text-14 font-normal">Pick a conversation to read it here.</h2>
      <p className="text-12">
        <Key name="J" /> <Key name="K" /> to move, <Key name="Enter" /> to open, <Key name="R" /> to reply,{' '}
        <Key name="N" /> for a note
      </p>
    </div>
  );
}

function Key({ name }: { name: string }) {
  return (
    <kbd className="rounded-control border border-line bg-surface px-1.5 py-0.5 font-sans text-12 text-ink">
      {name}
    </kbd>
  );
}

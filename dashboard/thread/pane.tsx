import { Suspense } from 'react';
import type { ConversationId } from '../../widget/protocol/generated.ts';
import { part } from '../ui/part.ts';
import { ThreadSkeleton } from './skeleton.tsx';

const load = () => import('./conversation-pane.tsx');
const ConversationPane = part(load);

/** The list comes first; what a conversation needs comes right behind it, before anybody has opened one. */
const SOON = 3_000;
setTimeout(() => load().catch(() => undefined), SOON);

export function ThreadPane({ id }: { id: ConversationId }) {
  return (
    <Suspense fallback={<Coming />}>
      <ConversationPane id={id} />
    </Suspense>
  );
}

function Coming() {
  return (
    <div className="flex h-full flex-col bg-surface">
      <div className="h-14 shrink-0" />
      <div className="h-11 shrink-0 border-b border-line" />
      <ThreadSkeleton />
    </div>
  );
}

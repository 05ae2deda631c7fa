import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearch } from 'wouter';
import type { ConversationId } from '../../widget/protocol/generated.ts';
import { conversation as readConversation } from '../api/calls.ts';
import { ApiError, isPassing } from '../api/client.ts';
import { CustomerPanel } from '../customer/panel.tsx';
import { usePanel } from '../customer/use-panel.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import type { LiveRoom } from '../live/room.ts';
import type { RoomView } from '../live/room-view.ts';
import { viewersOf } from '../live/thread.ts';
import { useRoom } from '../live/use-room.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import { Failure } from '../ui/failure.tsx';
import { Composer } from './composer.tsx';
import { ThreadHeader } from './header.tsx';
import { MessageList } from './message-list.tsx';
import { NotFound } from './not-found.tsx';
import { ThreadSkeleton } from './skeleton.tsx';

/** One conversation: who it is with, what was said, and where to answer. */
export default function ConversationPane({ id }: { id: ConversationId }) {
  const { room, view } = useRoom(id);
  const conversation = useConversation(id, view);
  const panel = usePanel();
  const viewers = viewersOf(view.thread, useCurrentMe().agent.id);
  useRestart(view, () => void room.start());
  useAskedMessage(room, view.phase === 'ready');

  if (isMissing(view.error)) return <NotFound pending={view.thread.pending} discard={room.discard} />;
  return (
    <div className="flex h-full">
      <section aria-label="Conversation" className="flex min-w-0 grow flex-col bg-surface">
        <ThreadHeader room={room} conversation={conversation} viewers={viewers} panel={panel} />
        {view.phase === 'failed' && (
          <div className="min-h-0 grow overflow-y-auto">
            <Failure
              what="The conversation did not load."
              error={view.error}
              retry={() => void room.start()}
            />
          </div>
        )}
        {view.phase === 'loading' && <ThreadSkeleton />}
        {view.phase === 'ready' && <MessageList room={room} view={view} />}
        <Composer room={room} view={view} conversation={conversation} />
      </section>
      {panel.isOpen && <CustomerPanel conversation={conversation} close={panel.toggle} />}
    </div>
  );
}

/** The room knows best; until it speaks, the list or a call of its own. */
function useConversation(id: ConversationId, { thread }: RoomView) {
  const { inbox } = useInbox();
  const listed = inbox.entries.get(id)?.conversation ?? null;
  const read = useQuery({
    queryKey: ['conversation', id],
    queryFn: ({ signal }) => readConversation(id, signal),
    enabled: !thread.conversation && !listed,
  });
  return thread.conversation ?? listed ?? read.data?.conversation ?? null;
}

/** Whoever comes from a search or a mention comes for one message: `?message=12`. */
function useAskedMessage(room: LiveRoom, isReady: boolean): void {
  const seq = Number(new URLSearchParams(useSearch()).get('message'));
  useEffect(() => {
    if (isReady && Number.isInteger(seq) && seq > 0) void room.pages.jump(seq);
  }, [room, seq, isReady]);
}

/** What failed because of the network is tried again by itself when the network is back. */
function useRestart({ phase, error }: RoomView, start: () => void): void {
  const { connection } = useInbox();
  const worthIt = phase === 'failed' && isPassing(error) && connection === 'online';
  // Only the moment it becomes worth it counts; a server that keeps failing is left to the button.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (worthIt) start();
  }, [connection]);
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.code === 'invalid_id');
}

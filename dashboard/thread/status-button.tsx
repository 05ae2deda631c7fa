import { useMutation } from '@tanstack/react-query';
import { Check, RotateCcw } from 'lucide-react';
import { changeStatus } from '../api/calls.ts';
import { wordsFor } from '../api/client.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { Button } from '../ui/button.tsx';
import { useNotice } from '../ui/notice.tsx';
import type { RoomConversation } from './types.ts';

/** Done with it, or not after all. */
export function StatusButton({ conversation: { id, status } }: { conversation: RoomConversation }) {
  const { changed } = useInbox();
  const say = useNotice();
  const isClosed = status === 'closed';
  const change = useMutation({
    mutationFn: () => changeStatus(id, isClosed ? 'open' : 'closed'),
    onSuccess: ({ conversation }) => changed(conversation),
    onError: (error) => say(wordsFor(error)),
  });
  const Icon = isClosed ? RotateCcw : Check;
  return (
    <Button onClick={() => change.mutate()} disabled={change.isPending}>
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {isClosed ? 'Reopen' : 'Close'}
    </Button>
  );
}

import { X } from 'lucide-react';
import { Suspense } from 'react';
import type { RoomConversation } from '../thread/types.ts';
import { IconButton } from '../ui/button.tsx';
import { part } from '../ui/part.ts';
import { Skeleton } from '../ui/skeleton.tsx';

const Details = part(() => import('./details.tsx'));

interface CustomerPanelProps {
  conversation: RoomConversation | null;
  close: () => void;
}

/** Who the agent is talking to. Beside the thread where there is room, over it where there is not. */
export function CustomerPanel({ conversation, close }: CustomerPanelProps) {
  return (
    <aside
      aria-label="Customer"
      className="fixed inset-y-0 right-0 z-30 w-full shrink-0 overflow-y-auto border-l border-line bg-surface desk:w-75 desk:shadow-window wide:static wide:shadow-none"
    >
      <div className="flex h-14 items-center justify-between border-b border-line pr-2 pl-4">
        <h2 className="font-semibold">Customer</h2>
        {/* Where the panel covers what opened it, the focus comes along. */}
        <IconButton label="Hide customer details" onClick={close} autoFocus className="wide:hidden">
          <X size={20} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </div>
      <Suspense fallback={<Waiting />}>
        {conversation ? <Details conversation={conversation} /> : <Waiting />}
      </Suspense>
    </aside>
  );
}

function Waiting() {
  return (
    <div className="flex items-center gap-3 p-4">
      <Skeleton className="size-14 rounded-full" />
      <Skeleton className="h-4 w-32" />
    </div>
  );
}

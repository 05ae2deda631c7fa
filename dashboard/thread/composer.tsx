import { Tabs } from 'radix-ui';
import { useId } from 'react';
import type { Mode } from '../live/drafts.ts';
import type { LiveRoom } from '../live/room.ts';
import type { RoomView } from '../live/room-view.ts';
import { classes } from '../ui/classes.ts';
import { onPasteInto } from './attach.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { MeanwhileStrip } from './meanwhile-strip.tsx';
import { ModeTabs } from './mode-tabs.tsx';
import { Replying } from './replying.tsx';
import { SuggestList } from './suggest/suggest-list.tsx';
import { Tray } from './tray.tsx';
import type { RoomConversation } from './types.ts';
import { useComposer } from './use-composer.ts';
import { Writing } from './writing.tsx';

interface ComposerProps {
  room: LiveRoom;
  view: RoomView;
  conversation: RoomConversation | null;
}

/** Where an agent writes. A note tints all of it, so that nobody answers a customer by mistake. */
export function Composer({ room, view, conversation }: ComposerProps) {
  const writing = useComposer(room, view, conversation);
  const { draft, area, focus, meanwhile, suggestions, uploads, files, send, sendAndClose } = writing;
  const { mode, setMode } = draft;
  const listId = useId();

  return (
    <Tabs.Root
      value={mode}
      onValueChange={(value) => setMode(value as Mode)}
      activationMode="manual"
      className="shrink-0 px-2 pb-[max(8px,env(safe-area-inset-bottom))] desk:px-4 desk:pb-4"
    >
      <Replying typing={view.thread.typing} />
      <div
        className={classes(
          'relative mx-auto max-w-180 rounded-card border',
          mode === 'note'
            ? 'border-note-line bg-note focus-within:border-warning'
            : 'border-edge bg-surface focus-within:border-brand-ink',
        )}
      >
        {suggestions.open && <SuggestList id={listId} open={suggestions.open} />}
        <ModeTabs onPick={focus} />
        {meanwhile && <MeanwhileStrip meanwhile={meanwhile} />}
        <Tabs.Content value={mode} tabIndex={-1} className="px-3 pb-2">
          <Tray files={files} uploads={uploads} />
          <Writing
            area={area}
            draft={draft}
            placeholder={placeholderFor(mode, conversation)}
            suggestions={{ id: listId, open: suggestions.open }}
            onText={writing.typed}
            onCaret={suggestions.onCaret}
            onKey={suggestions.onKeyDown}
            onSend={send}
            onSendAndClose={sendAndClose}
            onPaste={onPasteInto(uploads)}
          />
          <ComposerFoot
            draft={draft}
            uploads={uploads}
            isClosed={conversation?.status === 'closed'}
            isAsked={meanwhile?.isAsked ?? false}
            canSend={writing.canSend}
            send={send}
            sendAndClose={sendAndClose}
            insert={writing.insert}
            focus={focus}
          />
        </Tabs.Content>
      </div>
    </Tabs.Root>
  );
}

function placeholderFor(mode: Mode, conversation: RoomConversation | null): string {
  if (mode === 'note') return 'Write a note. Only your team sees it. @ names a colleague.';
  if (!conversation) return 'Reply';
  return `Reply to ${conversation.widget_customer.display_name}`;
}

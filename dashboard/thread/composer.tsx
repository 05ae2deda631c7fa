import { Lock, SendHorizontal } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useRef } from 'react';
import type { ConversationId } from '../../widget/protocol/generated.ts';
import type { Mode } from '../live/drafts.ts';
import type { LiveRoom } from '../live/room.ts';
import { useUploads } from '../live/uploads.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { AttachButton, onPasteInto, useDrop } from './attach.tsx';
import { Tray } from './tray.tsx';
import type { RoomConversation } from './types.ts';
import { type Draft, useDraft } from './use-draft.ts';
import { useWhenUploaded } from './use-when-uploaded.ts';
import { Writing } from './writing.tsx';

interface ComposerProps {
  id: ConversationId;
  room: LiveRoom;
  conversation: RoomConversation | null;
  /** False when the conversation did not load. */
  canSpeak: boolean;
}

/** Where an agent writes. A note tints all of it, so that nobody answers a customer by mistake. */
export function Composer({ id, room, conversation, canSpeak }: ComposerProps) {
  const draft = useDraft(id);
  const { mode, setMode, text, setText } = draft;
  const area = useRef<HTMLTextAreaElement>(null);
  const write = (next: Mode) => {
    setMode(next);
    area.current?.focus();
  };
  useShortcuts({ r: () => write('reply'), n: () => write('note') });

  const { uploads, files } = useUploads(id, mode);
  useDrop(uploads);
  const hasWords = text.trim() !== '' || files.length > 0;
  const canSend = canSpeak && hasWords && draft.excess === 0 && !uploads.hasTrouble;
  const send = useWhenUploaded(uploads, files, () => {
    if (!canSend) return;
    const words = text.trim();
    room.send(words, mode === 'note' ? 'note' : words ? 'text' : 'file', uploads.take());
    room.typing(false);
    setText('');
    area.current?.focus();
  });
  const typed = (next: string) => {
    setText(next);
    if (mode === 'reply') room.typing(next.trim() !== '');
  };

  return (
    <Tabs.Root
      value={mode}
      onValueChange={(value) => setMode(value as Mode)}
      activationMode="manual"
      className="shrink-0 px-2 pb-[max(8px,env(safe-area-inset-bottom))] desk:px-4 desk:pb-4"
    >
      <div
        className={classes(
          'mx-auto max-w-180 rounded-card border',
          mode === 'note'
            ? 'border-note-line bg-note focus-within:border-warning'
            : 'border-edge bg-surface focus-within:border-brand-ink',
        )}
      >
        <ModeTabs onPick={() => area.current?.focus()} />
        <Tabs.Content value={mode} tabIndex={-1} className="px-3 pb-2">
          <Tray files={files} uploads={uploads} />
          <Writing
            area={area}
            draft={draft}
            placeholder={placeholderFor(mode, conversation)}
            onText={typed}
            onSend={send}
            onPaste={onPasteInto(uploads)}
          />
          <div className="flex items-center gap-2">
            <AttachButton uploads={uploads} />
            <Hint draft={draft} isClosed={conversation?.status === 'closed'} />
            <Button look="primary" className="ml-auto" disabled={!canSend} onClick={send}>
              <SendHorizontal size={16} aria-hidden="true" />
              {mode === 'note' ? 'Add note' : 'Send'}
            </Button>
          </div>
        </Tabs.Content>
      </div>
    </Tabs.Root>
  );
}

function placeholderFor(mode: Mode, conversation: RoomConversation | null): string {
  if (mode === 'note') return 'Write a note. Only your team sees it.';
  return conversation ? `Reply to ${conversation.widget_customer.display_name}` : 'Reply';
}

/** A press on a tab leaves the focus on it, so the text gets it back after the click. */
function ModeTabs({ onPick }: { onPick: () => void }) {
  const look =
    'border-b-2 border-transparent px-2 py-2 text-muted -outline-offset-2 hover:text-ink data-[state=active]:border-current data-[state=active]:text-ink';
  return (
    <Tabs.List aria-label="Write a" className="flex gap-1 px-1 text-13 font-medium">
      <Tabs.Trigger value="reply" onClick={onPick} className={look}>
        Reply
      </Tabs.Trigger>
      <Tabs.Trigger value="note" onClick={onPick} className={classes('flex items-center gap-1.5', look)}>
        <Lock size={12} aria-hidden="true" />
        Note
      </Tabs.Trigger>
    </Tabs.List>
  );
}

function Hint({ draft: { excess }, isClosed }: { draft: Draft; isClosed: boolean }) {
  if (excess > 0) {
    return (
      <p role="alert" className="text-12 text-danger">
        Too long by {excess.toLocaleString()} characters.
      </p>
    );
  }
  return (
    <p className="hidden text-12 text-muted desk:block">
      {isClosed ? 'Closed. A reply opens it again.' : 'Enter sends, Shift + Enter starts a new line'}
    </p>
  );
}

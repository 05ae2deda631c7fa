import { Tabs } from 'radix-ui';
import { useId, useRef } from 'react';
import type { Mode } from '../live/drafts.ts';
import type { LiveRoom } from '../live/room.ts';
import type { RoomView } from '../live/room-view.ts';
import { completed } from '../live/triggers.ts';
import { classes } from '../ui/classes.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { onPasteInto, useDrop } from './attach.tsx';
import { ComposerFoot } from './composer-foot.tsx';
import { MeanwhileStrip } from './meanwhile-strip.tsx';
import { ModeTabs } from './mode-tabs.tsx';
import { Replying } from './replying.tsx';
import { SuggestList } from './suggest/suggest-list.tsx';
import { useSuggestions } from './suggest/use-suggestions.ts';
import { Tray } from './tray.tsx';
import { type RoomConversation, wholeOf } from './types.ts';
import { useDraft } from './use-draft.ts';
import { useMeanwhile } from './use-meanwhile.ts';
import { useSend } from './use-send.ts';
import { Writing } from './writing.tsx';

interface ComposerProps {
  room: LiveRoom;
  view: RoomView;
  conversation: RoomConversation | null;
}

/** Where an agent writes. A note tints all of it, so that nobody answers a customer by mistake. */
export function Composer({ room, view, conversation }: ComposerProps) {
  const draft = useDraft(room.id);
  const { mode, setMode, text, setText } = draft;
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const focus = () => area.current?.focus();
  const write = (next: Mode) => {
    setMode(next);
    focus();
  };
  useShortcuts({ r: () => write('reply'), n: () => write('note') });

  const { meanwhile, mayGo } = useMeanwhile(room, view, draft);
  const whole = conversation && wholeOf(conversation);
  // What did not load is nothing to speak into.
  const canSpeak = view.phase !== 'failed';
  const sending = useSend({ room, conversation: whole, draft, canSpeak, mayGo });
  const { uploads, files } = sending;
  useDrop(uploads);
  const andFocus = (send: () => void) => () => {
    send();
    focus();
  };
  const typed = (next: string) => {
    setText(next);
    if (mode === 'reply') room.typing(next.trim() !== '');
  };
  const suggestions = useSuggestions(area, draft, conversation);
  const insert = (words: string) => {
    const { selectionStart: from = text.length, selectionEnd: to = text.length } = area.current ?? {};
    const next = completed(text, { from, to }, words);
    typed(next.text);
    requestAnimationFrame(() => {
      focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };

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
            onText={typed}
            onCaret={suggestions.onCaret}
            onKey={suggestions.onKeyDown}
            onSend={andFocus(sending.send)}
            onSendAndClose={andFocus(sending.sendAndClose)}
            onPaste={onPasteInto(uploads)}
          />
          <ComposerFoot
            draft={draft}
            uploads={uploads}
            isClosed={conversation?.status === 'closed'}
            isAsked={meanwhile?.isAsked ?? false}
            canSend={sending.canSend}
            send={andFocus(sending.send)}
            sendAndClose={andFocus(sending.sendAndClose)}
            insert={insert}
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

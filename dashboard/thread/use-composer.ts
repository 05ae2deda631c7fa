import { useRef } from 'react';
import type { Mode } from '../live/drafts.ts';
import type { LiveRoom } from '../live/room.ts';
import type { RoomView } from '../live/room-view.ts';
import { completed } from '../live/triggers.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useDrop } from './attach.tsx';
import { useSuggestions } from './suggest/use-suggestions.ts';
import { type RoomConversation, wholeOf } from './types.ts';
import { useDraft } from './use-draft.ts';
import { useMeanwhile } from './use-meanwhile.ts';
import { useSend } from './use-send.ts';

/** All that happens while somebody writes. */
export function useComposer(room: LiveRoom, view: RoomView, conversation: RoomConversation | null) {
  const draft = useDraft(room.id);
  const { mode, setMode, text, setText } = draft;
  const area = useRef<HTMLTextAreaElement>(null);
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
  useDrop(sending.uploads);
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
  const { send, sendAndClose, ...files } = sending;
  return {
    ...{ draft, area, focus, meanwhile, typed, suggestions, insert, ...files },
    send: andFocus(send),
    sendAndClose: andFocus(sendAndClose),
  };
}

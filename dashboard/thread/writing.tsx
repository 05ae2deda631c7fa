import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';
import { useLocation } from 'wouter';
import { isSend, isSendAndClose } from './keys.ts';
import type { Suggestions } from './suggest/use-suggestions.ts';
import type { Draft } from './use-draft.ts';

interface WritingProps {
  area: RefObject<HTMLTextAreaElement | null>;
  draft: Draft;
  placeholder: string;
  /** The list that completes what is typed, by its id. */
  suggestions: { id: string; open: Suggestions | null };
  onText: (text: string) => void;
  onCaret: (place: number) => void;
  /** First asked about a key. */
  onKey: (event: KeyboardEvent) => void;
  onSend: () => void;
  onSendAndClose: () => void;
  onPaste: (event: ClipboardEvent) => void;
}

/** The text itself, growing with what is written. */
export function Writing({ area, draft: { text, mode }, placeholder, suggestions, ...on }: WritingProps) {
  const [, navigate] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => fit(area.current), [area, text, mode]);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    on.onKey(event);
    if (event.defaultPrevented) return;
    if (isSendAndClose(event.nativeEvent)) {
      event.preventDefault();
      on.onSendAndClose();
    } else if (isSend(event.nativeEvent)) {
      event.preventDefault();
      on.onSend();
    }
    if (event.key === 'Escape') leave(event.currentTarget, () => navigate('/inbox'));
  };
  const { id, open } = suggestions;
  return (
    <textarea
      ref={area}
      value={text}
      rows={1}
      dir="auto"
      enterKeyHint="send"
      aria-label={mode === 'note' ? 'Note' : 'Reply'}
      aria-autocomplete="list"
      aria-controls={open ? id : undefined}
      aria-activedescendant={open && open.items.length > 0 ? `${id}-${open.at}` : undefined}
      placeholder={placeholder}
      onChange={(event) => {
        on.onText(event.target.value);
        on.onCaret(event.target.selectionStart);
      }}
      onSelect={(event) => on.onCaret(event.currentTarget.selectionStart)}
      onKeyDown={onKeyDown}
      onPaste={on.onPaste}
      className="block max-h-60 min-h-12 w-full resize-none bg-transparent py-2 text-16 outline-none desk:text-14"
    />
  );
}

/** Grows with its text, up to what the style allows. */
function fit(area: HTMLTextAreaElement | null): void {
  if (!area) return;
  area.style.height = '0';
  area.style.height = `${area.scrollHeight}px`;
}

/** Back to the open conversation's row, where the keys of the list go on; without a list beside it, back to the list. */
function leave(area: HTMLTextAreaElement, toList: () => void): void {
  const row = document.querySelector<HTMLElement>('[data-id][aria-current]');
  area.blur();
  if (row?.checkVisibility()) row.focus();
  else toList();
}

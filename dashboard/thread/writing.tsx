import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';
import { useLocation } from 'wouter';
import { isSend } from './keys.ts';
import type { Draft } from './use-draft.ts';

interface WritingProps {
  area: RefObject<HTMLTextAreaElement | null>;
  draft: Draft;
  placeholder: string;
  onText: (text: string) => void;
  onSend: () => void;
  onPaste: (event: ClipboardEvent) => void;
}

/** The text itself, growing with what is written. */
export function Writing({ area, draft: { text, mode }, placeholder, onText, onSend, onPaste }: WritingProps) {
  const [, navigate] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => fit(area.current), [area, text, mode]);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isSend(event.nativeEvent)) {
      event.preventDefault();
      onSend();
    }
    if (event.key === 'Escape' && !event.defaultPrevented)
      leave(event.currentTarget, () => navigate('/inbox'));
  };
  return (
    <textarea
      ref={area}
      value={text}
      rows={1}
      dir="auto"
      enterKeyHint="send"
      aria-label={mode === 'note' ? 'Note' : 'Reply'}
      placeholder={placeholder}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
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

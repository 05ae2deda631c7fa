import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../languages/index.ts';
import type { Chat } from '../chat.ts';
import type { ChatState } from '../state.ts';
import { Icon } from './Icon.tsx';

const LONGEST = 10_000;

interface Props {
  state: ChatState;
  chat: Chat;
  /** The first message: a whole card with a button that says what happens. */
  isFirst?: boolean;
}

export function Composer({ state, chat, isFirst = false }: Props) {
  const { draft, open } = state;
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => grow(field.current));
  // Where a keyboard would jump up and cover half of the greeting, the visitor taps first.
  useEffect(() => {
    if (open && !matchMedia('(pointer: coarse)').matches) field.current?.focus();
  }, [open]);
  const send = () => {
    void chat.send();
    field.current?.focus();
  };
  return (
    <form
      class={isFirst ? 'composer first' : 'composer'}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={isFirst ? 3 : 1}
        // The placeholder reads as the page does, what is written as it is written.
        dir={draft ? 'auto' : undefined}
        maxLength={LONGEST}
        enterkeyhint="send"
        placeholder={t('write')}
        aria-label={t('write')}
        value={draft}
        onInput={({ currentTarget }) => chat.write(currentTarget.value)}
        onKeyDown={(event) => {
          if (!isSend(event)) return;
          event.preventDefault();
          send();
        }}
      />
      {isFirst ? (
        <button type="submit" class="primary">
          {t('start')}
        </button>
      ) : (
        <SendButton isShown={draft.trim() !== ''} />
      )}
    </form>
  );
}

function SendButton({ isShown }: { isShown: boolean }) {
  return (
    <button type="submit" class="send" aria-label={t('send')} disabled={!isShown}>
      <Icon name="arrowUp" />
    </button>
  );
}

/** Enter sends, but not the Enter that ends the choice of a Japanese or Chinese word. Safari says so by 229 only. */
function isSend({ key, shiftKey, isComposing, keyCode }: KeyboardEvent): boolean {
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229;
}

/** As tall as its text; the stylesheet says where that ends. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

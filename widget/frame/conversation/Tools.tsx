import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../languages/later.ts';
import type { Chat } from '../chat.ts';
import { Icon } from '../parts/Icon.tsx';
import { Lazy } from '../parts/Lazy.tsx';
import type { ChatState } from '../state.ts';
import { AttachButton } from './AttachButton.tsx';

const SMILE = ['M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0', 'M8 14s1.5 2 4 2 4-2 4-2', 'M9 9h.01', 'M15 9h.01'];

const emoji = () => import('../emoji/index.tsx');

interface Props {
  state: ChatState;
  chat: Chat;
  /** Where the visitor writes. */
  field: RefObject<HTMLTextAreaElement | null>;
  isFirst: boolean;
}

/** What stands beside the words in the composer. */
export function Tools({ state, chat, field, isFirst }: Props) {
  return (
    <div class="extras">
      {state.config.attachments && <AttachButton chat={chat} />}
      {!isFirst && <EmojiButton chat={chat} field={field} />}
    </div>
  );
}

function EmojiButton({ chat, field }: Pick<Props, 'chat' | 'field'>) {
  const [isOpen, open] = useState(false);
  const pick = (picked: string) => insert(picked, field.current, chat);
  const close = () => open(false);
  const leave = () => {
    close();
    field.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="extra"
        aria-label={t('emoji')}
        title={t('emoji')}
        aria-expanded={isOpen}
        onClick={() => open(!isOpen)}
      >
        <Icon of={SMILE} />
      </button>
      {isOpen && (
        <div class="pop-up">
          <Lazy name={emoji} meanwhile={null}>
            {({ Picker }) => <Picker pick={pick} close={close} leave={leave} />}
          </Lazy>
        </div>
      )}
    </>
  );
}

/** At the caret, in place of what is selected. */
function insert(emoji: string, field: HTMLTextAreaElement | null, chat: Chat): void {
  if (!field || field.value.length + emoji.length > field.maxLength) return;
  field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
  chat.write(field.value);
}

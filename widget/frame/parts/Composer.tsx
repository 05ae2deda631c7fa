import { Component, createRef } from 'preact';
import { t } from '../../languages/index.ts';
import type { Chat } from '../chat.ts';
import type { ChatState } from '../state.ts';
import { Icon } from './Icon.tsx';

const LONGEST = 10_000;
const ARROW_UP = ['m5 12 7-7 7 7', 'M12 19V5'];

interface Props {
  state: ChatState;
  chat: Chat;
  /** The first message: a whole card with a button that says what happens. */
  isFirst?: boolean;
}

export class Composer extends Component<Props> {
  readonly #field = createRef<HTMLTextAreaElement>();

  override componentDidMount(): void {
    this.#show(false);
  }

  override componentDidUpdate(before: Props): void {
    this.#show(before.state.open);
  }

  /**
   * Where a keyboard would jump up and cover half of the greeting, the visitor taps first. A window that opens by itself
   * takes nobody's focus: then the page has it.
   */
  #show(wasOpen: boolean): void {
    grow(this.#field.current);
    const { open, isInline } = this.props.state;
    if (!open || wasOpen || isInline || matchMedia('(pointer: coarse)').matches) return;
    const focus = () => this.#field.current?.focus();
    if (document.hasFocus()) focus();
    // The page, a process of its own, gives us the focus too, which may take longer than the news that we are open.
    else addEventListener('focus', focus, { once: true });
  }

  #send = (event: Event) => {
    event.preventDefault();
    void this.props.chat.send();
    this.#field.current?.focus();
  };

  override render({ state, chat, isFirst = false }: Props) {
    const { draft, thread, files, tray } = state;
    const prepare = () => chat.prepare();
    return (
      <form
        class={isFirst ? 'composer first' : 'composer'}
        onSubmit={this.#send}
        onPointerEnter={prepare}
        onKeyDown={prepare}
      >
        {tray && files.length > 0 && <tray.Tray files={files} chat={chat} />}
        <textarea
          ref={this.#field}
          rows={isFirst ? 3 : 1}
          // The placeholder reads as the page does, what is written as it is written.
          dir={draft ? 'auto' : undefined}
          maxLength={LONGEST}
          enterkeyhint="send"
          placeholder={t('write')}
          aria-label={t('write')}
          value={draft}
          onInput={({ currentTarget }) => chat.write(currentTarget.value)}
          onKeyDown={(event) => isSend(event) && this.#send(event)}
          onPaste={({ clipboardData }) => chat.attach(clipboardData?.files)}
        />
        {thread && <thread.Tools state={state} chat={chat} field={this.#field} isFirst={isFirst} />}
        {isFirst ? (
          <button type="submit" class="primary">
            {t('start')}
          </button>
        ) : (
          <SendButton isShown={draft.trim() !== '' || files.length > 0} />
        )}
      </form>
    );
  }
}

function SendButton({ isShown }: { isShown: boolean }) {
  return (
    <button type="submit" class="send" aria-label={t('send')} disabled={!isShown}>
      <Icon of={ARROW_UP} />
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

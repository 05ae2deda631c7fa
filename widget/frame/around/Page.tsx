import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Chat } from '../chat.ts';
import { useEscape } from '../hooks.ts';
import { Foot } from '../parts/screens.tsx';
import type { ChatState } from '../state.ts';

interface Props {
  name: string;
  title: string;
  state: ChatState;
  chat: Chat;
  children: ComponentChildren;
}

/** A screen in place of the conversation. Its title has the focus first, so that it is read out. */
export function Page({ name, title, state, chat, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEscape(() => chat.store.change({ view: 'chat' }));
  return (
    <section class={`page ${name}`} aria-labelledby="page">
      <h2 id="page" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
      <Foot config={state.config} />
    </section>
  );
}

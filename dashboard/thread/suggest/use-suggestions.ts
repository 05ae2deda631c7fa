import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { cannedReplies } from '../../api/canned.ts';
import { filled, found, valuesFor } from '../../live/canned.ts';
import { useColleagues } from '../../live/choices.ts';
import { useInbox } from '../../live/inbox-provider.tsx';
import { completed, type Trigger, triggerAt } from '../../live/triggers.ts';
import { useCurrentMe } from '../../shell/me-context.ts';
import { matches } from '../pick/matches.ts';
import type { RoomConversation } from '../types.ts';
import type { Draft } from '../use-draft.ts';

export interface Suggestion {
  id: string;
  name: string;
  hint: string;
  /** What it puts in the place of what was typed. */
  words: string;
}

export interface Suggestions {
  kind: Trigger['kind'];
  typed: string;
  items: readonly Suggestion[];
  at: number;
  point: (index: number) => void;
  pick: (index: number) => void;
  isLoading: boolean;
  error: unknown;
  retry: () => void;
}

const MOST = 8;
const FRESH_FOR = 60_000;

/** What completes the word at the caret, and the keys that go through it. */
export function useSuggestions(
  area: RefObject<HTMLTextAreaElement | null>,
  { text, setText, mode }: Draft,
  conversation: RoomConversation | null,
) {
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  /** Where somebody has said that they do not want any. */
  const [refused, setRefused] = useState<number | null>(null);
  const trigger = triggerAt(text, Math.min(caret, text.length), mode);
  const isWanted = trigger !== null && trigger.from !== refused;
  const source = useSource(isWanted ? trigger : null, conversation);
  const { items } = source;
  // Nothing that could be meant: then it is no name, just an @.
  const isOpen = isWanted && (items.length > 0 || trigger.kind === 'canned' || source.isLoading);
  const place = Math.min(at, Math.max(0, items.length - 1));

  const pick = (index: number) => {
    const item = items[index];
    if (!trigger || !item) return;
    const next = completed(text, trigger, item.words);
    setText(next.text);
    setCaret(next.caret);
    // After the new text is in place.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') setRefused(trigger.from);
    else if (step && items.length > 0) setAt((place + step + items.length) % items.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && items.length > 0)
      pick(place);
    else return;
    event.preventDefault();
  };
  const onCaret = (next: number) => {
    if (next === caret) return;
    setCaret(next);
    setAt(0);
    if (triggerAt(text, next, mode)?.from !== refused) setRefused(null);
  };
  const open: Suggestions | null = isOpen
    ? { ...source, kind: trigger.kind, typed: trigger.typed, at: place, point: setAt, pick }
    : null;
  return { open, onKeyDown, onCaret };
}

type Source = Pick<Suggestions, 'items' | 'isLoading' | 'error' | 'retry'>;

function useSource(trigger: Trigger | null, conversation: RoomConversation | null): Source {
  const me = useCurrentMe();
  const { inbox } = useInbox();
  const canned = useQuery({
    queryKey: ['canned-replies'],
    queryFn: ({ signal }) => cannedReplies(signal),
    enabled: trigger?.kind === 'canned',
    staleTime: FRESH_FOR,
  });
  const agents = useColleagues(trigger?.kind === 'mention');
  if (trigger?.kind === 'mention') {
    const others = (agents.data?.items ?? inbox.agents).filter(({ id }) => id !== me.agent.id);
    const items = others
      .filter(({ name }) => matches(name, trigger.typed))
      .map(({ id, name }) => ({ id, name, hint: '', words: `@${name} ` }));
    return { items: items.slice(0, MOST), isLoading: false, error: null, retry: () => {} };
  }
  const values = valuesFor(conversation, me);
  const items = found(canned.data?.items ?? [], trigger?.typed ?? '').map(({ id, shortcut, body }) => {
    const words = filled(body, values);
    return { id, name: `/${shortcut}`, hint: words, words };
  });
  const { isPending, error, refetch } = canned;
  return { items: items.slice(0, MOST), isLoading: isPending, error, retry: () => void refetch() };
}

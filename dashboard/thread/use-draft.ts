import { useEffect, useState } from 'react';
import type { ConversationId } from '../../widget/protocol/generated.ts';
import { keepDraft, keyOf, type Mode, readDraft } from '../live/drafts.ts';
import { useCurrentMe } from '../shell/me-context.ts';

/** The room's limit for a message. */
const LONGEST = 10_000;
const MODES: readonly Mode[] = ['reply', 'note'];

export interface Draft {
  mode: Mode;
  setMode: (mode: Mode) => void;
  text: string;
  setText: (text: string) => void;
  /** How many characters too long it is. */
  excess: number;
}

/** What is being written in a conversation, one text for the reply and one for the note, the same in all tabs. */
export function useDraft(id: ConversationId): Draft {
  const agent = useCurrentMe().agent.id;
  const [mode, setMode] = useState<Mode>('reply');
  const [texts, setTexts] = useState(() => ({
    reply: readDraft(localStorage, { agent, conversation: id, mode: 'reply' }),
    note: readDraft(localStorage, { agent, conversation: id, mode: 'note' }),
  }));
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      const changed = MODES.find((one) => keyOf({ agent, conversation: id, mode: one }) === key);
      if (changed) setTexts((known) => ({ ...known, [changed]: newValue ?? '' }));
    };
    addEventListener('storage', follow);
    return () => removeEventListener('storage', follow);
  }, [agent, id]);
  const text = texts[mode];
  const setText = (next: string) => {
    setTexts((known) => ({ ...known, [mode]: next }));
    keepDraft(localStorage, { agent, conversation: id, mode }, next);
  };
  const excess = text.length > LONGEST ? Math.max(0, [...text.trim()].length - LONGEST) : 0;
  return { mode, setMode, text, setText, excess };
}

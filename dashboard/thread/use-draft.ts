import { useState } from 'react';
import type { ConversationId } from '../../widget/protocol/generated.ts';
import { keepDraft, type Mode, readDraft } from '../live/drafts.ts';
import { useCurrentMe } from '../shell/me-context.ts';

/** The room's limit for a message. */
const LONGEST = 10_000;

export interface Draft {
  mode: Mode;
  setMode: (mode: Mode) => void;
  text: string;
  setText: (text: string) => void;
  /** How many characters too long it is. */
  excess: number;
}

/** What is being written in a conversation, one text for the reply and one for the note. */
export function useDraft(id: ConversationId): Draft {
  const place = { agent: useCurrentMe().agent.id, conversation: id };
  const [mode, setMode] = useState<Mode>('reply');
  const [texts, setTexts] = useState(() => ({
    reply: readDraft(localStorage, { ...place, mode: 'reply' }),
    note: readDraft(localStorage, { ...place, mode: 'note' }),
  }));
  const text = texts[mode];
  const setText = (next: string) => {
    setTexts((known) => ({ ...known, [mode]: next }));
    keepDraft(localStorage, { ...place, mode }, next);
  };
  const excess = text.length > LONGEST ? Math.max(0, [...text.trim()].length - LONGEST) : 0;
  return { mode, setMode, text, setText, excess };
}

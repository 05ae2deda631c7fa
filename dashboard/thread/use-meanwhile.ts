import { useEffect, useState } from 'react';
import { answerSince } from '../live/meanwhile.ts';
import type { LiveRoom } from '../live/room.ts';
import type { RoomView } from '../live/room-view.ts';
import { lastSeq } from '../live/thread.ts';
import { useCurrentMe } from '../shell/me-context.ts';
import type { Draft } from './use-draft.ts';

export interface Meanwhile {
  /** The colleague who was quicker. */
  name: string;
  /** Send was pressed once, and means it when pressed again. */
  isAsked: boolean;
  show: () => void;
}

/** Has a colleague answered since this agent began to write? Notes are no answers. */
export function useMeanwhile(room: LiveRoom, view: RoomView, { mode, text }: Draft) {
  const me = useCurrentMe().agent.id;
  const [asked, setAsked] = useState(0);
  const isWriting = mode === 'reply' && text.trim() !== '';
  const isReady = view.phase === 'ready';
  useEffect(() => {
    if (isWriting && isReady) room.writingSince ??= lastSeq(room.view().thread);
    else if (mode === 'reply') room.writingSince = null;
  }, [room, isWriting, isReady, mode]);
  const answer = isWriting ? answerSince(view.thread.messages, room.writingSince, me) : null;
  const meanwhile: Meanwhile | null = answer && {
    name: answer.sender.name,
    isAsked: asked >= answer.seq,
    show: () => void room.pages.jump(answer.seq),
  };
  /** May it go? If not, the next press is the second. */
  const mayGo = () => {
    if (!answer || asked >= answer.seq) return true;
    setAsked(answer.seq);
    return false;
  };
  return { meanwhile, mayGo };
}

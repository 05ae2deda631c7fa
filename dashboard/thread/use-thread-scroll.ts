import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { LiveRoom } from '../live/room.ts';
import type { RoomView } from '../live/room-view.ts';
import { lastSeq } from '../live/thread.ts';
import { Reading } from './reading.ts';

export function useThreadScroll(room: LiveRoom, view: RoomView) {
  const { thread, target, unreadAt } = view;
  const last = lastSeq(thread);
  const [reading] = useState(() => new Reading(room));
  const [isAtEnd, setIsAtEnd] = useState(reading.isAtEnd);
  /** The last message that was in view. */
  const [shown, setShown] = useState(room.place?.shown ?? last);
  const content = useRef<HTMLDivElement>(null);
  const unsent = useRef(thread.pending.length);
  const latest = useRef(shown);

  // Whatever was drawn; and what one says oneself one wants to see.
  useLayoutEffect(() => {
    const hasSpoken = thread.pending.length > unsent.current;
    unsent.current = thread.pending.length;
    latest.current = shown;
    if (hasSpoken) reading.toEnd();
    else reading.settle();
    setIsAtEnd(reading.isAtEnd);
    reading.readOn();
  });
  useLayoutEffect(() => {
    if (!target) return;
    reading.show(target.seq);
    setIsAtEnd(reading.isAtEnd);
  }, [target, reading]);
  useLayoutEffect(() => {
    if (unreadAt === null || target || room.place) return;
    reading.showNew(unreadAt);
    setIsAtEnd(reading.isAtEnd);
  }, [unreadAt, target, room, reading]);
  useEffect(() => {
    const sizes = new ResizeObserver(() => reading.settle());
    for (const element of [reading.box, content.current]) if (element) sizes.observe(element);
    return () => sizes.disconnect();
  }, [reading]);
  useEffect(() => {
    if (isAtEnd) setShown(last);
  }, [isAtEnd, last]);
  useEffect(() => {
    room.isAtEnd = reading.isAtEnd;
    return () => reading.leave(latest.current);
  }, [room, reading]);

  const scroller = useCallback(
    (element: HTMLDivElement) => {
      reading.box = element;
    },
    [reading],
  );
  const onScroll = useCallback(() => {
    reading.notice();
    setIsAtEnd(reading.isAtEnd);
    reading.readOn();
  }, [reading]);
  const toEnd = useCallback(() => {
    reading.toEnd();
    setIsAtEnd(true);
  }, [reading]);
  return { scroller, content, onScroll, toEnd, isAtEnd, hasNews: !isAtEnd && last > shown };
}

/**
 * Where one is in a conversation. Whoever is at the end stays there as it grows; whoever reads further up sees the same
 * lines in the same place, whatever comes below, is put above or changes its height. No height is guessed: what is on
 * the screen is measured before and after.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { LiveRoom } from '../live/room.ts';
import type { Place, RoomView } from '../live/room-view.ts';
import { END } from '../live/span.ts';
import { lastSeq } from '../live/thread.ts';

/** So near to the end counts as there. */
const NEAR = 48;
/** So near to an edge of what is drawn, more is drawn. */
const AHEAD = 800;

export function useThreadScroll(room: LiveRoom, view: RoomView) {
  const { thread, span, target } = view;
  const last = lastSeq(thread);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(room.place === null);
  const held = useRef<Pick<Place, 'seq' | 'top'> | null>(room.place);
  const unsent = useRef(thread.pending.length);
  const [isAtEnd, setIsAtEnd] = useState(sticks.current);
  /** The last message that was in view. */
  const [shown, setShown] = useState(room.place?.shown ?? last);

  const noticePlace = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    const isEnd = room.view().span.to === END;
    sticks.current = isEnd && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    held.current = firstInView(box);
    room.isAtEnd = sticks.current;
    setIsAtEnd(sticks.current);
  }, [room]);

  const settle = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    if (sticks.current) box.scrollTop = box.scrollHeight;
    else if (held.current) putBack(box, held.current);
    held.current = firstInView(box);
  }, []);

  const readOn = useCallback(() => {
    const box = scroller.current;
    const { span, turning, thread } = room.view();
    if (!box || turning !== 'no' || thread.messages.length === 0) return;
    if (box.scrollTop < AHEAD && span.from > 1) void room.pages.earlier();
    else if (box.scrollHeight - box.scrollTop - box.clientHeight < AHEAD && span.to !== END)
      void room.pages.later();
  }, [room]);

  const toEnd = useCallback(() => {
    sticks.current = room.isAtEnd = true;
    setIsAtEnd(true);
    if (room.view().span.to !== END) room.pages.toEnd();
    settle();
  }, [room, settle]);

  // Whatever was drawn, all that is in view stays where it was.
  useLayoutEffect(() => {
    // What one says oneself one wants to see.
    if (thread.pending.length > unsent.current) toEnd();
    unsent.current = thread.pending.length;
    settle();
    readOn();
  });

  useLayoutEffect(() => {
    const line = target && scroller.current?.querySelector(`[data-seq="${target.seq}"]`);
    if (!line) return;
    line.scrollIntoView({ block: 'center' });
    noticePlace();
    readOn();
  }, [target, noticePlace, readOn]);

  useEffect(() => {
    const sizes = new ResizeObserver(settle);
    for (const element of [scroller.current, content.current]) if (element) sizes.observe(element);
    return () => sizes.disconnect();
  }, [settle]);

  useEffect(() => {
    if (isAtEnd) setShown(last);
  }, [isAtEnd, last]);
  useKeptPlace(room, sticks, held, shown);

  const onScroll = useCallback(() => {
    noticePlace();
    readOn();
  }, [noticePlace, readOn]);
  return { scroller, content, onScroll, toEnd, isAtEnd, hasNews: !isAtEnd && last > shown, span };
}

/** For who comes back to this conversation. */
function useKeptPlace(
  room: LiveRoom,
  sticks: { current: boolean },
  held: { current: Pick<Place, 'seq' | 'top'> | null },
  shown: number,
): void {
  const latest = useRef(shown);
  latest.current = shown;
  useEffect(() => {
    room.isAtEnd = sticks.current;
    return () => {
      room.place = sticks.current || !held.current ? null : { ...held.current, shown: latest.current };
    };
  }, [room, sticks, held]);
}

/** The first line of the log that is in view, and how far it is below the upper edge. */
function firstInView(box: HTMLElement): Pick<Place, 'seq' | 'top'> | null {
  const edge = box.getBoundingClientRect().top;
  const lines = box.querySelectorAll<HTMLElement>('[data-seq]');
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] as HTMLElement).getBoundingClientRect().bottom > edge) high = middle;
    else low = middle + 1;
  }
  const line = lines[low];
  return line ? { seq: Number(line.dataset.seq), top: line.getBoundingClientRect().top - edge } : null;
}

function putBack(box: HTMLElement, { seq, top }: Pick<Place, 'seq' | 'top'>): void {
  const line = box.querySelector(`[data-seq="${seq}"]`);
  if (!line) return;
  const moved = line.getBoundingClientRect().top - box.getBoundingClientRect().top - top;
  if (Math.abs(moved) >= 1) box.scrollTop += moved;
}

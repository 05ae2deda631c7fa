/**
 * The rows that are in sight, of however many. All are of one height, so nothing is measured. Where a list stands is kept
 * while one is elsewhere, and held when something comes or goes above.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { shiftOf } from './shift.ts';

/** Since the page was loaded, by the name of the list. */
const places = new Map<string, number>();
/** Drawn above and below what is in sight, so that nobody scrolls into nothing. */
const AROUND = 10;
/** The window moves by so many rows at once. */
const STEP = 5;
const START = { from: 0, to: 30 };

interface ListWindow {
  scroller: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
  /** From this row on, and up to before that one. */
  from: number;
  to: number;
  reveal: (index: number) => void;
}

export function useListWindow(name: string, items: readonly { id: string }[], rowHeight: number): ListWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const before = useRef(items);
  const [range, setRange] = useState(START);

  const look = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
    const from = Math.max(0, Math.floor(scrollTop / rowHeight / STEP) * STEP - AROUND);
    const to = from + Math.ceil(clientHeight / rowHeight / STEP) * STEP + 2 * AROUND + STEP;
    setRange((known) => (known.from === from && known.to === to ? known : { from, to }));
  }, [rowHeight]);

  useLayoutEffect(() => {
    const place = places.get(name);
    if (scroller.current && place) scroller.current.scrollTop = place;
    look();
  }, [name, look]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && box.scrollTop > 0)
      box.scrollTop += rowHeight * shiftOf(before.current, items, Math.floor(box.scrollTop / rowHeight));
    before.current = items;
    look();
  }, [items, rowHeight, look]);

  useEffect(() => {
    const observer = new ResizeObserver(look);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [look]);

  const onScroll = useCallback(() => {
    if (scroller.current?.clientHeight) places.set(name, scroller.current.scrollTop);
    look();
  }, [name, look]);
  const reveal = useCallback((index: number) => show(scroller.current, index, rowHeight), [rowHeight]);
  return { scroller, onScroll, ...range, reveal };
}

/** As little as needed. */
function show(box: HTMLElement | null, index: number, rowHeight: number): void {
  if (!box) return;
  const [top, bottom] = [index * rowHeight, (index + 1) * rowHeight];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
}

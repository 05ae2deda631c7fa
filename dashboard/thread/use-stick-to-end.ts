/**
 * Keeps the end of a growing list in view, but only for somebody who is there: whoever reads further up is not moved,
 * neither by new messages below nor by older ones put above.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So near to the end counts as there. */
const NEAR = 48;

export function useStickToEnd(first: number, last: number, unsent: number, typing: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const sticks = useRef(true);
  const before = useRef({ first, unsent, height: 0 });
  /** The last message that was in view. */
  const [shown, setShown] = useState(last);

  const toEnd = useCallback(() => {
    sticks.current = true;
    setIsAtEnd(true);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, []);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    sticks.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    setIsAtEnd(sticks.current);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever makes the list taller
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const { first: oldFirst, unsent: oldUnsent, height } = before.current;
    if (first < oldFirst) box.scrollTop += box.scrollHeight - height;
    // What one says oneself one wants to see.
    if (sticks.current || unsent > oldUnsent) toEnd();
    before.current = { first, unsent, height: box.scrollHeight };
  }, [first, last, unsent, typing, toEnd]);

  useEffect(() => {
    const keep = () => sticks.current && toEnd();
    const sizes = new ResizeObserver(keep);
    for (const element of [scroller.current, content.current]) if (element) sizes.observe(element);
    return () => sizes.disconnect();
  }, [toEnd]);

  useEffect(() => {
    if (isAtEnd) setShown(last);
  }, [isAtEnd, last]);

  return { scroller, content, onScroll, toEnd, isAtEnd, hasNews: !isAtEnd && last > shown };
}

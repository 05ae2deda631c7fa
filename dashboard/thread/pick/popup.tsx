import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface PopupProps {
  label: string;
  /** What it belongs to: it opens below, and gives the focus back to it. */
  anchor: RefObject<HTMLElement | null>;
  close: () => void;
  children: ReactNode;
}

const GAP = 4;
const MARGIN = 8;

/** A small window below a button. A press beside it closes it, and so does Escape. */
export function Popup({ label, anchor, close, children }: PopupProps) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    const measure = () => box.current && anchor.current && setPlace(below(anchor.current, box.current));
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [anchor]);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input, textarea, button')?.focus();
  }, []);
  useLeaving(box, anchor, close);
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={label}
      style={place}
      className="fixed z-40 w-72 max-w-[calc(100vw-16px)] motion-safe:animate-rise overflow-hidden rounded-card border border-line bg-raised text-ink shadow-window"
    >
      {children}
    </div>
  );
}

function below(anchor: HTMLElement, box: HTMLElement): { left: number; top: number } {
  const { left, bottom } = anchor.getBoundingClientRect();
  const most = innerWidth - box.offsetWidth - MARGIN;
  return { left: Math.max(MARGIN, Math.min(left, most)), top: bottom + GAP };
}

function useLeaving(
  box: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  close: () => void,
): void {
  useEffect(() => {
    const isOutside = (target: EventTarget | null) =>
      !box.current?.contains(target as Node) && !anchor.current?.contains(target as Node);
    const pressed = ({ target }: PointerEvent) => isOutside(target) && close();
    const left = ({ relatedTarget }: FocusEvent) => relatedTarget && isOutside(relatedTarget) && close();
    // Before anything else that Escape would do.
    const typed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      close();
      anchor.current?.focus();
    };
    const element = box.current;
    addEventListener('pointerdown', pressed);
    addEventListener('keydown', typed, { capture: true });
    element?.addEventListener('focusout', left);
    return () => {
      removeEventListener('pointerdown', pressed);
      removeEventListener('keydown', typed, { capture: true });
      element?.removeEventListener('focusout', left);
    };
  }, [box, anchor, close]);
}

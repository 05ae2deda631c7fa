import { GripVertical } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { classes } from './classes.ts';
import { moved } from './moved.ts';

interface SortableProps<T> {
  label: string;
  items: readonly T[];
  idOf: (item: T) => string;
  nameOf: (item: T) => string;
  /** Undefined: the order is not to be changed. */
  onMove?: ((from: number, to: number) => void) | undefined;
  /** It lies on a card already. */
  isFlat?: boolean;
  children: (item: T, index: number) => ReactNode;
}

/** A list whose order is changed by dragging a handle, or by its arrow keys. */
export function Sortable<T>({ label, items, idOf, nameOf, onMove, isFlat, children }: SortableProps<T>) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [said, setSaid] = useState('');
  const focused = useRef<string | null>(null);
  const move = (from: number, to: number) => {
    const item = items[from];
    if (!item || !onMove || to < 0 || to >= items.length || from === to) return;
    focused.current = idOf(item);
    setSaid(`${nameOf(item)} is now ${to + 1} of ${items.length}.`);
    onMove(from, to);
  };
  useDragging(list, drag, setDrag, move);
  // A row that moves in the document loses the focus.
  useLayoutEffect(() => {
    const id = focused.current;
    if (!id || items.length === 0) return;
    const handle = list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(id)}"]`);
    if (handle && (document.activeElement === document.body || document.activeElement === handle))
      handle.focus();
  }, [items]);

  const shown = drag ? moved(items, drag.from, drag.to) : items;
  return (
    <>
      <ol
        ref={list}
        aria-label={label}
        className={classes(
          'flex flex-col bg-surface',
          isFlat ? '-mx-2' : 'rounded-card border border-line shadow-card',
        )}
      >
        {shown.map((item, index) => (
          <li
            key={idOf(item)}
            className={classes(
              'flex items-center gap-1 border-line has-data-unfolded:items-start not-last:border-b ps-1 pe-2',
              drag?.to === index && 'relative z-10 rounded-card bg-raised shadow-window',
            )}
          >
            {onMove && (
              <Handle
                id={idOf(item)}
                name={`Move ${nameOf(item)}, ${index + 1} of ${items.length}`}
                grab={() => setDrag({ from: index, to: index })}
                step={(by) => move(index, index + by)}
              />
            )}
            <div className="min-w-0 grow">{children(item, index)}</div>
          </li>
        ))}
      </ol>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}

interface HandleProps {
  id: string;
  name: string;
  grab: () => void;
  step: (by: 1 | -1) => void;
}

function Handle({ id, name, grab, step }: HandleProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      data-handle={id}
      aria-label={name}
      title="Drag, or use the arrow keys"
      onPointerDown={(event) => {
        if (event.button === 0) grab();
      }}
      onKeyDown={onKeyDown}
      className="grid h-11 w-8 shrink-0 cursor-grab touch-none place-items-center rounded-control text-muted hover:bg-hover hover:text-ink"
    >
      <GripVertical size={16} strokeWidth={1.5} aria-hidden="true" />
    </button>
  );
}

interface Drag {
  from: number;
  to: number;
}

type Move = (from: number, to: number) => void;

/** The pointer is followed wherever it goes; Escape puts the row back. */
function useDragging(
  list: { current: HTMLElement | null },
  drag: Drag | null,
  setDrag: (drag: Drag | null) => void,
  move: Move,
): void {
  const latest = useRef({ drag, move });
  useLayoutEffect(() => {
    latest.current = { drag, move };
  });
  const isDragging = drag !== null;
  useEffect(() => {
    if (!isDragging) return;
    const follow = ({ clientY }: PointerEvent) => {
      const now = latest.current.drag;
      if (!now) return;
      const to = placeAt(list.current, clientY, now.to);
      if (to !== now.to) setDrag({ ...now, to });
    };
    const drop = () => {
      const now = latest.current.drag;
      setDrag(null);
      if (now) latest.current.move(now.from, now.to);
    };
    const cancel = () => setDrag(null);
    const key = (event: globalThis.KeyboardEvent) => event.key === 'Escape' && cancel();
    addEventListener('pointermove', follow);
    addEventListener('pointerup', drop);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', key);
    return () => {
      removeEventListener('pointermove', follow);
      removeEventListener('pointerup', drop);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', key);
    };
  }, [isDragging, list, setDrag]);
}

/** The row under the pointer, once it is past that row's middle. */
function placeAt(list: HTMLElement | null, y: number, at: number): number {
  const rows = [...(list?.children ?? [])].map((row) => row.getBoundingClientRect());
  const middle = ({ top, height }: DOMRect) => top + height / 2;
  const before = rows.findIndex((row, index) => index < at && y < middle(row));
  if (before >= 0) return before;
  const after = rows.findLastIndex((row, index) => index > at && y > middle(row));
  return after >= 0 ? after : at;
}

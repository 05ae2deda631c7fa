import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes.ts';

interface OptionProps {
  id: string;
  isCurrent: boolean;
  /** The pointer is on it. */
  point: () => void;
  pick: () => void;
  className?: string;
  children: ReactNode;
}

/** Of a list box that belongs to a field: the field keeps the focus and gets the keys, this listens to the pointer only. */
export function Option({ id, isCurrent, point, pick, className, children }: OptionProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isCurrent}
      onPointerMove={isCurrent ? undefined : point}
      onPointerDown={(event) => event.preventDefault()}
      onClick={pick}
      className={classes(
        'flex min-h-9 cursor-pointer items-center rounded-control py-1 text-13',
        isCurrent && 'bg-hover',
        className ?? 'gap-2 px-2',
      )}
    >
      {children}
    </div>
  );
}

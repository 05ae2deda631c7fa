import type { UseQueryResult } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { keepFocus } from '../ui/focus.ts';
import { Empty, Frame } from './frame.tsx';
import { ReadPage } from './read-page.tsx';
import { useMay } from './roles.ts';

interface ReadListProps<T> {
  read: UseQueryResult<{ items: T[] }>;
  what: string;
  /** Said while there is none. */
  empty: ReactNode;
  /** Leads to a new one, for those who may. */
  add: ReactNode;
  list: (items: T[]) => ReactNode;
}

/** What was made one by one. While there is none, the first is added where it will stand, and not at the head as well. */
export const ReadList = <T,>({ read, what, empty, add, list }: ReadListProps<T>) => (
  <ReadPage read={read} what={what}>
    {({ items }) => (items.length > 0 ? list(items) : <Empty action={add}>{empty}</Empty>)}
  </ReadPage>
);

/** At the head of a list. */
export const isFilled = ({ data }: UseQueryResult<{ items: unknown[] }>) => Boolean(data?.items.length);

type FrameProps = Omit<ComponentProps<typeof Frame>, 'action'>;

/** A page of the settings that is one list, with what belongs to it below. */
export function ListFrame<T>({
  read,
  what,
  empty,
  add,
  list,
  children,
  ...frame
}: ReadListProps<T> & FrameProps) {
  const mayChange = useMay(frame.changedBy ?? 'agent');
  useFocusKept(read.data?.items.length);
  return (
    <Frame {...frame} action={isFilled(read) && add}>
      <ReadList read={read} what={what} empty={empty} add={mayChange && add} list={list} />
      {children}
    </Frame>
  );
}

/** A row that is deleted takes the focus with it, and so does what added the first. */
function useFocusKept(count: number | undefined) {
  const before = useRef(count);
  useEffect(() => {
    if (before.current !== undefined) keepFocus();
    before.current = count;
  }, [count]);
}

import { useEffect } from 'react';

/** The title of the tab; how much is unread comes first, as tabs are narrow. */
export function useTitle(title: string, unread = 0): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${title} · ChatDesk`;
  }, [title, unread]);
}

import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { chime, ready } from '../../widget/frame/news/chime.ts';
import { inTurn } from '../../widget/transport/tabs.ts';
import { type Means, tell } from '../live/attention.ts';
import { useInbox } from '../live/inbox-provider.tsx';
import { type News, newsOf } from '../live/news.ts';
import { wantsNotifications, wantsSound } from './news-wishes.ts';

const DONE = 'chatdesk:told';
const KEPT = 40;

/** Rings and notifies, wherever in the dashboard one is. */
export function useNews(): void {
  const { listen } = useInbox();
  const [, navigate] = useLocation();
  useEffect(() => {
    let head = Number.POSITIVE_INFINITY;
    const means = meansOf((news) => navigate(pathOf(news)));
    return listen((frame, before) => {
      if (frame.type === 'welcome' || frame.type === 'reset') head = frame.seq;
      const news = newsOf(frame, before, head);
      if (news) void tell(news, means);
    });
  }, [listen, navigate]);
}

function pathOf({ conversation, seq }: News): string {
  return `/inbox/${conversation}${seq ? `?message=${seq}` : ''}`;
}

function meansOf(open: (news: News) => void): Means {
  return {
    isLooking: ({ conversation }) =>
      !document.hidden && document.hasFocus() && location.pathname === `/inbox/${conversation}`,
    isHidden: () => document.hidden,
    wantsSound,
    wantsNotifications,
    ring,
    show: (news) => show(news, open),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    inTurn: (run) => inTurn(DONE, run),
    wasDone: (mark) => doneBefore().includes(mark),
    done: (mark) => note([mark, ...doneBefore()].slice(0, KEPT)),
  };
}

export async function ring(): Promise<boolean> {
  const context = await ready();
  if (context) chime(context);
  return context !== undefined;
}

/** Some phones only let a service worker do this, and say so by throwing. */
function show(news: News, open: (news: News) => void): void {
  try {
    const shown = new Notification(news.title, { body: news.text, tag: news.conversation });
    shown.addEventListener('click', () => {
      focus();
      open(news);
      shown.close();
    });
  } catch {
    // The sound and the title have told it too.
  }
}

function doneBefore(): string[] {
  try {
    return JSON.parse(localStorage.getItem(DONE) ?? '[]');
  } catch {
    return [];
  }
}

function note(marks: string[]): void {
  try {
    localStorage.setItem(DONE, JSON.stringify(marks));
  } catch {
    // Then each tab tells it.
  }
}

/** What can happen on a page. Each answers how to stop waiting for it. */
import type { ProactiveRule } from '../../protocol/generated.ts';

type Stop = () => void;

export function timers(rules: ProactiveRule[], reach: (seconds: number) => void): Stop[] {
  const times = rules.map(({ seconds }) => seconds ?? 0).filter((seconds) => seconds > 0);
  const different = times.filter((seconds, index) => times.indexOf(seconds) === index);
  return different.map((seconds) => {
    const timer = setTimeout(() => reach(seconds), seconds * 1_000);
    return () => clearTimeout(timer);
  });
}

/** Looked at once a frame at most: it makes the browser lay out the page. */
export function scrolling(tell: (percent: number) => void): Stop {
  let frame = 0;
  const look = () => {
    frame = 0;
    const { scrollHeight } = document.scrollingElement ?? document.documentElement;
    const hidden = scrollHeight - innerHeight;
    tell(hidden > 0 ? Math.round((100 * scrollY) / hidden) : 100);
  };
  const scrolled = () => {
    frame ||= requestAnimationFrame(look);
  };
  addEventListener('scroll', scrolled, { passive: true });
  return () => {
    removeEventListener('scroll', scrolled);
    cancelAnimationFrame(frame);
  };
}

/** The pointer goes out at the top, where the tabs and the address are. */
export function leavings(tell: () => void): Stop {
  const look = ({ clientY, relatedTarget }: MouseEvent) => {
    if (!relatedTarget && clientY <= 0) tell();
  };
  document.addEventListener('mouseout', look);
  return () => document.removeEventListener('mouseout', look);
}

/** The page is in front of somebody again. */
export function returns(tell: () => void): Stop {
  document.addEventListener('visibilitychange', tell);
  return () => document.removeEventListener('visibilitychange', tell);
}

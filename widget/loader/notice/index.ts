/** What was said while the window was closed: a bubble beside the launcher, the page's title, the browser's notification. */
import type { Labels } from '../../bridge.ts';
import { addRules, element, icon } from '../elements.ts';
import type { Widget } from '../widget.ts';
import rules from './notice.css';

interface News {
  name: string;
  avatar?: string | null;
  text: string;
}

/** Lucide's x. */
const CROSS = 'M18 6 6 18M6 6l12 12';
const LONGEST = 240;
/** So often the title changes. */
const EVERY = 1_500;
// No WeakMap: there are pages with another thing of that name.
const dressed: Widget[] = [];

export function show(
  widget: Widget,
  news: News,
  labels: Labels | undefined,
  unread: number,
  dismissed = () => {},
): void {
  clear(widget);
  const isAway = document.hidden;
  if (widget.isDestroyed || (widget.isOpen && !isAway)) return;
  const stops: (() => void)[] = [];
  if (isAway && unread) stops.push(flash(labels?.news ?? news.text));
  if (isAway) stops.push(notify(widget, news));
  if (!widget.isOpen) stops.push(bubble(widget, news, labels, dismissed));
  widget.hush = () => {
    for (const stop of stops) stop();
  };
}

export function clear(widget: Widget): void {
  widget.hush?.();
  delete widget.hush;
}

function bubble(widget: Widget, news: News, labels: Labels | undefined, dismissed: () => void): () => void {
  const { view } = widget;
  if (!view) return () => {};
  if (!dressed.includes(widget)) addRules(view.host, rules);
  dressed.push(widget);
  const box = element('div', isDark(widget) ? 'notice night' : 'notice');
  const dismiss = element('button', 'dismiss');
  dismiss.type = 'button';
  dismiss.ariaLabel = labels?.dismiss ?? 'Dismiss';
  dismiss.append(icon(CROSS));
  dismiss.onclick = () => {
    clear(widget);
    dismissed();
    view.launcher.focus();
  };
  // The words say which way it reads.
  box.dir = 'auto';
  box.role = 'status';
  view.root.append(box);
  // What comes into a region that is there already is read out.
  setTimeout(() => box.append(said(widget, news), dismiss));
  return () => box.remove();
}

function said(widget: Widget, { name, avatar, text }: News): HTMLElement {
  const open = element('button', 'words');
  const who = element('b', 'who');
  const called = document.createElement('bdi');
  const what = element('span', 'what');
  open.type = 'button';
  open.onclick = () => widget.set(true);
  called.textContent = name;
  who.append(called);
  what.textContent = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  if (avatar) {
    const face = element('img', 'face');
    face.src = avatar;
    face.alt = '';
    open.append(face);
  }
  open.append(who, what);
  return open;
}

function isDark({ config: { theme } }: Widget): boolean {
  return theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
}

/** Shows the news in turn with the page's own title, and gives that back once somebody looks. */
function flash(words: string): () => void {
  const own = document.title;
  let isOwn = true;
  const timer = setInterval(() => {
    // A title that the page has changed meanwhile is left alone.
    if (document.title === (isOwn ? own : words)) document.title = isOwn ? words : own;
    isOwn = !isOwn;
  }, EVERY);
  const stop = () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    if (document.title === words) document.title = own;
  };
  const look = () => document.hidden || stop();
  document.addEventListener('visibilitychange', look);
  return stop;
}

/** The page's own leave is used, and never asked for. */
function notify(widget: Widget, { name, text }: News): () => void {
  const isWanted = widget.options.notifications !== false && 'Notification' in window;
  if (!isWanted || Notification.permission !== 'granted') return () => {};
  try {
    const shown = new Notification(name, { body: text, tag: 'chatdesk' });
    shown.onclick = () => {
      window.focus();
      widget.set(true);
    };
    return () => shown.close();
  } catch {
    // Phones show them through service workers only.
    return () => {};
  }
}

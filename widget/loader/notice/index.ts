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
const dressed = new WeakSet<Widget>();
const cleared = new WeakMap<Widget, () => void>();

export function show(widget: Widget, news: News, labels: Labels | undefined, unread: number): void {
  clear(widget);
  const isAway = document.hidden;
  if (widget.isOpen && !isAway) return;
  const stops = [unread ? flash(labels?.news ?? news.text) : () => {}];
  if (!widget.isOpen) stops.push(bubble(widget, news, labels));
  if (isAway) stops.push(notify(widget, news));
  cleared.set(widget, () => {
    for (const stop of stops) stop();
  });
}

export function clear(widget: Widget): void {
  cleared.get(widget)?.();
  cleared.delete(widget);
}

function bubble(widget: Widget, { name, avatar, text }: News, labels: Labels | undefined): () => void {
  const { view } = widget;
  if (!view) return () => {};
  if (!dressed.has(widget)) addRules(view.host, rules);
  dressed.add(widget);
  const box = element('div', 'notice');
  const open = element('button', 'words');
  const dismiss = element('button', 'dismiss');
  const who = element('b', 'who');
  who.textContent = name;
  const what = element('span', 'what');
  what.textContent = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  what.dir = 'auto';
  if (avatar) {
    const face = element('img', 'face');
    face.src = avatar;
    face.alt = '';
    open.append(face);
  }
  open.append(who, what);
  open.type = dismiss.type = 'button';
  open.onclick = () => widget.set(true);
  dismiss.ariaLabel = labels?.dismiss ?? 'Dismiss';
  dismiss.append(icon(CROSS));
  dismiss.onclick = () => clear(widget);
  box.role = 'status';
  box.append(open, dismiss);
  view.root.append(box);
  return () => box.remove();
}

/** Shows the news in turn with the page's own title, and gives that back. */
function flash(words: string): () => void {
  const own = document.title;
  let isOwn = true;
  const timer = setInterval(() => {
    if (isOwn || document.title === words) document.title = isOwn ? words : own;
    isOwn = !isOwn;
  }, 1_500);
  return () => {
    clearInterval(timer);
    if (document.title === words) document.title = own;
  };
}

/** The page's own leave is used, and never asked for. */
function notify({ options }: Widget, { name, text }: News): () => void {
  if (options.notifications === false || !('Notification' in window) || Notification.permission !== 'granted')
    return () => {};
  try {
    const shown = new Notification(name, { body: text, tag: 'chatdesk' });
    shown.onclick = () => window.focus();
    return () => shown.close();
  } catch {
    // Phones show them through service workers only.
    return () => {};
  }
}

/** Speaks first, when a rule of the widget says so. Waits for events; nothing polls. */
import type { ProactiveRule } from '../../protocol/generated.ts';
import type { Widget } from '../widget.ts';
import { followPages } from '../window/pages.ts';
import { leavings, returns, scrolling, timers } from './happenings.ts';
import { type Facts, isDue, isHere } from './rules.ts';
import { openVisits, type Visits } from './visits.ts';

/** From the beginning again when the visitor consents. */
export function watch(widget: Widget): void {
  const { config, key, options, isDestroyed } = widget;
  if (isDestroyed) return;
  widget.stop?.();
  if (mayTrack(widget)) widget.prepare();
  const visits = openVisits(key, !config.consent_required || !!options.consent);
  const rules = [...config.proactive_rules, ...openingRule(widget)];
  const onPage = () => watchPage(widget, rules, visits);
  let leave = onPage();
  const unfollow = followPages(widget, () => {
    leave();
    leave = onPage();
  });
  widget.stop = () => {
    unfollow();
    leave();
    if (widget.isDestroyed) visits.forget();
  };
}

/** One rule speaks on a page, the first that is due. Answers how to stop. */
function watchPage(widget: Widget, rules: ProactiveRule[], visits: Visits): () => void {
  const { online } = widget.config;
  const url = location.href;
  const here = rules.filter((rule) => isHere(rule, url));
  let facts: Facts = { ...visits.seen(rules), url, online, seconds: 0, scroll: 0, leaving: false };
  const stops: (() => void)[] = [];
  const stop = () => {
    for (const end of stops.splice(0)) end();
  };
  const check = (news: Partial<Facts> = {}) => {
    facts = { ...facts, ...news };
    const due = here.find((rule) => isDue(rule, facts) && visits.mayFire(rule));
    // Who has talked here, or does so now, or is elsewhere, need not be spoken to.
    if (!due || widget.isOpen || widget.isTalking || document.hidden) return;
    stop();
    visits.fired(due);
    speak(widget, due);
  };
  stops.push(...timers(here, (seconds) => check({ seconds })));
  stops.push(returns(() => check()));
  if (here.some(({ scroll }) => scroll)) stops.push(scrolling((scroll) => check({ scroll })));
  if (here.some(({ leaving }) => leaving)) stops.push(leavings(() => check({ leaving: true })));
  check();
  return stop;
}

/** Only where the organization turned it on, and the visitor did not say no, or not yet yes. */
function mayTrack({ config, options }: Widget): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  const isAllowed = !config.consent_required || !!options.consent;
  return config.tracking && isAllowed && doNotTrack !== '1' && !globalPrivacyControl;
}

/** There the window would cover the page. */
const isPhone = () => matchMedia('(max-width: 479px)').matches;

/** Opening by itself is one more rule. */
function openingRule({ config, isOpen }: Widget): ProactiveRule[] {
  if (!config.auto_open || isOpen || isPhone()) return [];
  const usual = {
    message: '',
    urls: [],
    scroll: null,
    leaving: false,
    returning: null,
    pages: null,
    online: null,
  };
  return [
    { ...usual, id: 'open', enabled: true, open: true, seconds: config.auto_open_delay, once: 'visit' },
  ];
}

/** Whoever is typing somewhere keeps the focus. */
export function speak(widget: Widget, { message, open }: Pick<ProactiveRule, 'message' | 'open'>): void {
  if (message) {
    widget.words = message;
    void widget.chat?.then((chat) => chat?.say(message));
  }
  if (open && !isPhone()) {
    widget.isCalm = true;
    widget.set(true);
  } else if (message) {
    const news = { name: widget.config.title, text: message };
    void widget.load('notice').then((part) => part?.show(widget, news, undefined, 0));
  }
}

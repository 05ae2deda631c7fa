/** Speaks first, when a rule of the widget says so. Waits for events; nothing polls. */
import type { ProactiveRule } from '../../protocol/generated.ts';
import type { Widget } from '../widget.ts';
import { followPages } from '../window/pages.ts';
import { type Facts, isDue, isHere } from './rules.ts';
import { openVisits } from './visits.ts';

export function watch(widget: Widget): void {
  const { config, key, options } = widget;
  if (mayTrack(widget)) widget.prepare();
  const visits = openVisits(key, !config.consent_required || !!options.consent);
  const rules = [...config.proactive_rules, ...openingRule(widget)];
  const stops: (() => void)[] = [];
  let facts: Facts;

  const check = () => {
    for (const rule of rules) {
      if (widget.isOpen || !isDue(rule, facts) || !visits.mayFire(rule)) continue;
      visits.fired(rule);
      speak(widget, rule);
      return;
    }
  };
  const begin = () => {
    stop();
    facts = {
      ...visits.seen(),
      url: location.href,
      online: config.online,
      seconds: 0,
      scroll: 0,
      leaving: false,
    };
    const here = rules.filter((rule) => isHere(rule, facts.url));
    stops.push(...timers(here, (seconds) => change({ seconds })));
    if (here.some(({ scroll }) => scroll)) stops.push(scrolling((scroll) => change({ scroll })));
    if (here.some(({ leaving }) => leaving)) stops.push(leavings(() => change({ leaving: true })));
    check();
  };
  const change = (news: Partial<Facts>) => {
    facts = { ...facts, ...news };
    check();
  };
  const stop = () => {
    for (const end of stops.splice(0)) end();
  };

  const unfollow = followPages(widget, begin);
  widget.stop = () => {
    unfollow();
    stop();
  };
  begin();
}

/** Only where the organization turned it on, and the visitor did not say no, or not yet yes. */
function mayTrack({ config, options }: Widget): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  const isAllowed = !config.consent_required || !!options.consent;
  return config.tracking && isAllowed && doNotTrack !== '1' && !globalPrivacyControl;
}

/** Opening by itself is one more rule. On a phone the window would cover the page, so there it is not done. */
function openingRule({ config, isOpen }: Widget): ProactiveRule[] {
  if (!config.auto_open || isOpen || matchMedia('(max-width: 479px)').matches) return [];
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

function speak(widget: Widget, { message, open }: ProactiveRule): void {
  const { config } = widget;
  if (message) void widget.say(message);
  if (open) widget.set(true);
  else
    void widget
      .load('notice')
      .then((part) => part?.show(widget, { name: config.title, text: message }, undefined, 0));
}

function timers(rules: ProactiveRule[], reach: (seconds: number) => void): (() => void)[] {
  const times = [...new Set(rules.map(({ seconds }) => seconds ?? 0))].filter((seconds) => seconds > 0);
  return times.map((seconds) => {
    const timer = setTimeout(() => reach(seconds), seconds * 1_000);
    return () => clearTimeout(timer);
  });
}

function scrolling(tell: (percent: number) => void): () => void {
  const look = () => {
    const { scrollHeight } = document.documentElement;
    const hidden = scrollHeight - innerHeight;
    tell(hidden > 0 ? (100 * scrollY) / hidden : 100);
  };
  addEventListener('scroll', look, { passive: true });
  return () => removeEventListener('scroll', look);
}

/** The pointer goes out at the top, where the tabs and the address are. */
function leavings(tell: () => void): () => void {
  const look = ({ clientY, relatedTarget }: MouseEvent) => {
    if (!relatedTarget && clientY <= 0) tell();
  };
  document.addEventListener('mouseout', look);
  return () => document.removeEventListener('mouseout', look);
}

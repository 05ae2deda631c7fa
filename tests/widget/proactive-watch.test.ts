import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { watch } from '../../widget/loader/proactive/index.ts';
import type { Widget } from '../../widget/loader/widget.ts';
import type { ProactiveRule } from '../../widget/protocol/generated.ts';
import { rule as anyRule } from '../support/rule.ts';

let page: EventTarget & { hidden?: boolean };
let router: EventTarget;
let said: string[];
/** What is waited for just now. */
let waiting: string[];

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
  [said, waiting] = [[], []];
  [page, router] = [counted(new EventTarget()), counted(new EventTarget())];
  const globals = {
    document: Object.assign(page, { hidden: false, title: 'Shop', referrer: '' }),
    navigation: router,
    location: { href: 'https://shop.example/' },
    matchMedia: () => ({ matches: false }),
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
    cancelAnimationFrame() {},
  };
  Object.assign(globalThis, globals, { window: globals });
});
afterEach(() => {
  mock.timers.reset();
  for (const name of ['document', 'navigation', 'location', 'matchMedia', 'window'])
    Reflect.deleteProperty(globalThis, name);
});

function counted(target: EventTarget): EventTarget {
  const { addEventListener, removeEventListener } = target;
  target.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
    waiting.push(type);
    options?.signal?.addEventListener('abort', () => waiting.splice(waiting.indexOf(type), 1));
    addEventListener.call(target, type, listener, options);
  };
  target.removeEventListener = (type: string, listener: EventListener) => {
    waiting.splice(waiting.indexOf(type), 1);
    removeEventListener.call(target, type, listener);
  };
  return target;
}

const rule = (id: string, more: Partial<ProactiveRule> = {}) =>
  anyRule({ id, message: id, once: 'page', ...more });

function widgetWith(rules: ProactiveRule[], more: object = {}): Widget {
  const config = { proactive_rules: rules, auto_open: false, tracking: false, online: true, title: 'Shop' };
  const show = (_: Widget, news: { text: string }) => said.push(news.text);
  return {
    key: 'wk_1',
    options: {},
    isOpen: false,
    set: () => said.push('opened'),
    load: async () => ({ show }),
    ...more,
    config: { ...config, ...('config' in more ? (more.config as object) : {}) },
  } as unknown as Widget;
}

/** What was said, once the part that shows it has loaded. */
async function heard(): Promise<string[]> {
  for (let turns = 0; turns < 5; turns++) await null;
  return said;
}

function goTo(path: string): void {
  location.href = `https://shop.example${path}`;
  router.dispatchEvent(new Event('currententrychange'));
  mock.timers.tick(100);
}

test('W15: one rule speaks on a page, and then nothing is waited for but the next page', async () => {
  watch(widgetWith([rule('a', { seconds: 3 }), rule('b', { seconds: 5 }), rule('c', { leaving: true })]));
  assert.deepEqual(waiting.sort(), ['currententrychange', 'mouseout', 'visibilitychange']);
  mock.timers.tick(2_999);
  assert.deepEqual(await heard(), []);
  mock.timers.tick(1);
  assert.deepEqual([await heard(), waiting], [['a'], ['currententrychange']]);
  mock.timers.tick(60_000);
  assert.deepEqual(await heard(), ['a']);
  goTo('/next');
  mock.timers.tick(3_000);
  assert.deepEqual(await heard(), ['a', 'a']);
});

test('W15: the clock begins anew with each page, and a rule of another page waits for it', async () => {
  watch(widgetWith([rule('later', { seconds: 10 }), rule('there', { urls: ['/there'] })]));
  mock.timers.tick(9_000);
  goTo('/b');
  mock.timers.tick(9_000);
  assert.deepEqual(await heard(), []);
  goTo('/there#part');
  assert.deepEqual(await heard(), ['there']);
  goTo('/there#other');
  assert.deepEqual(await heard(), ['there'], 'still the same page');
});

test('W15: nobody is spoken to who is elsewhere, talks already, or has the window open', async () => {
  page.hidden = true;
  watch(widgetWith([rule('hello', { seconds: 1 })]));
  mock.timers.tick(5_000);
  assert.deepEqual(await heard(), []);
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  assert.deepEqual(await heard(), ['hello']);
  watch(widgetWith([rule('no')], { isTalking: true }));
  watch(widgetWith([rule('no')], { isOpen: true }));
  watch(widgetWith([rule('no')], { isDestroyed: true }));
  assert.deepEqual(await heard(), ['hello']);
});

test('W15: on a phone a message stands beside the bubble instead of opening the window', async () => {
  watch(widgetWith([rule('wide', { open: true })]));
  assert.deepEqual(await heard(), ['opened']);
  Object.assign(globalThis, { matchMedia: () => ({ matches: true }) });
  watch(widgetWith([rule('narrow', { open: true })], { config: { auto_open: true, auto_open_delay: 0 } }));
  assert.deepEqual(await heard(), ['opened', 'narrow']);
});

test('W19: stopped, it waits for nothing', async () => {
  const widget = widgetWith([
    rule('a', { seconds: 3, scroll: 50 }),
    rule('b', { leaving: true, scroll: 10 }),
  ]);
  watch(widget);
  watch(widget);
  Object.assign(widget, { isDestroyed: true });
  widget.stop?.();
  mock.timers.tick(10_000);
  assert.deepEqual([await heard(), waiting], [[], []]);
});

/**
 * The widget on nobody's page, with settings that somebody is just writing. It is the same widget; only what it asks for
 * is answered here, so that nothing reaches the server.
 */
import { speak } from '../loader/proactive/index.ts';
import { Widget } from '../loader/widget.ts';
import type { PublicConfig } from '../protocol/generated.ts';
import type { Draft, PreviewMessage } from './draft.ts';
import { redraw } from './launcher.ts';
import { Night } from './night.ts';
import { askForNight, keepNowhere } from './nowhere.ts';

const { origin } = location;
const night = new Night();
let widget: Widget | undefined;
let hasBegun = false;
let opening: ReturnType<typeof setTimeout> | undefined;

keepNowhere();
askForNight(() => night);
answerHere();
ownFrame();
document.documentElement.lang = navigator.language;
night.addEventListener('change', paint);
addEventListener('message', ({ source, origin: from, data }: MessageEvent<PreviewMessage>) => {
  if (source === parent && from === origin && data?.chatdesk === 'preview' && data.draft) take(data.draft);
});
paint();
parent.postMessage({ chatdesk: 'preview' } satisfies PreviewMessage, origin);

function take(draft: Draft): void {
  const before = window.preview?.draft;
  window.preview = { draft, night };
  night.set(draft.isNight);
  if (widget) follow(widget, draft, before);
  else begin(draft);
}

function begin(first: Draft): void {
  const { key } = first.config;
  const made = new Widget(origin, key, { widgetKey: key });
  widget = made;
  const start = () => {
    hasBegun = true;
  };
  made.call('on', ['conversation:start', start]);
  made.call('on', ['ready', () => window.preview && catchUp(made, window.preview.draft, first)]);
}

/** What was written while it came. */
function catchUp(widget: Widget, draft: Draft, first: Draft): void {
  follow(widget, draft, undefined);
  if (opensOtherwise(first, draft)) openLater(widget, draft.config);
}

function follow(widget: Widget, draft: Draft, before: Draft | undefined): void {
  if (!widget.view) return;
  const { config, show, words } = draft;
  widget.config = calm(config);
  redraw(widget);
  if (widget.chat) widget.call('config', [widget.config]);
  if (hasBegun && before && isOther(before.config, config, ['pre_chat', 'departments'])) startAgain(widget);
  if (before?.show !== show) showWindow(widget, show === 'window', show === 'any');
  if (show === 'words') say(widget, words);
  else if (before?.show === 'words') hush(widget);
  if (before && opensOtherwise(before, draft)) openLater(widget, config);
}

/** What would happen by itself happens when its own setting is changed. */
const calm = (config: PublicConfig): PublicConfig => ({
  ...config,
  auto_open: false,
  proactive_rules: [],
  tracking: false,
});

const isOther = (one: PublicConfig, other: PublicConfig, names: (keyof PublicConfig)[]) =>
  names.some((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));

const opensOtherwise = (before: Draft, { config }: Draft) =>
  isOther(before.config, config, ['auto_open', 'auto_open_delay']);

/** Whoever writes in a field of the settings keeps the focus. */
function showWindow(widget: Widget, isOpen: boolean, isAsItIs: boolean): void {
  if (isAsItIs) return;
  if (isOpen && !widget.isOpen) widget.isCalm = true;
  widget.set(isOpen);
}

/** Only the form is asked again; who has answered it is somebody else then. */
function startAgain(widget: Widget): void {
  hasBegun = false;
  widget.call('reset', []);
}

function say(widget: Widget, words: Draft['words']): void {
  hush(widget);
  if (!words?.message.trim()) return;
  if (!words.open) widget.set(false);
  speak(widget, words);
}

function hush(widget: Widget): void {
  widget.hush?.();
  delete widget.hush;
  delete widget.words;
  void widget.chat?.then((chat) => chat?.say(''));
}

function openLater(widget: Widget, { auto_open, auto_open_delay }: PublicConfig): void {
  clearTimeout(opening);
  if (!auto_open) return;
  widget.set(false);
  opening = setTimeout(() => showWindow(widget, true, false), auto_open_delay * 1_000);
}

function answerHere(): void {
  window.fetch = async (asked) =>
    String(asked).includes('/api/widget/config')
      ? Response.json(window.preview && calm(window.preview.draft.config))
      : new Response(null, { status: 204 });
}

function ownFrame(): void {
  const { prototype } = HTMLIFrameElement;
  const src = Object.getOwnPropertyDescriptor(prototype, 'src') as PropertyDescriptor;
  const set = function (this: HTMLIFrameElement, address: string) {
    src.set?.call(this, address.startsWith(`${origin}/frame/`) ? '/preview/frame' : address);
  };
  Object.defineProperty(prototype, 'src', { ...src, set });
}

function paint(): void {
  document.documentElement.dataset.theme = night.matches ? 'dark' : 'light';
}

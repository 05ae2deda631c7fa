/** The page's way to the widget: `chatdesk('open')` and `ChatDesk.open()` are the same call. */
import type { Options } from './options.ts';
import { warn } from './warn.ts';
import { Widget } from './widget.ts';

type Command = (argument?: unknown) => void;
interface Stub {
  (name: string, argument?: unknown): void;
  /** What was called before this script arrived. */
  q?: ArrayLike<unknown>[];
}

declare global {
  interface Window {
    chatdesk?: Stub;
    ChatDesk?: { [name: string]: Command };
  }
}

/** Starts; on a page where another of our tags already did, adds that tag's widget. */
export function announce(origin: string, widgetKey: string | undefined): void {
  if (!window.ChatDesk) install(commandsAt(origin));
  if (widgetKey) window.ChatDesk?.init?.({ widgetKey });
}

function commandsAt(origin: string): { [name: string]: Command } {
  const widgets = new Map<string, Widget>();
  /** Calls go to the page's first widget; few pages have two. */
  const first = () => [...widgets.values()][0];
  return {
    init(options) {
      const { widgetKey } = options as Options;
      if (!widgetKey) warn('init needs a widgetKey');
      else if (!widgets.has(widgetKey))
        widgets.set(widgetKey, new Widget(origin, widgetKey, options as Options));
    },
    open: () => first()?.open(),
    close: () => first()?.close(),
    toggle: () => first()?.toggle(),
  };
}

function install(commands: { [name: string]: Command }): void {
  const call: Stub = (name, argument) => {
    if (Object.hasOwn(commands, name)) guarded(name, () => commands[name]?.(argument));
    else warn(`there is no call "${name}"`);
  };
  const queue = window.chatdesk?.q ?? [];
  window.chatdesk = call;
  window.ChatDesk = Object.fromEntries(
    Object.keys(commands).map((name) => [name, (argument) => call(name, argument)] as const),
  );
  for (const [name, argument] of Array.from(queue, (call) => Array.from(call))) call(String(name), argument);
}

/** Whatever goes wrong in here, the page goes on. */
function guarded(name: string, run: () => void): void {
  try {
    run();
  } catch (problem) {
    warn(`"${name}" failed: ${problem}`);
  }
}

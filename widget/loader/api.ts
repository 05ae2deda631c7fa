/** The page's way to the widget: `chatdesk('open')` and `ChatDesk.open()` are the same call. */
import { warn } from './warn.ts';
import { type Options, Widget } from './widget.ts';

interface Stub {
  (name: string, ...given: unknown[]): void;
  /** What was called before this script arrived. */
  q?: Iterable<[name: string, ...given: unknown[]]>;
}

declare global {
  interface Window {
    chatdesk?: Stub;
    ChatDesk?: { [name: string]: (...given: unknown[]) => void };
  }
}

const calls =
  'init open close toggle show hide destroy send sendMessage identify reset consent track setLanguage setTheme setDepartment on off'.split(
    ' ',
  );

/** Starts; on a page where another of our tags already did, adds that tag's widget. */
export function announce(origin: string, widgetKey: string | undefined): void {
  if (!window.ChatDesk) install(origin);
  if (widgetKey) window.ChatDesk?.init?.({ widgetKey }, origin);
}

function install(ours: string): void {
  // No Map: there are pages with another thing of that name.
  const widgets: { [key: string]: Widget } = {};
  const early: [string, unknown[]][] = [];
  const run = (name: string, given: unknown[]) => {
    const [call = '', key] = name.split('@');
    if (!calls.includes(call)) return warn(`there is no call "${call}"`);
    if (call === 'init') return init(given as [Options?, string?]);
    const widget = widgets[key ?? Object.keys(widgets)[0] ?? ''];
    if (call === 'destroy') widget && delete widgets[widget.destroy()];
    else if (widget) widget.call(call, given);
    else early.push([name, given]);
  };
  const init = ([options = {}, origin = ours]: [Options?, string?]) => {
    const key = options.widgetKey;
    if (!key) return warn('init needs a widgetKey');
    widgets[key] ??= new Widget(origin, key, options);
    for (const call of early.splice(0)) run(...call);
  };
  const chatdesk: Stub = (name, ...given) => {
    // Whatever goes wrong in here, the page goes on.
    try {
      run(`${name}`, given);
    } catch (problem) {
      warn(`"${name}" failed: ${problem}`);
    }
  };
  const queue = window.chatdesk?.q ?? [];
  window.chatdesk = chatdesk;
  window.ChatDesk = {};
  for (const name of calls) window.ChatDesk[name] = (...given) => chatdesk(name, ...given);
  for (const call of queue) chatdesk(...call);
}

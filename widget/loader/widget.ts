import type { PublicConfig } from '../protocol/generated.ts';
import { loadConfig } from './config.ts';
import { draw, type View } from './launcher.ts';
import { warn } from './warn.ts';
import type { ChatWindow } from './window/index.ts';

export interface Options {
  widgetKey?: string;
  departmentId?: string;
  /** What `identify` takes. */
  userData?: object;
  /** Where the chat is part of the page: an element, or how to find it. */
  container?: Element | string;
  consent?: boolean;
  notifications?: boolean;
  [option: string]: unknown;
}

/** What cannot wait until the visitor opens the chat. */
const WAKING = /^(send|reset|track)/;

/** One widget on the page. Until the visitor shows interest it is a button, and nothing else was asked or kept. */
export class Widget {
  readonly origin: string;
  readonly key: string;
  readonly options: Options;
  config!: PublicConfig;
  view: View | undefined;
  isOpen = false;
  isDestroyed = false;
  /** Set by what speaks first. */
  stop: (() => void) | undefined;
  readonly #listeners: { [event: string]: ((detail: unknown) => void)[] } = {};
  #later: [name: string, given: unknown[]][] = [];
  #isHidden = false;
  #window: Promise<ChatWindow | undefined> | undefined;

  constructor(origin: string, key: string, options: Options) {
    this.origin = origin;
    this.key = key;
    this.options = options;
    const start = () => void this.#start();
    // A page that is only prepared may never be seen.
    if ((document as { prerendering?: boolean }).prerendering)
      document.addEventListener('prerenderingchange', start, { once: true });
    else start();
  }

  call(name: string, [first, second]: unknown[]): void {
    const listeners = this.#listeners;
    if (name === 'on') this.#listen(`${first}`, second as () => void);
    else if (name === 'off')
      listeners[first as string] = (listeners[first as string] ?? []).filter(
        (listener) => second && listener !== second,
      );
    else if (name === 'show' || name === 'hide') this.#hide(name === 'hide');
    else if (name === 'open' || name === 'close' || name === 'toggle')
      this.set(name === 'toggle' ? !this.isOpen : name === 'open');
    else this.#tell(name, [first, second]);
  }

  /** Whoever asks late hears of it too. */
  #listen(event: string, listener: (detail?: unknown) => void): void {
    this.#listeners[event] = [...(this.#listeners[event] ?? []), listener];
    if (event === 'ready' && this.view) listener();
  }

  /** Opens or closes. */
  set(open: boolean): void {
    if (open === this.isOpen) return;
    this.isOpen = open;
    this.#show();
  }

  emit(event: string, detail?: unknown): void {
    for (const listener of this.#listeners[event] ?? []) {
      // A listener's mistake is the page's to see, and stops nobody else.
      try {
        listener(detail);
      } catch (problem) {
        reportError(problem);
      }
    }
  }

  /** Answers whose it was. */
  destroy(): string {
    this.isDestroyed = true;
    this.stop?.();
    void this.#window?.then((chat) => chat?.destroy());
    this.view?.host.remove();
    return this.key;
  }

  async #start(): Promise<void> {
    const stored = await loadConfig(this.origin, this.key);
    if (!stored || this.isDestroyed) return;
    const { options } = this;
    const more =
      Object.keys(options)[1] || stored.bubble_icon !== 'chat' ? await this.load('options') : undefined;
    this.config = more?.apply(stored, options) ?? stored;
    this.#draw();
    more?.adorn(this.view as View, this.config, options);
    this.emit('ready');
    const { auto_open, proactive_rules, tracking } = this.config;
    if (auto_open || tracking || proactive_rules.length)
      void this.load('proactive').then((part) => part?.watch(this));
    const isAsked = this.#later.some(([name]) => WAKING.test(name));
    if (options.container || isAsked || isReturning(this.key)) this.prepare();
    this.#show();
  }

  #draw(): void {
    this.view = draw(this.config);
    const { host, launcher } = this.view;
    for (const interest of ['pointerenter', 'focus', 'touchstart'])
      launcher.addEventListener(interest, () => this.prepare(), { passive: true });
    launcher.onclick = () => this.set(!this.isOpen);
    // The team's name, until the frame can give a label in the visitor's language.
    launcher.ariaLabel = `Chat: ${this.config.title}`;
    document.body.append(host);
  }

  #show(): void {
    const { view, isOpen } = this;
    if (!view) return;
    view.host.hidden = this.#isHidden;
    view.launcher.ariaExpanded = `${isOpen}`;
    view.root.classList.toggle('open', isOpen);
    if (isOpen) this.prepare();
    void this.#window?.then((chat) => chat?.show(isOpen));
  }

  #hide(hidden: boolean): void {
    this.#isHidden = hidden;
    if (hidden) this.isOpen = false;
    this.#show();
  }

  /** For the frame: what changes something there brings it, what describes waits until it comes. */
  #tell(name: string, given: unknown[]): void {
    if (this.#window) return void this.#window.then((chat) => chat?.call(name, given));
    this.#later.push([name, given]);
    if (this.view && WAKING.test(name)) this.prepare();
  }

  /** The site's words, for the frame to show. */
  async say(text: string): Promise<void> {
    this.prepare();
    (await this.#window)?.say(text);
  }

  prepare(): void {
    this.#window ??= this.#load();
  }

  async #load(): Promise<ChatWindow | undefined> {
    const part = await this.load('window');
    if (!part || this.isDestroyed) return undefined;
    const chat = new part.ChatWindow(this, () => {
      this.#window = undefined;
      this.set(false);
    });
    for (const call of this.#later.splice(0)) chat.call(...call);
    return chat;
  }

  /** The rest of this script comes when it is wanted; a visitor who only reads the page never pays for it. */
  async load<Name extends keyof Parts>(name: Name): Promise<Parts[Name] | undefined> {
    try {
      return await import(`${this.origin}/v1/${name}.js?v=${VERSION}`);
    } catch (problem) {
      warn(`the chat of widget ${this.key} is not shown: ${problem}`);
      // The next click tries again.
      if (name === 'window') {
        this.#window = undefined;
        this.set(false);
      }
      return undefined;
    }
  }
}

interface Parts {
  window: typeof import('./window/index.ts');
  calls: typeof import('./calls/index.ts');
  history: typeof import('./history/index.ts');
  proactive: typeof import('./proactive/index.ts');
  notice: typeof import('./notice/index.ts');
  options: typeof import('./options/index.ts');
}

/** Whoever has talked here wants to see the answer, on whichever page they are now. */
function isReturning(key: string): boolean {
  try {
    return !!localStorage[`chatdesk:${key}`];
  } catch {
    return false;
  }
}

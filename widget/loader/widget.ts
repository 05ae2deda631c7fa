import type { PublicConfig } from '../protocol/generated.ts';
import { loadConfig } from './config.ts';
import { draw, type View } from './launcher.ts';
import { warn } from './warn.ts';
import type { ChatWindow } from './window/index.ts';

type Listener = (detail?: unknown) => void;

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

const PATIENCE = 3_000;

/** What cannot wait until the visitor opens the chat. Where visits are tracked, the window is there already. */
const WAKING = /^(send|reset)/;

/** One widget on the page. Until the visitor shows interest it is a button, and nothing else was asked or kept. */
export class Widget {
  declare readonly origin: string;
  declare readonly key: string;
  declare readonly options: Options;
  declare config: PublicConfig;
  declare view: View | undefined;
  isOpen = false;
  isDestroyed = false;
  /** What speaks first says how to stop it, what it has said, and that it was not the visitor who opened the window. */
  declare stop?: () => void;
  declare words?: string;
  declare isCalm?: boolean;
  /** What is shown beside the launcher goes. */
  declare hush?: () => void;
  /** The visitor has talked here. */
  declare isTalking?: boolean;
  declare chat: Promise<ChatWindow | undefined> | undefined;
  /** A page's body may come after this script, and some routers put another in its place. */
  readonly bodies = new MutationObserver(() => this.#attach());
  readonly #listeners: { [event: string]: Listener[] } = {};
  #later: [name: string, given: unknown[]][] = [];
  #isHidden = false;
  #again = '';

  constructor(origin: string, key: string, options: Options) {
    this.origin = origin;
    this.key = key;
    this.options = { ...options };
    void this.#start();
  }

  call(name: string, given: unknown[]): void {
    const [event, listener] = given as [string, Listener?];
    const listeners = this.#listeners[event] ?? [];
    if (name === 'on') {
      this.#listeners[event] = [...listeners, listener as Listener];
      // Whoever asks late hears of it too.
      if (event === 'ready' && this.view) listener?.();
    } else if (name === 'off')
      this.#listeners[event] = listeners.filter((one) => listener && one !== listener);
    else if (name === 'show' || name === 'hide') this.#hide(name === 'hide');
    else if (name === 'toggle') this.set(!this.isOpen);
    else if (name === 'open' || name === 'close') this.set(name === 'open');
    else this.#tell(name, given);
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
    this.bodies.disconnect();
    void this.chat?.then((chat) => chat?.destroy());
    this.view?.host.remove();
    return this.key;
  }

  async #start(): Promise<void> {
    await turn();
    const stored = await loadConfig(this.origin, this.key);
    const { options } = this;
    if (!stored) return;
    const more =
      Object.keys(options)[1] || stored.bubble_icon !== 'chat' ? await this.load('options') : undefined;
    this.config = (await more?.apply(stored, options)) ?? stored;
    if (this.isDestroyed) return;
    this.#draw();
    more?.adorn(this);
    this.emit('ready');
    this.isTalking = isReturning(this.key);
    this.#watch();
    const isAsked = this.#later.some(([name]) => WAKING.test(name));
    if (options.container || isAsked || this.isTalking) this.prepare();
    this.#show();
  }

  #draw(): void {
    this.view = draw(this.config);
    const { launcher } = this.view;
    // A finger enters too, before it presses.
    launcher.onpointerenter = launcher.onfocus = () => this.prepare();
    launcher.onclick = () => this.set(!this.isOpen);
    // The team's name, until the frame can give a label in the visitor's language.
    launcher.ariaLabel = `Chat: ${this.config.title}`;
    this.#attach();
    this.bodies.observe(document.documentElement, { childList: true });
  }

  #attach(): void {
    const { host } = this.view as View;
    if (!host.isConnected) document.body?.append(host);
  }

  #watch(): void {
    const { auto_open, proactive_rules, tracking } = this.config;
    if (auto_open || tracking || proactive_rules.length)
      void this.load('proactive').then((part) => part?.watch(this));
  }

  #show(): void {
    const { view, isOpen } = this;
    if (!view) return;
    view.host.hidden = this.#isHidden;
    view.launcher.ariaExpanded = `${isOpen}`;
    view.root.classList.toggle('open', isOpen);
    if (isOpen) this.prepare();
    void this.chat?.then((chat) => chat?.show(isOpen));
  }

  #hide(hidden: boolean): void {
    this.#isHidden = hidden;
    if (hidden) this.isOpen = false;
    this.#show();
  }

  /** For the frame: what changes something there brings it, what describes waits until it comes. */
  #tell(name: string, given: unknown[]): void {
    if (name === 'consent') this.options.consent = true;
    if (this.chat) void this.chat.then((chat) => chat?.call(name, given));
    else this.#later.push([name, given]);
    if (!this.view) return;
    if (name === 'consent') this.#watch();
    if (WAKING.test(name)) this.prepare();
  }

  prepare(): void {
    this.chat ??= this.#load();
  }

  async #load(): Promise<ChatWindow | undefined> {
    const part = await this.load('window');
    if (!part || this.isDestroyed) return undefined;
    const chat = new part.ChatWindow(this, () => {
      this.chat = undefined;
      this.set(false);
    });
    for (const call of this.#later.splice(0)) chat.call(...call);
    return chat;
  }

  /** The rest of this script comes when it is wanted; a visitor who only reads the page never pays for it. */
  async load<Name extends keyof Parts>(name: Name): Promise<Parts[Name] | undefined> {
    try {
      return await import(`${this.origin}/${FOLDER}/${name}.js?v=${VERSION}${this.#again}`);
    } catch (problem) {
      warn(`the chat of widget ${this.key} is not shown: ${problem}`);
      // Browsers remember that a module did not load; the next click tries another address.
      this.#again += '&';
      if (name === 'window') {
        this.chat = undefined;
        this.set(false);
      }
      if (name !== 'errors') void this.load('errors').then((part) => part?.report(this, name));
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
  errors: typeof import('./errors/index.ts');
}

/** All that the page needs for itself comes first; a page that is only prepared may never be seen. */
async function turn(): Promise<void> {
  if ((document as { prerendering?: boolean }).prerendering)
    await new Promise((go) => document.addEventListener('prerenderingchange', go));
  if (document.readyState !== 'complete')
    await new Promise<void>((go) => {
      // Unless that takes for ever.
      const timer = setTimeout(go, PATIENCE);
      addEventListener('load', () => go(clearTimeout(timer)), { once: true });
    });
}

/** Whoever has talked here wants to see the answer, on whichever page they are now. */
function isReturning(key: string): boolean {
  try {
    return !!localStorage[`chatdesk:${key}`];
  } catch {
    // Nothing may be kept here.
  }
  return false;
}

/** The loader's second half: the window on the host's page, the iframe in it, and the line to the frame. */
import type { Command, Greeting, Labels, ToFrame, ToLoader, User } from '../../bridge.ts';
import { addRules, element, icon } from '../elements.ts';
import type { View } from '../launcher.ts';
import type { Widget } from '../widget.ts';
import { followKeyboard } from './keyboard.ts';
import { followPages, page } from './pages.ts';
import rules from './window.css';

/** Lucide's chevron-down. */
const CHEVRON = 'm6 9 6 6 6-6';
/** How long a frame may take to load, and then to answer. After that it never will. */
const PATIENCE = { load: 20_000, answer: 8_000 };

export class ChatWindow {
  readonly #widget: Widget;
  readonly #view: View;
  readonly #failed: () => void;
  readonly #box = element('div', 'window');
  readonly #badge = element('span', 'badge');
  readonly #chevron = icon(CHEVRON);
  readonly #iframe = document.createElement('iframe');
  /** Said before the frame could hear it. */
  readonly #early: ToFrame[] = [];
  readonly #unfollow: (() => void)[];
  #giveUp: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;
  /** Those who listen in the frame. A page that moves the widget loads it anew. */
  #port: MessagePort | undefined;
  #unread = 0;
  #user: User | undefined;
  #labels: Labels | undefined;
  #calls: Promise<void> = Promise.resolve();

  constructor(widget: Widget, failed: () => void) {
    this.#widget = widget;
    this.#view = widget.view as View;
    this.#failed = failed;
    // Who the visitor is comes with the first words.
    this.#iframe.onload = () => {
      // What had the focus was the empty frame from before.
      if (this.#hasFocus()) {
        this.#iframe.blur();
        this.#iframe.focus();
      }
      void this.#calls.then(() => this.#greet());
    };
    this.#build();
    if (widget.words) this.say(widget.words);
    this.#unfollow = [
      followKeyboard(this.#box),
      followPages(widget, (page) => this.#port && this.#tell({ type: 'page', page })),
    ];
  }

  /** The frame stays when the window closes: answers still arrive and are counted. */
  show(open: boolean): void {
    if (open === this.#isOpen) return;
    this.#isOpen = open;
    this.#label();
    this.#tell(open ? { type: 'opened', page: page() } : { type: 'closed' });
    if (open && !this.#widget.isCalm) this.#iframe.focus();
    else if (this.#hasFocus()) this.#view.launcher.focus();
    this.#widget.isCalm = false;
    this.#widget.emit(open ? 'open' : 'close');
    if (open) this.#notice((part) => part.clear(this.#widget));
  }

  /** In the order in which the page calls. */
  call(name: string, given: unknown[]): void {
    this.#calls = this.#calls
      .then(() => this.#widget.load('calls'))
      .then((part) => {
        const command = part?.commandOf(name, given, this.#widget);
        if (command) this.#command(command);
      });
  }

  /** The site speaks first. */
  say(text: string): void {
    this.#tell({ type: 'proactive', text });
  }

  destroy(): void {
    this.#leave();
    remember(this.#widget.key, false);
    this.#notice((part) => part.clear(this.#widget));
  }

  #command(command: Command): void {
    this.#dim();
    if (command.type === 'reset') {
      this.#user = undefined;
      remember(this.#widget.key, false);
    } else if (command.type === 'identify') {
      this.#user = command.user;
      // Whoever is named before the frame hears anything comes with the greeting.
      if (!this.#port && !this.#early.some(({ type }) => type === 'reset')) return;
    }
    this.#tell(command);
  }

  /** A page that closes the chat by itself must not have its focus taken away. */
  #hasFocus(): boolean {
    return this.#view.host.shadowRoot?.activeElement === this.#iframe;
  }

  #build(): void {
    const { origin, config, key, options } = this.#widget;
    addRules(this.#view.host, rules);
    this.#dim();
    this.#iframe.title = config.title;
    this.#iframe.allow = 'autoplay; clipboard-write';
    if (options.container) this.#iframe.loading = 'lazy';
    else this.#giveUp = setTimeout(() => this.#fail(), PATIENCE.load);
    this.#iframe.src = `${origin}/frame/${key}`;
    this.#box.append(this.#iframe);
    this.#view.launcher.append(this.#chevron, this.#badge);
    this.#view.launcher.onkeydown = ({ key }) => {
      if (key === 'Escape') this.#widget.set(false);
    };
    this.#view.root.prepend(this.#box);
  }

  /** Until the frame shows what it looks like. */
  #dim(): void {
    const { theme } = this.#widget.config;
    const isNight = theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches;
    this.#view.root.classList.toggle('dark', theme === 'dark' || isNight);
  }

  #hear(message: ToLoader): void {
    if (message.type === 'close') this.#widget.set(false);
    else if (message.type === 'expand') this.#view.root.classList.toggle('expanded', message.isLarge);
    else if (message.type === 'event') this.#widget.emit(message.name, message.detail);
    else if (message.type === 'news')
      this.#notice((part) =>
        part.show(this.#widget, message, this.#labels, this.#unread, () => this.#tell({ type: 'dismissed' })),
      );
    else this.#update(message);
  }

  #update({ unread, isKnown, labels }: Extract<ToLoader, { type: 'state' }>): void {
    this.#labels = labels;
    this.#badge.textContent = unread > 9 ? '9+' : unread ? `${unread}` : '';
    this.#label();
    this.#widget.isTalking = isKnown;
    if (isKnown) remember(this.#widget.key, true);
    if (unread !== this.#unread) this.#widget.emit('unread', unread);
    if (!unread && this.#unread) this.#notice((part) => part.clear(this.#widget));
    this.#unread = unread;
  }

  #notice(run: (part: typeof import('../notice/index.ts')) => void): void {
    if (this.#unread || this.#widget.stop) void this.#widget.load('notice').then((part) => part && run(part));
  }

  #label(): void {
    if (this.#labels) this.#view.launcher.ariaLabel = this.#labels[this.#isOpen ? 'close' : 'open'];
  }

  #greet(): void {
    const { config, origin, options } = this.#widget;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<ToLoader>) => {
      clearTimeout(this.#giveUp);
      this.#view.root.classList.add('ready');
      this.#hear(data);
    };
    this.#port?.close();
    this.#port = port1;
    const greeting: Greeting = {
      chatdesk: 1,
      config,
      page: page(),
      language: document.documentElement.lang,
      open: this.#isOpen,
      isInline: !!options.container,
      consent: !!options.consent,
      user: this.#user,
      department: options.departmentId,
    };
    clearTimeout(this.#giveUp);
    this.#giveUp = setTimeout(() => this.#fail(), PATIENCE.answer);
    this.#iframe.contentWindow?.postMessage(greeting, origin, [port2]);
    for (const message of this.#early.splice(0)) this.#tell(message);
  }

  #tell(message: ToFrame): void {
    if (this.#port) this.#port.postMessage(message);
    else this.#early.push(message);
  }

  #leave(): void {
    clearTimeout(this.#giveUp);
    for (const unfollow of this.#unfollow) unfollow();
    this.#port?.close();
    this.#box.remove();
    this.#chevron.remove();
    this.#badge.remove();
  }

  #fail(): void {
    void this.#widget.load('errors').then((part) => part?.report(this.#widget, 'frame'));
    this.#leave();
    this.#failed();
  }
}

/** On the site's next pages the chat is there at once for whoever has talked here. */
function remember(key: string, isKnown: boolean): void {
  try {
    if (isKnown) localStorage[`chatdesk:${key}`] = '1';
    else localStorage.removeItem(`chatdesk:${key}`);
  } catch {
    // A page without storage.
  }
}

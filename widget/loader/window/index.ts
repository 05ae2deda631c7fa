/** The loader's second half: the window on the host's page, the iframe in it, and the line to the frame. */
import type { Greeting, ToFrame, ToLoader } from '../../bridge.ts';
import type { PublicConfig } from '../../protocol/generated.ts';
import { addRules, element, icon } from '../elements.ts';
import type { View } from '../launcher.ts';
import { followKeyboard } from './keyboard.ts';
import rules from './window.css';

export interface Surroundings {
  origin: string;
  config: PublicConfig;
  view: View;
  close: () => void;
  failed: () => void;
}

/** Lucide's chevron-down. */
const CHEVRON = 'm6 9 6 6 6-6';
/** How long a frame may take to load, and then to answer. After that it never will. */
const PATIENCE = { load: 20_000, answer: 8_000 };

export class ChatWindow {
  readonly #given: Surroundings;
  readonly #box = element('div', 'window');
  readonly #badge = element('span', 'badge');
  readonly #chevron = icon(CHEVRON);
  readonly #iframe = document.createElement('iframe');
  readonly #port: MessagePort;
  readonly #unfollow: () => void;
  #giveUp = setTimeout(() => this.#fail(), PATIENCE.load);
  #isOpen = false;
  #labels: { open: string; close: string } | undefined;

  constructor(given: Surroundings) {
    this.#given = given;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#listen();
    this.#iframe.onload = () => this.#greet(port2);
    this.#build();
    this.#unfollow = followKeyboard(this.#box);
  }

  /** The frame stays when the window closes: answers still arrive and are counted. */
  show(open: boolean): void {
    if (open === this.#isOpen) return;
    this.#isOpen = open;
    this.#label();
    this.#tell(open ? { type: 'opened', page: page() } : { type: 'closed' });
    if (open) this.#iframe.focus();
    else if (this.#hasFocus()) this.#given.view.launcher.focus();
  }

  /** A page that closes the chat by itself must not have its focus taken away. */
  #hasFocus(): boolean {
    return this.#given.view.host.shadowRoot?.activeElement === this.#iframe;
  }

  #build(): void {
    const { origin, config, view } = this.#given;
    const { theme } = config;
    const dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    addRules(view.host, rules);
    this.#box.classList.toggle('dark', dark);
    this.#iframe.title = config.title;
    this.#iframe.allow = 'clipboard-write';
    this.#iframe.src = `${origin}/frame/${config.key}`;
    this.#box.append(this.#iframe);
    view.launcher.append(this.#chevron, this.#badge);
    view.root.prepend(this.#box);
  }

  #listen(): void {
    this.#port.onmessage = ({ data }: MessageEvent<ToLoader>) => {
      clearTimeout(this.#giveUp);
      this.#given.view.root.classList.add('ready');
      this.#hear(data);
    };
  }

  #hear(message: ToLoader): void {
    if (message.type === 'close') this.#given.close();
    else this.#update(message);
  }

  #update({ unread, labels }: Extract<ToLoader, { type: 'state' }>): void {
    this.#labels = labels;
    this.#badge.textContent = unread > 9 ? '9+' : unread ? `${unread}` : '';
    this.#label();
  }

  #label(): void {
    if (this.#labels) this.#given.view.launcher.ariaLabel = this.#labels[this.#isOpen ? 'close' : 'open'];
  }

  #greet(port: MessagePort): void {
    const { config, origin } = this.#given;
    const language = document.documentElement.lang;
    const greeting: Greeting = { chatdesk: 1, config, page: page(), language, open: this.#isOpen };
    clearTimeout(this.#giveUp);
    this.#giveUp = setTimeout(() => this.#fail(), PATIENCE.answer);
    this.#iframe.onload = null;
    this.#iframe.contentWindow?.postMessage(greeting, origin, [port]);
  }

  #tell(message: ToFrame): void {
    this.#port.postMessage(message);
  }

  #fail(): void {
    console.warn(
      `ChatDesk: the frame of ${this.#given.origin} did not load. Does this page's policy allow it in frame-src?`,
    );
    this.#unfollow();
    this.#port.close();
    this.#box.remove();
    this.#chevron.remove();
    this.#badge.remove();
    this.#given.failed();
  }
}

function page(): Greeting['page'] {
  return { url: location.href, title: document.title, referrer: document.referrer };
}

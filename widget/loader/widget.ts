import type { PublicConfig } from '../protocol/generated.ts';
import { loadConfig } from './config.ts';
import { draw, type View } from './launcher.ts';
import { apply, type Options } from './options.ts';
import { warn } from './warn.ts';
import type { ChatWindow } from './window/index.ts';

/** One widget on the page. Until the visitor shows interest it is a button, and nothing else was asked or kept. */
export class Widget {
  readonly #origin: string;
  #config: PublicConfig | undefined;
  #view: View | undefined;
  #window: Promise<ChatWindow | undefined> | undefined;
  #isOpen = false;

  constructor(origin: string, key: string, options: Options) {
    this.#origin = origin;
    void this.#start(key, options);
  }

  open(): void {
    this.#set(true);
  }

  close(): void {
    this.#set(false);
  }

  toggle(): void {
    this.#set(!this.#isOpen);
  }

  async #start(key: string, options: Options): Promise<void> {
    const stored = await loadConfig(this.#origin, key);
    if (!stored) return;
    this.#config = apply(stored, options);
    this.#view = draw(this.#config);
    const { host, launcher } = this.#view;
    for (const interest of ['pointerenter', 'focus', 'touchstart']) {
      launcher.addEventListener(interest, () => this.#prepare(), { passive: true });
    }
    launcher.onclick = () => this.toggle();
    launcher.onkeydown = ({ key }) => {
      if (key === 'Escape') this.close();
    };
    // The team's name, until the frame can give a label in the visitor's language.
    launcher.ariaLabel = `Chat: ${this.#config.title}`;
    document.body.append(host);
    this.#show();
  }

  #set(open: boolean): void {
    if (open === this.#isOpen) return;
    this.#isOpen = open;
    this.#show();
  }

  #show(): void {
    if (!this.#view) return;
    this.#view.launcher.ariaExpanded = `${this.#isOpen}`;
    this.#view.root.classList.toggle('open', this.#isOpen);
    if (this.#isOpen) this.#prepare();
    void this.#window?.then((chat) => chat?.show(this.#isOpen));
  }

  #prepare(): void {
    this.#window ??= this.#load();
  }

  /** The second half of this script comes when it is wanted; a visitor who only reads the page never pays for it. */
  async #load(): Promise<ChatWindow | undefined> {
    const [origin, config, view] = [this.#origin, this.#config, this.#view];
    if (!config || !view) return undefined;
    try {
      const script: typeof import('./window/index.ts') = await import(
        `${origin}/v1/window.js?v=${WINDOW_VERSION}`
      );
      return new script.ChatWindow({
        origin,
        config,
        view,
        close: () => this.close(),
        failed: () => this.#failed(),
      });
    } catch (problem) {
      warn(`the chat could not be loaded from ${origin}: ${problem}`);
      this.#failed();
      return undefined;
    }
  }

  /** The next click tries again. */
  #failed(): void {
    this.#window = undefined;
    this.close();
  }
}

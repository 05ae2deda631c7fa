/** What happens from opening the window to the first word; from there on `Talk` goes on. */
import type { Conversation } from '../protocol/generated.ts';
import { browser, type Environment } from '../transport/environment.ts';
import { type Api, isRefused } from './api.ts';
import type { Talk } from './conversation/talk.ts';
import type { Attachments } from './files/attachments.ts';
import type { Tell } from './host.ts';
import { load, type Part } from './parts.ts';
import { type ChatStore, type Details, NOTHING_SAID, unanswered } from './state.ts';

const LOAD_EVERY = 5_000;

export class Chat {
  declare readonly api: Api;
  declare readonly store: ChatStore;
  declare readonly tell: Tell;
  readonly #load: () => Promise<Part<'conversation'>>;
  readonly #environment: Environment;
  #ready: Promise<void> | undefined;
  #talk: Promise<Talk> | undefined;
  #files: Attachments | undefined;
  #sending = '';

  constructor(
    api: Api,
    store: ChatStore,
    { load = loadConversation, environment = browser, tell = ignore as Tell } = {},
  ) {
    this.api = api;
    this.store = store;
    this.#load = load;
    this.#environment = environment;
    this.tell = tell;
  }

  /** The window was opened. Only now does the server hear of this visitor. */
  open(): void {
    if (this.#ready && this.store.state.phase !== 'failed') return;
    this.store.change({ phase: this.api.token ? 'loading' : 'ready' });
    // Whoever waits for the session gets the rejection too; for the visitor it is in the state.
    this.session().catch((problem) => this.#failed(problem));
  }

  /** Is there a session, or one on its way? */
  get isOpened(): boolean {
    return !!this.#ready;
  }

  /** Another person, or nobody in particular, from now on: what was shown is put away. */
  leave(): void {
    void this.#talk?.then((talk) => talk.leave());
    this.#files?.clear();
    this.#ready = this.#talk = undefined;
    this.store.change({
      ...NOTHING_SAID,
      customer: null,
      draft: '',
      proactive: '',
      view: 'chat',
    });
  }

  /** From the beginning again, as the same person. */
  startAgain(): void {
    void this.#talk?.then((talk) => talk.leave());
    this.#talk = undefined;
    const details = unanswered(this.store.state);
    this.store.change({ ...NOTHING_SAID, details, hasPast: true, phase: 'ready', view: 'chat' });
  }

  /** One of the visitor's conversations. */
  async show(conversation: Conversation): Promise<void> {
    this.startAgain();
    this.store.change({ phase: 'loading' });
    await this.#resume(conversation).catch(() => this.store.change({ phase: 'ready', view: 'list' }));
  }

  /** Another tab has begun a conversation. */
  follow(): void {
    if ((this.store.state.conversation?.status ?? 'closed') !== 'closed') return;
    this.startAgain();
    this.#ready = undefined;
    this.open();
  }

  /** What stands in the composer. Its first letter brings what will be needed to send it. */
  write(draft: string): void {
    this.store.change({ draft });
    if (!draft && !this.#talk) return;
    this.converse().then((talk) => talk.typing(draft), ignore);
  }

  /** Somebody is about to write. */
  prepare(): void {
    this.converse().catch(ignore);
  }

  /** The form was answered; the words in the composer are the first. */
  begin(answered: Details): void {
    this.store.change({ refusal: null });
    void this.send(undefined, answered);
  }

  /** Files go on their way at once, and are sent with the words that stand beside them then. */
  attach(files: Iterable<File> | null | undefined): void {
    const all = [...(files ?? [])];
    if (this.store.state.config.attachments)
      this.attachments().then(
        (to) => to.add(all),
        () => this.#later(() => this.attach(all)),
      );
  }

  async attachments(): Promise<Attachments> {
    const { Attachments } = await load('files');
    this.#files ??= new Attachments(this);
    return this.#files;
  }

  async send(sent = this.store.state.draft, answered?: Details): Promise<void> {
    if (this.store.state.files.length) return (await this.attachments()).send(answered);
    if (!sent.trim() || sent === this.#sending) return;
    this.#sending = sent;
    try {
      const talk = await this.converse();
      // What was typed while the conversation loaded stays.
      const { draft, details } = this.store.state;
      const rest = draft.startsWith(sent) ? draft.slice(sent.length) : draft;
      this.store.change({ draft: rest, details: answered ? { ...details, ...answered } : details });
      talk.send(sent.trim());
    } catch {
      // The words stay in the composer, and go out unless they are changed.
      this.#later(() => {
        if (this.store.state.draft.startsWith(sent)) void this.send(sent, answered);
      });
    }
    this.#sending = '';
  }

  /** What is needed did not load: in a while, or when the page or its network is back. */
  #later(work: () => void): void {
    const again = () => {
      stop();
      cancel();
      work();
    };
    const stop = this.#environment.onWake(again);
    const cancel = this.#environment.after(LOAD_EVERY, again);
  }

  /** One session, however many wait for it; after a failure the next who asks tries anew. */
  session(): Promise<void> {
    this.#ready ??= this.#begin().catch((problem) => {
      this.#ready = undefined;
      throw problem;
    });
    return this.#ready;
  }

  async #begin(): Promise<void> {
    const { config, conversation, widget_customer: customer, reply_time } = await this.api.init();
    const { online, back_at, agents, departments, pre_chat, typing_preview } = config;
    const fresh = { online, back_at, agents, departments, pre_chat, typing_preview };
    const hasPast = customer.first_seen_at !== customer.last_seen_at;
    this.store.change({ config: { ...this.store.state.config, ...fresh }, customer, hasPast });
    if (reply_time) load('replies').then(({ show }) => show(this.store, reply_time), ignore);
    if (conversation) await this.#resume(conversation);
    else this.#startAnew();
  }

  /** The thread shows when the room has told what was said in it. */
  async #resume(conversation: Conversation): Promise<void> {
    (await this.converse()).enter(conversation);
  }

  #startAnew(): void {
    this.store.change({ phase: 'ready' });
    this.#restore().catch(ignore);
  }

  /** Words of an earlier visit may still wait for a network, and with them their conversation. */
  async #restore(): Promise<void> {
    if (await mayHaveUnsent()) await (await this.converse()).restore();
  }

  converse(): Promise<Talk> {
    this.#talk ??= this.#prepare().catch((problem) => {
      this.#talk = undefined;
      throw problem;
    });
    return this.#talk;
  }

  async #prepare(): Promise<Talk> {
    const { Talk, Thread, Tools } = await this.#load();
    const talk = new Talk(this.api, this.store, () => this.session(), this.tell);
    this.store.change({ thread: { talk, Thread, Tools } });
    return talk;
  }

  #failed(problem: unknown): void {
    this.store.change({ phase: isRefused(problem, 403, 404) ? 'refused' : 'failed' });
  }
}

/** The database is made by the first words there are to send. Not every browser tells whether it is there, or has one. */
async function mayHaveUnsent(): Promise<boolean> {
  try {
    return !indexedDB.databases || (await indexedDB.databases()).length > 0;
  } catch {
    return document.cookie.includes('unsent');
  }
}

const loadConversation = () => load('conversation');
const ignore = () => {};

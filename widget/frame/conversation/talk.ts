/** The visitor's conversation: at first only words that wait for one, then a room. */
import type {
  Attachment,
  Conversation,
  Message,
  RoomFrame,
  Sender,
  StartedConversation,
} from '../../protocol/generated.ts';
import { openRoom, type Room } from '../../transport/room.ts';
import { openShelf } from '../../transport/shelf.ts';
import { Unsent, unsentRooms } from '../../transport/unsent.ts';
import type { Api } from '../api.ts';
import { Carried } from '../forms/carried.ts';
import type { Tell } from '../host.ts';
import { keep, kept } from '../keep.ts';
import { load } from '../parts.ts';
import type { ChatStore } from '../state.ts';
import { Beginning } from './beginning.ts';
import { again, callsOf, read, renew, socketUrl, start } from './calls.ts';
import { keepDraft, keptDraft } from './draft.ts';
import { Happenings } from './happenings.ts';
import { applyFrame, lastForeign, withMessages } from './news.ts';
import { noteRefusal } from './refusals.ts';

const TYPING_LASTS = 5_000;
/** As much of it as agents see. */
const PREVIEW = 500;
const DISMISSED = 'chatdesk.dismissed';
const news = () => import('../news/index.ts');
const ignore = () => {};

export class Talk {
  readonly #api: Api;
  readonly #store: ChatStore;
  readonly #shelf = openShelf(async () => {
    noteRefusal('storage_refused');
    return (await import('../../transport/cookies.ts')).cookies;
  });
  readonly #unsent: Unsent;
  readonly #beginning: Beginning;
  readonly #carried: Carried;
  readonly #happenings: Happenings;
  readonly #typists = new Map<string, ReturnType<typeof setTimeout>>();
  #conversation: Conversation | undefined;
  #room: Room | undefined;
  #watched = false;
  #isMarking = false;
  /** It was closed, and the visitor has more to say. */
  goesOn = false;

  /** `ready`: the session is there. */
  constructor(api: Api, store: ChatStore, ready: () => Promise<void>, tell: Tell = ignore) {
    this.#api = api;
    this.#store = store;
    this.#unsent = new Unsent({ persons: () => api.persons, shelf: this.#shelf });
    this.#carried = new Carried(api, store);
    this.#happenings = new Happenings({
      store,
      tell,
      ring: (id) => load(news).then(({ ring }) => ring(store.state.config, id), ignore),
      dismissed: () => this.#dismissed(),
    });
    this.#beginning = new Beginning({
      store: this.#unsent,
      start: async (request) => {
        const details = this.#carried.with(request);
        await ready();
        // Another tab may have started one meanwhile.
        if (this.#room) throw new Error();
        return start(api, { ...request, ...details });
      },
      onOutbox: (pending) => store.change({ pending }),
      onStarted: (started) => this.#started(started),
      onReturned: (words, refusal) => void this.#carried.comesBack(words, refusal),
      onRefused: (refusal) => this.#happenings.fail(refusal),
      onForbidden: () => store.change({ phase: 'refused' }),
    });
    if (!store.state.draft) store.change({ draft: keptDraft(api.persons) });
  }

  send(body: string, files: Attachment[] = []): void {
    keepDraft(this.#api.persons, '');
    if (this.#room) this.#room.send(body, body ? 'text' : 'file', undefined, files);
    else this.#beginning.send(body, files);
  }

  /** The addresses of a message's files have expired. */
  async readAgain({ seq, conversation_id }: Message): Promise<void> {
    const found = await again(this.#api, conversation_id, seq);
    this.#store.change({ messages: withMessages(this.#store.state.messages, found) });
  }

  retry(clientId: string): void {
    (this.#room ?? this.#beginning).retry(clientId);
  }

  /** The words themselves only where agents are to see them. */
  typing(draft: string): void {
    keepDraft(this.#api.persons, draft);
    const isShown = this.#store.state.config.typing_preview && draft;
    this.#room?.typing(draft !== '', isShown ? draft.slice(0, PREVIEW) : undefined);
  }

  /** The visitor does not want to hear of what was said so far. */
  dismiss(): void {
    const { conversation, messages } = this.#store.state;
    if (conversation) keep(DISMISSED, `${conversation.id} ${lastForeign(messages)}`);
  }

  #dismissed(): number {
    const [id, seq] = kept(DISMISSED)?.split(' ') ?? [];
    return id === this.#conversation?.id ? Number(seq) : 0;
  }

  /** Whether the visitor is looking at the newest messages right now. */
  watch(watched: boolean): void {
    this.#watched = watched;
    this.#mark();
  }

  /** The connection had stopped for good; perhaps it is better now. */
  reconnect(): void {
    if (this.#conversation) this.enter(this.#conversation);
  }

  /** What an earlier visit could not say goes where it belongs, though that conversation be closed by now. */
  async restore(): Promise<void> {
    const [id] = await unsentRooms(this.#api.persons[0], this.#shelf);
    if (!id || this.#isTaken) return;
    const conversation = await read(this.#api, id);
    if (!this.#isTaken) this.enter(conversation);
  }

  /** What is under way stops here; what is unsent stays in the browser for its own conversation. */
  leave(): void {
    keepDraft(this.#api.persons, this.#store.state.draft);
    this.#beginning.end();
    this.#room?.close();
    this.#unsent.close();
    for (const timer of this.#typists.values()) clearTimeout(timer);
  }

  get #isTaken(): boolean {
    return !!this.#room || this.#beginning.isBusy;
  }

  enter(conversation: Conversation): void {
    const { id } = conversation;
    this.#beginning.end();
    this.#carried.forget();
    this.#room?.close();
    this.#conversation = conversation;
    this.#store.change({ conversation });
    this.#room = openRoom({
      url: (after) => socketUrl(id, after),
      protocols: () => ['chatdesk.v1', this.#api.token],
      onFrame: (frame) => this.#hear(frame),
      onStatus: (connection) => this.#store.change({ connection }),
      onOutbox: (pending) => this.#store.change({ pending }),
      calls: callsOf(this.#api, id),
      renew: () => renew(this.#api),
      store: this.#unsent,
    });
    this.#unsent.enter(id);
  }

  #started({ conversation, message }: StartedConversation): void {
    const { messages } = this.#store.state;
    this.#store.change({ customer: conversation.widget_customer });
    if (message) this.#store.change({ messages: withMessages(messages, [message]) });
    this.#happenings.begin(conversation.id);
    this.enter(conversation);
    keep(`chatdesk.begun ${location.pathname}`, conversation.id);
  }

  #hear(frame: RoomFrame): void {
    const before = this.#store.state;
    this.#store.change(applyFrame(before, frame));
    this.#happenings.hear(frame, before);
    if (frame.type === 'message' || frame.type === 'batch') this.#markSoon();
    if (frame.type === 'typing') this.#expire(frame.sender, frame.on);
  }

  /** An agent whose connection breaks never says that the typing is over. */
  #expire({ id }: Sender, on: boolean): void {
    clearTimeout(this.#typists.get(id));
    const forget = () =>
      this.#store.change({ typing: this.#store.state.typing.filter((typist) => typist.id !== id) });
    if (on) this.#typists.set(id, setTimeout(forget, TYPING_LASTS));
  }

  /** Once for all that arrived together. */
  #markSoon(): void {
    if (!this.#isMarking) queueMicrotask(() => this.#mark());
    this.#isMarking = true;
  }

  /** What the visitor sees is read; what arrives behind a closed window is delivered. */
  #mark(): void {
    this.#isMarking = false;
    const { messages, readUpTo } = this.#store.state;
    const newest = lastForeign(messages);
    if (!newest) return;
    if (this.#watched) {
      this.#room?.read(newest);
      this.#store.change({ readUpTo: Math.max(readUpTo, newest) });
    } else {
      this.#room?.delivered(newest);
    }
  }
}

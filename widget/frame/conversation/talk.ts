/** The visitor's conversation: at first only words that wait for one, then a room. */
import type { Conversation, RoomFrame, Sender, StartedConversation } from '../../protocol/generated.ts';
import { openRoom, type Pending, type Room } from '../../transport/room.ts';
import type { Api } from '../api.ts';
import type { ChatStore } from '../state.ts';
import { Beginning } from './beginning.ts';
import { applyFrame, lastForeign, withMessages } from './news.ts';

const TYPING_LASTS = 5_000;

export class Talk {
  readonly #api: Api;
  readonly #store: ChatStore;
  readonly #beginning: Beginning;
  readonly #typists = new Map<string, ReturnType<typeof setTimeout>>();
  #conversation: Conversation | undefined;
  #room: Room | undefined;
  #watched = false;
  #isMarking = false;

  /** `ready`: the session is there. */
  constructor(api: Api, store: ChatStore, ready: () => Promise<void>) {
    this.#api = api;
    this.#store = store;
    this.#beginning = new Beginning({
      start: async (request) => {
        await ready();
        return api.start(request);
      },
      onOutbox: (pending) => store.change({ pending }),
      onStarted: (started, rest) => this.#started(started, rest),
    });
  }

  send(body: string): void {
    if (this.#room) this.#room.send(body);
    else this.#beginning.send(body);
  }

  retry(clientId: string): void {
    (this.#room ?? this.#beginning).retry(clientId);
  }

  typing(on: boolean): void {
    this.#room?.typing(on);
  }

  /** Whether the visitor is looking at the newest messages right now. */
  watch(watched: boolean): void {
    this.#watched = watched;
    this.#mark();
  }

  /** The connection had stopped for good; perhaps it is better now. */
  reconnect(): void {
    if (this.#conversation) this.enter(this.#conversation, this.#store.state.pending);
  }

  enter(conversation: Conversation, unsent: Pending[] = []): void {
    const { id } = conversation;
    this.#room?.close();
    this.#conversation = conversation;
    this.#room = openRoom({
      url: (after) => this.#api.socketUrl(id, after),
      protocols: () => ['chatdesk.v1', this.#api.token],
      onFrame: (frame) => this.#hear(frame),
      onStatus: (connection) => this.#store.change({ connection }),
      onOutbox: (pending) => this.#store.change({ pending }),
      loadHistory: (after) => this.#api.history(id, after),
      renew: () => this.#api.renew(),
    });
    for (const { body, clientId } of unsent) this.#room.send(body, 'text', clientId);
  }

  #started({ conversation, message }: StartedConversation, rest: Pending[]): void {
    if (message) this.#store.change({ messages: withMessages(this.#store.state.messages, [message]) });
    this.enter(conversation, rest);
  }

  #hear(frame: RoomFrame): void {
    this.#store.change(applyFrame(this.#store.state, frame));
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

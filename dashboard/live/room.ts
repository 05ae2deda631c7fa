/**
 * A room an agent looks into: the last page of its log over HTTP, then everything live. It outlives the pane that shows
 * it as long as something said in it is not stored yet, so that walking away never loses a message.
 */

import type {
  AgentId,
  Attachment,
  ConversationId,
  Message,
  MessageKind,
  RoomFrame,
} from '../../widget/protocol/generated.ts';
import { wellFormed } from '../../widget/transport/outbox.ts';
import { openRoom, type Pending, type Room } from '../../widget/transport/room.ts';
import { Unsent } from '../../widget/transport/unsent.ts';
import { newId } from '../../widget/transport/uuid.ts';
import { isStillLoggedIn, messages, roomCalls, socketUrl } from '../api/calls.ts';
import { ApiError } from '../api/client.ts';
import type { RoomConversation } from '../thread/types.ts';
import { Pages } from './pages.ts';
import { emptyView, type Place, type RoomView } from './room-view.ts';
import { grown, PAGE, spanAtEnd, WHOLE } from './span.ts';
import { foldThread, lastSeq, type ThreadChange, TYPING_EXPIRES } from './thread.ts';
import { Unread } from './unread.ts';

/** Past every place in a log; it has to fit the server's 32-bit numbers. */
const END_OF_LOG = 2 ** 31 - 1;
/** Longer than any database takes that answers at all. */
const DATABASE_PATIENCE = 1_000;

export class LiveRoom {
  readonly id: ConversationId;
  readonly #agent: AgentId;
  readonly #watchers = new Set<() => void>();
  #view: RoomView = emptyView;
  /** Moves the part that is drawn. */
  readonly pages: Pages;
  #room: Room | null = null;
  #unsent: Unsent | null = null;
  readonly #unread: Unread;
  #panes = 0;
  /** Only the latest attempt to start counts. */
  #attempt = 0;
  /** Somebody sees the end; without it being so, what is drawn must not be cut above. */
  isAtEnd = true;
  /** Kept for who comes back; `null` is the end. */
  place: Place | null = null;
  /** The last message there was when somebody here began to write an answer. */
  writingSince: number | null = null;

  constructor(id: ConversationId, agent: AgentId) {
    this.id = id;
    this.#agent = agent;
    this.#unread = new Unread(agent);
    this.pages = new Pages(id, this.view, (change) => {
      if (change.thread) this.#unread.located(change.thread.messages);
      this.#show({ ...change, unreadAt: this.#unread.at });
    });
  }

  view = (): RoomView => this.#view;

  subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  get isIdle(): boolean {
    return this.#panes === 0 && this.#view.thread.pending.length === 0;
  }

  /** What was refused waits for the agent, not for the room. */
  get hasUnsent(): boolean {
    return this.#view.thread.pending.some(({ state }) => state === 'sending');
  }

  enter(): () => void {
    this.#panes += 1;
    this.#unread.open();
    this.#show({ unreadAt: null, target: null });
    this.resume();
    return () => {
      this.#panes -= 1;
      this.#closeWhenIdle();
    };
  }

  /** Goes on where it stopped; without a pane only if something is left to send. */
  resume(): void {
    if (!this.#room || this.#view.connection === 'stopped') void this.start();
  }

  async start(): Promise<void> {
    const attempt = ++this.#attempt;
    try {
      await this.#findUnsent();
      if (attempt !== this.#attempt) return;
      if (this.#view.phase !== 'ready') await this.#loadEnd();
      if (attempt === this.#attempt && !this.isIdle) this.#connect();
    } catch (error) {
      if (attempt !== this.#attempt) return;
      if (error instanceof ApiError && error.status === 404) this.#giveUp();
      this.#show({ phase: 'failed', error });
    }
  }

  /** What is said while the conversation still loads goes out as soon as it is there. */
  send(body: string, kind: MessageKind, files: Attachment[] = [], mentions: string[] = []): string {
    const clientId = newId();
    if (this.#room) this.#room.send(body, kind, clientId, files, mentions);
    else this.#sendLater({ clientId, kind, body, files, mentions, state: 'sending' });
    return clientId;
  }

  /** The addresses of a message's files have expired. */
  readAgain = async (seq: number): Promise<void> => {
    const { items } = await messages(this.id, { after: seq - 1 }, 1);
    this.#fold({ type: 'page', messages: items });
  };

  #sendLater(message: Pending): void {
    const wasClosed = !this.#unsent;
    this.#openUnsent().put({ ...message, body: wellFormed(message.body) });
    this.#showUnsent();
    if (wasClosed) this.resume();
  }

  #openUnsent(): Unsent {
    this.#unsent ??= new Unsent({ persons: () => [this.#agent], room: this.id });
    return this.#unsent;
  }

  #showUnsent(): void {
    this.#outboxChanged(this.#unsent?.all() ?? []);
  }

  /** There is no such conversation any more, so nothing will ever be said in it. */
  #giveUp(): void {
    const gone = { code: 'not_found', detail: 'The conversation does not exist any more.' };
    for (const one of this.#unsent?.all() ?? [])
      this.#unsent?.put({ ...one, state: 'failed', error: one.error ?? gone });
    this.#showUnsent();
  }

  retry = (clientId: string): void => this.#room?.retry(clientId);

  discard = (clientId: string): void => {
    if (this.#room) this.#room.discard(clientId);
    else {
      this.#unsent?.remove(clientId);
      this.#showUnsent();
    }
  };

  /** What was seen before the socket stood is told as soon as it does. */
  read(seq: number): void {
    this.#unread.read = Math.max(this.#unread.read, seq);
    this.#room?.read(this.#unread.read);
  }

  /** Does somebody see what comes? */
  look(isLooking: boolean): void {
    this.#unread.isLooking = isLooking;
  }

  /** The server's answer to a change, or how it will look. */
  changed(conversation: RoomConversation): void {
    this.#show({ thread: { ...this.#view.thread, conversation } });
  }

  typing = (on: boolean): void => this.#room?.typing(on);

  close(): void {
    this.#attempt += 1;
    this.#room?.close();
    this.#unsent?.close();
    this.#room = this.#unsent = null;
  }

  async #findUnsent(): Promise<void> {
    await Promise.race([
      this.#openUnsent().ready,
      new Promise((resolve) => setTimeout(resolve, DATABASE_PATIENCE)),
    ]);
    this.#showUnsent();
  }

  async #loadEnd(): Promise<void> {
    const { items } = await messages(this.id, { before: END_OF_LOG }, PAGE);
    this.#fold({ type: 'page', messages: items });
    this.#show({ phase: 'ready', error: null, span: spanAtEnd(items) });
  }

  #connect(): void {
    this.#room?.close();
    this.#room = openRoom({
      url: (after) => socketUrl(`/api/conversations/${this.id}/socket`, after),
      protocols: () => ['chatdesk.v1'],
      after: lastSeq(this.#view.thread),
      onFrame: (frame) => this.#receive(frame),
      onStatus: (connection) => this.#show({ connection }),
      onOutbox: (pending) => this.#outboxChanged(pending),
      calls: roomCalls(this.id),
      renew: () => isStillLoggedIn(this.#agent),
      ...(this.#unsent && { store: this.#unsent }),
    });
    this.#room.delivered(lastSeq(this.#view.thread));
    this.#room.read(this.#unread.read);
  }

  #receive(frame: RoomFrame): void {
    if (frame.type === 'welcome' && frame.you.id !== this.#agent) {
      this.#leave();
      return;
    }
    this.#fold({ type: 'frame', frame, now: Date.now() });
    if (frame.type === 'welcome') this.#unread.welcomed(this.#view.thread);
    if (frame.type === 'message') this.#arrived([frame.message]);
    if (frame.type === 'batch') this.#arrived(frame.messages);
    if (frame.type === 'reset') this.#show({ span: WHOLE });
    if (frame.type === 'typing')
      setTimeout(() => this.#fold({ type: 'tick', now: Date.now() }), TYPING_EXPIRES + 100);
    if (this.#view.unreadAt !== this.#unread.at) this.#show({ unreadAt: this.#unread.at });
  }

  #arrived(fresh: readonly Message[]): void {
    this.#unread.arrived(fresh);
    const { thread, span } = this.#view;
    this.#room?.delivered(lastSeq(thread));
    const next = grown(thread.messages, span, this.isAtEnd);
    if (next !== span) this.#show({ span: next });
  }

  #outboxChanged(pending: readonly Pending[]): void {
    this.#fold({ type: 'outbox', pending });
    this.#closeWhenIdle();
  }

  #closeWhenIdle(): void {
    if (this.isIdle) this.close();
  }

  /** Somebody else has logged in here meanwhile. What was written must not go out in their name. */
  #leave(): void {
    this.close();
    location.reload();
  }

  #fold(change: ThreadChange): void {
    this.#show({ thread: foldThread(this.#view.thread, change) });
  }

  #show(change: Partial<RoomView>): void {
    this.#view = { ...this.#view, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}

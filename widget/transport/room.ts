/**
 * The client's side of a room: everything said in it, in order and once, and everything we say delivered once, through
 * dropped sockets and deploys, and where sockets are blocked. Used by the widget and by the dashboard.
 */
import type { Attachment, Message, MessageKind, RoomFrame } from '../protocol/generated.ts';
import type { RoomCalls } from './calls.ts';
import { browser, type Environment, type WireSocket } from './environment.ts';
import type { OutboxStore, Pending } from './outbox.ts';
import { ANSWER_WITHIN, Sender } from './sender.ts';
import { type BatchFrame, type MessageFrame, messagesOf, Sequence } from './sequence.ts';
import { LiveSocket, type Status, type StatusDetail } from './socket.ts';
import { Timer } from './timer.ts';
import { newId } from './uuid.ts';

export type { Pending } from './outbox.ts';

export interface RoomOptions {
  /** Address of the room's socket, given the last seq already held. */
  url: (after: number) => string;
  protocols: () => string[];
  /** The last seq already held. */
  after?: number;
  /** Every frame; messages come once each, with growing seq and without holes. */
  onFrame: (frame: RoomFrame) => void;
  onStatus: (status: Status, detail?: StatusDetail) => void;
  /** What is not acknowledged, whenever that changes. */
  onOutbox: (pending: Pending[]) => void;
  /** The room over HTTP: for what is too long for a frame, and for networks that block sockets. */
  calls?: RoomCalls;
  /** Everything after a seq over HTTP: used when too much was missed for the socket. */
  loadHistory?: (after: number) => Promise<Message[]>;
  /** Asked when the session has ended; see `SocketOptions.renew`. */
  renew?: () => Promise<boolean>;
  store?: OutboxStore;
  environment?: Environment;
}

export interface Room {
  send(
    body: string,
    kind?: MessageKind,
    clientId?: string,
    files?: Attachment[],
    mentions?: string[],
  ): string;
  retry(clientId: string): void;
  discard(clientId: string): void;
  read(seq: number): void;
  delivered(seq: number): void;
  typing(on: boolean, text?: string): void;
  close(): void;
}

const TYPING_EVERY = 3_000;
const NEVER = -1;
const FRAME_LIMIT = 16_384;

export function openRoom(options: RoomOptions): Room {
  return new RoomClient(options);
}

class RoomClient implements Room {
  readonly #options: RoomOptions;
  readonly #environment: Environment;
  readonly #history: RoomOptions['loadHistory'];
  #sequence: Sequence;
  readonly #sender: Sender;
  readonly #socket: LiveSocket;
  readonly #gap: Timer;
  readonly #typist: Timer;
  readonly #marks = { read: 0, delivered: 0 };
  /** The seq from which we last asked for what is missing: asking twice from the same place would not help. */
  #askedAfter = NEVER;
  #typedAt = Number.NEGATIVE_INFINITY;
  #saidTyping = false;
  /** The room has greeted us on this connection. */
  #isGreeted = false;
  #isClosed = false;

  constructor(options: RoomOptions) {
    const { environment = browser, store, calls, after = 0 } = options;
    this.#options = options;
    this.#environment = environment;
    this.#history = options.loadHistory ?? calls?.history;
    this.#sequence = new Sequence(after);
    this.#gap = new Timer(environment);
    this.#typist = new Timer(environment);
    this.#sender = new Sender({
      environment,
      store,
      transmit: (frame) => this.#socket.send(frame),
      post: calls && ((message) => calls.send(message)),
      shown: () => this.#sequence.last,
      onSilence: () => this.#socket.reconnect(),
      onOutbox: options.onOutbox,
    });
    this.#socket = new LiveSocket({
      url: () => options.url(this.#sequence.last),
      protocols: options.protocols,
      onFrames: (frames) => this.#receive(frames as RoomFrame[]),
      onStatus: (status, detail) => this.#connection(status, detail),
      renew: options.renew,
      fallback: calls && ((socket) => this.#poll(calls, socket)),
      environment,
    });
  }

  send(
    body: string,
    kind: MessageKind = 'text',
    clientId = newId(),
    files: Attachment[] = [],
    mentions: string[] = [],
  ): string {
    const more = { ...(files.length && { files }), ...(mentions.length && { mentions }) };
    this.#typist.stop();
    this.#sender.change((outbox) => outbox.add({ clientId, kind, body, state: 'sending', ...more }));
    return clientId;
  }

  retry(clientId: string): void {
    this.#sender.change((outbox) => outbox.retry(clientId));
  }

  discard(clientId: string): void {
    this.#sender.change((outbox) => outbox.discard(clientId));
  }

  read(seq: number): void {
    this.#mark('read', seq);
  }

  delivered(seq: number): void {
    this.#mark('delivered', seq);
  }

  /** At most one frame per 3 s, the last words in any case. What is not taken back in time expires by itself. */
  typing(on: boolean, text?: string): void {
    const now = this.#environment.now();
    const wait = TYPING_EVERY - Math.abs(now - this.#typedAt);
    this.#typist.stop();
    if ((!on && !this.#saidTyping) || !this.#isGreeted) return;
    if (wait > 0) {
      if (text !== undefined) this.#typist.set(wait, () => this.typing(on, text));
      return;
    }
    if (!this.#socket.send({ type: 'typing', on, ...(text !== undefined && { text }) })) return;
    this.#typedAt = now;
    this.#saidTyping = on;
  }

  close(): void {
    this.#isClosed = true;
    this.#quiet();
    this.#socket.close();
  }

  #connection(status: Status, detail?: StatusDetail): void {
    if (status !== 'online') this.#quiet();
    if (status === 'connecting') {
      this.#sequence.forgetHeld();
      this.#askedAfter = NEVER;
    }
    this.#options.onStatus(status, detail);
  }

  #quiet(): void {
    this.#isGreeted = false;
    this.#gap.stop();
    this.#typist.stop();
    this.#sender.shut();
  }

  #receive(frames: RoomFrame[]): void {
    for (const frame of frames) this.#take(frame);
    if (this.#sequence.hasGap) this.#askForMissing();
  }

  #take(frame: RoomFrame): void {
    if (frame.type === 'message' || frame.type === 'batch') this.#deliver(frame);
    else if (frame.type === 'reset' && this.#history) this.#reset(frame);
    else this.#tell(frame);
  }

  #tell(frame: RoomFrame): void {
    if (frame.type === 'ack') this.#sender.acknowledged(frame.client_id, frame.seq);
    if (frame.type === 'refused') this.#sender.refused(frame);
    this.#options.onFrame(frame);
    if (frame.type === 'welcome') this.#welcomed(frame.limits?.frame_bytes ?? FRAME_LIMIT);
  }

  #deliver(frame: MessageFrame | BatchFrame): void {
    for (const run of this.#sequence.accept(frame)) {
      this.#options.onFrame(run);
      this.#sender.seen(messagesOf(run));
    }
    if (!this.#sequence.hasGap) this.#gap.stop();
  }

  #welcomed(frameLimit: number): void {
    if (this.#isClosed) return;
    this.#isGreeted = true;
    for (const type of ['delivered', 'read'] as const) {
      if (this.#marks[type]) this.#socket.send({ type, seq: this.#marks[type] });
    }
    this.#sender.open(frameLimit);
  }

  #mark(type: 'read' | 'delivered', seq: number): void {
    if (seq <= this.#marks[type]) return;
    this.#marks[type] = seq;
    if (this.#isGreeted) this.#socket.send({ type, seq });
  }

  /** What is not filled in time is filled by connecting anew. */
  #askForMissing(): void {
    if (this.#askedAfter === this.#sequence.last) return;
    this.#askedAfter = this.#sequence.last;
    this.#socket.send({ type: 'resume', after: this.#askedAfter });
    this.#gap.set(ANSWER_WITHIN, () => this.#socket.reconnect());
  }

  /** A log that ends before what we hold is another one than we knew. */
  #reset(frame: Extract<RoomFrame, { type: 'reset' }>): void {
    if (frame.head < this.#sequence.last) {
      this.#sequence = new Sequence(0);
      Object.assign(this.#marks, { read: 0, delivered: 0 });
      this.#options.onFrame(frame);
    }
    void this.#loadHistory();
  }

  async #loadHistory(): Promise<void> {
    const prev = this.#sequence.last;
    try {
      const messages = (await this.#history?.(prev)) ?? [];
      if (!this.#isClosed) this.#receive([{ type: 'batch', prev, messages, more: false }]);
    } catch {
      this.#socket.reconnect();
    }
  }

  async #poll(calls: RoomCalls, socket: () => WireSocket): Promise<WireSocket> {
    const { PolledRoom, PollingWire } = await import('./polling.ts');
    return new PollingWire(new PolledRoom(calls, this.#sequence.last), socket, this.#environment);
  }
}

/**
 * The client's side of a room: everything said in it, in order and once, and everything we say delivered once, through
 * dropped sockets and deploys. Used by the widget and by the dashboard.
 */
import type { Message, RoomFrame } from '../protocol/generated.ts';
import { browser, type Environment } from './environment.ts';
import { Outbox, type OutboxStore, type Pending } from './outbox.ts';
import { type BatchFrame, type MessageFrame, messagesOf, Sequence } from './sequence.ts';
import { LiveSocket, type Status, type StatusDetail } from './socket.ts';
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
  /** Everything after a seq over HTTP: used when too much was missed for the socket. */
  loadHistory?: (after: number) => Promise<Message[]>;
  /** Asked when the session has ended; see `SocketOptions.renew`. */
  renew?: () => Promise<boolean>;
  store?: OutboxStore;
  environment?: Environment;
}

export interface Room {
  send(body: string, kind?: 'text' | 'note', clientId?: string): string;
  retry(clientId: string): void;
  discard(clientId: string): void;
  read(seq: number): void;
  delivered(seq: number): void;
  typing(on: boolean): void;
  close(): void;
}

const ACK_WITHIN = 10_000;
const TYPING_EVERY = 3_000;
const NEVER = -1;
const TOO_LONG = { code: 'too_long', detail: 'This message is too long to be sent at once.' };

export function openRoom(options: RoomOptions): Room {
  return new RoomClient(options);
}

class RoomClient implements Room {
  readonly #options: RoomOptions;
  readonly #environment: Environment;
  readonly #socket: LiveSocket;
  readonly #outbox: Outbox;
  readonly #sequence: Sequence;
  readonly #marks = { read: 0, delivered: 0 };
  /** Outbox and marks may go out: the room has greeted us on this connection. */
  #greeted = false;
  #frameLimit = Number.POSITIVE_INFINITY;
  /** The seq from which we last asked for what is missing: asking twice from the same place would not help. */
  #askedAfter = NEVER;
  #typedAt = Number.NEGATIVE_INFINITY;
  #saidTyping = false;
  #closed = false;
  #cancelWatch: (() => void) | null = null;
  #cancelPause: (() => void) | null = null;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#environment = options.environment ?? browser;
    this.#outbox = new Outbox(options.store);
    this.#sequence = new Sequence(options.after ?? 0);
    this.#socket = new LiveSocket({
      url: () => options.url(this.#sequence.last),
      protocols: options.protocols,
      onFrames: (frames) => this.#receive(frames as RoomFrame[]),
      onStatus: (status, detail) => this.#connection(status, detail),
      renew: options.renew,
      environment: options.environment,
    });
  }

  send(body: string, kind: 'text' | 'note' = 'text', clientId = newId()): string {
    this.#outbox.add({ clientId, kind, body, state: 'sending' });
    this.#outboxChanged();
    return clientId;
  }

  retry(clientId: string): void {
    this.#outbox.retry(clientId);
    this.#outboxChanged();
  }

  discard(clientId: string): void {
    this.#outbox.discard(clientId);
    this.#outboxChanged();
  }

  read(seq: number): void {
    this.#mark('read', seq);
  }

  delivered(seq: number): void {
    this.#mark('delivered', seq);
  }

  /** At most one frame per 3 s. What is not taken back in time expires by itself in the room. */
  typing(on: boolean): void {
    const now = this.#environment.now();
    const unchanged = !on && !this.#saidTyping;
    if (unchanged || !this.#greeted || now - this.#typedAt < TYPING_EVERY) return;
    if (!this.#socket.send({ type: 'typing', on })) return;
    this.#typedAt = now;
    this.#saidTyping = on;
  }

  close(): void {
    this.#closed = true;
    this.#quiet();
    this.#socket.close();
  }

  #connection(status: Status, detail?: StatusDetail): void {
    if (status !== 'online') this.#quiet();
    if (status === 'connecting') {
      this.#outbox.startOver();
      this.#sequence.forgetHeld();
      this.#askedAfter = NEVER;
    }
    this.#options.onStatus(status, detail);
  }

  #quiet(): void {
    this.#greeted = false;
    this.#cancelWatch?.();
    this.#cancelPause?.();
    this.#cancelWatch = this.#cancelPause = null;
  }

  #receive(frames: RoomFrame[]): void {
    for (const frame of frames) this.#take(frame);
    if (this.#sequence.hasGap) this.#askForMissing();
    this.#watch();
  }

  #take(frame: RoomFrame): void {
    if (frame.type === 'message' || frame.type === 'batch') this.#deliver(frame);
    else if (frame.type === 'reset' && this.#options.loadHistory) void this.#loadHistory();
    else this.#tell(frame);
  }

  #tell(frame: RoomFrame): void {
    if (frame.type === 'ack') this.#acknowledged(frame.client_id, frame.seq);
    if (frame.type === 'refused') this.#refused(frame);
    this.#options.onFrame(frame);
    if (frame.type === 'welcome') this.#welcomed(frame.limits.frame_bytes);
    if (frame.type === 'bye' && !frame.retry) this.#socket.stop(frame.code);
  }

  #deliver(frame: MessageFrame | BatchFrame): void {
    for (const run of this.#sequence.accept(frame)) {
      this.#options.onFrame(run);
      // Seeing our own message is as good as its acknowledgement, which may have been lost with a connection.
      for (const { client_id, seq } of messagesOf(run))
        if (client_id) this.#outbox.acknowledge(client_id, seq);
    }
    this.#outboxSettled();
  }

  #welcomed(frameLimit: number): void {
    this.#greeted = true;
    this.#frameLimit = frameLimit;
    for (const type of ['delivered', 'read'] as const) {
      if (this.#marks[type]) this.#socket.send({ type, seq: this.#marks[type] });
    }
    this.#outboxChanged();
  }

  #acknowledged(clientId: string, seq: number): void {
    this.#outbox.acknowledge(clientId, seq);
    this.#rewatch();
    this.#outboxSettled();
  }

  /** A refusal with a time is about speed, and nothing a person should deal with: the outbox waits and goes on. */
  #refused({ client_id, code, detail, retry_after }: Extract<RoomFrame, { type: 'refused' }>): void {
    if (!client_id) return;
    if (retry_after === undefined) this.#failed(client_id, { code, detail });
    else this.#pause(retry_after * 1_000);
  }

  #failed(clientId: string, error: { code: string; detail: string }): void {
    this.#outbox.fail(clientId, error);
    this.#rewatch();
    this.#outboxChanged();
  }

  #pause(milliseconds: number): void {
    this.#cancelPause?.();
    this.#cancelPause = this.#environment.after(milliseconds, () => {
      this.#cancelPause = null;
      this.#outboxChanged();
    });
    this.#outbox.startOver();
    this.#rewatch();
  }

  #outboxSettled(): void {
    this.#outbox.settle(this.#sequence.last);
    this.#outboxChanged();
  }

  #outboxChanged(): void {
    this.#pump();
    this.#options.onOutbox(this.#outbox.all());
  }

  #pump(): void {
    if (!this.#greeted || this.#cancelPause) return;
    for (let next = this.#outbox.next(); next; next = this.#outbox.next()) this.#transmit(next);
    this.#watch();
  }

  /** The room hangs up on frames that are too large, so such a message must not leave. */
  #transmit({ clientId, kind, body }: Pending): void {
    const frame = { type: 'send', client_id: clientId, kind, body, attachments: [] };
    const bytes = new TextEncoder().encode(JSON.stringify(frame)).length;
    if (bytes > this.#frameLimit) this.#outbox.fail(clientId, TOO_LONG);
    else this.#socket.send(frame);
  }

  #mark(type: 'read' | 'delivered', seq: number): void {
    if (seq <= this.#marks[type]) return;
    this.#marks[type] = seq;
    if (this.#greeted) this.#socket.send({ type, seq });
  }

  #askForMissing(): void {
    if (this.#askedAfter === this.#sequence.last) return;
    this.#askedAfter = this.#sequence.last;
    this.#socket.send({ type: 'resume', after: this.#askedAfter });
    this.#watch();
  }

  async #loadHistory(): Promise<void> {
    const prev = this.#sequence.last;
    try {
      const messages = (await this.#options.loadHistory?.(prev)) ?? [];
      if (!this.#closed) this.#receive([{ type: 'batch', prev, messages, more: false }]);
    } catch {
      this.#socket.reconnect();
    }
  }

  /** An answer is owed. Without one for 10 s nobody knows what was stored: start over, the room knows doubles. */
  #watch(): void {
    if (this.#cancelWatch || !(this.#outbox.waitsForAck || this.#sequence.hasGap)) return;
    this.#cancelWatch = this.#environment.after(ACK_WITHIN, () => {
      this.#cancelWatch = null;
      if (this.#outbox.waitsForAck || this.#sequence.hasGap) this.#socket.reconnect();
    });
  }

  #rewatch(): void {
    this.#cancelWatch?.();
    this.#cancelWatch = null;
    this.#watch();
  }
}

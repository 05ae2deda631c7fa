/**
 * A socket that comes back. It knows nothing of rooms or inboxes: it opens, listens for a heartbeat, reconnects with
 * backoff, and stops when the other side says that trying again is useless.
 */
import { backoff } from './backoff.ts';
import { browser, type Environment, type WireSocket } from './environment.ts';

export type Status = 'connecting' | 'online' | 'waiting' | 'stopped';
export interface StatusDetail {
  code: number;
  retryAt?: number;
}

export interface SocketOptions {
  url: () => string;
  protocols: () => string[];
  /** What arrived in one go, an array even when it was a single frame. */
  onFrames: (frames: unknown[]) => void;
  onStatus: (status: Status, detail?: StatusDetail) => void;
  /** Called on 4401. `true`: there is a new session, connect again; `false`: give up; rejected: try again later. */
  renew?: (() => Promise<boolean>) | undefined;
  environment?: Environment | undefined;
}

const LOST = 1006;
const SESSION_ENDED = 4401;
/** Bad frame, origin not allowed, no such room, conflict: the same attempt would fail the same way. */
const FINAL = new Set([4001, 4003, 4404, 4409]);
const HEARTBEAT = 30_000;
const SILENCE = 10_000;
/** A connection that lived this long was a good one, and the next attempt starts counting anew. */
const SETTLED = 10_000;

const nothing = () => {};

export class LiveSocket {
  readonly #options: SocketOptions;
  readonly #environment: Environment;
  readonly #unwake: () => void;
  #wire: WireSocket | null = null;
  #online = false;
  #stopped = false;
  #attempt = 0;
  #connectedAt = 0;
  #cancelRetry = nothing;
  #cancelHeartbeat = nothing;
  #cancelDeadline = nothing;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#environment = options.environment ?? browser;
    this.#unwake = this.#environment.onWake(() => this.#wake());
    this.#connect();
  }

  /** False when there is no connection; the caller keeps what it wanted to say. */
  send(frame: object): boolean {
    if (!this.#online) return false;
    this.#wire?.send(JSON.stringify(frame));
    return true;
  }

  /** The connection looks dead to the caller: drop it and start over. */
  reconnect(): void {
    if (this.#wire) this.#closed(LOST);
  }

  close(): void {
    this.#end();
    this.#stopped = true;
    this.#unwake();
  }

  /** Stops for good, telling why. */
  stop(code: number): void {
    this.close();
    this.#options.onStatus('stopped', { code });
  }

  #connect(): void {
    this.#end();
    this.#options.onStatus('connecting');
    try {
      this.#wire = this.#environment.connect(this.#options.url(), this.#options.protocols());
    } catch {
      this.#retry(LOST);
      return;
    }
    this.#wire.onmessage = (event) => this.#receive(event.data);
    this.#wire.onclose = (event) => this.#closed(event.code);
    this.#expectSomething();
  }

  /** Only a first frame proves that we are welcome: a refusal also begins with an open socket. */
  #receive(data: unknown): void {
    this.#cancelDeadline();
    if (!this.#online) this.#welcomed();
    if (data === 'pong') return;
    let frames: unknown;
    try {
      frames = JSON.parse(String(data));
    } catch {
      this.reconnect();
      return;
    }
    this.#options.onFrames(Array.isArray(frames) ? frames : [frames]);
  }

  #welcomed(): void {
    this.#online = true;
    this.#connectedAt = this.#environment.now();
    this.#cancelHeartbeat = this.#environment.after(HEARTBEAT, () => this.#ping());
    this.#options.onStatus('online');
  }

  #ping(): void {
    this.#cancelHeartbeat();
    this.#wire?.send('ping');
    this.#expectSomething();
    this.#cancelHeartbeat = this.#environment.after(HEARTBEAT, () => this.#ping());
  }

  #expectSomething(): void {
    this.#cancelDeadline();
    this.#cancelDeadline = this.#environment.after(SILENCE, () => this.reconnect());
  }

  #closed(code: number): void {
    const settled = this.#online && this.#environment.now() - this.#connectedAt >= SETTLED;
    if (settled) this.#attempt = 0;
    this.#end();
    if (FINAL.has(code)) this.stop(code);
    else if (code === SESSION_ENDED) void this.#renew();
    else this.#retry(code);
  }

  async #renew(): Promise<void> {
    try {
      const renewed = (await this.#options.renew?.()) ?? false;
      if (this.#stopped) return;
      if (renewed) this.#retry(SESSION_ENDED);
      else this.stop(SESSION_ENDED);
    } catch {
      if (!this.#stopped) this.#retry(SESSION_ENDED);
    }
  }

  #retry(code: number): void {
    const delay = backoff(this.#attempt++, () => this.#environment.random());
    this.#cancelRetry = this.#environment.after(delay, () => this.#connect());
    this.#options.onStatus('waiting', { code, retryAt: this.#environment.now() + delay });
  }

  /** The network or the person is back: no reason to wait any longer, and an old connection may be dead. */
  #wake(): void {
    if (this.#online) this.#ping();
    else if (!this.#wire && this.#attempt > 0) {
      this.#attempt = 0;
      this.#connect();
    }
  }

  #end(): void {
    this.#cancelRetry();
    this.#cancelHeartbeat();
    this.#cancelDeadline();
    this.#online = false;
    if (!this.#wire) return;
    this.#wire.onmessage = null;
    this.#wire.onclose = null;
    this.#wire.close();
    this.#wire = null;
  }
}

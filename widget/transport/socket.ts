/**
 * A connection that comes back. It knows nothing of rooms or inboxes: it connects, reconnects with backoff, goes another
 * way where sockets are blocked, and stops when the other side says that trying again is useless.
 */
import { backoff } from './backoff.ts';
import { browser, type Environment, type WireSocket } from './environment.ts';
import { Line, LOST, SILENCE, SILENT } from './line.ts';
import { Timer } from './timer.ts';

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
  /** The same another way, for networks that block sockets. It closes with `SOCKETS_WORK` once one gets through. */
  fallback?: ((socket: () => WireSocket) => Promise<WireSocket>) | undefined;
  environment?: Environment | undefined;
}

type Frame = { type: string; code?: number; retry?: boolean };

const SOCKETS_WORK = 1000;
const SESSION_ENDED = 4401;
/** Bad frame, origin not allowed, no such room, conflict: the same attempt would fail the same way. */
const FINAL = new Set([4001, 4003, 4404, 4409]);
/** A connection that lived this long was a good one, and the next attempt starts counting anew. */
const SETTLED = 10_000;
/** After so many sockets in a row on which no word came, they seem to be blocked. */
const BLOCKED = 2;

export class LiveSocket {
  readonly #options: SocketOptions;
  readonly #environment: Environment;
  readonly #timer: Timer;
  readonly #unwake: () => void;
  #line: Line | null = null;
  #isFallback = false;
  #isOnline = false;
  #isStopped = false;
  #attempt = 0;
  #mute = 0;
  /** Counts connections: a fallback takes time to load, and may come too late. */
  #turn = 0;
  #connectedAt = 0;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#environment = options.environment ?? browser;
    this.#timer = new Timer(this.#environment);
    this.#unwake = this.#environment.onWake(() => this.#wake());
    void this.#connect();
  }

  /** False when there is no connection; the caller keeps what it wanted to say. */
  send(frame: object): boolean {
    if (!this.#isOnline) return false;
    this.#line?.send(JSON.stringify(frame));
    return true;
  }

  /** The connection looks dead to the caller: drop it and start over. */
  reconnect(): void {
    if (this.#line) this.#closed(LOST);
  }

  close(): void {
    this.#end();
    this.#isStopped = true;
    this.#unwake();
  }

  async #connect(): Promise<void> {
    const { url, protocols, fallback, onStatus } = this.#options;
    this.#end();
    onStatus('connecting');
    const turn = this.#turn;
    const socket = () => this.#environment.connect(url(), protocols());
    this.#isFallback = this.#mute >= BLOCKED && !!fallback;
    this.#timer.set(SILENCE, () => this.#closed(LOST));
    try {
      const wire = this.#isFallback && fallback ? await fallback(socket) : socket();
      if (turn === this.#turn) this.#listen(wire);
      else wire.close();
    } catch {
      if (turn === this.#turn) this.#closed(LOST);
    }
  }

  #listen(wire: WireSocket): void {
    this.#timer.stop();
    this.#line = new Line(this.#environment, wire, {
      onFrames: (frames) => this.#receive(frames as Frame[]),
      onEnd: (code) => this.#closed(code),
    });
  }

  /** Only a first frame proves that we are welcome: a refusal also begins with an open socket. */
  #receive(frames: Frame[]): void {
    if (!this.#isFallback) this.#mute = 0;
    const others = frames.filter(({ type }) => type !== 'bye');
    const bye = frames.find(({ type }) => type === 'bye');
    if (!this.#isOnline && (others.length || !bye)) this.#welcomed();
    if (others.length) this.#options.onFrames(others);
    // Some networks swallow the code with which a socket is closed; a close that may be retried follows by itself.
    if (bye?.code && !bye.retry && !this.#isStopped) this.#closed(bye.code, true);
  }

  #welcomed(): void {
    this.#isOnline = true;
    this.#connectedAt = this.#environment.now();
    this.#options.onStatus('online');
  }

  #closed(code: number, isFinal = FINAL.has(code)): void {
    if (this.#isOnline && this.#environment.now() - this.#connectedAt >= SETTLED) this.#attempt = 0;
    if (!this.#isOnline) this.#countMute(code);
    this.#end();
    if (code === SOCKETS_WORK && this.#isFallback) this.#returnToSockets();
    else if (code === SESSION_ENDED) void this.#renew();
    else if (isFinal) this.#stop(code);
    else this.#retry(code);
  }

  /** Who hears nothing at all may also be offline: sockets and the other way take turns then. */
  #countMute(code: number): void {
    if (this.#isFallback) this.#mute = BLOCKED - 1;
    else if (code === SILENT) this.#mute = BLOCKED;
    else this.#mute++;
  }

  /** For whoever listens it is a new connection like any other. */
  #returnToSockets(): void {
    this.#mute = 0;
    void this.#connect();
  }

  async #renew(): Promise<void> {
    const { renew, onStatus } = this.#options;
    onStatus('connecting');
    const turn = this.#turn;
    this.#timer.set(SILENCE, () => this.#closed(LOST));
    const isRenewed = await Promise.resolve(renew?.()).catch(() => true);
    if (turn !== this.#turn) return;
    if (isRenewed) this.#retry(SESSION_ENDED);
    else this.#stop(SESSION_ENDED);
  }

  #retry(code: number): void {
    const delay = backoff(this.#attempt++, () => this.#environment.random());
    this.#timer.set(delay, () => void this.#connect());
    this.#options.onStatus('waiting', { code, retryAt: this.#environment.now() + delay });
  }

  #stop(code: number): void {
    this.close();
    this.#options.onStatus('stopped', { code });
  }

  /** The network or the person is back: no reason to wait any longer, and an old connection may be dead. */
  #wake(): void {
    if (this.#isOnline) this.#line?.test();
    else if (this.#timer.isSet) {
      this.#attempt = 0;
      void this.#connect();
    }
  }

  #end(): void {
    this.#timer.stop();
    this.#turn++;
    this.#isOnline = false;
    this.#line?.close();
    this.#line = null;
  }
}

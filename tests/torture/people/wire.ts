// A connection that can be cut, held up and bent.

import { setTimeout as sleep } from 'node:timers/promises';
import type { RoomFrame } from '../../../widget/protocol/generated.ts';
import { browser, type Environment, type WireSocket } from '../../../widget/transport/environment.ts';

/** What the nemesis may do to somebody's connection. */
export interface Wire {
  /** Gone for us at once; the other side learns of it late, and what was under way still arrives there. */
  drop(): void;
  /** Nothing passes for so long, in both directions; then all comes at once. */
  hold(milliseconds: number): void;
  /** What comes is late by so much; what goes is not. */
  holdAnswers(milliseconds: number): void;
  /** All that comes is lost, then the connection is too. */
  loseAnswers(milliseconds: number): void;
  /** Only acknowledgements are lost. */
  loseAcknowledgements(milliseconds: number): void;
  /** The network is back, as a browser would say. */
  wake(): void;
}

/** How long the other side may believe in a connection that is gone. */
const LATE = 2_000;
/** A person's pauses between attempts, shortened: who waits tests nothing. */
const HASTE = 0.15;

/** The browser's environment, but for what Node lacks and the nemesis wants. */
export function bendable(headers: Record<string, string>): { environment: Environment; wire: Wire } {
  let current: BentSocket | undefined;
  let wake = () => {};
  const environment: Environment = {
    ...browser,
    isHidden: () => false,
    random: () => Math.random() * HASTE,
    onWake: (run) => {
      wake = run;
      return () => {};
    },
    connect: (url, protocols) => {
      current = new BentSocket(url, protocols, headers);
      return current;
    },
  };
  const wire: Wire = {
    drop: () => current?.drop(),
    hold: (milliseconds) => current?.hold(milliseconds),
    holdAnswers: (milliseconds) => current?.holdAnswers(milliseconds),
    loseAnswers: (milliseconds) => current?.loseAnswers(milliseconds),
    loseAcknowledgements: (milliseconds) => current?.loseAcknowledgements(milliseconds),
    wake: () => wake(),
  };
  return { environment, wire };
}

class BentSocket implements WireSocket {
  onmessage: WireSocket['onmessage'] = null;
  onclose: WireSocket['onclose'] = null;
  readonly #socket: WebSocket;
  #coming: Promise<unknown> = Promise.resolve();
  #going: Promise<unknown> = Promise.resolve();
  #loses: 'nothing' | 'acknowledgements' | 'all' = 'nothing';
  #isGone = false;

  constructor(url: string, protocols: string[], headers: Record<string, string>) {
    // Node's WebSocket takes headers, which the browser's type does not know.
    this.#socket = new WebSocket(url, { protocols, headers } as never);
    this.#socket.onmessage = (event) => void this.#coming.then(() => this.#pass(event));
    this.#socket.onclose = (event) => void this.#coming.then(() => this.#end(event.code));
    this.#socket.onerror = () => {};
  }

  send(text: string): void {
    if (!this.#isGone) void this.#going.then(() => this.#deliver(text));
  }

  close(code?: number): void {
    this.#isGone = true;
    this.#socket.close(code);
  }

  drop(): void {
    this.#end(1006);
    setTimeout(() => this.#socket.close(), Math.random() * LATE);
  }

  hold(milliseconds: number): void {
    this.holdAnswers(milliseconds);
    this.#going = this.#going.then(() => sleep(milliseconds));
  }

  holdAnswers(milliseconds: number): void {
    this.#coming = this.#coming.then(() => sleep(milliseconds));
  }

  loseAnswers(milliseconds: number): void {
    this.#loses = 'all';
    setTimeout(() => this.drop(), milliseconds);
  }

  loseAcknowledgements(milliseconds: number): void {
    this.#loses = 'acknowledgements';
    setTimeout(() => {
      this.#loses = 'nothing';
    }, milliseconds);
  }

  #deliver(text: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  #pass(event: MessageEvent): void {
    if (this.#isGone || this.#loses === 'all') return;
    if (this.#loses === 'nothing' || event.data === 'pong') this.onmessage?.(event);
    else this.#passAllBut(event, 'ack');
  }

  #passAllBut(event: MessageEvent, type: RoomFrame['type']): void {
    const frames: RoomFrame[] = [JSON.parse(String(event.data))].flat();
    const rest = frames.filter((frame) => frame.type !== type);
    if (rest.length > 0) this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(rest) }));
  }

  #end(code: number): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.onclose?.(new CloseEvent('close', { code }));
  }
}

// People who write and read through the real transport, on wires that can be cut, held and bent.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Message, RoomFrame } from '../../widget/protocol/generated.ts';
import { browser, type Environment, type WireSocket } from '../../widget/transport/environment.ts';
import { openRoom, type Room } from '../../widget/transport/room.ts';
import type { Entry, Witness } from './history.ts';

/** What the nemesis may do to somebody's connection. */
export interface Wire {
  drop(): void;
  /** Frames wait this long; then all come at once. */
  hold(milliseconds: number): void;
  /** From now on acknowledgements and echoes are lost on the way, until the next connection. */
  loseAnswers(): void;
}

export interface Actor extends Witness {
  wire: Wire;
  write(): void;
  /** True once nothing of what was written is unanswered. */
  isSettled(): boolean;
  leave(): void;
}

export interface Identity {
  name: string;
  isVisitor: boolean;
  url: (after: number) => string;
  protocols: string[];
  headers: Record<string, string>;
  history: (after: number) => Promise<Message[]>;
}

export function enter(identity: Identity): Actor {
  const seen: Entry[] = [];
  const written: Witness['written'] = [];
  const { environment, wire } = bendable(identity.headers);
  let pending = 0;
  const room: Room = openRoom({
    url: identity.url,
    protocols: () => identity.protocols,
    environment,
    onFrame: (frame) => note(frame, seen, written),
    onStatus: () => {},
    onOutbox: (left) => {
      pending = left.length;
    },
    loadHistory: identity.history,
  });
  return {
    name: identity.name,
    isVisitor: identity.isVisitor,
    seen,
    written,
    wire,
    write: () => {
      const body = `${identity.name} ${written.length}`;
      const kind = !identity.isVisitor && written.length % 4 === 3 ? 'note' : 'text';
      written.push({ clientId: room.send(body, kind), body });
    },
    isSettled: () => pending === 0,
    leave: () => room.close(),
  };
}

function note(frame: RoomFrame, seen: Entry[], written: Witness['written']): void {
  if (frame.type === 'message') seen.push(frame.message);
  if (frame.type === 'batch') seen.push(...frame.messages);
  if (frame.type !== 'ack') return;
  const mine = written.find(({ clientId }) => clientId === frame.client_id);
  if (mine) mine.seq = frame.seq;
}

/** The browser's environment, but for what Node lacks and the nemesis wants. */
function bendable(headers: Record<string, string>): { environment: Environment; wire: Wire } {
  let current: BentSocket | undefined;
  return {
    environment: {
      ...browser,
      onWake: () => () => {},
      connect: (url, protocols) => {
        current = new BentSocket(url, protocols, headers);
        return current;
      },
    },
    wire: {
      drop: () => current?.drop(),
      hold: (milliseconds) => current?.hold(milliseconds),
      loseAnswers: () => current?.loseAnswers(),
    },
  };
}

class BentSocket implements WireSocket {
  onmessage: WireSocket['onmessage'] = null;
  onclose: WireSocket['onclose'] = null;
  readonly #socket: WebSocket;
  #held: Promise<unknown> = Promise.resolve();
  #losesAnswers = false;
  #isGone = false;

  constructor(url: string, protocols: string[], headers: Record<string, string>) {
    this.#socket = new WebSocket(url, { protocols, headers } as never);
    this.#socket.onmessage = (event) => void this.#held.then(() => this.#pass(event));
    this.#socket.onclose = (event) => void this.#held.then(() => this.#end(event));
    this.#socket.onerror = () => {};
  }

  send(text: string): void {
    if (!this.#isGone) this.#socket.send(text);
  }

  close(code?: number): void {
    this.#socket.close(code);
  }

  /** The other side learns of it late or never, as when a train enters a tunnel. */
  drop(): void {
    this.#end(new CloseEvent('close', { code: 1006 }));
    this.#socket.close();
  }

  hold(milliseconds: number): void {
    this.#held = this.#held.then(() => sleep(milliseconds));
  }

  loseAnswers(): void {
    this.#losesAnswers = true;
    setTimeout(() => this.drop(), 400);
  }

  #pass(event: MessageEvent): void {
    if (this.#isGone || (this.#losesAnswers && event.data !== 'pong')) return;
    this.onmessage?.(event);
  }

  #end(event: CloseEvent): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.onclose?.(event);
  }
}

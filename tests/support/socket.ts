// A socket that tests can wait on.

import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export type Frame = { type: string } & Record<string, unknown>;

const patience = 5_000;

export interface Socket extends AsyncDisposable {
  /** An object goes as JSON; a text or bytes go as they are. */
  send(frame: object | string | Uint8Array<ArrayBuffer>): void;
  /** Waits for the next frame of a type that was not taken yet; other frames stay for later. */
  next(type: string, accepts?: (frame: Frame) => boolean, within?: number): Promise<Frame>;
  /** The frames that came and were not taken. */
  readonly pending: readonly Frame[];
  /** The code with which the socket was closed. */
  readonly closed: Promise<number>;
  close(): Promise<void>;
}

/** Opens a room's socket as a visitor (with a token) does. */
export const visitorSocket = (origin: string, conversationId: string, token: string, after?: number) =>
  openSocket(socketUrl(origin, `/api/widget/conversations/${conversationId}/socket`, after), {
    protocols: ['chatdesk.v1', token],
    headers: { origin },
  });

/** Opens a room's socket as an agent (with a cookie) does. */
export const agentSocket = (origin: string, conversationId: string, cookie: string, after?: number) =>
  openSocket(socketUrl(origin, `/api/conversations/${conversationId}/socket`, after), {
    protocols: ['chatdesk.v1'],
    headers: { origin, cookie },
  });

/** Opens the inbox's socket. */
export const inboxSocket = (origin: string, cookie: string, after?: number) =>
  openSocket(socketUrl(origin, '/api/inbox/socket', after), {
    protocols: ['chatdesk.v1'],
    headers: { origin, cookie },
  });

function socketUrl(origin: string, path: string, after: number | undefined): string {
  const url = new URL(path, origin.replace(/^http/, 'ws'));
  if (after !== undefined) url.searchParams.set('after', String(after));
  return url.href;
}

type Options = { protocols: string[]; headers: Record<string, string> };

/** Opens any socket; rejects when it is refused. */
export async function openSocket(url: string, options: Options): Promise<Socket> {
  // Node's WebSocket takes headers, which the browser's type does not know.
  const socket = new WebSocket(url, options as never);
  const pending: Frame[] = [];
  const arrived = new EventTarget();
  // Everyone who waits listens.
  setMaxListeners(0, arrived);
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code), { once: true });
  });
  socket.addEventListener('message', ({ data }) => {
    pending.push(...framesOf(String(data)));
    arrived.dispatchEvent(new Event('frames'));
  });
  await opened(socket);

  const take = (type: string, accepts: (frame: Frame) => boolean) => {
    const index = pending.findIndex((frame) => frame.type === type && accepts(frame));
    return index < 0 ? undefined : pending.splice(index, 1)[0];
  };
  const close = async () => {
    socket.close();
    await Promise.race([closed, sleep(patience, undefined, { ref: false })]);
  };

  return {
    pending,
    closed,
    close,
    send: (frame) =>
      socket.send(typeof frame === 'string' || frame instanceof Uint8Array ? frame : JSON.stringify(frame)),
    next: (type, accepts = () => true, within = patience) => {
      const problem = () => `no "${type}" came; there were: ${JSON.stringify(pending)}`;
      return until(arrived, () => take(type, accepts), problem, within);
    },
    [Symbol.asyncDispose]: close,
  };
}

/** One frame, an array of them, or the runtime's literal `pong`. */
function framesOf(text: string): Frame[] {
  if (text === 'pong') return [{ type: 'pong' }];
  const frames = JSON.parse(text) as Frame | Frame[];
  return Array.isArray(frames) ? frames : [frames];
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => () => reject(new Error(`${socket.url} ${what}`));
    const timer = setTimeout(fail('was not answered'), patience);
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', fail('was refused'), { once: true });
    socket.addEventListener('close', () => clearTimeout(timer), { once: true });
    socket.addEventListener('open', () => clearTimeout(timer), { once: true });
  });
}

function until<T>(
  arrived: EventTarget,
  look: () => T | undefined,
  problem: () => string,
  within: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      const found = look();
      if (found === undefined) return;
      arrived.removeEventListener('frames', settle);
      clearTimeout(timer);
      resolve(found);
    };
    const timer = setTimeout(() => {
      arrived.removeEventListener('frames', settle);
      reject(new Error(problem()));
    }, within);
    arrived.addEventListener('frames', settle);
    settle();
  });
}

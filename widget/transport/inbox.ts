/** The client's side of an organization's inbox: the same reconnecting socket, with the inbox's own running number. */
import type { InboxFrame } from '../protocol/generated.ts';
import { browser, type Environment, type WireSocket } from './environment.ts';
import { LiveSocket, type Status, type StatusDetail } from './socket.ts';

export interface InboxOptions {
  /** Address of the inbox's socket; `after` is 0 as long as nothing was received. */
  url: (after: number) => string;
  /** In order. On `reset` too much was missed: load the list again. */
  onFrame: (frame: InboxFrame) => void;
  onStatus: (status: Status, detail?: StatusDetail) => void;
  /** Reads the list over HTTP: called every few seconds while sockets are blocked. */
  refresh?: () => Promise<unknown>;
  /** Asked when the session has ended; see `SocketOptions.renew`. */
  renew?: () => Promise<boolean>;
  environment?: Environment;
}

export interface Inbox {
  close(): void;
}

export function openInbox(options: InboxOptions): Inbox {
  const { url, onFrame, onStatus, refresh, renew, environment = browser } = options;
  let last = 0;
  return new LiveSocket({
    url: () => url(last),
    protocols: () => ['chatdesk.v1'],
    onFrames(frames) {
      for (const frame of frames as InboxFrame[]) {
        last = position(frame, last);
        onFrame(frame);
      }
    },
    onStatus,
    renew,
    fallback: refresh && ((socket) => polling(refresh, socket, environment)),
    environment,
  });
}

/** A welcome names the head before what was missed arrives, so it counts only when there is nothing to catch up. */
function position(frame: InboxFrame, last: number): number {
  if (frame.type === 'welcome' && last > 0) return last;
  return frame.type === 'reset' ? frame.seq : Math.max(last, frame.seq);
}

/** There is nothing to tell an inbox, and what it would tell is in the list. */
async function polling(
  refresh: () => Promise<unknown>,
  socket: () => WireSocket,
  environment: Environment,
): Promise<WireSocket> {
  const { PollingWire } = await import('./polling.ts');
  const ask = () => refresh().then(() => []);
  return new PollingWire({ ask, tell: async () => [] }, socket, environment);
}

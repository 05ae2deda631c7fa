/** The client's side of an organization's inbox: the same reconnecting socket, with the inbox's own running number. */
import type { InboxFrame } from '../protocol/generated.ts';
import type { Environment } from './environment.ts';
import { LiveSocket, type Status, type StatusDetail } from './socket.ts';

export interface InboxOptions {
  /** Address of the inbox's socket; `after` is 0 as long as nothing was received. */
  url: (after: number) => string;
  /** In order. On `reset` too much was missed: load the list again. */
  onFrame: (frame: InboxFrame) => void;
  onStatus: (status: Status, detail?: StatusDetail) => void;
  environment?: Environment;
}

export interface Inbox {
  close(): void;
}

export function openInbox({ url, onFrame, onStatus, environment }: InboxOptions): Inbox {
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
    environment,
  });
}

/** A welcome names the head before what was missed arrives, so it counts only when there is nothing to catch up. */
function position(frame: InboxFrame, last: number): number {
  if (frame.type === 'welcome' && last > 0) return last;
  return frame.type === 'reset' ? frame.seq : Math.max(last, frame.seq);
}
